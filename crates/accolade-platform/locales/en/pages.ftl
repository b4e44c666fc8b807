# The words of the pages. Sentence case; buttons say what happens; no exclamation marks.

## Around every page

skip-to-content = Skip to the content
nav-main = Main
nav-where = Where you are
nav-issuers = Issuers
nav-verify = Check a badge
nav-outbox = Outbox
sign-in = Sign in
sign-out = Sign out
foot-what = Open Badges that anyone can check
foot-licences = Licences
optional = (optional)
form-faults = Please look at these again:
copy-link = Copy link
copied = Copied
list-more = Show more
list-title = { $title } ({ $count })
list-first = Back to the beginning
steps = Steps to the first badge
step-done = Done:
step-account = Account
step-issuer = Issuer
step-badge = Badge
step-award = Award
test-address = Test badges: made on a test address

## Set-up

set-up-title = Set up your badge platform
set-up-lead = Two minutes, once. Then you create an issuer, draw a badge and award it.
set-up-code-why = You reach this page from another computer. The code proves that you run the program.
set-up-account = Your account
set-up-instance = This platform
set-up-button = Create the account
set-up-next = Next: who awards the badges
field-code = Set-up code
field-code-help = It stands in the first lines that the program wrote when it started.
field-your-name = Your name
field-email = E-mail address
field-set-up-email-help = You sign in with it. It is not shown to anyone.
field-password = Password
field-new-password-help = At least 12 characters. Several words make a good password.
field-instance-name = Name
field-instance-name-help = Stands at the top of every page, such as “Badges of Northside College”.
field-instance-address = Public address
field-instance-address-help = What people will type to come here. It becomes part of every badge, so badges made on a test address such as http://localhost are test badges.

## Front page and home

front-title = Badges that prove themselves
front-lead = { $instance } awards Open Badges: signed, portable, and checked by anyone in seconds.
front-verify = Check a badge
front-receive-title = You received a badge
front-receive = Open the link in your e-mail. You see your badge at once, without an account, and decide who else does.
front-check-title = You were shown a badge
front-check = Drop the file or give its address. You read who signed it, whether it was changed and whether it still counts.
front-award-title = You award badges
front-award = Draw a badge from a template, say how it is earned, and award it. It keeps working outside this platform.
home-title = Your issuers
home-new = New issuer
home-note = { $badges ->
    [one] { $badges } badge
   *[other] { $badges } badges
 }, { $awards ->
    [one] { $awards } award
   *[other] { $awards } awards
 }

## Signing in

sign-in-title = Sign in
sign-in-by-link = Sign in without a password
sign-in-by-link-how = We send a link to your address. It works once, for a short time.
sign-in-send-link = Send me a link
sign-in-link-over = This sign-in link no longer works
sign-in-link-over-how = It was used already, or its time is over. Ask for a new one below.
link-sent-title = Look in your mailbox
link-sent = If there is an account with this address, a link is on its way. It works once.
link-sent-again = Back to signing in
link-title = Sign in
link-why-button = The button is there so that programs that open links in your mail do not use up yours.
link-button = Sign in to { $instance }

## Issuers

issuer-new-title = Who awards the badges?
issuer-new-lead = The issuer is the organisation or person that badges are awarded by. Everyone who looks at a badge sees this.
issuer-new-button = Create the issuer
issuer-new-next = Next: the first badge
field-issuer-name = Name of the issuer
field-issuer-name-help = The school, museum, employer, event or person, such as “Northside Repair Workshop”.
field-issuer-description = What the issuer does
field-issuer-description-help = One or two sentences for people who do not know it.
field-issuer-url = Website
field-issuer-url-help = Begins with https://
field-issuer-email = Contact address
field-issuer-email-help = Shown to people who look at a badge. An address for the office is better than your own.
field-time-zone = Time zone
field-time-zone-help = Dates on badges begin at midnight here.
field-issuer-image = Logo
field-issuer-image-help = A square PNG of up to 5 megabytes.
issuer-website = Website
issuer-email = Contact
issuer-identity = Identity in signatures
issuer-badges = Badges
issuer-no-badges = This issuer has no badges yet.

## Managing an issuer

side-badges = Badges
side-awards = Awards
side-endorsements = Endorsements
side-waiting = waiting
side-settings = Settings
side-public = Public page
manage-title = Badges
manage-new-badge = New badge
manage-empty-title = Draw the first badge
manage-empty = Pick one of six templates, say what the badge stands for and how it is earned. The picture draws itself while you type.
manage-first-badge = Create the first badge
tile-awards = { $count ->
    [0] not awarded yet
    [one] { $count } award
   *[other] { $count } awards
 }

## Settings of an issuer

