"""Where the doors are hung: settings, addresses and the WSGI entry."""
