"""The guard against rewordings that were written down before it was: honest ones, and ones that overstate."""

from __future__ import annotations

import pytest
from guard_pairs import DOCS, documented, pairs

from tailor.core.guard.claim_values import Claim, Level
from tailor.core.guard.claims import claims
from tailor.core.guard.held_against import Evidence
from tailor.core.guard.quantities import quantities
from tailor.sources.guarding import known_terms


def facts(found: tuple[Claim, ...]) -> list[Claim]:
    return [claim for claim in found if claim.level is Level.NEW_FACT]


def test_the_pairs_are_many() -> None:
    assert len([*pairs("honest"), *pairs("overstated")]) >= 900


@pytest.mark.parametrize("language", ["english", "german", "french", "spanish"])
def test_hardly_an_honest_wording_is_an_error(language: str) -> None:
    honest = [pair for pair in pairs("honest") if pair.language == language]
    wrong = [(pair.text, facts(found)) for pair in honest if facts(found := claims(pair.text, pair.evidence))]
    assert len(wrong) <= len(honest) * 0.05, wrong


@pytest.mark.parametrize("language", ["english", "german", "french", "spanish"])
def test_hardly_an_overstatement_passes(language: str) -> None:
    overstated = [pair for pair in pairs("overstated") if pair.language == language]
    missed = [(pair.kind, pair.text) for pair in overstated if not claims(pair.text, pair.evidence)]
    assert len(missed) <= len(overstated) * 0.05, missed


def test_a_text_claims_nothing_beyond_itself() -> None:
    for pair in pairs("honest"):
        assert claims(pair.evidence.own, pair.evidence) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,200", "1.2k"), ("1 200 000", "1.2 million"), ("€1.2M", "1.2 million euros"), ("14 µs", "14 microseconds"),
        ("40 %", "40 percent"), ("8", "eight"), ("3rd", "third"), ("12-megawatt", "12 MW"), ("doubled", "2×"),
        ("3,2 Mio. Euro", "3.2 million euros"), ("a month", "monthly"), ("20 min", "20 Minuten"), ("1/3", "a third"),
        ("a fifth", "20%"), ("six hundred", "600"), ("2-3 million requests", "2M to 3M requests"), ("diez", "10"),
    ],
)  # fmt: skip
def test_one_number_in_two_writings(one: str, other: str) -> None:
    for first, second in zip(quantities(one), quantities(other), strict=True):
        assert first.supported_by(second) or second.supported_by(first), (first, second)


def said(text: str, own: str, *, capitals: bool = False) -> set[tuple[str, str]]:
    """The level and the words of each claim; the entry says `Developer`."""
    evidence = Evidence(own, ["Developer"], known_terms, capitals=capitals)
    return {(one.level.value, one.words) for one in claims(text, evidence)}


PARSER = "Wrote the parser in C and in Rust, and tested it on trams."


@pytest.mark.parametrize(
    "text",
    ["Wrote the parser first in C, then in Rust.", "First, wrote the parser in C.", "At first wrote the parser in C.",
     "First tested the parser on trams.", "The parser was first written in C."],
)  # fmt: skip
def test_first_as_an_order_claims_nothing(text: str) -> None:
    assert said(text, PARSER) == set()


@pytest.mark.parametrize(
    "text", ["Wrote the first parser in Rust.", "Was the first to write the parser.", "Came first with the parser."]
)
def test_first_of_all_others_is_a_claim(text: str) -> None:
    assert ("new-fact", "first") in said(text, PARSER)


@pytest.mark.parametrize(
    ("where", "firm"),
    [("bei Siemens", "Siemens"), ("für Bosch", "Bosch"), ("bei der Deutschen Bahn", "Deutschen Bahn"),
     ("für die Muster GmbH", "Muster GmbH")],
)  # fmt: skip
def test_a_firm_in_german_is_a_new_fact(where: str, firm: str) -> None:
    found = said(f"Wartete {where} rund 40 Stationen.", "Wartete rund 40 Stationen.", capitals=True)
    assert ("new-fact", firm) in found


@pytest.mark.parametrize("where", ["bei Bedarf", "für Kunden", "zu Wartungen"])
def test_a_noun_in_german_is_no_firm(where: str) -> None:
    found = said(f"Wartete {where} rund 40 Stationen.", "Wartete rund 40 Stationen.", capitals=True)
    assert not any(level == "new-fact" for level, _ in found)


DEEDS = [
    ("Helped to swap three panels.", "Swapped three panels."),
    ("Prepared returns for an accountant to sign.", "Prepared and signed returns."),
    ("Designed the gripper of a robot.", "Designed a robot."),
    ("Suggested a form; it was adopted after my colleague's trial.", "Suggested a form; adopted after my trial."),
    ("Kept the accounts of a parish, which the county checked.", "Kept the accounts of the county."),
    ("Prepare practicals for teachers.", "Teach practicals."),
    ("Ran a ward; its rota was drawn by a clerk.", "Ran a ward and its rota."),
    ("Covered for the head of sales.", "Head of sales."),
    ("Ran the shop; the branch came third in the region.", "Ran the shop; came third in the region."),
]


@pytest.mark.parametrize(("own", "text"), DEEDS)
def test_another_s_deed_is_for_a_person_to_look_at(own: str, text: str) -> None:
    assert said(text, own)
    assert not said(own, own)


def test_the_documented_table_is_that_of_now() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert documented(text) == text, "run `make guard`"
