"""Citations held against gold places."""

from evals.measures import measure
from evals.results import Observation
from tests.evals.measures.made import cited, observation, reply


def figure(key: str, seen: Observation) -> float | None:
    return measure(key).over([seen])


def test_validity_is_the_share_of_citations_that_stand() -> None:
    seen = observation(said=reply("Wind.", cited((0, 9)), cited((20, 29), stands=False)))
    assert figure("citation_validity", seen) == 0.5


def test_citations_of_a_false_answer_must_stand_too() -> None:
    seen = observation(answerable=False, said=reply("Wind.", cited((0, 9), stands=False)))
    assert figure("citation_validity", seen) == 0
    assert figure("citation_recall", seen) is None


def test_recall_is_the_share_of_supporting_places_that_are_cited() -> None:
    said = reply("Wind.", cited((0, 100)), cited((210, 290)))
    seen = observation(supporting=[(0, 100), (200, 300), (400, 500), (600, 700)], said=said)
    assert figure("citation_recall", seen) == 0.5


def test_without_supporting_places_one_alternative_of_each_group_is_enough() -> None:
    quotes = [[(0, 100), (200, 300)], [(400, 500)]]
    one = observation(quotes=quotes, said=reply("Wind.", cited((200, 300))))
    both = observation(quotes=quotes, said=reply("Wind.", cited((200, 300)), cited((400, 500))))
    assert figure("citation_recall", one) == 0.5
    assert figure("citation_recall", both) == 1


def test_precision_is_the_share_of_citations_of_a_supporting_place() -> None:
    said = reply("Wind.", cited((0, 100)), cited((500, 600)), cited((700, 800)), cited((10, 90)))
    assert figure("citation_precision", observation(said=said)) == 0.5


def test_a_citation_that_does_not_stand_is_evidence_of_nothing() -> None:
    seen = observation(said=reply("Wind.", cited((0, 100), stands=False)))
    assert figure("citation_recall", seen) == 0
    assert figure("citation_precision", seen) == 0


def test_an_answer_without_citations_recalls_nothing_and_has_no_precision() -> None:
    seen = observation(said=reply("Wind.", bare=1))
    assert figure("citation_recall", seen) == 0
    assert figure("citation_precision", seen) is None
    assert figure("citation_validity", seen) is None


def test_sentences_without_a_citation_that_stands_are_unsupported() -> None:
    said = reply("Wind.", cited((0, 9)), cited((20, 29), stands=False), bare=2)
    assert figure("unsupported_sentences", observation(said=said)) == 0.75


def test_a_refusal_cites_nothing_and_counts_for_nothing() -> None:
    keys = ("validity", "recall", "precision")
    assert [figure(f"citation_{key}", observation()) for key in keys] == [None] * 3
    assert figure("unsupported_sentences", observation()) is None


def test_without_known_places_only_standing_can_be_judged() -> None:
    seen = observation(quotes=(), said=reply("Wind.", cited((0, 9))))
    assert figure("citation_validity", seen) == 1
    assert figure("citation_recall", seen) is None
    assert figure("citation_precision", seen) is None
