"""Her own pages: with the number and the PIN of her card, without an account, on any phone, without scripts."""
