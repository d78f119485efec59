"""Administration: agencies, the people who work in them, what they are trusted with, and machines' tokens."""
