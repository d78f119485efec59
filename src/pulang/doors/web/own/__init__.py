"""One's own account: where it is signed in, what happened to it, and its password."""
