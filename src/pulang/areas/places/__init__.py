"""Provinces, regencies and cities, districts and villages under the Home Ministry's codes, and their clocks."""
