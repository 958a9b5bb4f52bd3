"""The word for a section, the head of a column, a label, in the page's language."""

from __future__ import annotations

from tailor.text.locales import WORDS, words_of

HEADINGS = {language: words.headings for language, words in WORDS.items()}

_WAYS = ("email", "phone", "location", "website", "photo")
CONTACTS = {
    language: dict(zip(_WAYS, map(str.strip, words.split("|")), strict=True))
    for language, words in {
        "en": "Email|Phone|Based in|Web|Photo",
        "de": "E-Mail|Telefon|Wohnort|Web|Foto",
        "fr": "Courriel|Téléphone|Domicile|Site|Photo",
        "es": "Correo|Teléfono|Lugar|Web|Foto",
        "it": "E-mail|Telefono|Residenza|Sito|Foto",
        "pt": "E-mail|Telefone|Local|Site|Foto",
        "nl": "E-mail|Telefoon|Woonplaats|Web|Foto",
        "sv": "E-post|Telefon|Ort|Webb|Foto",
        "fi": "Sähköposti|Puhelin|Paikkakunta|Verkkosivu|Kuva",
        "pl": "E-mail|Telefon|Miejscowość|Strona|Zdjęcie",
        "tr": "E-posta|Telefon|Yer|Web|Fotoğraf",
        "vi": "Email|Điện thoại|Nơi ở|Trang web|Ảnh",
        "ru": "Почта|Телефон|Город|Сайт|Фото",
        "ar": "البريد|الهاتف|الإقامة|الموقع|صورة",
        "he": "דוא״ל|טלפון|מגורים|אתר|תמונה",
        "fa": "رایانامه|تلفن|سکونت|وب‌گاه|عکس",
    }.items()
}
"""Words before ways to reach someone. Accounts have their site's name. Beside them what a
photo is called before a name."""


def heading(key: str, locale: str = "en") -> str:
    """The word for a section's or a column's key; the key itself, made readable, where we have none."""
    own = CONTACTS.get(locale.split("-")[0], {}).get(key)
    return own or words_of(locale).headings.get(key) or key.replace("-", " ").capitalize()


PLAIN = {"en": {"research": "Research projects"}}
"""What programs that fill forms know a section by, where it is not the usual word."""


def plain_heading(key: str, locale: str) -> str | None:
    """The word by which programs know a section that most résumés have; None for one of the author's own."""
    words = words_of(locale)
    return PLAIN.get(locale.split("-")[0], {}).get(key) or words.headings.get(key)
