"""Every field of a profile has an effect: what validates is on the page, or leads to it, or is refused.

The schema is walked, not a list: a new field is tried with values until one validates, and the candidates must differ
from those without it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from made import TODAY, book, build, place
from pydantic import BaseModel, ValidationError

from conftest import PROJECT
from tailor.base.errors import Place
from tailor.core.optimise.building.frame import Measured
from tailor.core.page.measures import Layout
from tailor.core.profile.outline import outline
from tailor.core.scoring.score import score
from tailor.models import manifests
from tailor.models.config import Config
from tailor.models.profiles import SECTION_KEYS, Profile
from tailor.models.sections import OwnSection
from tailor.models.targets import Target

MARK = "Zanzibar quilt"
TRIES: tuple[Any, ...] = (
    MARK,
    [MARK],
    {"en": MARK},
    "2019-03 – 2021-07",
    "2019-03",
    "https://example.com/zanzibar",
    ["https://example.com/zanzibar"],
    "10.1000/zanzibar",
    "2401.01234",
    "zanzibar-quilt",
    ["zanzibar-quilt"],
    [{"position": MARK, "dates": "2019"}],
    [{"text": MARK}],
    {"institution": MARK},
    {"degree": MARK},
    {"grade": MARK},
    "5",
    True,
    False,
)
"""Values that a field may take; the first that validates and differs counts."""

ELSEWHERE = {
    "bibtex": "read with the file, before the profile is validated: tests/test_bibtex.py",
    "photo": "a file, which a target shows: tests/test_photo.py",
    "contacts": "taken where a target asks for them: tests/test_reach.py",
    "kind": "says which model the entries have",
    "order": "of several entries: tests/test_newest_first.py",
    "locale": "the language that texts are taken in: tests/test_locales.py",
}
"""Fields whose effect is not in the candidates of an English page."""

SAMPLES: dict[str, dict[str, Any]] = {
    "work": {"organization": "Northwind", "position": "Developer", "dates": "2015"},
    "project": {"title": "Loom", "dates": "2015"},
    "education": {"institution": "Ashcombe", "degree": "BSc", "dates": "2015"},
    "publication": {"title": "On bread", "authors": ["Ada Moss", "B. Lind"], "dates": "2015"},
    "item": {"text": "First prize", "dates": "2015"},
    "paragraph": {"text": "Bakes."},
    "keywords": {"label": "Tools", "keywords": ["awk"]},
}
"""An entry of each kind of section, as short as it may be."""


def sections() -> dict[str, type[BaseModel]]:
    """The model of each kind of section."""
    (union, *_) = OwnSection.__metadata__ and (OwnSection.__origin__,)
    return {str(one.model_fields["kind"].default): one for one in union.__args__}


def candidates(profile: dict[str, Any]) -> str:
    """All that a page can show of a profile, and all that rules can say of it; places aside."""
    model = Profile.model_validate({"name": "Ada Moss", **profile})
    table = Target.model_validate({"sections": {"part": {"as": "table"}}})
    targets = (Target(), table) if any(one.kind == "education" for one in model.section_list()) else (Target(),)
    return repr([list(outline(model, target, lambda path: Place("p.yaml", 1, 1))) for target in targets])


def fields() -> Iterator[tuple[str, str, str]]:
    """Every field of every section and entry, as (kind, "section" or "entry", field)."""
    for kind, section in sections().items():
        yield from ((kind, "section", field.alias or name) for name, field in section.model_fields.items())
        yield from ((kind, "entry", field.alias or name) for name, field in section.entry.model_fields.items())


def own(kind: str, part: str, field: str, value: Any) -> dict[str, Any]:
    """A profile of one section, with a field of it or of its entry given."""
    entry = {**SAMPLES[kind], **({field: value} if part == "entry" else {})}
    more = {field: value} if part == "section" else {}
    return {"sections": [{"title": "Part", "kind": kind, "entries": [entry], **more}]}


@pytest.mark.parametrize(("kind", "part", "field"), [*fields()])
def test_every_field_of_a_section_has_an_effect(kind: str, part: str, field: str) -> None:
    if field in ELSEWHERE or (part, field) == ("section", "entries"):
        return
    plain = candidates({"sections": [{"title": "Part", "kind": kind, "entries": [SAMPLES[kind]]}]})
    assert any(_differs(own(kind, part, field, value), plain) for value in TRIES)


@pytest.mark.parametrize("key", SECTION_KEYS)
def test_every_section_of_a_profile_is_shown(key: str) -> None:
    plain = candidates({})
    assert any(_differs({key: value}, plain) for value in ([MARK], MARK, *([one] for one in SAMPLES.values())))


@pytest.mark.parametrize("field", [*Profile.model_fields])
def test_every_field_of_a_profile_has_an_effect(field: str) -> None:
    papers = {"publications": [{"title": "On bread", "authors": [MARK, "B. Lind"], "dates": "2015"}]}
    plain = candidates(papers)
    if field not in ("name", "sections", "summary", *SECTION_KEYS, *ELSEWHERE):
        assert any(_differs({**papers, field: value}, plain) for value in (*TRIES, {"email": "zanzibar@example.com"}))


def _differs(profile: dict[str, Any], plain: str) -> bool:
    try:
        return candidates(profile) != plain
    except ValidationError:
        return False


JOBS = {
    "experience": [
        {"id": "new", "organization": "Northwind", "dates": "2023 – 2025", "tags": ["cpp"], "bullets": [
            {"text": "Cut the tail.", "tags": ["testing"]}, "Replayed a C++ year.", "Wrote it down."]},
        {"id": "old", "organization": "Easterly", "dates": "2011 – 2014", "tags": ["teaching"], "bullets": ["Taught."]},
    ],
    "projects": {"title": "By hand", "entries": [{"id": "loom", "title": "Loom", "bullets": ["Wove."]}]},
    "education": [{"id": "school", "institution": "Ashcombe", "degree": "BSc", "dates": "2008"}],
    "summary": [{"id": "short", "text": "Bakes."}, {"id": "other", "text": "Weaves."}],
}  # fmt: skip
WANTED = {"want": {"cpp": 3, "testing": 2}}
ASKED: dict[str, Any] = {
    "pages": 2,
    "locale": "de",
    "headline": "Weaver",
    "summary": False,
    "want": {"teaching": 4},
    "aliases": {"qa": "testing", "testing": "cpp"},
    "patterns": {"cpp": "C[+][+]"},
    "require": ["testing >= 1"],
    "exclude": ["teaching"],
    "boost": {"testing": "2"},
    "half_life": "1",
    "base": "3",
    "thin": "5",
    "education": "given",
    "words": {"testing": ["Replayed"], "cpp": ["Wrote"]},
    "sections": {"experience": {"max": 1}},
    "pin": ["old"],
    "drop": ["loom"],
    "add": {"loom": "2"},
    "ats": True,
}
"""A value for each field of a target that says what is on its page."""

PARTS: tuple[dict[str, Any], ...] = (
    {"hidden": True},
    {"title": "Trade"},
    {"min": 2},
    {"max": 1},
    {"gaps": "allow"},
    {"bullets": {"min": 2}},
    {"bullets": {"max": 1}},
)
SET_OTHERWISE = {
    "authors",
    "emphasize",
    "contact",
    "extends",
    "letter",
    "lints",
    "paper",
    "photo",
    "posting",
    "profile",
    "stability",
    "style",
    "template",
    "title",
    "to",
}
"""Fields that are about the page's name, base, paper, look and judgement; asked for elsewhere in the program."""


