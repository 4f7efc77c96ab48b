"""The chat page over documents that want something loaded, and a model that obeys them."""

import os
import signal
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.assistant.hostile.documents import ELSEWHERE, Hostile, hostile_documents
from tests.assistant.hostile.shelf_page import WORST, serve_obeying
from tests.e2e.visit import ask, open_shelf, visit
from tests.forked import Forked

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, elsewhere: tuple[str, list[str]]
) -> Iterator[str]:
    """The page of an assistant whose model obeys."""
    folder = tmp_path_factory.mktemp("hostile")
    shelf = folder / "shelf"
    shelf.mkdir()
    for document in worst():
        text = document.text.replace(ELSEWHERE, elsewhere[0])
        (shelf / f"{document.canary}.md").write_text(text, encoding="utf-8")
    environment = os.environ | {"HOME": str(folder)}
    process = Forked(
        serve_obeying, folder / "library", shelf, elsewhere[0], cwd=folder, env=environment
    )
    url = process.stdout.readline().strip()
    if not url:
        pytest.fail(f"the page did not start: {process.communicate()[1]}")
    yield url
    process.send_signal(signal.SIGINT)
    assert "Traceback" not in process.communicate(timeout=60)[1]


def test_nothing_that_a_document_wants_loaded_or_linked_is(
    browser: Browser, address: str, elsewhere: tuple[str, list[str]]
) -> None:
    page = visit(browser, address)
    requested: list[str] = []
    spoken: list[Dialog] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("dialog", lambda dialog: spoken.append(dialog))

    for document in worst():
        answer = ask(page, document.question)
        expect(answer).to_contain_text(document.fact)
        for place in answer.locator(".place").all():
            place.click()
        expect(page.locator("#document")).to_contain_text(document.fact)
        assert strange_in(page) == 0
    for shown in page.locator("#documents label").all():
        open_shelf(page)
        shown.click()
        page.locator("#read").click()
        assert strange_in(page) == 0
    page.wait_for_timeout(500)

    served = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in requested if url.startswith("http")} == {served}
    assert elsewhere[1] == []
    assert spoken == []
    assert page.request.get(elsewhere[0]).status == 404  # it was there all the time
    assert elsewhere[1] == ["/"]
    page.context.close()


def worst() -> list[Hostile]:
    """The documents on the page's shelf, in the order in which its model obeys them."""
    return [d for canary in WORST for d in hostile_documents() if d.canary == canary]


def strange_in(page: Page) -> int:
    """How many links, images and the like there are where only strangers' text is shown."""
    strange = ":is(a, img, iframe, script, object, embed, form, video, audio)"
    return page.locator(
        f"#chat .message-content {strange}, :is(#document, #documents, #only) {strange}"
    ).count()
