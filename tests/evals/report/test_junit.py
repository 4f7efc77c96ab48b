"""JUnit XML of a run, as a build server reads it."""

from xml.etree import ElementTree as ET

from evals.report.junit import junit_xml
from tests.evals.report.small_run import asked, run


def test_each_question_is_a_case_with_its_time() -> None:
    suites = ET.fromstring(junit_xml(run()))
    suite = suites.find("testsuite")
    assert suites.tag == "testsuites"
    assert suite is not None
    assert suite.attrib == {
        "name": "ferry",
        "tests": "8",
        "failures": "4",
        "errors": "1",
        "skipped": "0",
        "time": "0.120",
        "timestamp": "2026-11-23T13:20:11",
    }
    cases = suite.findall("testcase")
    assert len(cases) == 8
    assert cases[0].attrib == {"classname": "ferry", "name": "leaves", "time": "0.015"}


def test_a_failure_says_its_cause_and_what_was_said_instead() -> None:
    failure = ET.fromstring(junit_xml(run())).find(".//testcase[@name='load']/failure")
    assert failure is not None
    assert failure.attrib == {"message": "wrong words", "type": "words"}
    assert failure.text is not None
    assert failure.text.splitlines() == [
        "Question: What fits on it?",
        "Right: “forty cars”",
        "To cite: “It carries forty cars.”",
        "Said, with confidence 0.60: The ferry to Osk leaves at nine. [1]",
        "Cited: ferry.md, characters 0–32",
    ]


def test_a_failure_of_the_machinery_is_an_error_and_a_right_refusal_is_nothing() -> None:
    suites = ET.fromstring(junit_xml(run()))
    error = suites.find(".//testcase[@name='lost']/error")
    assert error is not None
    assert error.attrib == {"message": "The model did not answer.", "type": "machinery"}
    price = suites.find(".//testcase[@name='price']")
    assert price is not None
    assert list(price) == []


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    strange = "a\x00b\x1b[31m\ufffe\ud800<&>]]>\"'\n\tz"
    seen = asked("1\x0b", strange, error=strange)
    case = ET.fromstring(junit_xml(run(seen)).encode()).find(".//testcase")
    assert case is not None
    assert case.get("name") == "1\N{REPLACEMENT CHARACTER}"
    error = case.find("error")
    assert error is not None
    bad = "\N{REPLACEMENT CHARACTER}"
    assert error.get("message") == f"a{bad}b{bad}[31m{bad}{bad}<&>]]>\"'\n\tz"
