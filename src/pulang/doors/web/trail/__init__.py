"""Who looked: the person's own trail, and the book of looks for the one who watches over it."""
