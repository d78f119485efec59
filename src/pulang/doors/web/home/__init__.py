"""The first page: the programmes, and what waits in each."""
