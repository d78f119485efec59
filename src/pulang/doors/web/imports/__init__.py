"""Screens of workbooks that are imported: handed in, tried, registered by a worker, taken back for a day."""
