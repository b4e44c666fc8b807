# Sentences of the pages.
