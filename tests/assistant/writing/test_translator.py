"""An answer in another language: what is kept of a translation, sentence by sentence."""

import pytest
from langchain_core.messages import AIMessage
from langchain_core.messages.ai import UsageMetadata

from assistant.answer import AnswerSentence, Citation, Usage
from assistant.models.chat_model import ChatModel
from assistant.writing.translator import Translated, translate
from tests.scripted_model import ScriptedModel

CITATION = Citation(1, "doc", "Notes", None, 0, 5, "Notes")
BRIDGE = "The bridge was opened on 5 December 1871 and cost 32,000 pounds."
HERONS = "Herons wait for fish."


def translated(reply: str, *texts: str, language: str = "German") -> Translated:
    message = AIMessage(
        reply, usage_metadata=UsageMetadata(input_tokens=9, output_tokens=4, total_tokens=13)
    )
    sentences = [AnswerSentence(text, (CITATION,)) for text in texts]
    model = ChatModel("scripted", ScriptedModel(messages=iter([message])))
    return translate(model, sentences, language)


def test_each_sentence_is_translated_and_keeps_its_citations() -> None:
    done = translated(
        "1. Die Brücke öffnete am 5. Dezember 1871 und kostete 32.000 Pfund.\n"
        "2. Reiher warten auf Fische.",
        BRIDGE,
        HERONS,
    )

    assert [sentence.text for sentence in done.sentences] == [
        "Die Brücke öffnete am 5. Dezember 1871 und kostete 32.000 Pfund.",
        "Reiher warten auf Fische.",
    ]
    assert all(sentence.citations == (CITATION,) for sentence in done.sentences)
    assert (done.kept, done.usage) == (0, Usage(9, 4))


@pytest.mark.parametrize(
    "translation",
    [
        "Die Brücke öffnete am 5. Dezember 1871 und kostete 32 000 Pfund.",
        "Die Brücke öffnete am 5.12.1871 und kostete 32.000 Pfund.",
        "这座桥于1871年12月5日开通，耗资32,000英镑。",
        "پل در ۵ دسامبر ۱۸۷۱ افتتاح شد و ۳۲٬۰۰۰ پوند هزینه داشت.",
    ],
)
def test_a_language_writes_figures_in_its_own_way(translation: str) -> None:
    assert translated(f"1. {translation}", BRIDGE).kept == 0


@pytest.mark.parametrize(
    "translation",
    [
        "Die Brücke öffnete im Dezember 1871 und kostete 32.000 Pfund.",
        "Die Brücke öffnete am 5. Dezember 1872 und kostete 32.000 Pfund.",
        "Die Brücke öffnete am 5. Dezember 1871 und kostete 3.200 Pfund.",
        "Die Brücke öffnete am 5. Dezember 1871 um 9 Uhr und kostete 32.000 Pfund.",
        "Eine Brücke.",
    ],
)
def test_a_sentence_whose_figures_changed_stays_as_it_was(translation: str) -> None:
    done = translated(f"1. {translation}\n2. Reiher warten auf Fische.", BRIDGE, HERONS)

    assert [sentence.text for sentence in done.sentences] == [BRIDGE, "Reiher warten auf Fische."]
    assert done.kept == 1


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("It took three and a half years.", "Es dauerte 3,5 Jahre."),
        ("It weighs 3.5 tons.", "Es wiegt 3,5 Tonnen."),
        ("It fell in the nineteenth century.", "Es fiel im 19. Jahrhundert."),
        ("Two men came.", "Es kamen 2 Männer."),
    ],
)
def test_digits_may_stand_for_words_and_commas_for_points(text: str, translation: str) -> None:
    assert translated(f"1. {translation}", text).kept == 0


@pytest.mark.parametrize(
    "reply",
    ["", "\n" * 1000, "I can't do that.", "Reiher warten auf Fische.", "3. Reiher.", "1.", "7) 8"],
)
def test_a_reply_that_is_no_translation_leaves_everything(reply: str) -> None:
    done = translated(reply, BRIDGE, HERONS)

    assert [sentence.text for sentence in done.sentences] == [BRIDGE, HERONS]
    assert done.kept == 2


@pytest.mark.parametrize("line", ["1) Reiher.", "1: Reiher.", " 1．Reiher.", "1、Reiher."])
def test_lines_may_be_numbered_in_several_ways(line: str) -> None:
    assert translated(line, HERONS).sentences[0].text == "Reiher."


def test_a_sentence_too_many_is_left_out() -> None:
    done = translated("1. Reiher warten.\n2. Und noch etwas.", HERONS)

    assert [sentence.text for sentence in done.sentences] == ["Reiher warten."]
