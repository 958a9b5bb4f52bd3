"""The language of a résumé: as the source says it, or as its words show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic_core import PydanticCustomError

from tailor.importing.ledger import Node
from tailor.models.locale_tags import NAMES, check_locale

Data = dict[str, Any]

FIELDS = ("locale", "language", "lang")

_COMMON = {
    "en": "the and of to in for with a by on from at as an was is that",
    "de": "und der die das den dem des mit für von im zur zum ein eine einer auf bei aus sowie durch",
    "fr": "et de la le les des du en pour une un dans avec sur par aux au chez ainsi",
    "es": "y de la el los las en para con del una un por al como desde",
    "pt": "e de da do em para com das dos uma um por na no ao como pela",
    "it": "e di del della per con il la in dei delle un una nel alla da gli",
    "nl": "en van de het een voor met in op bij aan door te naar uit",
    "pl": "i w z na do oraz dla się przez od o we ze przy jako",
    "tr": "ve bir ile için olarak bu da de olan çok en",
    "vi": "và của các cho với trong tại một những được là về",
    "ru": "и в на с по для от из к о при под за",
}
COMMON = {language: frozenset(words.split()) for language, words in _COMMON.items()}
"""Small words that every text of a language is full of."""

ENGLISH_NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch",
    "pl": "Polish", "tr": "Turkish", "vi": "Vietnamese", "ru": "Russian", "ja": "Japanese", "zh": "Chinese",
    "ko": "Korean",
}  # fmt: skip
"""What the languages that texts are known by are called."""

_SCRIPTS = {"ja": r"[\u3040-\u30ff]", "ko": r"[\uac00-\ud7a3]", "zh": r"[\u4e00-\u9fff]"}
ENOUGH = 6
"""Small words below which nothing can be said."""


def locale_of(text: str) -> str | None:
    """The locale that a text names: `de`, `pt_br`, `Spanish`, `zh-hans`; None if it names none."""
    word = text.strip().replace("_", "-")
    language, _, region = word.partition("-")
    region = region.split(".")[0]
    tidy = (
        f"{language.lower()}-{region.upper() if len(region) < 4 else region.capitalize()}" if region else word.lower()
    )
    for one in (word, tidy, NAMES.get(word.lower(), ""), language.lower() if region else ""):
        try:
            return str(check_locale(one))
        except PydanticCustomError:
            continue
    return None


def say_locale(data: Data, *nodes: Node) -> None:
    """Take the locale from the first field that names one; `nodes` are what may have such a field."""
    for node in nodes:
        for field in node.all(*FIELDS):
            found = field.find("language", "name", "code") if field.is_map else field
            if not found.is_scalar or not (locale := locale_of(str(found.value))):
                continue
            if data.setdefault("locale", locale) == locale:
                found.use()
                if locale != str(found.value).strip():
                    found.change(f"written as {locale}")


def language_of(texts: Iterable[str]) -> str | None:
    """The language that most of the texts are in; None where that is not clear."""
    whole = " ".join(texts)
    letters = len(re.findall(r"[^\W\d_]", whole))
    for language, script in _SCRIPTS.items():
        if len(re.findall(script, whole)) > (0.05 if language == "ja" else 0.3) * letters > 0:
            return language
    words = Counter(re.findall(r"[^\W\d_]+", whole.lower()))
    counts = {language: sum(words[word] for word in common) for language, common in COMMON.items()}
    (first, most), (_, second) = Counter(counts).most_common(2)
    return first if most >= ENOUGH and most > 1.3 * second else None


def running_texts(data: Any, key: str = "") -> Iterator[str]:
    """The texts of a profile's data in which a language shows: sentences, not names."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from running_texts(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from running_texts(value, key)
    elif isinstance(data, str) and key in ("text", "summary", "bullets", "entries", "note", "headline", "degree"):
        yield data


def proposed_locale(data: Data) -> tuple[str, str] | None:
    """The locale to propose, and why, where the source says none and its texts are not English."""
    if "locale" in data:
        return None
    language = language_of(running_texts(data))
    if language is None or language == "en":
        return None
    return language, f"the texts are {ENGLISH_NAMES[language]}"
