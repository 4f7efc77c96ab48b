"""The chat page: `ui.server.serve` shows it, `ui.page.build` makes it."""
