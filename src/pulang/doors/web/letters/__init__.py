"""Letters between agencies, and the memo for whoever takes an office over."""
