"""Web addresses among what is ingested. Their servers are on loopback, allowed here alone."""

from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.plan import plan
from ingest.report import IngestReport
from ingest.web.fetching import fetch_within
from tests.ingest.web.servers import HERE, page, redirect, served
from vectorstore.library import Library

NOON = b"<!doctype html><title>Tides</title><p>The tide at Ostend is lowest at noon today."
DUSK = b"<!doctype html><title>Tides</title><p>The tide at Ostend is lowest at dusk today."
fetch = partial(fetch_within, HERE)


class Site:
    """A site of one page, which can change, and an address that leads to it."""

    def __init__(self) -> None:
        self.content, self.kind, self.status = NOON, "text/html", 200
        self.asked = 0

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        self.asked += 1
        if request.path == "/short":
            redirect("/tides")(request)
        else:
            page(self.content, self.kind, self.status)(request)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def url(site: Site) -> Iterator[str]:
    with served(site) as address:
        yield address


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return len(report.added), len(report.updated), len(report.unchanged), len(report.failed)


def test_a_page_becomes_a_document_whose_source_is_its_url(library: Library, url: str) -> None:
    (added,) = ingest(library, [f"{url}/tides"], fetch=fetch).added
    assert (added.title, added.source) == ("Tides", f"{url}/tides")
    assert "lowest at noon" in library.catalog.document_text(added.id).text
    assert library.retrieve("tide at Ostend").passages[0].document_id == added.id


def test_the_source_of_a_redirected_page_is_the_url_that_was_given(
    library: Library, url: str
) -> None:
    (added,) = ingest(library, [f"{url}/short"], fetch=fetch).added
    assert added.source == f"{url}/short"


def test_a_page_that_is_the_same_is_unchanged_and_a_new_one_takes_its_place(
    library: Library, url: str, site: Site
) -> None:
    ingest(library, [f"{url}/tides"], fetch=fetch)
    assert counts(ingest(library, [f"{url}/tides"], fetch=fetch)) == (0, 0, 1, 0)
    site.content = DUSK
    assert counts(ingest(library, [f"{url}/tides"], fetch=fetch)) == (0, 1, 0, 0)
    (document,) = library.catalog.documents()
    assert "lowest at dusk" in library.catalog.document_text(document.id).text


def test_a_page_that_is_gone_leaves_the_document_that_was_had_of_it(
    library: Library, url: str, site: Site
) -> None:
    ingest(library, [f"{url}/tides"], fetch=fetch)
    site.status = 404
    (failed,) = ingest(library, [f"{url}/tides"], fetch=fetch).failed
    assert failed.source == f"{url}/tides"
    assert failed.message == f"{url}/tides answered 404 (Not Found); check it, or try again later."
    assert len(library.catalog.documents()) == 1


def test_a_file_and_a_page_of_the_same_content_are_one_document(
    library: Library, url: str, tmp_path: Path
) -> None:
    file = tmp_path / "tides.html"
    file.write_bytes(NOON)
    report = ingest(library, [f"{url}/tides", file, f"{url}/tides"], fetch=fetch)
    assert counts(report) == (1, 0, 1, 0)
    assert len(library.catalog.documents()) == 1


def test_rows_of_a_table_on_the_web_are_documents_within_its_url(
    library: Library, url: str, site: Site
) -> None:
    site.content, site.kind = b"place,tide\nOstend,lowest at noon\nDover,at dusk\n", "text/csv"
    ingest(library, [f"{url}/tides"], fetch=fetch)
    sources = [document.source for document in library.catalog.documents()]
    assert sources
    assert all(source.startswith(f"{url}/tides") for source in sources)
    again = ingest(library, [f"{url}/tides"], fetch=fetch)
    assert (len(again.unchanged), again.added) == (len(sources), ())


def test_what_is_no_document_is_told_with_its_url(library: Library, url: str, site: Site) -> None:
    site.content, site.kind = bytes(range(256)) * 40, "application/octet-stream"
    (failed,) = ingest(library, [f"{url}/tides"], fetch=fetch).failed
    assert failed.message.startswith(f"{url}/tides ")
    assert library.catalog.documents() == []


def test_pruning_never_removes_what_came_from_the_web(
    library: Library, url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "dusk.html").write_bytes(DUSK)
    ingest(library, [f"{url}/tides", folder], fetch=fetch)
    report = ingest(library, [folder], prune=True)
    assert report.removed == ()
    assert len(library.catalog.documents()) == 2


def test_no_url_is_fetched_unless_that_is_switched_on(
    library: Library, url: str, site: Site
) -> None:
    (failed,) = ingest(library, [f"{url}/tides"]).failed
    assert failed.message == (
        f"{url}/tides is a web address, and none is fetched until you set ASSISTANT_URLS=true."
    )
    assert site.asked == 0


def test_a_plan_tells_what_would_be_fetched_and_fetches_nothing(
    library: Library, url: str, site: Site
) -> None:
    ingest(library, [f"{url}/tides"], fetch=fetch)
    site.asked = 0
    public = "https://tides.example/today"
    planned = plan(library, [public, f"{url}/tides", "ftp://tides.example/"], urls=True)
    assert planned.fetch == (public,)
    assert ["port" in planned.failed[0].message, "only http" in planned.failed[1].message] == [
        True,
        True,
    ]
    (off,) = plan(library, [public]).failed
    assert "ASSISTANT_URLS=true" in off.message
    assert site.asked == 0


def test_a_path_object_is_a_path_whatever_it_looks_like(library: Library, site: Site) -> None:
    (failed,) = ingest(library, [Path("http://tides.example/a.txt")], fetch=fetch).failed
    assert "does not exist" in failed.message
