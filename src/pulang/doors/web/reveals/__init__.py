"""Opening sealed fields, emergencies and the ministry's samples."""
