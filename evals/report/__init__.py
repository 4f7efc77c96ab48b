"""What a reader gets of a run: a page, a table in the terminal, JUnit XML for a build server."""
