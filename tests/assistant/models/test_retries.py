"""A busy provider is asked again: not for ever, not too soon, and never in mid-answer."""

import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from assistant.models.chat_model import ChatModel
from assistant.models.failures import ModelUnavailable
from assistant.models.opening import open_chat_model
from assistant.models.retries import Retries, retry_after
from assistant.settings import Settings
from tests.relay import Refusal, relayed

QUICK = Retries(first_wait=0.01)
NOWHERE = "http://127.0.0.1:1/v1"  # for a relay that passes nothing on


def model(url: str, retries: Retries = QUICK) -> ChatModel:
    return open_chat_model(Settings(model="smollm2", model_url=url), retries=retries)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_provider_is_asked_until_it_answers(language_server: str, status: int) -> None:
    with relayed(language_server, [Refusal(status)] * 2) as relay:
        reply = model(relay.url).reply("Name a colour.")

        assert reply.text
        assert reply.usage is not None
        assert relay.asked == 3


@pytest.mark.parametrize(
    ("status", "sentence"), [(429, "takes no more questions for now"), (503, "is overloaded")]
)
def test_one_that_stays_busy_is_asked_four_times(status: int, sentence: str) -> None:
    with relayed(NOWHERE, [Refusal(status)] * 9) as relay:
        with pytest.raises(ModelUnavailable, match=sentence):
            model(relay.url).reply("Hello")

        assert relay.asked == 4


def test_the_provider_says_when_to_ask_again(language_server: str) -> None:
    # By the policy alone this would take an hour.
    slow = Retries(first_wait=3600, in_all=7200)
    with relayed(language_server, [Refusal(429, {"Retry-After": "0"})]) as relay:
        assert model(relay.url, slow).reply("Name a colour.").text

        assert relay.asked == 2


def test_a_provider_that_wants_to_be_left_alone_for_an_hour_is(language_server: str) -> None:
    with relayed(language_server, [Refusal(429, {"Retry-After": "3600"})]) as relay:
        with pytest.raises(ModelUnavailable, match="takes no more questions for now"):
            model(relay.url).reply("Hello")

        assert relay.asked == 1


def test_an_empty_account_is_not_asked_again(language_server: str) -> None:
    body = json.dumps({"error": {"code": "insufficient_quota", "message": "You owe us."}})
    with relayed(language_server, [Refusal(429, {}, body)]) as relay:
        with pytest.raises(ModelUnavailable, match="look at your account's limits"):
            model(relay.url).reply("Hello")

        assert relay.asked == 1


@pytest.mark.parametrize("status", [400, 401, 404, 500])
def test_what_would_fail_again_is_not_asked_again(language_server: str, status: int) -> None:
    with relayed(language_server, [Refusal(status)]) as relay:
        with pytest.raises(ModelUnavailable):
            model(relay.url).reply("Hello")

        assert relay.asked == 1


def test_waiting_to_ask_again_ends_when_the_stream_is_closed(language_server: str) -> None:
    slow = Retries(first_wait=3600, in_all=7200)
    with relayed(language_server, [Refusal(429)]) as relay:
        opened = open_chat_model(
            Settings(model="smollm2", model_url=relay.url, model_calls=1), retries=slow
        )
        with opened.stream("Hello"):
            while not relay.asked:
                time.sleep(0.01)

        assert opened.reply("Name a colour.").text  # it is somebody else's turn at once


def test_an_overloaded_anthropic_is_asked_again_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "not one")
    with relayed(NOWHERE, [Refusal(529)] * 9) as relay:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", relay.url.removesuffix("/v1"))
        opened = open_chat_model(Settings(model="anthropic:claude-haiku-4-5"), retries=QUICK)

        with pytest.raises(ModelUnavailable, match="is overloaded"):
            opened.reply("Hello")

        assert relay.asked == 4


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"Retry-After": "2.5"}, 2.5), ({"Retry-After": "-1"}, 0), ({"Retry-After": "soon"}, None)],
)
def test_seconds_to_wait_are_read(headers: Mapping[str, str], seconds: float | None) -> None:
    assert retry_after(refused(headers)) == seconds


def test_a_date_to_wait_for_is_read() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)

    assert retry_after(refused({"Retry-After": later})) == pytest.approx(3600, abs=60)
    assert retry_after(refused({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})) == 0


def test_an_error_without_a_response_says_nothing_of_waiting() -> None:
    assert retry_after(ValueError("no")) is None
    assert retry_after(refused({})) is None


def refused(headers: Mapping[str, str]) -> httpx.HTTPStatusError:
    request = httpx.Request("POST", NOWHERE)
    return httpx.HTTPStatusError(
        "no", request=request, response=httpx.Response(429, headers=headers)
    )
