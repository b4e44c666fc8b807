# What a report says, for an employer as reader: one plain sentence for every outcome.

## The verdict

verdict-valid = Valid
verdict-no-award = No award
verdict-warning = Valid, with remarks
verdict-invalid = Not valid
verdict-indeterminate = Cannot be confirmed
verdict-genuine = Genuine, current, unchanged
verdict-genuine-remarks = Genuine, with remarks
verdict-revoked = Revoked
verdict-suspended = Suspended
verdict-expired = Expired

report-nothing = This is not a badge that can be relied on
report-unknown = This badge could not be checked to the end
report-revoked = This badge has been revoked
report-revoked-why = The reason given: { $reason }
report-unnamed = A badge
report-line = Issued by { $issuer } on { $date }.
report-line-to = Issued by { $issuer } to { $name } on { $date }.
report-line-said = Issued by { $issuer }, which calls itself { $said }, on { $date }.
report-line-said-to = Issued by { $issuer }, which calls itself { $said }, to { $name } on { $date }.
report-line-unproved = It names { $issuer } as its issuer, which could not be confirmed.
report-checked-at = Checked on { $time }.
said-title = Only said, not proved
proved-title = Proved
proved-nothing = Nothing about this badge could be proved.
why-title = Why you can trust this
why-not-title = Why it does not count
why-open-title = What could not be confirmed
why-all-checks = { $count ->
    [one] See the check
   *[other] See all { $count } checks
 }
proved-signature = Signed by the owner of { $domain }, and not one character has been changed since.
proved-hosted = { $domain } publishes it, and what you see is what its own address says.
proved-signature-key = Signed with a key that identifies itself, and not one character has been changed since.
proved-signature-only = The signature holds: not one character has been changed since. Whose key it is could not be confirmed.
proved-hosted-only = What you see is what the address it names says. Who stands behind it could not be confirmed.
proved-status = The issuer has not revoked it; asked on { $date }.
proved-dates = Its dates are current.
proved-recipient = It is made out to { $asked }.
said-issuer = The issuer calls itself { $name }.
said-issuer-url = It gives { $url } as its website.
said-recipient = The issuer typed the recipient’s name: { $name }.

## What is inside it

parts-endorsements = What others say of it, each checked on its own. It makes the badge neither valid nor invalid.
parts-credentials = Each badge in this record, checked on its own.
parts-summary = { $holding } of { $count } hold
parts-more = { $count } more were not checked: a report looks at no more.
part-by = By { $issuer }
part-by-said = By { $issuer }, which calls itself { $said }
part-unproved = By somebody who names { $issuer }, which could not be confirmed
part-unknown = By somebody unknown
part-says = What it says
check-target = About this
pass-target = It is about the very thing it is attached to.

## Remarks

remark-test-address = Test badge: made on a test address, so nobody else can check it.
remark-other-proof = It carries another signature that was not relied on.
remark-refresh-offered = The issuer offers a newer copy of this badge, which could not be used.
remark-refreshed = The issuer has a newer copy of this badge. What you see is the newer one.
remark-schema-not-run = It names a formal description of itself that was not run.
remark-no-award = It describes badges or who gives them. Nobody was awarded it.
remark-self-issued = Whoever issued it says it about themselves.
remark-other-subject = It is about somebody else than the record it is in.
remark-other-address = A document of it has a second address.
remark-copy-differs = What you gave says something else than the badge’s own address. The address counts.
remark-compressed = It is compressed inside its image, which other programs need not be able to read.

## The checks, by name

check-input = Readable
check-format = A badge
check-contexts = Vocabulary
check-data-model = Well formed
check-proof = Signature
check-hosted-proof = Own address
check-issuer = Issuer
check-status = Not revoked
check-transport = Connection
check-dates = Dates
check-recipient = Made out to you
check-unsigned = Nothing added
check-endorsements = Endorsements
check-credentials = Badges in it
check-resources = Linked files

outcome-pass = Holds:
outcome-warn = Holds, with a remark:
outcome-fail = Does not hold:
outcome-unknown = Could not be told:
outcome-skipped = Not checked:
facts-none = No further detail

## What a check that passed says

