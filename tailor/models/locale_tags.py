"""Which locales there are, and what was meant by one that there is not."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from pydantic_core import PydanticCustomError

from tailor.text.locales import LANGUAGES

LOCALE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")
"""`en`, `de`, `pt-BR`."""

_NAMES = """
english:en eng:en us:en-US german:de deutsch:de ger:de deu:de at:de-AT french:fr français:fr fra:fr
spanish:es español:es spa:es portuguese:pt português:pt por:pt brazilian:pt-BR br:pt-BR italian:it italiano:it ita:it
dutch:nl nederlands:nl nld:nl polish:pl polski:pl pol:pl turkish:tr türkçe:tr tur:tr vietnamese:vi vie:vi vn:vi
russian:ru русский:ru rus:ru hindi:hi hin:hi swedish:sv svenska:sv swe:sv finnish:fi suomi:fi fin:fi
arabic:ar العربية:ar ara:ar hebrew:he עברית:he heb:he persian:fa farsi:fa فارسی:fa fas:fa
"""
NAMES = dict(name.split(":") for name in _NAMES.split())
"""What people write for languages and the locale that they mean, in lower case."""


_OTHERS = """
af am as az be bg bn bs ca cs cy da el eo et eu fo ga gd gl gu hr hu hy id is ja ka kk km kn ko ku
ky la lb lo lt lv mg mi mk ml mn mr ms mt my nb ne nn no or pa ps ro rw sa sd si sk sl so sq sr sw ta te tg
th tk tt uk ur uz wo xh yi yo zh zu
"""
KNOWN = frozenset((*LANGUAGES, *_OTHERS.split()))
"""Languages that a page may be in (ISO 639-1); for those that have no words of ours, the headings are English."""


def check_locale(value: Any) -> Any:
    """A locale of a language that there is, written as `de` or `pt-BR`; a fault for any other."""
    if not isinstance(value, str):
        return value
    word = value.strip()
    language, _, region = word.replace("_", "-").partition("-")
    if LOCALE.fullmatch(word) and language in KNOWN and (not region or region == _region(region)):
        return word
    meant = _meant(word)
    known = f"there are words for {', '.join(LANGUAGES)}, with a region if need be, as in de-CH"
    context = {"message": f'"{word}" is not a locale', "hint": f"did you mean `{meant}`? {known}" if meant else known}
    raise PydanticCustomError("bad-locale", "{message}", context)


def _region(region: str) -> str:
    """`br` → `BR`, `latn` → `Latn`."""
    return region.upper() if len(region) < 4 else region.capitalize()


def _meant(word: str) -> str | None:
    language, _, region = word.replace("_", "-").partition("-")
    if language.lower() in KNOWN:
        return f"{language.lower()}-{_region(region)}" if LOCALE.fullmatch(f"en-{region}") else language.lower()
    named = get_close_matches(word.lower(), NAMES, 1, 0.75)
    return NAMES[named[0]] if named else next(iter(get_close_matches(language.lower(), LANGUAGES, 1, 0.6)), None)
