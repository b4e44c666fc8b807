# What stands in signed documents for people to read.

endorsement-name = Endorsement of { $name }
record-name = Badges of { $name } from { $issuer }
record-newest = Only the newest { $count } badges are in this record; there are more.
