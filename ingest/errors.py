"""What can be wrong with a file or a web address. Each message is one sentence that names it."""

from pathlib import Path

from vectorstore.errors import AssistantError


class DocumentError(AssistantError):
    """A file, or what a URL leads to, that can't become a document; others are not affected."""

    def __init__(self, path: Path | str, what: str) -> None:
        self.path, self.what = path, what
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
    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "is empty; there is nothing to read in it.")


class FileTooLarge(DocumentError):
    def __init__(self, path: Path, largest: int) -> None:
        super().__init__(path, f"is larger than {largest // 1024**2} MB; save it in parts.")


class FileChanging(DocumentError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "changed while it was read; add it again once it is complete.")


class LinkOut(DocumentError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "is a link that leads out of its folder; name it itself to add it.")


class NotADocument(DocumentError):
    """What its loader says of a file, or of a part of it."""


class NothingToRead(DocumentError):
    def __init__(self, path: Path, kinds: str) -> None:
        super().__init__(path, f"has no documents in it; a folder is searched for {kinds} files.")


class NotFetched(DocumentError):
    """What keeps a URL from being fetched."""


class FetchingIsOff(NotFetched):
    def __init__(self, url: str) -> None:
        super().__init__(
            url, "is a web address, and none is fetched until you set ASSISTANT_URLS=true."
        )
