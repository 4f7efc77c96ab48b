"""What can be wrong with a file. Each message is one plain sentence that names the file."""

from pathlib import Path

from vectorstore.errors import AssistantError


class DocumentError(AssistantError):
    """A file that can't become a document. The other files are not affected."""

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        # A file's name is a stranger's text: keep it on one line.
        name = "".join(c if c.isprintable() else "�" for c in str(path))
        super().__init__(f"{name} {what}")


class FileMissing(DocumentError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "does not exist; check the path.")


class FileUnreadable(DocumentError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"cannot be read ({reason}); check its permissions.")


class FileEmpty(DocumentError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "is empty; there is nothing to read in it.")


class NotText(DocumentError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "is not a text file; save it as plain text or Markdown first.")


class NoWords(DocumentError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "has no words in it; there is nothing to answer from.")


class NothingToRead(DocumentError):
    def __init__(self, path: Path, kinds: str) -> None:
        super().__init__(path, f"has no documents in it; a folder is searched for {kinds} files.")
