"""Tags that put words, numbers, days and form fields on a page."""
