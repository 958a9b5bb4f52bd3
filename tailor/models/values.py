"""The typed scalars of the models: text, tags, dates, addresses. Each says what is wrong and how to write it.

Every scalar comes as the string that stands in the YAML. Faults are pydantic's custom errors whose context
holds `message` and `hint`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from tailor.models.dates import DateError, DateRange, listed, parse_dates
from tailor.models.locale_tags import LOCALE, check_locale
from tailor.models.schema_hints import TEXT, WORD, Also, JsonSchema, Refer
from tailor.models.targets import TAG
from tailor.text.web_addresses import BARE, EMAIL, RELATIVE, whole_address

_ID = re.compile(r"[\w][\w./-]*")
_PHONE = re.compile(r"\+?[\d\s().\-–/]+(\s*(ext\.?|x)\s*\d+)?", re.IGNORECASE)
_COMMA = re.compile(r",(?![^()]*\))")


class Model(BaseModel):
    """Base of all models: frozen, unknown fields refused; a field left empty in YAML counts as not given."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The forms that stand for this model besides a mapping of its fields; `refer` gives another model's schema."""
        return []

    @model_validator(mode="before")
    @classmethod
    def _given(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}
        return data


class Ordered(Model):
    """A model that knows in which order its fields were written; pydantic itself forgets it."""

    _order: tuple[str, ...] = PrivateAttr(())

    @model_validator(mode="wrap")
    @classmethod
    def _keep_order(cls, data: Any, validate: Callable[[Any], Self]) -> Self:
        made = validate(data)
        made._order = tuple(key for key in data if data[key] is not None) if isinstance(data, dict) else ()
        return made


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """A mistake in one value, to be raised in a validator."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def localized(text: str | Mapping[str, str] | None, locale: str = "en") -> str:
    """The wording for a locale as `text_in` has it, or the first one; "" for None."""
    if text is None or isinstance(text, str):
        return text or ""
    return text_in(text, locale) or next(iter(text.values()))


def text_in(texts: Mapping[str, str], locale: str) -> str | None:
    """The wording for a locale: its own, its language's, that of another region; None if there is none of these."""
    language = locale.split("-")[0]
    others = (text for key, text in texts.items() if key.split("-")[0] == language)
    return texts.get(locale) or texts.get(language) or next(others, None)


def is_translations(value: Any) -> bool:
    """Whether a mapping is one text in several languages: `{en: …, de: …}`; `{id: …}` alone is an id."""
    if not isinstance(value, dict) or value.keys() <= {"id"}:
        return False
    return all(LOCALE.fullmatch(key) for key in value)


def near(word: str, known: Iterable[str], cutoff: float = 0.7) -> str | None:
    """The known word that was probably meant, letter case aside: one of the same letters, some of them swapped, or one
    that is alike."""
    by_case = {name.casefold(): name for name in known}
    if swapped := [
        name for name in by_case if sorted(name) == sorted(word.casefold()) and name[:1] == word[:1].casefold()
    ]:
        return by_case[swapped[0]]
    found = get_close_matches(word.casefold(), by_case, 1, cutoff)
    return by_case[found[0]] if found else None


def colon_fault(data: Mapping[str, Any]) -> PydanticCustomError:
    """`- Built: a thing`: YAML reads a text with a colon as a field and its value."""
    key, value = next(iter(data.items()))
    text = f"{key}: {value}" if isinstance(value, str) else f"{key}: …"
    quoted = "'" + text.replace("'", "''") + "'" if '"' in text else f'"{text}"'
    return fault("colon-in-text", f'because of the colon, "{key}" was read as a field', f"put quotes: {quoted}")


def _text(value: Any) -> Any:
    if isinstance(value, str) and (text := value.strip()):
        return text
    if value is None or value in ("", {}):
        raise fault("empty-text", "a text is missing here", "write it, or take the line out")
    if isinstance(value, list):
        hint = "join its lines; if the brackets belong to the text, put quotes around it"
        raise fault("wrong-type", "a text is expected here, not a list", hint)
    if isinstance(value, str):
        raise fault("empty-text", "the text is empty", "write it, or take the line out")
    if is_translations(value) and all(isinstance(words, str) for words in value.values()):
        return value
    if "url" in value:
        hint = "write the address alone; one with its own label goes under `links`"
        raise fault("wrong-type", "a text is expected here, not fields", hint)
    raise colon_fault(value)


