"""Plots say what they show, and draw their points where they belong."""

from xml.etree import ElementTree as ET

import pytest

from evals.measures.abstention import CurvePoint, ReliabilityBin
from evals.report import charts

CURVE = [CurvePoint(0.25, 0.9, 0.0), CurvePoint(0.5, 0.6, 0.1), CurvePoint(1.0, 0.1, 0.4)]


@pytest.mark.parametrize(("threshold", "coverage"), [(0.9, 0.25), (0.61, 0.25), (0.05, 1.0)])
def test_a_threshold_answers_all_that_are_as_sure(threshold: float, coverage: float) -> None:
    chosen = charts.at_threshold(CURVE, threshold)
    assert chosen is not None
    assert chosen.coverage == coverage


def test_a_threshold_above_all_confidences_answers_nothing() -> None:
    assert charts.at_threshold(CURVE, 0.95) is None
    assert "chosen" not in charts.risk_coverage(CURVE, 0.95)


def test_the_curve_tells_of_its_threshold_in_words() -> None:
    svg = ET.fromstring(charts.risk_coverage(CURVE, 0.5, CURVE))
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == (
        "Risk and coverage. At the threshold 0.50, 50% of the questions are answered and 10% of "
        "these answers are wrong."
    )
    assert [line.get("class") for line in svg.findall("polyline")] == ["curve-before", "curve"]


def test_each_bin_has_its_count() -> None:
    bins = [ReliabilityBin(0.2, 0.3, 12, 0.25, 0.5), ReliabilityBin(0.9, 1.0, 7, 0.95, 1.0)]
    svg = ET.fromstring(charts.reliability(bins))
    assert [text.text for text in svg.findall("text[@class='note']")] == ["12", "7"]


def test_bars_are_as_long_as_their_stages_take() -> None:
    svg = ET.fromstring(charts.latency({"search": (0.01, 0.02), "answer": (0.005, 0.04)}))
    assert [bar.get("width") for bar in svg.findall("rect")] == ["200", "100", "400", "50"]


def test_an_interval_stays_on_its_line() -> None:
    svg = ET.fromstring(charts.interval(1.0, 0.5, 1.2, before=0.25))
    dot = svg.find("circle")
    assert dot is not None
    assert dot.get("cx") == "116"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.00001, "< 0.1 ms"), (0.0032, "3.2 ms"), (0.12, "120 ms"), (4.06, "4.1 s")],
)
def test_times_are_written_as_people_read_them(seconds: float, words: str) -> None:
    assert charts.milliseconds(seconds) == words
