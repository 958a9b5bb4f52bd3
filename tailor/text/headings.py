"""The word for a section, the head of a column, a label, in the page's language."""

from __future__ import annotations

from tailor.text.locales import WORDS, words_of

HEADINGS = {language: words.headings for language, words in WORDS.items()}


def heading(key: str, locale: str = "en") -> str:
    """The word for a section's or a column's key; the key itself, made readable, where we have none."""
    return words_of(locale).headings.get(key) or key.replace("-", " ").capitalize()
