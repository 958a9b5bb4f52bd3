"""Phone numbers as people write them in other programs → numbers that a profile can hold."""

from __future__ import annotations

import re

_HYPHENS = dict.fromkeys(map(ord, "‐‑‒−﹣－"), "-")
_KEEP = re.compile(r"[\s\u00a0\u2009\u202f]+")


def numbers(text: str, region: str | None = None) -> list[tuple[str, str]]:
    """The phone numbers in a text, each as it stands there and as a profile writes it.

    `region` is the country, in two letters, of numbers without a country's code. Where the library knows no number,
    there is none.
    """
    import phonenumbers as phones  # a large table of the world's numbers

    plain = _plain(text)
    found = list(phones.PhoneNumberMatcher(plain, region, leniency=phones.Leniency.POSSIBLE))
    return [(match.raw_string, _written(match.raw_string)) for match in found]


def _written(raw: str) -> str:
    """A number in its own grouping: `(+49) 157-1234567` → `+49 157-1234567`."""
    return _KEEP.sub(" ", re.sub(r"^\(\+(\d+)\)\s*", r"+\1 ", raw.strip())).strip()


def _plain(text: str) -> str:
    """The text with ordinary hyphens, blanks and digits."""
    digits = "".join(str(int(one)) if one.isdecimal() and not one.isascii() else one for one in text)
    return _KEEP.sub(" ", digits.translate(_HYPHENS))


def rest(text: str, raws: list[str]) -> str:
    """What a text says besides its numbers: `mobile`, in letters only."""
    left = _plain(text)
    for raw in raws:
        left = left.replace(raw, " ", 1)
    return " ".join(re.findall(r"[^\W\d_]+", left))
