"""One Django app for each subject; areas never import one another."""
