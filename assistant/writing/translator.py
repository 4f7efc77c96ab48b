"""An answer in another language: its sentences translated one by one, each with its citations.

Whether a translation is right can't be told by the quotes, which are in the documents' language.
What can be told is that no sentence came in or went, and that each has its figures, and no address
of its own. A quote that gives orders is not put before a model, and stays as it is.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from langchain_core.messages import HumanMessage

import prompts
from assistant.answer import AnswerSentence, Usage
from assistant.models.chat_model import ChatModel
from assistant.verification.figures import figures_of
from assistant.writing.orders import is_order, without_orders
from assistant.writing.plain import addresses, for_a_model, from_a_model

_LINE = re.compile(r"^[^\S\n]*(\d{1,2})[^\S\n]*[.．):：、][^\S\n]*(\S.*)$", re.MULTILINE)
_DIGITS = re.compile(
    r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"  # 32 000
    r"|\d{1,2}(?=\.\d{1,2}\.\d{4})|(?<=\d\.)\d{1,2}(?=\.\d{4})|(?<=\d\.)\d{4}"  # 5.12.1871
    r"|\d+(?:[.,٫٬]\d+)*"
)
_POINT = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_COMMA = re.compile(r"\d+(?:,\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Translated:
    """Sentences in another language; those that lost a figure on the way stay as they were."""

    sentences: tuple[AnswerSentence, ...]
    kept: int  # sentences that are not translated
    usage: Usage | None


def translate(model: ChatModel, sentences: Sequence[AnswerSentence], language: str) -> Translated:
    """Have sentences translated; `language` in English. Raises ModelUnavailable."""
    lines = "\n".join(
        f"{n}. {for_a_model(without_orders(s.text))}" for n, s in enumerate(sentences, start=1)
    )
    reply = model.reply([HumanMessage(prompts.fill("translate", language=language, lines=lines))])
    translated = {int(number): from_a_model(text) for number, text in _LINE.findall(reply.text)}
    done = [
        replace(sentence, text=text)
        if (text := translated.get(n)) and _may_replace(text, sentence.text)
        else None
        for n, sentence in enumerate(sentences, start=1)
    ]
    return Translated(
        tuple(new or old for new, old in zip(done, sentences, strict=True)),
        kept=done.count(None),
        usage=reply.usage,
    )


def _may_replace(translation: str, text: str) -> bool:
    return (
        not is_order(text)
        and addresses(translation) <= addresses(text)
        and _has_figures(translation, text)
    )


def _has_figures(translation: str, text: str) -> bool:
    """Whether a translation has the figures of a text that are written in digits, and no others.

    It may write digits for what is told in words: Chinese has them for the names of months.
    """
    figures = figures_of(text)
    told = {figure.value for figure in figures.numbers}
    told |= {str(date.month) for date in figures.dates}
    told |= {str(int(value[:-3]) + 1) for value in told if re.fullmatch(r"\d+00s", value)}
    digits = [_readings(number) for number in _DIGITS.findall(text)]
    found = [_readings(number) for number in _DIGITS.findall(translation)]
    known = told.union(*digits)
    return all(not known.isdisjoint(one) for one in found) and all(
        any(not one.isdisjoint(other) for other in found) for one in digits
    )


def _readings(number: str) -> frozenset[str]:
    """What a number may mean: "1.500" is one and a half in English, 1500 in German."""
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in number)
    plain = "".join(plain.split()).replace("٫", ".").replace("٬", ",")  # Arabic's signs
    readings = set()
    if _POINT.fullmatch(plain):
        readings.add(plain.replace(",", ""))
    if _COMMA.fullmatch(plain):
        readings.add(plain.replace(".", "").replace(",", "."))
    return frozenset(readings or {plain})
