"""What a programme waits for, link by link."""
