"""Partner institutions and what makes one fit on a day."""
