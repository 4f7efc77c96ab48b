"""The exam: sentences as a model might write them, and whether the passages it names say so.

A case is made from one sentence of an article by a rule that keeps its meaning or one that
breaks it. What a rule makes is right or wrong by construction, so nobody had to judge it; the
price is that nobody writes exactly like this. Drawn by seed: the same data give the same cases.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from assistant.quoting import Quote
from assistant.verification.verifier import Source
from evals.verification import corruptions, faithful
from evals.verification.joining import both
from evals.verification.kinds import CORRUPTED, FAITHFUL, Kind
from evals.verification.material import Shelf, Split, is_statement
from evals.verification.statement import Rewrite, Statement, one_line
from ingest.sentences import sentence_spans
from vectorstore.words import stems

_SOURCES = 5
_ALIKE = 3  # of the others, how many are those with the most rare words in common
_ELSEWHERE = 0.5  # a passage doesn't say what it has no more of the stems of
_NO_SUCH = 9  # a marker that numbers no passage


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its markers and sources, what was done to it, and where it stands.

    `gold` are the sentences that it was made from: of what an annotator wrote, those that they
    chose, of which each may support only a part.
    """

    text: str
    markers: tuple[int, ...]
    sources: tuple[Source, ...]
    kind: Kind
    rule: str
    gold: tuple[Quote, ...]
    split: Split

    @property
    def faithful(self) -> bool:
        return self.kind.faithful

    @property
    def title(self) -> str:
        """Of the document that it was made from."""
        return next(one.title for one in self.sources if set(one.sentences) & set(self.gold))

    @property
    def original(self) -> str:
        return " ".join(one_line(quote.text) for quote in self.gold)


@dataclass(frozen=True, slots=True)
class _Made:
    """A sentence that a rule made, and the passages that must be among its sources."""

    text: str
    rule: str
    gold: tuple[Quote, ...]
    passages: tuple[Source, ...]


def draw(shelves: Iterable[Shelf], limit: int, seed: int) -> list[Case]:
    """At most `limit` cases by rule, each kind the same number where the data allow it.

    Half of them faithful; a kind that the data give less of leaves its places to the others
    of its half. Each half of the data fills its own share.
    """
    shelves = list(shelves)
    cases: list[Case] = []
    for shelf in shelves:
        room = limit // (2 * len(shelves))
        maker = _Maker(shelf, seed)
        for kinds in (FAITHFUL, (*CORRUPTED, Kind.WRONG_MARKER)):
            cases += _in_turn([maker.cases(kind) for kind in kinds], room)
    return cases


def written(shelf: Shelf, seed: int) -> list[Case]:
    """What annotators wrote, sentence by sentence, to be supported by what they chose."""
    maker = _Maker(shelf, seed)
    cases: list[Case] = []
    for number, answer in enumerate(shelf.answers):
        passages = [p for p in shelf.passages if set(p.sentences) & set(answer.quotes)]
        for span in sentence_spans(answer.text):
            text = one_line(span.of(answer.text))
            if passages and is_statement(text):
                made = _Made(text, "annotator", answer.quotes, tuple(passages))
                random = Random(f"{seed} {number} {span.start}")
                cases.append(maker.case(made, Kind.WRITTEN, random))
    return cases


def _in_turn(some: Sequence[Iterator[Case]], most: int) -> list[Case]:
    """One case of each kind after the other, as long as there are any, up to so many."""
    taken: list[Case] = []
    left = list(some)
    while left:
        for kind in tuple(left):
            case = next(kind, None)
            if case is None:
                left.remove(kind)
            elif len(taken) < most:
                taken.append(case)
            else:
                return taken
    return taken


