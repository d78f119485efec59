"""Complaints: made by anybody without an account, followed with a code and a PIN, answered by the desk they lie at."""
