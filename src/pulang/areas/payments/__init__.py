"""Aid on its way to people: lists of tokens and amounts, what was sent to a bank, what came of it."""
