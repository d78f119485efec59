"""What is said between the office and the person: how she may be reached, what she asks, what she is told of."""
