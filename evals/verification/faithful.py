"""The rules that keep what a sentence says, by kind."""

from collections.abc import Mapping
from random import Random

from evals.verification import formats, joining, reordering, shortening, synonyms
from evals.verification.kinds import Kind
from evals.verification.statement import Rewrite, Statement


def verbatim(text: str, statement: Statement, random: Random) -> str | None:
    """The sentence as it stands."""
    return text


RULES: Mapping[Kind, tuple[Rewrite, ...]] = {
    Kind.VERBATIM: (verbatim,),
    Kind.PARAPHRASED: (
        synonyms.with_synonyms,
        synonyms.contracted,
        synonyms.with_another_bound,
        synonyms.with_since,
    ),
    Kind.REORDERED: (
        reordering.time_to_the_end,
        reordering.time_to_the_front,
        reordering.clauses_turned_round,
        reordering.source_to_the_end,
        reordering.connective_moved,
        reordering.names_changed_about,
        reordering.list_turned,
        reordering.in_the_active,
    ),
    Kind.FORMATTED: (
        formats.with_another_date,
        formats.with_day_before_month,
        formats.with_other_separators,
        formats.with_digits,
        formats.with_number_words,
        formats.with_another_percent,
        formats.with_another_scale,
        formats.with_dollars_in_words,
        formats.with_another_century,
        formats.with_years_apart,
    ),
    Kind.SHORTENED: (
        shortening.without_parenthesis,
        shortening.without_opening,
        shortening.without_relative_clause,
        shortening.without_what_was_done,
        shortening.without_appositive,
        shortening.who_it_is,
        shortening.what_it_is,
        shortening.first_clause,
        shortening.second_clause,
    ),
    Kind.NAMED: (joining.with_the_name,),
    Kind.MERGED: (joining.joined_by_and, joining.joined_by_semicolon, joining.joined_by_while),
}

_COMBINABLE = (Kind.SHORTENED, Kind.REORDERED, Kind.FORMATTED, Kind.PARAPHRASED)


def combined(statement: Statement, random: Random) -> tuple[str, str] | None:
    """Two or more rules of different kinds at once: the sentence, and the rules' names."""
    text, applied = statement.text, list[str]()
    for kind in _COMBINABLE:
        for rule in random.sample(RULES[kind], len(RULES[kind])):
            if rewritten := rule(text, statement, random):
                text = rewritten
                applied.append(rule.__name__)
                break
    return (text, " + ".join(applied)) if len(applied) > 1 else None
