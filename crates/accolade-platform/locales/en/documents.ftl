# What stands in documents for people to read: signed ones, and the certificate on paper.

endorsement-name = Endorsement of { $name }
record-name = Badges of { $name } from { $issuer }
record-newest = Only the newest { $count } badges are in this record; there are more.

certificate-to = Awarded to
certificate-by = by { $issuer }
certificate-on = { $date }
certificate-on-until = { $date }, valid until { $end }
certificate-revoked = Revoked on { $date }: this badge no longer counts.
certificate-earned = How it is earned: { $words }
certificate-more = More about this badge: { $address }
certificate-check = Check that it is genuine: { $address }
certificate-check-file = Check that it is genuine: take the badge that is attached to this PDF, or ask for it, to { $address }
certificate-test = Test badge: made on a test address, so nobody else can check it.
certificate-picture = Picture of the badge { $name }
certificate-attached = The signed badge (Open Badges 3.0)
