"""Question sets, metrics and the scripts that measure the assistant with them."""
