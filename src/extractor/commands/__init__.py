"""The commands, one module each: they read options, call what does the work, and print. Each has its row in cli.py."""
