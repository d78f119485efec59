"""What was promised and stated in public, with each slip and each number that differs."""