class _Maker:
    """Makes the cases of one half of the data."""

    def __init__(self, shelf: Shelf, seed: int) -> None:
        self._shelf = shelf
        self._seed = seed
        self._statements = list(shelf.statements())
        self._passages = shelf.passages
        self._stems = [set(stems(passage.text)) for passage in self._passages]
        held = Counter(stem for some in self._stems for stem in some)
        self._worth = {stem: 1 / count for stem, count in held.items()}

    def cases(self, kind: Kind) -> Iterator[Case]:
        """All cases of a kind, one a sentence, by that rule of those that apply least used yet."""
        order = self._statements.copy()
        Random(f"{self._seed} {kind}").shuffle(order)
        used = Counter[str]()
        for statement in order:
            random = Random(f"{self._seed} {kind} {statement.quote}")
            for made in self._tries(kind, statement, used, random):
                case = self.case(made, kind, random)
                if self._holds(case, statement):
                    used[made.rule] += 1
                    yield case
                    break

    def case(self, made: _Made, kind: Kind, random: Random) -> Case:
        """A made sentence among its sources."""
        sources = [*made.passages, *self._others(made, random)][: max(_SOURCES, len(made.passages))]
        random.shuffle(sources)
        right = tuple(sorted(sources.index(passage) + 1 for passage in made.passages))
        case = Case(made.text, right, tuple(sources), kind, made.rule, made.gold, self._shelf.split)
        return _misplaced(case, right, random) if kind is Kind.WRONG_MARKER else case

    def _tries(
        self, kind: Kind, statement: Statement, used: Counter[str], random: Random
    ) -> Iterator[_Made]:
        """What the rules of a kind make of a sentence, the least used rule first."""
        of_one = ((statement.quote,), (statement.passage,))
        if kind is Kind.COMBINED:
            if found := faithful.combined(statement, random):
                yield _Made(found[0], found[1], *of_one)
        elif kind is Kind.WRONG_MARKER:
            text, rule = self._retold(statement, random)
            yield _Made(text, rule, *of_one)
        elif kind in faithful.RULES:
            if kind is Kind.MERGED and used["both"] <= min(used.values(), default=0):
                yield from self._of_two_passages(statement, random)
            for rule_ in _least_used(faithful.RULES[kind], used):
                if text_ := rule_(statement.text, statement, random):
                    gold: tuple[Quote, ...] = (statement.quote,)
                    if kind is Kind.MERGED and statement.before:
                        gold = (statement.before, statement.quote)
                    yield _Made(text_, rule_.__name__, gold, (statement.passage,))
        else:
            text, _ = self._retold(statement, random)
            for rule_ in _least_used(corruptions.RULES[kind], used):
                for base in dict.fromkeys((text, statement.text)):
                    if text_ := rule_(base, statement, random):
                        yield _Made(text_, rule_.__name__, *of_one)

    def _retold(self, statement: Statement, random: Random) -> tuple[str, str]:
        """A sentence as it stands or, every other time, said in another way."""
        if random.random() < 0.5:
            kinds = [Kind.PARAPHRASED, Kind.REORDERED, Kind.SHORTENED, Kind.FORMATTED]
            for kind in random.sample(kinds, len(kinds)):
                for rule in random.sample(faithful.RULES[kind], len(faithful.RULES[kind])):
                    if text := rule(statement.text, statement, random):
                        return text, rule.__name__
        return statement.text, "verbatim"

    def _of_two_passages(self, statement: Statement, random: Random) -> Iterator[_Made]:
        others = [
            one
            for one in self._statements
            if one.title == statement.title and one.passage != statement.passage
        ]
        for other in random.sample(others, min(3, len(others))):
            if text := both(statement, other):
                gold = (statement.quote, other.quote)
                yield _Made(text, "both", gold, (statement.passage, other.passage))

    def _others(self, made: _Made, random: Random) -> list[Source]:
        """Passages beside the true ones: those most like the sentence, and any one."""
        said = set(stems(made.text))
        scores = [sum(self._worth.get(s, 0) for s in said & there) for there in self._stems]
        ranked = sorted(range(len(scores)), key=lambda i: -scores[i])
        found = [p for i in ranked[:20] if (p := self._passages[i]) not in made.passages]
        rest = random.sample(self._passages, min(20, len(self._passages)))
        alike = found[:_ALIKE]
        return alike + [p for p in rest if p not in alike and p not in made.passages]

    def _holds(self, case: Case, statement: Statement) -> bool:
        """Whether a case is what its kind says, whatever else stands in its sources."""
        if case.kind is Kind.WRONG_MARKER:
            return bool(case.markers)
        if case.kind in CORRUPTED:
            return not corruptions.is_said(case.text, case.sources, statement.quote)
        return case.kind is Kind.VERBATIM or case.text != statement.text


def _misplaced(case: Case, right: Sequence[int], random: Random) -> Case:
    """A case that names a passage that doesn't say it; no markers where all of them might."""
    wrong = [
        number
        for number, source in enumerate(case.sources, start=1)
        if number not in right and corruptions.share_said(case.text, source) <= _ELSEWHERE
    ]
    if not wrong:
        return replace(case, markers=())
    marker = _NO_SUCH if random.random() < 0.1 else random.choice(wrong)
    return replace(case, markers=(marker,))


def _least_used(rules: Sequence[Rewrite], used: Counter[str]) -> list[Rewrite]:
    return sorted(rules, key=lambda rule: used[rule.__name__])
