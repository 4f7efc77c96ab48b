"""Conversations: what a question means in the light of what was said, and what is kept of it."""