pass-input = The badge could be read.
pass-format = It is an Open Badge of a known version.
pass-contexts = Every word in it has an agreed meaning.
pass-data-model = It is built as the Open Badges specification demands.
pass-proof = The signature fits; nothing has been changed since it was signed.
pass-issuer = Signed with a key that { $domain } publishes for this issuer.
pass-issuer-key = Signed with the key that is the issuer’s own identity.
pass-status = The issuer’s status list does not name it.
pass-hosted-proof = What you see is what the badge’s own address says.
pass-hosted-issuer = The badge’s address is one where its issuer publishes badges.
pass-hosted-status = The badge’s own address does not say that it is revoked.
pass-hosted-unsigned = Everything in it comes from the badge’s own address.
pass-transport = Everything it rests on came over protected connections.
pass-dates = Valid from { $from }, without an end.
pass-dates-until = Valid from { $from } until { $until }.
pass-recipient = The address { $asked } matches the sealed recipient.
pass-unsigned = Everything in it is covered by the signature.
pass-endorsements = Every endorsement it carries is genuine.
pass-resources = The files it links to are those the issuer described, as far as they could be compared.
pass-credentials = Every badge in this record is valid.

## What a check that was not made says

skipped-input = Nothing was read.
skipped-format = Not reached.
skipped-contexts = Not reached.
skipped-data-model = Not reached.
skipped-proof = Not reached.
skipped-issuer = Without a signature that holds there is no issuer to confirm.
skipped-status = The badge names no list of revoked badges, or this was not reached.
skipped-transport = The badge vouches for itself, wherever it comes from.
skipped-dates = Not reached.
skipped-recipient = You did not ask whose badge it is.
skipped-unsigned = Not reached.
skipped-resources = It links to no file that could be compared.
skipped-credentials = It is not a record of other badges.
skipped-endorsements = Nobody else vouches for it in the badge itself.

## Reasons

reason-not-a-badge = There is no badge in what you gave. Pictures only hold one if they were saved as a badge.
reason-signature = The signature does not fit: the badge was changed after it was signed, or made wrongly.
reason-no-proof = The badge is not signed, so anyone could have written it.
reason-malformed = It is not built as an Open Badge must be.
reason-key-not-issuers = It was signed with a key that is not the issuer’s.
reason-not-issuers-address = It is at an address where its issuer does not publish badges.
reason-key-revoked = The issuer has withdrawn the key it was signed with.
reason-revoked = The issuer has revoked it: it no longer counts.
reason-suspended = The issuer has suspended it: for now it does not count.
reason-expired = It has expired.
reason-not-yet-valid = It is not valid yet.
reason-not-recipient = It is not made out to the person you asked about.
reason-other-target = It endorses something else than what it is attached to.
reason-not-found = Nothing was found at the address you gave.
reason-web-page = At this address is a web page, not a badge. Save the badge from the page and drop the file here.
reason-address-not-allowed = This address may not be opened from here.
reason-unreachable = The address could not be reached. Try again later.
reason-too-large = It is larger than a badge may be.
reason-budget-spent = Not checked: with all that is inside it, the badge would take longer to check than is allowed.
reason-unsupported = This kind of badge cannot be checked here yet.
reason-unknown-context = It uses words that this platform does not know, so what was signed cannot be told.
reason-unsupported-proof = It is signed in a way that cannot be checked here.
reason-key-not-confirmed = The issuer could not be asked whether the key is its own.
reason-not-protected = It came over an unprotected connection although its issuer is at a protected address, so that the issuer is not proved.
reason-document-unreachable = Something the badge rests on could not be had: the copy at its own address, what it is awarded for, or its issuer.
reason-status-unreachable = The issuer could not be asked whether the badge was revoked.
reason-status-malformed = The issuer’s list of revoked badges cannot be read.
reason-unsupported-status = The issuer tells revoked badges in a way that cannot be checked here.
reason-recipient-unknown = The badge does not say whom it is made out to in a way that could be compared.
reason-unsigned = Some of its words are not covered by the signature; they are left out here.
reason-old-model = It follows an older version of Open Badges.
reason-old-proof = It is signed in an older way that still holds.
reason-model-remarks = It is well formed, with small faults.
reason-deprecated-status = It tells revocation in a way that is being given up.
reason-other-address = It was found at another address than the one it names.
reason-resource-changed = A file it links to is not the one the issuer described.
reason-enclosed-not-valid = Not every badge in this record is valid.
reason-plain-http = Something it rests on came over an unprotected connection, so somebody on the way could have changed it. Older badges are published like that.
reason-endorsement-not-valid = Not every endorsement could be confirmed. That says nothing about the badge itself.

