"""What tests of the chat page share: one page that is served to all of them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from ingest.sample import SAMPLE
from tests.e2e.elsewhere import listening
from tests.e2e.visit import visit
from tests.served_page import ServedPage, served_page


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPage]:
    """A page over a library with the sample in it; it must also end well on Ctrl-C."""
    with served_page(tmp_path_factory.mktemp("page"), documents=[SAMPLE]) as page:
        yield page


@pytest.fixture
def page(browser: Browser, served: ServedPage) -> Iterator[Page]:
    """The page opened by somebody new. Whatever a test does, no request may leave this machine."""
    requested: list[str] = []
    page = visit(browser, served.url)
    page.on("request", lambda request: requested.append(request.url))
    yield page
    page.context.close()
    outside = [url for url in requested if url.startswith("http") and served.url not in url]
    assert outside == []


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """An address elsewhere, and the paths that it was asked for."""
    with listening() as ear:
        yield ear