def program(**asked: Any) -> str:
    """What the optimiser is asked, and what is to be set, for a target without TeX: every block is one line high."""
    aim = Target.model_validate(WANTED | asked)
    some = list(outline(Profile.model_validate({"name": "Ada Moss", **JOBS}), aim, place, aim.locale or "en"))
    rules = book(some, **(WANTED | asked))
    sizes = Measured({(one.id, variant.name): 10 for one in some for variant in one.variants})
    paper = Layout("regular", 10, 12, {"main": (100, 90)}, {})
    found = build(some, aim, rules, score(some, aim, rules, TODAY), [paper], {"regular": sizes})
    return repr((some, found))


@pytest.mark.parametrize("field", sorted(set(Target.model_fields) - SET_OTHERWISE))
def test_every_field_of_a_target_has_an_effect(field: str) -> None:
    assert program(**{field: ASKED[field]}) != program()


@pytest.mark.parametrize("part", PARTS, ids=repr)
def test_every_part_of_a_section_s_rule_has_an_effect(part: dict[str, Any]) -> None:
    everything = {key: {} for key in JOBS}
    assert program(sections=everything | {"experience": part}) != program(sections=everything)


def models() -> Iterator[type[BaseModel]]:
    """All that is read from files: profiles, targets, templates, the configuration."""
    waiting: list[Any] = [Profile, Target, Config, *(one for one in vars(manifests).values() if isinstance(one, type))]
    seen: set[Any] = set()
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if isinstance(one, type) and issubclass(one, BaseModel) and one not in seen:
            seen.add(one)
            waiting += [field.annotation for field in one.model_fields.values()]
            yield one


def names_read() -> set[str]:
    """Every name that the program reads of something, outside the models themselves."""
    found: set[str] = set()
    for path in (PROJECT / "tailor").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found.add(node.attr)
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_no_field_of_any_file_is_read_by_nothing() -> None:
    read = names_read()
    unread = [f"{one.__name__}.{field}" for one in models() for field in one.model_fields if field not in read]
    assert unread == []
