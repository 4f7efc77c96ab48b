"""Rules that keep a sentence's meaning, each on a sentence made up for it."""

from random import Random

import pytest

from evals.verification import formats, joining, reordering, shortening, synonyms
from evals.verification.faithful import combined
from evals.verification.statement import Rewrite
from tests.evals.verification.tales import statement


def told(rule: Rewrite, text: str, before: str = "", title: str = "Tales") -> str | None:
    return rule(text, statement(text, before, title=title), Random(0))


@pytest.mark.parametrize(
    ("rule", "text", "rewritten"),
    [
        (reordering.time_to_the_end, "In 1990, Ann left Rome.", "Ann left Rome in 1990."),
        (reordering.time_to_the_front, "The mill closed in 1990.", "In 1990, the mill closed."),
        (
            reordering.clauses_turned_round,
            "When it rained, the hens remained inside.",
            "The hens remained inside when it rained.",
        ),
        (
            reordering.source_to_the_end,
            "According to Ann, the mill was sold.",
            "The mill was sold, according to Ann.",
        ),
        (
            reordering.connective_moved,
            "The mill, however, was kept open.",
            "However, the mill was kept open.",
        ),
        (
            reordering.names_changed_about,
            "The road to Ulm and Bern was closed.",
            "The road to Bern and Ulm was closed.",
        ),
        (
            reordering.list_turned,
            "They met Anna, Bela and Cleo.",
            "They met Cleo, Anna and Bela.",
        ),
        (
            reordering.in_the_active,
            "The mill was built by two monks in 1190.",
            "Two monks built the mill in 1190.",
        ),
        (formats.with_digits, "It has twenty mills.", "It has 20 mills."),
        (formats.with_number_words, "It has 20 mills.", "It has twenty mills."),
        (formats.with_other_separators, "It has 1,200 mills.", "It has 1200 mills."),
        (formats.with_other_separators, "It has 12000 mills.", "It has 12,000 mills."),
        (formats.with_another_percent, "It lost 25% of them.", "It lost 25 percent of them."),
        (formats.with_another_percent, "It lost 25 per cent of them.", "It lost 25% of them."),
        (formats.with_another_scale, "It cost 3 million.", "It cost 3,000,000."),
        (formats.with_another_scale, "It cost 3,500,000 in all.", "It cost 3.5 million in all."),
        (formats.with_dollars_in_words, "It cost $3 million.", "It cost 3 million dollars."),
        (formats.with_another_century, "A 19th century mill.", "A nineteenth century mill."),
        (formats.with_another_century, "In the ninth century.", "In the 9th century."),
        (formats.with_years_apart, "He ruled 1190–1204.", "He ruled 1190 to 1204."),
        (formats.with_day_before_month, "It shut on May 3.", "It shut on 3 May."),
        (
            shortening.without_parenthesis,
            "The mill (a ruin) was sold.",
            "The mill was sold.",
        ),
        (shortening.without_opening, "However, the mill was sold.", "The mill was sold."),
        (
            shortening.without_relative_clause,
            "The mill, which Ann loved, was sold to Bob.",
            "The mill was sold to Bob.",
        ),
        (
            shortening.without_what_was_done,
            "Ann closed the mill on Monday, leaving her men without work.",
            "Ann closed the mill on Monday.",
        ),
        (shortening.without_appositive, "Ann, a rich baker, sold it.", "Ann sold it."),
        (shortening.who_it_is, "Ann, who was a baker, sold it.", "Ann was a baker."),
        (shortening.what_it_is, "Ann, a rich baker, sold it.", "Ann was a rich baker."),
        (
            shortening.first_clause,
            "Ann sold the old mill; it had been a burden.",
            "Ann sold the old mill.",
        ),
        (
            shortening.second_clause,
            "Ann sold the old mill, and the village was sad at first.",
            "The village was sad at first.",
        ),
        (
            synonyms.with_synonyms,
            "The mill was founded in May.",
            "The mill was established in May.",
        ),
        (synonyms.with_synonyms, "This is a region of mills.", "This is an area of mills."),
        (synonyms.contracted, "It was not sold.", "It wasn't sold."),
        (synonyms.contracted, "It can't be sold.", "It cannot be sold."),
        (synonyms.with_another_bound, "It has more than 30 rooms.", "It has over 30 rooms."),
        (
            synonyms.with_since,
            "Ann sold it because she was old.",
            "Ann sold it, since she was old.",
        ),
    ],
)
def test_a_rule_says_the_same_in_another_way(rule: Rewrite, text: str, rewritten: str) -> None:
    assert told(rule, text) == rewritten


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        # The year could be that of the voyage.
        (reordering.time_to_the_end, "In 1990, Ann announced plans to sail."),
        (reordering.time_to_the_front, "Ann saw the mill that Bob built in 1990."),
        (reordering.clauses_turned_round, "When Ann left the mill stood, unlike the forge."),
        (reordering.names_changed_about, "Ann and Bob sold them for 1 and 2 pounds respectively."),
        (reordering.names_changed_about, "They brought Islam and Roman law."),
        (reordering.in_the_active, "The mill was built by the river."),
        (formats.with_number_words, "The score was 23–16 at last."),
        (formats.with_number_words, "They live at Road 66 now."),
        (formats.with_digits, "The Seven Years' War went on."),
        (shortening.without_parenthesis, "The mill is open (except in May)."),
        (shortening.first_clause, "If Ann sold the mill, and the men left, she was sorry."),
        (shortening.second_clause, "Ann sold the old mill, and her brother was sad at first."),
        (shortening.without_relative_clause, "Ann, who Bob, her son, loved, sold it."),
        (synonyms.with_synonyms, "The Large Mill Company."),
        (synonyms.with_since, "This is because the mill was old."),
    ],
)
def test_a_rule_leaves_alone_what_it_might_change(rule: Rewrite, text: str) -> None:
    assert told(rule, text) is None


