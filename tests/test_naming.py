"""Lists of authors: names stay whole, long lists end in et al., one's own name is never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.text.author_names import short_address, shortened, tied


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.example.org/blog/", "example.org/blog"),
        ("mailto:ada@example.com", "ada@example.com"),
        ("https://papers.example.org/2026/proceedings/a-long-title-of-a-paper.pdf", "papers.example.org"),
    ],
)
def test_an_address_is_named_as_one_says_it(url: str, said: str) -> None:
    assert short_address(url) == said


def authors(count: int, own: int | None = None) -> list[dict[str, object]]:
    return [{"name": f"A. Author{index}", "own": index == own} for index in range(count)]


def names(count: int, most: int, own: int | None = None) -> list[str]:
    return [str(one["name"]).replace("A. Author", "") for one in shortened(authors(count, own), most)]


def test_a_name_never_breaks_and_a_long_one_after_its_initials_only() -> None:
    assert tied("N. Rao") == "N.\u00a0Rao"
    assert tied("J. H. of the Grand Northern Collaboration") == "J.\u00a0H.\u00a0of the Grand Northern Collaboration"


def test_long_lists_are_cut_around_one_s_own_name() -> None:
    assert names(9, 4) == ["0", "1", "2", "3", "et al."]
    assert names(9, 4, own=2) == ["0", "1", "2", "3", "et al."]
    assert names(9, 4, own=6) == ["0", "1", "2", "…", "6", "et al."]
    assert names(9, 4, own=8) == ["0", "1", "2", "…", "8"]
    assert names(5, 4) == ["0", "1", "2", "3", "4"]


@given(st.integers(0, 30), st.integers(2, 12), st.none() | st.integers(0, 29))
def test_one_s_own_name_is_always_shown_and_order_is_kept(count: int, most: int, own: int | None) -> None:
    shown = names(count, most, own)
    assert own is None or own >= count or str(own) in shown
    numbers = [int(name) for name in shown if name.isdigit()]
    assert numbers == sorted(numbers)
    assert len(numbers) in (min(count, most), count)
    assert (len(numbers) < count) == bool({"…", "et al."} & set(shown))
