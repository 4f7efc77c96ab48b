"""Question sets: the record, the files and public formats they come from, and their drafts."""
