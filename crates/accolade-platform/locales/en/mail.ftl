# Mails. Subjects are one line.

mail-award-subject = { $issuer } has awarded you a badge: { $badge }
mail-award-heading = { $name }, this badge is yours
mail-award-intro = { $issuer } has awarded you “{ $badge }”. Have a look at it, keep it, or show it to others. You need no account.
mail-award-button = See your badge
mail-award-small = You get this mail because { $issuer } awarded you a badge through { $instance }. The link is meant for you alone: to show the badge to others, open it and share it from there.

mail-endorsement-subject = { $endorser } endorses { $of }
mail-endorsement-heading = An endorsement waits for your answer
mail-endorsement-intro = { $endorser } has signed what “{ $of }” is worth to them. Read it, then accept or decline. Until you accept it, nothing is shown.
mail-endorsement-button = Read and answer
mail-endorsement-small = You get this mail because you own { $issuer } on { $instance }. If you do nothing, nothing is shown.

mail-sign-in-subject = Sign in to { $instance }
mail-sign-in-heading = Sign in to { $instance }
mail-sign-in-intro = Somebody, hopefully you, asked to sign in with this address. The link works once, for thirty minutes.
mail-sign-in-button = Sign in
mail-sign-in-small = If it was not you, there is nothing to do: without this link nobody gets in.

mail-no-account-subject = Sign in to { $instance }
mail-no-account-heading = There is no account with this address
mail-no-account-intro = Somebody, hopefully you, asked to sign in to { $instance } with this address, which has no account there. Perhaps you used another one.
mail-no-account-small = If it was not you, there is nothing to do.