settings-title = Settings
settings-kept = Saved
settings-button = Save
settings-v2 = Open Badges 2.0
field-offers-v2 = Offer every award as Open Badges 2.0, too
field-offers-v2-help = For backpacks and programs that cannot read 3.0 yet. When this is off, people cannot save copies of 2.0, and copies that they saved before cannot be checked any more. You can switch it on again at any time.

## A new badge

badge-new-title = New badge
badge-new-what = What it stands for
badge-new-picture = The picture
badge-new-button = Create the badge
badge-new-preview = Draw the preview
field-badge-name = Name of the badge
field-badge-name-help = What somebody can say they have, such as “Bicycle repair”.
field-badge-description = Description
field-badge-description-help = What a person with this badge knows or did, in one or two sentences.
field-criteria = How it is earned
field-criteria-help = What somebody has to do, so that a stranger understands it. Lists with “- ” and **bold** work (Markdown).
field-tags = Tags
field-tags-help = Words that people search for, with commas between them.
picture-design = Draw it here
picture-upload = Use a picture of mine
picture-drop = Drop a picture here or pick one
field-picture = Picture
field-picture-help = A square PNG of up to 5 megabytes. From 400 pixels on it is sharp everywhere.
small-picture = The picture is small
small-picture-words = It has fewer than 400 pixels on each side and looks blurred where it is shown large. You can award the badge with it, or create it again with a larger picture.
field-template = Shape
field-palette = Colours
field-emblem = Emblem
field-badge-title = Words on the badge
field-badge-title-help = Left empty, the name of the badge stands there.
field-badge-subtitle = Second line
field-badge-subtitle-help = Such as “Level two” or a year.
preview-alt = The badge as it will look
criteria-preview = How the criteria will look
template-rosette = Rosette
template-shield = Shield
template-hexagon = Hexagon
template-seal = Seal
template-medal = Medal
template-pennant = Pennant
palette-forest = Green and gold
palette-navy = Navy and gold
palette-plum = Plum and rose
palette-wine = Wine red and champagne
palette-ocean = Sea blue and silver
palette-charcoal = Charcoal and amber
palette-chestnut = Brown and honey
palette-violet = Violet and mint

emblem-tick = Tick
emblem-star = Star
emblem-trophy = Trophy
emblem-cap = Graduation cap
emblem-book = Book
emblem-bulb = Light bulb
emblem-people = People
emblem-speech = Speech
emblem-heart = Heart
emblem-leaf = Leaf
emblem-globe = Globe
emblem-flag = Flag
emblem-flask = Flask
emblem-code = Code
emblem-gear = Cog wheel
emblem-wrench = Wrench
emblem-bicycle = Bicycle
emblem-brush = Brush
design-title-contrast = The words are hard to read on this colour.
design-colours-alike = The two colours are nearly the same.
design-title-small = The words come out small: shorten them, or use the second line.
design-no-glyph = These characters cannot be drawn: { $characters }
preview-placeholder = Your badge

## A badge

badge-award = Award this badge
badge-public = Public page
badge-awards = Awarded to
badge-no-awards = Nobody has this badge yet.
badge-earned-how = How it is earned
badge-picture-alt = The badge “{ $badge }”
achievement-chip = Badge
achievement-criteria = How it is earned
achievement-version = Version
column-person = Person
column-email = E-mail
column-badge = Badge
column-awarded = Awarded
column-state = State
column-to = To
column-kind = About
column-when = Written

## Awarding

award-new-title = Award “{ $badge }”
award-new-who = Who receives it
award-new-how = What it was awarded for
award-new-button = Award this badge
award-new-next = An e-mail with the badge goes out at once.
field-again = Award again
award-again = Award it again although this person has it already
field-recipient-name = Name
field-recipient-name-help = As it should stand on the badge page.
field-recipient-email = E-mail address
field-recipient-email-help = Goes into the badge only as a fingerprint: nobody can read it there, but who knows it can check it.
field-narrative = What this person did
field-narrative-help = A few sentences that make this award personal. Shown on the badge page.
field-evidence = Evidence
field-evidence-help = The web address of a photo, a report or a piece of work, such as https://example.org/photo.
field-awarded-on = Awarded on
field-awarded-on-help = Left empty: today.
field-valid-until = Valid until
field-valid-until-help = The last day on which it counts. Left empty: for good.

## Awards

