"""Plumbing under the areas: transactions, books, guards, sealing and the embedded database."""
