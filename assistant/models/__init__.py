"""Chat models: opened by their names, asked, and what goes wrong with them in plain words."""
