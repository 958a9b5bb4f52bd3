"""Reading a target against a profile's candidates: every rule parsed, resolved, and every mistake found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import Problem, Severity
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.profile.newest_first import placed
from tailor.core.rules.admission import exclusions, sections
from tailor.core.rules.careers import STUDIES
from tailor.core.rules.conditions import Condition, Facts, Name, RuleError, meets, parse, parse_requirement
from tailor.core.rules.contradictions import contradictions
from tailor.core.rules.rulebook import Demand, PlaceOf, Rule, Rulebook, TargetPath, nowhere
from tailor.core.rules.spelling import Spelling, spellings
from tailor.core.rules.tagging import AliasCycleError, Tagged, canonical, facts, tagged
from tailor.core.rules.vocabulary import Vocabulary, rule_doubts, unknown_id, unreadable, vocabulary, word_doubts
from tailor.models.dates import Day

if TYPE_CHECKING:
    from tailor.models.targets import Target

T = TypeVar("T")

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class Known(Struct, frozen=True):
    """What rules see of some candidates, and the words that they may use."""

    tags: Mapping[str, Tagged]
    facts: Mapping[str, Facts]
    words: Vocabulary


def known(
    candidates: Sequence[Candidate],
    aliases: Mapping[str, str],
    patterns: Mapping[str, str],
    today: Day,
    spelled: Sequence[Spelling] = (),
) -> Known:
    """The same for all targets that have the same aliases, patterns and spellings."""
    tags = tagged(candidates, aliases, patterns, spelled)
    seen = {candidate.id: facts(candidate, tags[candidate.id], today) for candidate in candidates}
    venues = frozenset(one.venue for one in seen.values() if one.venue)
    return Known(tags, seen, vocabulary(candidates, tags, sections(candidates), aliases, venues))


def read_rules(target: Target, candidates: Sequence[Candidate], today: Day, place: PlaceOf = nowhere) -> Rulebook:
    """All that the target asks of these candidates; never raises: see the rulebook's `problems`.

    A rule that cannot be read is left out, so that the others are still checked.
    """
    problems: list[Problem] = []
    aliases = _aliases(target, place, problems)
    seen = known(candidates, aliases, target.patterns, today, _spelled(target, aliases))
    tags, words = seen.tags, seen.words
    reader = _Reader(target, seen.facts, words, place, problems)
    refusals = {**reader.excluded(), **reader.named("drop")}
    order = _order(target, target.page_order(words.sections), candidates, today)
    book = Rulebook(
        facts=seen.facts,
        tags=tags,
        order=order,
        weights=reader.weights(),
        boosts=reader.boosts(),
        demands=reader.demands(),
        pins=reader.named("pin"),
        exclusions=exclusions(candidates, target, order, refusals, place),
        added=reader.added(),
        problems=(),
    )
    problems += word_doubts(target, reader.rules, words, tags, place)
    problems += contradictions(candidates, target, book, words, place)
    return replace(book, problems=tuple(sorted(problems, key=lambda problem: _RANK[problem.severity])))


def _spelled(target: Target, aliases: Mapping[str, str]) -> tuple[Spelling, ...]:
    """How the tags that are wanted, and those of `words`, are spelled."""
    named = {key: canonical(key, aliases) for key in (*aliases, *target.words)}
    wanted = [canonical(tag, aliases) for tag, weight in target.want.items() if weight > 0]
    return spellings(wanted, aliases, target.words, named)


def _order(target: Target, order: tuple[str, ...], candidates: Sequence[Candidate], today: Day) -> tuple[str, ...]:
    """The sections of the page, education where it belongs unless the target or the profile says where."""
    unsaid = all(rule.hidden for rule in target.sections.values())
    if target.education != "auto" and not (target.education is None and unsaid):
        return order
    degrees = [one for one in candidates if one.section == STUDIES and one.kind in (Kind.ENTRY, Kind.ROW)]
    ends = [None if one.ongoing else one.end or one.start for one in degrees if one.ongoing or one.end or one.start]
    return placed(order, ends, today)


def _aliases(target: Target, place: PlaceOf, problems: list[Problem]) -> Mapping[str, str]:
    """The target's aliases; none of them if some lead in a circle."""
    for alias in target.aliases:
        try:
            canonical(alias, target.aliases)
        except AliasCycleError:
            message = f"aliases: `{alias}` leads back to itself"
            problems.append(Problem("alias-cycle", message, "let it end at one tag", place(("aliases", alias))))
            return {}
    return target.aliases