awards-title = Awards
awards-empty-title = Nobody has been awarded yet
awards-empty = Pick a badge and award it to a first person. Everyone who has one then stands here.
awards-empty-button = Pick a badge
awards-search = Name or e-mail
awards-find = Find
awards-none-found = No award fits this search.
state-any = Any state
state-waiting = mail is on its way
state-mailed = mailed
state-seen = seen
state-revoked = revoked
state-expired = expired
award-line = Awarded to { $name }
award-done = Awarded
award-done-words = { $name } gets an e-mail with the badge.
award-see = See what the recipient sees
award-mail = E-mail
award-mailed = sent on { $date }
award-seen = opened on { $date }
award-not-mailed = on its way
award-files = The badge as a file
award-files-what = What the recipient can save. The badge is inside each of them.
award-another = Award to someone else
award-revoke = Revoke this award
award-revoked = This award is revoked
award-revoked-words = Revoked on { $date }: { $reason }
revoke-title = Revoke the award of { $name }
revoke-lead = From then on everyone who checks the badge is told that it no longer counts, and why. It cannot be undone; you can award the badge anew.
revoke-button = Revoke this award
revoke-keep = Keep it
field-reason = Reason
field-reason-help = Shown to everyone who looks at the badge. Write nothing private.

## A badge, as its recipient and others see it

badge-to = Awarded to
badge-by = By
badge-on = On
badge-until = valid until { $date }
badge-was-until = was valid until { $date }
badge-earned = How it was earned
badge-narrative = What was done
badge-evidence = Evidence
badge-tags = Tags
evidence-elsewhere = Kept on another website. It is not part of what is signed.
share = Share
save = Download
save-others = For other programs
save-paper-what = To print or to hang on the wall. Paper proves nothing: the address on it leads to the check, and the signed badge is attached to the file.
save-paper = Certificate (PDF)
save-signed-what = The same signed badge as a drawing or as plain data, for backpacks and other badge programs.
save-svg = SVG drawing
save-json = JSON data
save-jwt = JWT
save-jwt-rs256 = JWT (RS256)
save-both-what = One file for programs of any age: Open Badges 2.0 and 3.0 are both in it.
save-both-png = 2.0 and 3.0 PNG
save-both-svg = 2.0 and 3.0 SVG
save-older-what = For programs that know only Open Badges 2.0: a copy that points to this site instead of being signed.
save-older-png = 2.0 PNG
save-older-svg = 2.0 SVG
save-older-json = 2.0 JSON
save-all-what = Every one of these files in one archive, to keep.
save-all = All files (ZIP)
save-record-what = All my badges from { $issuer } as one signed record, made when you save it; of very many, the newest.
save-record = One record (CLR 2.0)
shared-title = Your badge is shared
shared-what = Whoever has this link sees your badge with your name. Nobody finds it without the link.
field-share-link = Link to share
shared-see = See the shared page
add-to-linkedin = Add to LinkedIn
share-end = End sharing
share-end-title = End sharing “{ $badge }”?
share-end-lead = The link that you gave out will open nothing any more, wherever it stands: on a page, on paper, in an application. You can share again, but that will be another link.
share-keep = Keep sharing
share-ended = Sharing is ended
share-ended-what = The link you gave out opens nothing any more. You can share again; it will be another link.
og-description = { $description } Awarded to { $name } by { $issuer }.
badge-is-revoked = This badge was revoked
badge-is-revoked-words = { $issuer } revoked it on { $date }: { $reason }
badge-is-expired = This badge has expired
badge-is-expired-words = It was valid until { $date }.
gone-title = No longer shared
gone-words = The person who has this badge ended the sharing. Ask them for a new link.

## Endorsements

endorsed-by = Endorsed by
endorse-badge = Endorse this badge
endorse-issuer = Endorse this issuer
endorse-title = Endorse “{ $name }”
endorse-crumb = Endorse
endorse-badge-lead = Say what this badge is worth to you. Your words are signed in your issuer’s name. If { $issuer } accepts them, they stand on the badge’s page and in every award made from then on.
endorse-issuer-lead = Say why others can trust this issuer. Your words are signed in your issuer’s name. If { $issuer } accepts them, they stand on its page.
endorse-button = Sign and send
endorse-next = Next: { $issuer } accepts or declines.
endorse-nobody-title = None of your issuers can endorse this
endorse-nobody = You endorse in the name of an issuer of which you are owner or admin: each badge once, never its own, and not again what was declined.
field-endorser = In the name of
field-endorser-help = Everyone who looks at the badge sees this name.
field-endorsement-comment = What you say
field-endorsement-comment-help = Two or three sentences that an employer understands. **Bold** and lists with “- ” work (Markdown). Signed words cannot be changed, only withdrawn.
endorsements-title = Endorsements
endorsements-empty-title = No endorsements yet
endorsements-empty = When another issuer endorses you or one of your badges, you accept or decline it here. To endorse somebody else, open the public page of a badge or an issuer and choose “Endorse”.
endorsements-wait = { $count ->
    [one] One endorsement waits for your answer
   *[other] { $count } endorsements wait for your answer
 }
