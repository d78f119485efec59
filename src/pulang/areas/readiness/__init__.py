"""Gates: what each case waits for, who holds it, and what can be done now."""
