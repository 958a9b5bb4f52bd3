"""The word for a section, the head of a column, a label, in the page's language."""

from __future__ import annotations

from tailor.text.locales import WORDS, words_of

HEADINGS = {language: words.headings for language, words in WORDS.items()}

CONTACTS = {
    "en": {"email": "Email", "phone": "Phone", "location": "Based in", "website": "Web"},
    "de": {"email": "E-Mail", "phone": "Telefon", "location": "Wohnort", "website": "Web"},
    "fr": {"email": "Courriel", "phone": "Téléphone", "location": "Domicile", "website": "Site"},
    "es": {"email": "Correo", "phone": "Teléfono", "location": "Lugar", "website": "Web"},
    "it": {"email": "E-mail", "phone": "Telefono", "location": "Residenza", "website": "Sito"},
    "pt": {"email": "E-mail", "phone": "Telefone", "location": "Local", "website": "Site"},
    "nl": {"email": "E-mail", "phone": "Telefoon", "location": "Woonplaats", "website": "Web"},
    "sv": {"email": "E-post", "phone": "Telefon", "location": "Ort", "website": "Webb"},
    "fi": {"email": "Sähköposti", "phone": "Puhelin", "location": "Paikkakunta", "website": "Verkkosivu"},
}
"""Words before ways to reach someone. Accounts have their site's name."""


def heading(key: str, locale: str = "en") -> str:
    """The word for a section's or a column's key; the key itself, made readable, where we have none."""
    own = CONTACTS.get(locale.split("-")[0], {}).get(key)
    return own or words_of(locale).headings.get(key) or key.replace("-", " ").capitalize()
