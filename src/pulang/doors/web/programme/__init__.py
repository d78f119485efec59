"""The programme page: the headline, who holds what, on what money, and everything said about it."""
