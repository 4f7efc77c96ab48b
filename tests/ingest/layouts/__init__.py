"""PDFs from real producers, with the text that a reader should find in each: see make.py."""
