"""Beneficiary decrees, payment channels and dated aid rates."""
