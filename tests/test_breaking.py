"""Where long words may go on in the next line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.text.breaking import pieces
from tailor.text.escaping import escape, unescape
from tailor.text.web_addresses import bare_addresses, whole_address


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("mira.okafor@example.org", ["mira.", "okafor", "@example.", "org"]),
        ("https://example.com/a/b-c", ["https://", "example.", "com/a/b-c"]),
        ("OrderGatewayFactory", ["Order", "Gateway", "Factory"]),
        ("aaaaaaaaaaaa", ["aaaaaaaaaaaa"]),
    ],
)
def test_pieces(word: str, parts: list[str]) -> None:
    assert pieces(word) == parts


@given(st.text())
def test_pieces_make_the_word(word: str) -> None:
    assert "".join(pieces(word)) == word


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126)))
def test_unescaped_is_what_was_escaped(word: str) -> None:
    assert unescape(escape(word)) == word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.com/a_(b). Then", ["https://example.com/a_(b)"]),
        ("(www.example.org), me@example.com!", ["www.example.org", "me@example.com"]),
        ("user@host and a@b", []),
        ("Node.js/React and and/or", []),
    ],
)
def test_addresses_in_a_text(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in bare_addresses(text)] == found


def test_an_address_is_made_whole() -> None:
    assert whole_address("example.org/x") == "https://example.org/x"
    assert whole_address("me@example.org") == "mailto:me@example.org"
    assert whole_address("papers/x") is None
