"""Answers that a chat model writes: what it reads, what it wrote, what of that stands."""