def _inline(value: Any) -> Any:
    """As `_text`; its formulas go to TeX as they are written, so each must be one that does no more than set signs."""
    text = _text(value)
    for one in text.values() if isinstance(text, dict) else (text,):
        if one.count("$") > 1:
            _check_formulas(one)
    return text


def _check_formulas(text: str) -> None:
    from tailor.text.formulas.maths import fault as wrong
    from tailor.text.markdown.markup import formulas  # brings a parser, and maths is rare

    for formula in formulas(text):
        if what := wrong(formula):
            hint = r"mend it; a dollar sign that is meant as itself takes a backslash: \$"
            raise fault("bad-formula", f"in the formula ${formula}$: {what}", hint)


def _word(value: Any) -> str:
    word = single(value)
    return str(_inline(word))


def single(value: Any) -> str:
    """A text in one language; anything else is a fault."""
    text = _text(value)
    if isinstance(text, dict):
        raise fault("wrong-type", "a single text is expected here, not a mapping", "write it on one line")
    return str(text)


def words_between_commas(value: Any) -> Any:
    """A list may be written as one text with commas; those in parentheses stay: `R (dplyr, ggplot2), C++`."""
    if isinstance(value, str):
        return [word for part in _COMMA.split(value) if (word := part.strip())]
    return value


def _tag(value: Any) -> str:
    word = single(value)
    if re.match(TAG, word):
        return word
    plain = normal_tag(word)
    hint = f"write `{plain}`: " if plain else ""
    words = "lower-case words" if word.isascii() else "lower-case words of the letters a to z"
    raise fault("bad-tag", f'"{word}" is not a tag', f"{hint}{words} joined by `-`, levels parted by `/`")


def normal_tag(word: str) -> str:
    """The tag that was probably meant: `Low latency` → `low-latency`, `Qualité` → `qualite`; "" if nothing is left."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(one))
    levels = (re.sub(r"[^a-z0-9+#.]+", "-", level).strip("-.") for level in plain.split("/"))
    tag = "/".join(level for level in levels if level)
    return tag if re.match(TAG, tag) else ""


def _id(value: Any) -> str:
    word = single(value)
    if _ID.fullmatch(word):
        return word
    plain = re.sub(r"[^\w./-]+", "-", word).strip("-./").lower()
    raise fault("bad-id", f'"{word}" is not an id', f"write `{plain}`: letters, digits, `-`, `.` and `/`, no spaces")


def _priority(value: Any) -> int:
    word = single(value)
    if word in ("1", "2", "3", "4", "5"):
        return int(word)
    raise fault("bad-priority", f'"{word}" is not a priority', "write a whole number from 1 (least) to 5 (most)")


def _dates(value: Any) -> DateRange:
    try:
        if isinstance(value, dict):
            return _spelt_out(value)
        if isinstance(value, list):
            return listed(tuple(parse_dates(single(one)) for one in value))
        return parse_dates(single(value))
    except DateError as error:
        raise fault("bad-date", str(error), error.hint) from None


def _spelt_out(value: dict[str, Any]) -> DateRange:
    """`{start: 2020, end: 2021}`; with a `text` that stands on the page in their place."""
    if unknown := [name for name in value if name not in ("start", "end", "text")]:
        hint = "write `{start: 2020-09, end: 2021}`, or on one line: 2020-09 – 2021"
        raise fault("bad-date", f"dates have no `{unknown[0]}`", hint)
    start, end = (single(value[name]) if value.get(name) else "" for name in ("start", "end"))
    words = _text(value["text"]) if value.get("text") else ""
    if not (start or end or words):
        raise fault("bad-date", "there is no date in it", "write `{start: 2020-09, end: 2021}`")
    found = parse_dates(f"{start} – {end}" if start != end else start) if start or end else DateRange(None, None)
    return DateRange(found.start, found.end, found.ongoing, found.planned, found.text, words=words)


def _place(value: Any) -> Any:
    """One place, or a list of several."""
    if isinstance(value, list) and value:
        return " / ".join(str(_inline(single(one))) for one in value)
    return _inline(value)


def several(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A check of one value that also takes a list of them."""

    def each(value: Any) -> Any:
        return tuple(check(one) for one in value) if isinstance(value, list) and value else check(value)

    return each


