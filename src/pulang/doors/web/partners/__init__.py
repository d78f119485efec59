"""Partner institutions: every paper that makes one fit, what is lacking, and who can mend it."""