class _Reader:
    """Parses the rules of one target field by field; `rules` keeps all that were read."""

    def __init__(
        self,
        target: Target,
        facts: Mapping[str, Facts],
        words: Vocabulary,
        place: PlaceOf,
        problems: list[Problem],
    ) -> None:
        self._target, self._facts, self._words = target, facts, words
        self._place, self._problems = place, problems
        self.rules: list[Rule] = []

    def excluded(self) -> dict[str, Rule]:
        """The first rule that excludes each id."""
        result: dict[str, Rule] = {}
        for rule in self._conditions("exclude", self._target.exclude):
            for identifier in self._met_by(rule.condition):
                result.setdefault(identifier, rule)
        return result

    def named(self, field: str) -> dict[str, Rule]:
        """The first rule of `pin` or `drop` that names each id, or a condition that it meets."""
        result: dict[str, Rule] = {}
        for rule in self._conditions(field, getattr(self._target, field), named=True):
            for identifier in self._met_by(rule.condition):
                result.setdefault(identifier, rule)
        return result

    def boosts(self) -> tuple[tuple[Rule, Decimal], ...]:
        """Every boost's condition and factor."""
        factors = self._target.boost
        return tuple((rule, factors[rule.text]) for rule in self._conditions("boost", tuple(factors)))

    def demands(self) -> tuple[Demand, ...]:
        """Every requirement; headings and the like are never counted."""
        result = []
        for path, text in _paths("require", self._target.require):
            requirement = self._read(path, text, lambda text: parse_requirement(text, self._words.rename))
            if requirement is not None:
                met_by = self._met_by(requirement.condition)
                # Where nothing meets it, that is an error, which says what was probably meant.
                rule = self._keep(path, text, requirement.condition, doubted=bool(met_by))
                result.append(Demand(rule, requirement, met_by))
        return tuple(result)

    def weights(self) -> dict[str, int]:
        """Weights in tenths by tag; two names of one tag are an error."""
        result: dict[str, int] = {}
        first: dict[str, str] = {}
        for tag, weight in self._target.want.items():
            name = self._words.rename(tag)
            if name in result:
                message = f"want: `{first[name]}` ({self._place(('want', first[name]))}) and `{tag}` are one tag"
                self._problems.append(
                    Problem("contradiction", message, "keep one of the two", self._place(("want", tag)))
                )
            first[name], result[name] = tag, int(weight * 10)
        return result

    def added(self) -> dict[str, Decimal]:
        """Points added by hand, by id."""
        for identifier in self._target.add:
            if identifier not in self._facts:
                place = self._place(("add", identifier))
                self._problems.append(unknown_id(identifier, "add", self._facts, place))
        return {key: points for key, points in self._target.add.items() if key in self._facts}

    def _conditions(self, field: str, texts: Sequence[str], *, named: bool = False) -> list[Rule]:
        """The rules of one field that can be read; in a `named` one, a bare word may be an id."""
        ids = self._words.ids if named else frozenset[str]()
        rules = []
        for path, text in _paths(field, texts):
            condition = self._read(path, text, lambda text: parse(text, ids, self._words.rename))
            if condition is None:
                continue
            if named and self._is_no_id(condition, text):
                known = self._words.ids | self._words.tags
                self._problems.append(unknown_id(text, field, known, self._place(path)))
            else:
                rules.append(self._keep(path, text, condition, doubted=True))
        return rules

    def _is_no_id(self, condition: Condition, text: str) -> bool:
        """Whether a bare word is neither an id nor a tag of the profile."""
        bare = isinstance(condition, Name) and ":" not in text and condition.of == "tag"
        return bare and not any(condition.holds(facts) for facts in self._facts.values())

    def _keep(self, path: TargetPath, text: str, condition: Condition, *, doubted: bool) -> Rule:
        rule = Rule(text, path, self._place(path), condition)
        self.rules.append(rule)
        if doubted:
            self._problems += rule_doubts(rule, self._words, met=bool(self._met_by(condition)))
        return rule

    def _read(self, path: TargetPath, text: str, parser: Callable[[str], T]) -> T | None:
        try:
            return parser(text)
        except RuleError as error:
            self._problems.append(unreadable(error, str(path[0]), text, self._place(path)))
            return None

    def _met_by(self, condition: Condition) -> tuple[str, ...]:
        return tuple(identifier for identifier, facts in self._facts.items() if meets(condition, facts))


def _paths(field: str, texts: Sequence[str]) -> list[tuple[TargetPath, str]]:
    """Texts with their paths: a list's by index, those of `boost` by key."""
    return [((field, text if field == "boost" else index), text) for index, text in enumerate(texts)]