def _link_url(value: Any) -> str | None:
    """As `_url`, or an address from the person's website on (`docs/cv.pdf`); `#` leads nowhere."""
    word = single(value)
    if word == "#":
        return None
    return word if RELATIVE.fullmatch(word) and not BARE.fullmatch(word) else _url(value)


def _url(value: Any) -> str:
    """An absolute address; `example.org/x` is taken as `https://example.org/x`."""
    word = single(value)
    if address := whole_address(word):
        return address
    hint = "write it in full and with no spaces, as in https://example.org/page"
    if re.match(r"(https?:|www\.).*\s", word):
        hint = "an address has no spaces: " + re.sub(r"\s+", "%20", word)
    raise fault("bad-url", f'"{word}" is not a web address', hint)


def _email(value: Any) -> str:
    word = single(value).removeprefix("mailto:")
    if EMAIL.fullmatch(word):
        return word
    hint = "write it as name@example.com"
    if "@" not in word:
        hint = f"there is no @ in it: {hint}"
    elif word.count("@") > 1 or re.search(r"[\s,;]", word):
        hint = f"one address only, without spaces or commas: {hint}"
    elif "." not in word.rpartition("@")[2]:
        hint = f"what follows the @ needs a dot: {hint}"
    raise fault("bad-email", f'"{word}" is not an e-mail address', hint)


def _phone(value: Any) -> str:
    word = single(value).removeprefix("tel:")
    digits = sum(letter.isdigit() for letter in word)
    if _PHONE.fullmatch(word) and 6 <= digits <= 18:
        return word
    hint = "write it with the country's code, as in +1 202 555 0147"
    if _PHONE.fullmatch(word):
        hint = f"it has {digits} digits: {hint}"
    raise fault("bad-phone", f'"{word}" is not a phone number', hint)


def _locale(value: Any) -> str:
    return str(check_locale(single(value)))


class Checked:
    """An annotation: a value is whatever `check` makes of it. Much cheaper to build than PlainValidator."""

    __slots__ = ("check", "json_schema")

    def __init__(self, check: Callable[[Any], Any], json_schema: JsonSchemaValue) -> None:
        """`json_schema` is what editors see."""
        self.check = check
        self.json_schema = json_schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Ask nothing of the annotated type itself."""
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """What was handed in."""
        return dict(self.json_schema)


_DATES: JsonSchemaValue = {
    "type": ["string", "number", "array", "object"],
    "items": {"type": ["string", "number"]},
    "properties": {
        "start": {"type": ["string", "number"], "description": "When it began."},
        "end": {"type": ["string", "number"], "description": "When it ended, or `present`."},
        "text": {**TEXT, "description": "Words that the page shows in place of the dates."},
    },
    "additionalProperties": False,
}
_LIST: JsonSchemaValue = {"type": "array", "items": {"type": ["string", "number"]}}

Text = Annotated[str | dict[str, str], Checked(_inline, TEXT)]
"""Inline Markdown: one text, or one a locale."""

MaybeText = Annotated[str | dict[str, str] | None, Checked(_inline, TEXT)]
Word = Annotated[str, Checked(_word, WORD)]
MaybeWord = Annotated[str | None, Checked(_word, WORD)]
Tag = Annotated[str, Checked(_tag, {"type": ["string", "number"], "pattern": TAG})]
MaybeId = Annotated[str | None, Checked(_id, WORD)]
Locale = Annotated[str, Checked(_locale, {"type": "string"})]
Priority = Annotated[int, Checked(_priority, {"enum": [1, 2, 3, 4, 5]})]
MaybeUrl = Annotated[str | None, Checked(_url, {"type": "string"})]
LinkUrl = Annotated[str | None, Checked(_link_url, {"type": "string"})]
Email = Annotated[str | tuple[str, ...] | None, Checked(several(_email), {"anyOf": [{"type": "string"}, _LIST]})]
Phone = Annotated[str | tuple[str, ...] | None, Checked(several(_phone), {"anyOf": [WORD, _LIST]})]
MaybePlace = Annotated[str | dict[str, str] | None, Checked(_place, {"anyOf": [TEXT, _LIST]})]
Dates = Annotated[DateRange | None, Checked(_dates, _DATES)]
Tags = Annotated[tuple[Tag, ...], BeforeValidator(words_between_commas), Also(WORD)]
Words = Annotated[tuple[Word, ...], BeforeValidator(words_between_commas), Also(WORD)]
