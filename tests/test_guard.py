"""The guard against rewordings that were written down before it was: honest ones, and ones that overstate."""

from __future__ import annotations

import pytest
from guard_pairs import DOCS, documented, pairs

from tailor.core.guard.claim_values import Claim, Level
from tailor.core.guard.claims import claims
from tailor.core.guard.quantities import quantities


def facts(found: tuple[Claim, ...]) -> list[Claim]:
    return [claim for claim in found if claim.level is Level.NEW_FACT]


def test_the_pairs_are_many() -> None:
    assert len([*pairs("honest"), *pairs("overstated")]) >= 550


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


def test_the_documented_table_is_that_of_now() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert documented(text) == text, "run `make guard`"
