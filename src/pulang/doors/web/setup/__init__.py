"""What a programme is made of: its sites and blocks, its rounds of verification, and who may attest."""
