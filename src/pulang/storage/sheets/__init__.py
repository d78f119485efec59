"""Reads tables that offices send: xlsx, ods, xls and csv, row by row, after a gate that lets no trap through."""
