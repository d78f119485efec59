"""The book of acts: one line for everything that was ever changed."""
