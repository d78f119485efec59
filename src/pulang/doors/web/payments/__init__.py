"""Lists of people to be paid: asking, the bank's files, envelopes."""
