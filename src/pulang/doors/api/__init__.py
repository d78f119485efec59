"""The door for machines: JSON over HTTP with scoped tokens, under /api/v1/; no session, no cookie, no identity."""
