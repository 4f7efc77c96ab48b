"""Over HTTPS a server must prove that it is who was asked for."""

import os
import shutil
import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import NotFetched
from ingest.web.fetching import Bounds, fetch_within
from tests.ingest.web.servers import HERE, page, redirect, served, served_raw

TIDES = b"<!doctype html><title>Tides</title><p>The tide is lowest at noon."


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that tides.example has signed itself, and its key, in one file."""
    openssl = shutil.which("openssl")
    if not openssl:
        missing = "openssl is missing, which makes certificates for tests"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("certificate")
    options = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=tides.example", "-addext", "subjectAltName=DNS:tides.example"]
    files = ["-keyout", "key.pem", "-out", "certificate.pem"]
    command = [openssl, "req", "-x509", *options, *named, *files]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_text((folder / "key.pem").read_text() + (folder / "certificate.pem").read_text())
    return both


@pytest.fixture(scope="module")
def proof(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def here(certificate: Path | None = None) -> Bounds:
    bounds = replace(HERE, resolve=lambda host, port: ["127.0.0.1"])
    if certificate is None:
        return bounds
    return replace(bounds, trusted=lambda: ssl.create_default_context(cafile=str(certificate)))


def test_a_server_with_a_trusted_certificate_of_its_name_is_fetched_from(
    certificate: Path, proof: ssl.SSLContext
) -> None:
    names = []
    proof.sni_callback = lambda connection, name, context: names.append(name)
    with served(page(TIDES), proof) as url:
        named = url.replace("127.0.0.1", "tides.example")
        assert fetch_within(here(certificate), f"{named}/").content == TIDES
    assert names == ["tides.example"]


def test_a_certificate_that_nobody_trusted_signed_is_refused(proof: ssl.SSLContext) -> None:
    with served(page(TIDES), proof) as url:
        named = url.replace("127.0.0.1", "tides.example")
        with pytest.raises(NotFetched, match=r"isn't trusted \(self-signed") as refused:
            fetch_within(here(), f"{named}/")
    assert f"{named}/" in str(refused.value)


def test_a_certificate_of_another_name_is_refused(certificate: Path, proof: ssl.SSLContext) -> None:
    with served(page(TIDES), proof) as url:
        other = url.replace("127.0.0.1", "other.example")
        with pytest.raises(NotFetched, match="isn't trusted"):
            fetch_within(here(certificate), f"{other}/")


def test_a_server_that_speaks_no_tls_is_told(certificate: Path) -> None:
    with (
        served_raw(lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")) as url,
        pytest.raises(NotFetched, match="can't be reached safely"),
    ):
        fetch_within(here(certificate), f"{url.replace('http:', 'https:')}/")


def test_what_begins_protected_stays_so(certificate: Path, proof: ssl.SSLContext) -> None:
    with served(page(TIDES)) as plain, served(redirect(f"{plain}/"), proof) as url:
        named = url.replace("127.0.0.1", "tides.example")
        with pytest.raises(NotFetched, match="can't be fetched safely"):
            fetch_within(here(certificate), f"{named}/")
