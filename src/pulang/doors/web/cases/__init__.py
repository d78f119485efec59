"""Cases: the list, the file, and every form that adds to one."""
