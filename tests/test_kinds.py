"""One table of the kinds: every kind has a line, and no line contradicts itself."""

from __future__ import annotations

from tailor.core.profile.blocks import FIELDS
from tailor.core.profile.kinds import HEADERS, HEADS, HOLDERS, HOLLOW, TRAITS, Kind


def test_every_kind_has_its_line_and_its_fields() -> None:
    assert set(TRAITS) == set(Kind)
    assert set(FIELDS) == set(Kind) - {Kind.KEYWORD}


def test_a_short_wording_takes_a_field_that_the_kind_has() -> None:
    for kind, fields in FIELDS.items():
        if not TRAITS[kind].holder and kind is not Kind.ROW:
            assert set(TRAITS[kind].shortened) <= set(fields)


def test_what_only_holds_others_says_nothing_itself() -> None:
    assert HEADERS | HEADS | HOLLOW <= HOLDERS
    assert not any(TRAITS[kind].sentence or TRAITS[kind].pieces for kind in HOLDERS)
