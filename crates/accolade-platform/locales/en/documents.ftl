# What stands in signed documents for people to read.

endorsement-name = Endorsement of { $name }
