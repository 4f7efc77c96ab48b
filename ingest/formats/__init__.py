"""One file format each: bytes to SourceText. None opens a file or knows what a library is."""
