"""What becomes of made judgements: shares, totals, floors, and what the terminal shows."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from assistant.quoting import Quote
from assistant.verification.verifier import Judgement, Verdict
from evals.gate import FloorsUnusable
from evals.verification.cases import Case, draw
from evals.verification.floors import below, read_floors
from evals.verification.kinds import CORRUPTED, FAITHFUL, Kind
from evals.verification.outcomes import Outcome, Share, judged, rows, totals
from evals.verification.report import print_failures, print_report
from tests.evals.verification import naive
from tests.evals.verification.tales import quote, shelf, statement

GOLD = quote("Ann sold the mill.")
OTHER = quote("Bob bought a forge.")


def outcome(
    kind: Kind, verdict: Verdict, *quotes: Quote, gold: tuple[Quote, ...] = (GOLD,)
) -> Outcome:
    sources = statement(GOLD.text, also=OTHER.text).document
    case = Case("Ann sold it.", (1,), sources, kind, "rule", gold, "dev")
    return Outcome(case, Judgement(verdict, quotes, ("1990",)), 0.002)


def test_a_faithful_sentence_is_kept_where_it_stands_or_moved_to_where_it_does() -> None:
    assert outcome(Kind.VERBATIM, Verdict.SUPPORTED, OTHER).right
    assert outcome(Kind.VERBATIM, Verdict.MENDED, GOLD).right
    assert not outcome(Kind.VERBATIM, Verdict.MENDED, OTHER).right
    assert not outcome(Kind.VERBATIM, Verdict.UNSUPPORTED, GOLD).right


def test_a_corrupted_sentence_is_caught_only_if_nothing_of_it_is_shown() -> None:
    assert outcome(Kind.NUMBER, Verdict.UNSUPPORTED).right
    assert not outcome(Kind.NUMBER, Verdict.SUPPORTED, GOLD).right
    assert not outcome(Kind.NUMBER, Verdict.MENDED, GOLD).right


def test_a_wrong_marker_is_put_right_only_by_mending_it() -> None:
    assert outcome(Kind.WRONG_MARKER, Verdict.MENDED, GOLD).right
    assert not outcome(Kind.WRONG_MARKER, Verdict.MENDED, OTHER).right
    assert not outcome(Kind.WRONG_MARKER, Verdict.SUPPORTED, GOLD).right
    assert not outcome(Kind.WRONG_MARKER, Verdict.UNSUPPORTED).right


def test_precision_and_recall_count_rule_made_sentences_alone() -> None:
    outcomes = [
        *(outcome(Kind.NUMBER, Verdict.UNSUPPORTED) for _ in range(3)),
        outcome(Kind.DATE, Verdict.SUPPORTED, GOLD),
        outcome(Kind.VERBATIM, Verdict.SUPPORTED, GOLD),
        outcome(Kind.VERBATIM, Verdict.UNSUPPORTED),
        outcome(Kind.MERGED, Verdict.MENDED, OTHER),
        outcome(Kind.WRITTEN, Verdict.UNSUPPORTED),
        outcome(Kind.WRONG_MARKER, Verdict.UNSUPPORTED),
    ]
    sums = totals(outcomes)
    assert sums.precision == Share(3, 4)
    assert sums.recall == Share(3, 4)
    assert sums.lost == Share(2, 3)
    assert sums.milliseconds == pytest.approx(2)


def test_a_row_tells_what_is_quoted_of_what_is_kept() -> None:
    (row,) = rows(
        [
            outcome(Kind.MERGED, Verdict.SUPPORTED, GOLD, gold=(GOLD, OTHER)),
            outcome(Kind.MERGED, Verdict.MENDED, GOLD, OTHER, gold=(GOLD, OTHER)),
            outcome(Kind.MERGED, Verdict.UNSUPPORTED, GOLD),
        ]
    )
    assert row.right == Share(2, 3)
    assert row.gold == Share(2, 2)
    assert row.all_gold == Share(1, 2)
    assert row.moved == 1
    assert row.quotes == 1.5


def test_intervals_are_wilsons() -> None:
    # Newcombe 1998, Statistics in Medicine 17, table I.
    low, high = Share(81, 263).interval
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    low, high = Share(0, 20).interval
    assert (round(low, 4), round(high, 4)) == (0.0, 0.1611)


def test_the_naive_verifier_catches_numbers_and_misses_negations() -> None:
    outcomes = judged(draw([shelf()], 200, seed=0), naive.judge)
    found = {row.kind: row.right.value for row in rows(outcomes)}
    assert found[Kind.VERBATIM] == 1
    assert found[Kind.NUMBER] > 0.25
    assert found[Kind.NEGATION] < found[Kind.NUMBER]


def test_floors_name_what_falls_below_them(tmp_path: Path) -> None:
    outcomes = [
        outcome(Kind.NUMBER, Verdict.SUPPORTED, GOLD),
        outcome(Kind.NUMBER, Verdict.UNSUPPORTED),
        outcome(Kind.VERBATIM, Verdict.UNSUPPORTED),
    ]
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"number": 0.5, "date": 0.9, "lost": 0.1}), encoding="utf-8")
    assert below(outcomes, read_floors(file)) == [
        "date has a floor of 0.9, but there is no such sentence.",
        "1 of 1 faithful sentences are lost, 100.00%; 10.00% may be.",
    ]
    assert below(outcomes, {"number": 0.75}) == [
        "number: 1 of 2 come out right, 50.00%; the floor is 75.00%."
    ]


def test_the_committed_floors_hold_figures_dates_names_and_what_is_lost() -> None:
    committed = Path("evals/verification/floors.json")
    floors = read_floors(Path(__file__).parents[3] / committed)
    assert set(floors) == {"number", "date", "name", "lost"}
    assert all(floors[kind] >= 0.95 for kind in ("number", "date", "name"))
    assert floors["lost"] <= 0.05


@pytest.mark.parametrize("text", ["[]", "{", '{"wishes": 1}', '{"date": "much"}', '{"date": true}'])
def test_unusable_floors_are_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "floors.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FloorsUnusable, match=r"The floors .*floors\.json"):
        read_floors(file)


def test_the_report_has_a_row_for_each_kind_and_lists_what_went_wrong() -> None:
    kinds = (*FAITHFUL, *CORRUPTED, Kind.WRITTEN, Kind.WRONG_MARKER)
    outcomes = [outcome(kind, Verdict.SUPPORTED, GOLD) for kind in kinds]
    console = Console(width=100)
    with console.capture() as captured:
        print_report(outcomes, console)
        print_failures(outcomes, Kind.DATE, console)
    shown = captured.get()
    assert all(str(kind) in shown for kind in kinds)
    assert "date: 1 of 1 went wrong" in shown
    assert "made of: Ann sold the mill." in shown
    assert "supported; lacks: 1990" in shown
