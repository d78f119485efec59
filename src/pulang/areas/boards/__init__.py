"""Cross-area reading: the only place where tables of several areas are named together."""
