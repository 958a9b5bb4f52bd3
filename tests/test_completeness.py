"""Every field of a profile has an effect: what validates is on the page, or leads to it, or is refused.

The schema is walked, not a list: a new field is tried with values until one validates, and the candidates must differ
from those without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from tailor.base.errors import Place
from tailor.core.profile.outline import outline
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
    "kind": "says which model the entries have",
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
