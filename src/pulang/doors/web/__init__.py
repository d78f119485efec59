"""The staff door: screens in plain HTML, Indonesian first, that work without scripts."""