endorsements-answer = Accept or decline
endorsements-waiting = Waiting for your answer
endorsements-waiting-what = What you accept is shown on the public page. What is said of a badge also becomes part of its awards from then on.
endorsements-accepted = Shown on your pages
endorsements-given = What you say of others
endorsements-declined = Those that you do not show
endorsement-chip = Endorsement
endorsement-title = Endorsement of “{ $name }”
endorsement-by = Said by
endorsement-of = About
endorsement-see = the signed words
endorsement-sent = Signed and sent
endorsement-sent-words = It is shown as soon as the other issuer accepts it.
endorsement-done-accepted = Accepted: it is shown on your pages, and what is said of a badge becomes part of its awards from now on.
endorsement-done-declined = It is not shown on your pages. It stands below, under those that you do not show, and you can accept it at any time. Awards that carry it already keep it.
endorsement-done-reopened = This issuer may endorse it again.
endorsement-accept = Accept and show
endorsement-decline = Decline
endorsement-hide = Take off the page
endorsement-reopen = Let them endorse again
endorsement-check = Check the signature
endorsement-save = JSON data
endorsement-unshown = not shown
endorsement-was-declined = declined
endorsement-shown = shown
endorsement-withdrawn = withdrawn
endorsement-says-unshown = { $name } does not show this endorsement.
endorsement-says-withdrawn = { $name } withdrew this endorsement. It no longer counts.
withdraw = Withdraw
withdraw-title = Withdraw the endorsement of “{ $name }”
withdraw-lead = From then on everyone who checks it is told that you took it back, also in badges that were awarded with it. It cannot be undone; you can endorse anew.
withdraw-lead-declined = From then on everyone who checks it is told that you took it back, also in badges that were awarded with it. It cannot be undone. { $issuer } declined it: you can endorse anew only when they allow that.
withdraw-button = Withdraw this endorsement

## Checking

verify-title = Is this badge genuine?
verify-lead = Give us the badge in any form. Nothing is kept.
verify-drop = Drop the badge here or pick the file
verify-drop-help = A picture (PNG, SVG) or a file (JSON, JWT) from any platform, of up to 5 megabytes
verify-paste = Paste the text of a badge
verify-button = Check this badge
field-badge-file = File
field-badge-url = Or its address
field-badge-url-help = The link of the badge or of its picture
field-recipient = Made out to this address
field-verify-recipient-help = Type the person’s e-mail address to check that the badge is theirs.
field-badge-text = Text of the badge
field-badge-text-help = JSON or a long line beginning with “ey”.
report-checks = What was checked
report-another = Check another badge

## The outbox

outbox-title = Outbox
outbox-lead-kept = No mail server is set up: mails stay here, and you can open them as their readers would.
outbox-lead-sent = Mails that were sent or wait to be sent.
outbox-empty-title = No mail yet
outbox-empty = When you award a badge, the mail to its recipient stands here.
mail-to = To { $to }
mail-text = The mail as plain text
mail-state-waiting = waiting
mail-state-retrying = trying again
mail-state-sent = sent
mail-state-kept = kept here
mail-state-failed = given up
mail-gone = What this mail told of is gone

## When something is wrong

trouble-not-found = There is nothing here
trouble-not-found-words = The address may be mistyped, or what stood here is gone.
trouble-not-allowed = You may not do this
trouble-not-allowed-words = Your role with this issuer does not include it. Ask its owner.
trouble-cross-site = This request came from another website
trouble-cross-site-words = To keep you safe it was not carried out. Open the page here and try again.
trouble-bad-request = This request could not be understood
trouble-bad-request-words = Go back, look at the form again and send it once more.
trouble-too-large = This is too large
trouble-too-large-words = Files may have up to { $megabytes } megabytes.
trouble-method = This address does not take that
trouble-method-words = Open it as a page instead.
trouble-timeout = This took too long
trouble-timeout-words = Try again in a moment.
trouble-too-many = That was a lot in a short time
trouble-too-many-words = Wait { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
 } and try again.
trouble-busy = A moment, please
trouble-busy-words = There is much to do just now. Try again in a few seconds.
trouble-broken = Something went wrong on our side
trouble-broken-words = Nothing you typed caused it. If it happens again, tell the people who run this platform.
trouble-id = Number for the operator: { $id }
trouble-set-up-needed = This platform is not set up yet
trouble-set-up-needed-words = Open it in a browser to set it up.
trouble-sign-in-needed = Sign in first
trouble-sign-in-needed-words = This is for people who are signed in.
trouble-home = To the start page
error-sign-in = The address or the password is not right.
error-nothing-given = Drop a file, give an address or paste a text.
error-url = This is not a web address that can be opened.

## Licences

licences-title = Licences
licences-lead = Fonts, icons and code by others that this platform stands on. Thank you.
