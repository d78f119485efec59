"""One module for each command: HELP, `arguments(parser)` and `run(options)`."""