def test_a_date_takes_another_usual_form() -> None:
    text = "It burned on 3 May 1877."
    forms = {formats.with_another_date(text, statement(text), Random(seed)) for seed in range(20)}
    assert forms == {"It burned on May 3, 1877."}
    text = "It burned on 3 March 1877."
    forms = {formats.with_another_date(text, statement(text), Random(seed)) for seed in range(20)}
    assert forms == {"It burned on March 3, 1877.", "It burned on 3 Mar 1877."}


def test_names_that_always_come_in_one_order_keep_it() -> None:
    text = "The firm Ulm and Bern was closed."
    spoken = statement(text, also="Nobody missed Ulm and Bern.")
    assert reordering.names_changed_about(text, spoken, Random(0)) is None


def test_a_pronoun_becomes_the_name_it_stands_for() -> None:
    before = "Luther wrote a letter to Leo."
    assert told(joining.with_the_name, "He kept a copy.", before, "Martin Luther") == (
        "Luther kept a copy."
    )
    assert told(joining.with_the_name, "His copy was lost.", before, "Martin Luther") == (
        "Luther’s copy was lost."
    )


def test_a_pronoun_that_could_mean_another_is_kept() -> None:
    assert told(joining.with_the_name, "He kept a copy.", "Anton wrote and met Leo.") is None
    assert told(joining.with_the_name, "They kept a copy.", "Anton wrote a letter.") is None
    assert told(joining.with_the_name, "It is said that he left.", "Anton left.") is None


def test_neighbours_are_joined() -> None:
    before, text = "Ann sold the mill.", "The men were sad."
    assert told(joining.joined_by_and, text, before) == "Ann sold the mill, and the men were sad."
    assert told(joining.joined_by_semicolon, text, before) == "Ann sold the mill; the men were sad."
    assert told(joining.joined_by_while, text, before) == (
        "Ann sold the mill, while the men were sad."
    )
    assert told(joining.joined_by_and, text) is None
    assert told(joining.joined_by_and, "However, the men were sad.", before) is None


def test_sentences_of_two_passages_are_joined_only_if_neither_leans_on_another() -> None:
    mill, forge = statement("Ann sold the mill."), statement("The forge was closed.")
    assert joining.both(mill, forge) == "Ann sold the mill, and the forge was closed."
    assert joining.both(mill, statement("It was closed.")) is None


def test_several_rules_apply_at_once() -> None:
    text = "However, Ann began with twenty mills."
    made = combined(statement(text), Random(1))
    assert made == (
        "Ann started with 20 mills.",
        "without_opening + with_digits + with_synonyms",
    )
    assert combined(statement("Ann left."), Random(1)) is None
