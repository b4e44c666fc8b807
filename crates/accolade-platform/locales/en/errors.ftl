# What is wrong with a field and how to mend it. A key is `error-` and the code of the fault.

error-required = Please fill this in.
error-one-line = Please write this on one line.
error-control-characters = This holds characters that cannot be shown. Type it in again.
error-too-long = Use at most { $max } characters; these are { $length }.
error-too-many = Use at most { $max }.
error-web-address = Give a whole web address, beginning with https://.
error-email = This is not an e-mail address. It looks like name@example.org.
error-time-zone = This time zone is not known. Pick one, such as Europe/Berlin.
error-address = Give the address that people will type, such as https://badges.example.org, with nothing after the name.
error-address-needs-https = An address other than this computer’s must begin with https://.
error-address-configured = The address is set in the configuration: { $address }.
error-password-short = Use at least { $min } characters. Several words make a good password.
error-password-long = Use at most { $max } characters.
error-password-common = This password is among the first that attackers try. Pick another one.
error-set-up-code = This is not the set-up code. It stands in the program’s first lines of output.
error-picture = This picture cannot be used: { $reason }
error-design = This design cannot be drawn: { $reason }
error-date = Give a date, such as 2026-03-31.
error-date-in-future = A badge cannot be awarded before its day. Pick today or an earlier day.
error-date-before-award = A badge must be valid for at least a day after it is awarded.
error-date-too-far = Pick a year from 1900 to 9999.
error-already-awarded = { $name } has this badge already. Tick “Award again” to award it once more.
error-reason-required = Say why. The reason is shown to everyone who looks at the badge.
error-no-such-badge = There is no such badge.
