"""What was done in a programme as a whole, and saying that some of it was a mistake."""
