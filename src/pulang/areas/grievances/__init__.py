"""Complaints of whoever has one, named or not: to a desk that is not the one complained about, with a clock."""
