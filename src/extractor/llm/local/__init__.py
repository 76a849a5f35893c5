"""The embedded model: a child process that owns it, and the gateway that speaks to the child."""
