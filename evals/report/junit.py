"""A run as JUnit XML, as build servers read it: each question is a test case.

A question that came out wrong is a failure, one on which the machinery failed is an error. The
elements and attributes are those of the schema that Jenkins and others check against
(https://github.com/jenkinsci/xunit-plugin, junit-10.xsd).
"""

import re
from xml.etree import ElementTree as ET

from evals.measures.end_to_end import cause_of_failure
from evals.measures.latency import TOTAL
from evals.report.failures import CAUSES
from evals.results import Observation, Run

# What XML 1.0 has no way to say, not even escaped.
_UNSAYABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(run: Run) -> str:
    """The document, with an XML declaration."""
    wrong = [seen for seen in run.judged if cause_of_failure(seen)]
    counts = {
        "name": run.about.name,
        "tests": str(len(run.observations)),
        "failures": str(len(wrong)),
        "errors": str(len(run.failed)),
        "time": f"{sum(map(_seconds, run.observations)):.3f}",
    }
    suites = _element("testsuites", counts)
    moment = {"timestamp": run.about.started_at.partition("+")[0]}
    suite = _element("testsuite", counts | {"skipped": "0"} | moment, suites)
    _properties(suite, run)
    for seen in run.observations:
        _case(suite, run.about.name, seen)
    ET.indent(suites, " ")
    written = ET.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _properties(suite: ET.Element, run: Run) -> None:
    about = run.about
    properties = _element("properties", {}, suite)
    for name, value in {
        "answerer": about.answerer,
        "threshold": f"{about.threshold:.4f}",
        "seed": str(about.seed),
        "data_sha256": about.data_sha256,
        "code_sha256": about.code_sha256,
        "library_sha256": about.library_sha256,
        "machine": about.machine,
    }.items():
        _element("property", {"name": name, "value": value}, properties)


def _case(suite: ET.Element, name: str, seen: Observation) -> None:
    attributes = {"classname": name, "name": seen.question.id, "time": f"{_seconds(seen):.3f}"}
    case = _element("testcase", attributes, suite)
    if seen.error is not None:
        error = {"message": seen.error, "type": "machinery"}
        _element("error", error, case).text = _clean(f"Question: {seen.question.question}")
    elif cause := cause_of_failure(seen):
        failure = {"message": CAUSES[cause], "type": cause.name.lower()}
        _element("failure", failure, case).text = _clean(_details(seen))


def _details(seen: Observation) -> str:
    """The question, what was right and what was said, a line each."""
    question, lines = seen.question, [f"Question: {seen.question.question}"]
    if question.accepted:
        groups = (" or ".join(f"“{one}”" for one in group) for group in question.accepted)
        lines.append(f"Right: {', and '.join(groups)}")
    elif not question.answerable:
        lines.append("Right: a refusal")
    lines += [f"To cite: “{one}”" for group in question.quotes for one in group if _is_text(one)]
    said = seen.reply.text if seen.reply else "(refused)"
    lines.append(f"Said, with confidence {seen.confidence:.2f}: {said}")
    for citation in seen.reply.citations if seen.reply else []:
        place = citation.place
        lines.append(f"Cited: {place.document}, characters {place.start}–{place.end}")
    return "\n".join(lines)


def _is_text(quote: object) -> bool:
    return isinstance(quote, str)


def _seconds(seen: Observation) -> float:
    return seen.seconds.get(TOTAL, sum(seen.seconds.values()))


def _element(tag: str, attributes: dict[str, str], parent: ET.Element | None = None) -> ET.Element:
    clean = {key: _clean(value) for key, value in attributes.items()}
    return ET.Element(tag, clean) if parent is None else ET.SubElement(parent, tag, clean)


def _clean(text: str) -> str:
    return _UNSAYABLE.sub("\N{REPLACEMENT CHARACTER}", text)
