"""Errors a person can act on. Each message is one plain sentence: what happened, what to do."""


class AssistantError(Exception):
    """Base of every error that is meant for the user; anything else is a defect."""


class LibraryInUse(AssistantError):
    """Another process holds the library. `pid` is its process id, `url` its chat page, if any."""

    def __init__(self, folder: str, pid: int | None, url: str | None = None) -> None:
        self.pid, self.url = pid, url
        who = f"process {pid}" if pid else "another process"
        page = f", whose chat page is at {url}" if url else ""
        super().__init__(
            f"The library {folder} is in use by {who}{page}; close it, or choose another "
            "library with --library."
        )


class LibraryUnreadable(AssistantError):
    """The library's files are damaged, of a newer version, or not accessible."""


class CatalogDamaged(LibraryUnreadable):
    """SQLite can't make sense of the catalog, which holds what can't be made again."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"The library's catalog {file} cannot be read ({reason}); restore it from a backup, "
            "or choose another library with --library."
        )


class LibraryUnwritable(LibraryUnreadable):
    """A full, failing or write-protected disk. What was finished before is kept."""


class IndexFailed(LibraryUnreadable):
    """Chroma failed; the catalog, from which its vectors can be made again, is untouched."""


class UnknownDocument(AssistantError):
    """No document of the library has this id."""

    def __init__(self, document_id: str) -> None:
        super().__init__(
            f"No document has the id {document_id!r}; `assistant sources` lists those there are."
        )


class UnknownConversation(AssistantError):
    """No conversation of the library has this id."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(
            f"No conversation has the id {conversation_id!r}; `assistant conversations list` "
            "shows those there are."
        )


class UnknownTurn(AssistantError):
    """A conversation has no such question, or it has no answer where one is needed."""

    def __init__(self, conversation_id: str, turn_id: int) -> None:
        super().__init__(
            f"The conversation {conversation_id!r} has no question {turn_id}, or no answer to it; "
            "open it again to see what there is."
        )


class ModelUnusable(AssistantError):
    """The embedding model is missing, damaged, or not the one the library was made with."""
