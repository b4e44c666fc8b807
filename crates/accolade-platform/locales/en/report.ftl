# Sentences of the verification report.
