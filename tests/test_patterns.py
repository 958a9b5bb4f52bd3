"""Regular expressions of users: as Python reads them, for words of any alphabet, and never slow."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.text.patterns import PatternError, compiled, fault

PATTERNS = [
    r"(?i)\b(profil\w+|nsight|bandwidth)\b", r"\b[0-9.]+ ?(µs|ns)\b", r"(?<!\w)(C\+\+)(?!\w)", r"(?<!\w)(SQL)(?!\w)",
    r"\bétude\b", r"café\b", r"(?i)\btokens? (a|per) second\b", r"\d{3,}", r"[\w-]+@", r"^Led\W", r"[]a]x", r"[^\]]b",
]  # fmt: skip
TEXTS = [
    "Profiled with Nsight",
    "takes 14 µs now", "in C++, and C", "C++20", "MySQL", "SQL.", "une étude.", "un café", "cafés",
    "142 tokens a second", "ada@example.com", "Led six", "]x", "ab", "überétude",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_pattern_finds_what_python_finds(pattern: str, text: str) -> None:
    assert bool(compiled(pattern).search(text)) == bool(re.search(pattern, text))


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|a)*b", r"(\w*\w*\w*\w*)*x", r"(.*)*y", r"((a?){30})a{30}"])
def test_no_pattern_is_slow(pattern: str) -> None:
    began = time.process_time()
    compiled(pattern).search("a" * 5_000 + "!")
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(a", "missing )"), ("a**", "bad repetition"), (r"(a)\1", "invalid escape"), ("(?=a)b", "look-around"),
        ("a" * 1001, "1001 letters"), ("((a{100}){100}){100}", "a"), ("[a", "missing ]"),
    ],
)  # fmt: skip
def test_what_is_no_pattern_is_said(pattern: str, words: str) -> None:
    with pytest.raises(PatternError, match=re.escape(words)):
        compiled(pattern)


@given(st.text(alphabet=r"ab()[]*+?{}\wdbW^$.|,1", max_size=24))
def test_any_text_is_a_pattern_or_told(text: str) -> None:
    assert fault(text) is None or compiled
