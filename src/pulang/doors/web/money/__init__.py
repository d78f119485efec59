"""Money: sources, what stands in them, and the forms of treasurers."""
