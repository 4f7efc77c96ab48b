"""What the page gives out and lets in, asked over real HTTP of a page that is being served."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.served_page import ServedPage, form_of, served_page
from ui.passwords import account_line
from ui.security import HEADERS

pytestmark = pytest.mark.slow

SECRET = "a secret of this machine"
CLOSED = """
    /gradio_api/proxy=http://example.org/ /gradio_api/proxy=https://x.hf.space/a /monitoring
    /monitoring/summary /gradio_api/deep_link?session_hash=a /gradio_api/dev/reload
    /gradio_api/mcp /gradio_api/mcp/sse /gradio_api/runs /gradio_api/openapi.json
    /gradio_api/token /gradio_api/app_id /gradio_api/queue/status /gradio_api/file/etc/passwd
    /gradio_api/stream/a/b/1/playlist.m3u8 /gradio_api/stream/a/b/1/playlist-file /pwa_icon
    /gradio_api/custom_component/a/client/b/c /gradio_api/vibe-code /gradio_api/profiling/traces
    /docs /openapi.json /redoc /file=/etc/passwd /proxy=http://example.org/ /gradio_api/ /a
    """.split()
CLOSED_TO_POSTS = """
    /gradio_api/component_server /gradio_api/vibe-edit /gradio_api/undo-vibe-edit
    /gradio_api/vibe-code /gradio_api/vibe-starter-queries /gradio_api/process_recording
    /gradio_api/stream/a /gradio_api/stream/a/close /gradio_api/api/ask
    """.split()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPage]:
    """A page that only this machine can reach; uploads of up to 100 kB."""
    folder = tmp_path_factory.mktemp("open")
    (folder / "here.txt").write_text(SECRET)  # in the working directory of the page
    with served_page(folder, "--max-upload", "100kb") as served:
        yield served


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPage]:
    """A page that asks who is there."""
    folder = tmp_path_factory.mktemp("locked")
    with served_page(folder, "--auth", account_line("ann", "right")) as served:
        yield served


def upload(page: ServedPage, content: bytes, name: str = "a_txt") -> str:
    body, headers = form_of(**{name: content})
    (path,) = json.loads(page.ask("/gradio_api/upload", "POST", body, headers).text)
    return str(path)


def test_every_response_carries_the_policy(page: ServedPage) -> None:
    upload_path = upload(page, b"words")
    for path in ("/", "/config", "/assets/none.js", "/a", f"/gradio_api/file={upload_path}"):
        reply = page.ask(path)
        assert {name: reply.headers[name] for name in HEADERS} == HEADERS


def test_what_was_said_stays_in_no_cache_and_the_pages_parts_do(page: ServedPage) -> None:
    assert page.ask("/").headers["Cache-Control"] == "no-store"
    assert page.ask("/config").headers["Cache-Control"] == "no-store"
    script = re.search(r"assets/index-[\w-]+\.js", page.ask("/").text)
    assert script
    reply = page.ask(f"/{script[0]}")
    assert reply.status == 200
    assert reply.headers["Cache-Control"] != "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "[::1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_sites_are_turned_away(page: ServedPage, headers: dict[str, str]) -> None:
    assert page.ask("/config", headers=headers).status == 403
    assert page.post("/gradio_api/queue/join", {}, headers).status == 403


def test_a_page_with_accounts_may_be_passed_on_under_another_name(locked: ServedPage) -> None:
    passed_on = {"Host": "chat.example", "X-Forwarded-Proto": "https"}
    assert locked.ask("/", headers=passed_on | {"Origin": "https://chat.example"}).status == 200
    assert locked.ask("/", headers=passed_on | {"Origin": "https://evil.example"}).status == 403


def test_a_link_on_another_site_leads_to_the_page_alone(page: ServedPage) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert page.ask("/", headers=followed).status == 200
    assert page.ask("/logout", headers=followed).status == 403


def test_nobody_speaks_to_the_page_by_websocket(page: ServedPage) -> None:
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert page.ask("/gradio_api/queue/join", headers=upgrade).status in (403, 404)


def test_routes_that_the_page_does_not_need_are_closed(page: ServedPage) -> None:
    assert {path: page.ask(path).status for path in CLOSED} == dict.fromkeys(CLOSED, 404)
    posted = {path: page.post(path, {}).status for path in CLOSED_TO_POSTS}
    assert posted == dict.fromkeys(CLOSED_TO_POSTS, 404)
    assert page.ask("/config", "DELETE").status == 404
    assert page.ask("/config", "TRACE").status in (400, 404, 405)


def test_nothing_but_uploads_of_this_page_is_given_out(page: ServedPage) -> None:
    uploaded = upload(page, b"uploaded words")
    assert page.ask(f"/gradio_api/file={uploaded}").content == b"uploaded words"
    cache = Path(uploaded).parents[1]
    here = page.library.parent / "here.txt"
    kept = page.library / "uploads" / "kept.txt"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(SECRET)
    (cache / "link.txt").symlink_to(here)
    files = ["/etc/passwd", here, kept, page.library / "catalog.sqlite3", page.library / "lock"]
    files += [page.library / "holder.json", cache / "link.txt", cache, cache.parent, "here.txt"]
    for file in map(str, files):
        for way in ways_to(file, str(cache)):
            reply = page.ask(way)
            assert reply.status in (400, 403, 404), way
            assert SECRET not in reply.text
            assert "root:" not in reply.text
    (cache / "link.txt").unlink()


def ways_to(file: str, cache: str) -> list[str]:
    """Paths by which a server might be led to a file."""
    up = "../" * 12
    route = "/gradio_api/file="
    dotted = f"{cache}/{up}{file.lstrip('/')}"
    return [
        route + quote(file),
        route + quote(file, safe=""),
        route + "/" + quote(file),
        route + quote(dotted),
        route + quote(dotted, safe="").replace(".", "%2e"),
        route + quote(dotted, safe="").replace("%2F", "%5C"),
        route + quote(quote(dotted, safe=""), safe=""),
        route + quote(f"{file}\0.txt"),
        route + quote(f"{cache}/a\0/../{up}{file}"),
        route + "file://" + quote(file),
        route + quote(up + file.lstrip("/")),
        *(
            f"/{folder}/{prefix}{quote(file.lstrip('/'))}"
            for folder in ("static", "assets", "svelte", "gradio_api")
            for prefix in (up, up.replace(".", "%2e"), up.replace("/", "%2f"), "/", "%2f", "")
        ),
        quote(file),
        "/" + quote(file),
        "/.." + quote(file),
    ]  # fmt: skip


def test_the_page_fetches_nothing_from_elsewhere(page: ServedPage) -> None:
    for far in ("http://example.org/a.txt", "https://127.0.0.1/a", "//example.org/a"):
        for path in (f"/gradio_api/file={far}", f"/gradio_api/file={quote(far, safe='')}"):
            assert page.ask(path).status == 403


@pytest.mark.parametrize("named", ["http://example.org/a.txt", "/etc/passwd", "here.txt", "a\0b"])
def test_a_request_cannot_name_a_file_that_was_not_uploaded(page: ServedPage, named: str) -> None:
    file = {"path": named, "meta": {"_type": "gradio.FileData"}}
    said = {"role": "user", "content": [{"type": "file", "file": file}]}
    for data in ([[file]], [[said]]):
        told = {"data": data, "fn_index": 0, "session_hash": "naming"}
        reply = page.post("/gradio_api/queue/join", told)
        assert (reply.status, reply.text) == (403, "The page doesn't take this.")


def test_a_request_cannot_have_components_made(page: ServedPage) -> None:
    here = str(page.library.parent / "here.txt")
    made = {"type": "component", "component": "file", "value": None, "props": {}}
    made["constructor_args"] = {"value": here}
    told = {"data": [[{"role": "user", "content": [made]}]], "fn_index": 0, "session_hash": "make"}
    assert page.post("/gradio_api/queue/join", told).status == 403


def test_uploads_lie_in_a_folder_that_only_this_user_may_enter(page: ServedPage) -> None:
    folder = Path(upload(page, b"words")).parents[1]
    assert folder.parent == page.library.parent
    assert folder.stat().st_mode & 0o777 == 0o700


def test_uploads_that_are_too_large_are_refused_together_and_alone(page: ServedPage) -> None:
    for files in ({"a_txt": b"x" * 2_000_000}, {"a_txt": b"x" * 700_000, "b_txt": b"y" * 700_000}):
        body, headers = form_of(**files)
        reply = page.ask("/gradio_api/upload", "POST", body, headers)
        assert reply.status == 413
        assert reply.text.startswith("The files are larger than 100 kB together;")
    body, headers = form_of(a_txt=b"x" * 110_000)  # within what a form may put around its files
    assert page.ask("/gradio_api/upload", "POST", body, headers).status == 413


def test_an_upload_is_refused_before_any_of_it_is_sent(page: ServedPage) -> None:
    _, headers = form_of()
    awaiting = {"Content-Length": "2000000", "Expect": "100-continue"}
    assert page.ask("/gradio_api/upload", "POST", headers=headers | awaiting).status == 413


def test_an_upload_without_a_length_is_cut_off_and_nothing_of_it_stays(page: ServedPage) -> None:
    folder = Path(upload(page, b"words")).parents[1]
    body, headers = form_of(a_txt=b"x" * 2_000_000)
    chunks = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    chunked = headers | {"Transfer-Encoding": "chunked"}
    assert page.ask("/gradio_api/upload", "POST", chunks, chunked).status == 413
    assert [path for path in folder.iterdir() if path.is_file()] == []


def test_an_upload_that_is_no_form_is_refused(page: ServedPage) -> None:
    reply = page.ask("/gradio_api/upload", "POST", b"words", {"Content-Type": "text/plain"})
    assert reply.status == 415


def test_other_requests_that_are_too_long_are_refused(page: ServedPage) -> None:
    long = b'{"data": ["' + b"x" * 3_000_000 + b'"]}'
    for path in ("/gradio_api/queue/join", "/gradio_api/call/ask", "/login"):
        reply = page.ask(path, "POST", long, {"Content-Type": "application/json"})
        assert reply.status == 413
        assert reply.text == "What was sent is longer than 2 MB; send less."
    chunked = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    chunks = b"%x\r\n" % len(long) + long + b"\r\n0\r\n\r\n"
    assert page.ask("/gradio_api/queue/join", "POST", chunks, chunked).status == 413


def test_deeply_nested_requests_do_no_harm(page: ServedPage) -> None:
    kind = {"Content-Type": "application/json"}
    for depth in (700, 400_000):
        nested = b"[" * depth + b"]" * depth
        assert page.ask("/gradio_api/queue/join", "POST", nested, kind).status in (400, 422)
    assert page.ask("/config").status == 200


def test_a_session_answers_only_to_whose_it_is(page: ServedPage) -> None:
    ours = {"Cookie": f"article-assistant-reader={'a' * 43}"}
    theirs = {"Cookie": f"article-assistant-reader={'b' * 43}"}
    told = {"data": [], "fn_index": 0, "session_hash": "mine"}
    assert page.ask("/gradio_api/heartbeat/mine", headers=ours).status == 200
    for headers in (theirs, {}):
        assert page.ask("/gradio_api/heartbeat/mine", headers=headers).status == 403
        assert page.ask("/gradio_api/queue/data?session_hash=mine", headers=headers).status == 403
        assert page.post("/gradio_api/queue/join", told, headers).status == 403
        assert page.post("/gradio_api/cancel", told, headers).status == 403


def test_a_page_with_accounts_tells_and_does_nothing_before_one_signs_in(
    locked: ServedPage,
) -> None:
    asked = """
        /config /config/ /gradio_api/info /gradio_api/info/ /gradio_api/login_check
        /gradio_api/user /gradio_api/queue/data?session_hash=a /gradio_api/heartbeat/a
        /gradio_api/upload_progress?upload_id=a /gradio_api/file=/etc/passwd
        /gradio_api/call/ask/a
        """.split()
    sent = """
        /gradio_api/queue/join /gradio_api/upload /gradio_api/call/ask /gradio_api/call/documents
        /gradio_api/run/ask /gradio_api/cancel /gradio_api/reset
        """.split()
    assert {path: locked.ask(path).status for path in asked} == dict.fromkeys(asked, 401)
    assert {path: locked.post(path, {}).status for path in sent} == dict.fromkeys(sent, 401)
    assert locked.ask("/").status == 200
    assert "auth_required" in locked.ask("/").text


def test_who_signs_in_comes_in_until_they_sign_out(locked: ServedPage) -> None:
    assert locked.sign_in("ann", "wrong").status == 400
    assert locked.sign_in("bob", "right").status == 400
    reply = locked.sign_in("ann", "right")
    assert reply.status == 200
    signed = {"Cookie": "; ".join(f"{name}={value}" for name, value in reply.cookies().items())}
    assert locked.ask("/config", headers=signed).status == 200
    made_up = dict.fromkeys(reply.cookies(), "made up")
    forged = {"Cookie": "; ".join(f"{name}={value}" for name, value in made_up.items())}
    assert locked.ask("/config", headers=forged).status == 401
    locked.ask("/logout", headers=signed)
    assert locked.ask("/config", headers=signed).status == 401
