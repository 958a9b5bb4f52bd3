"""Numbers in a text with their units, whatever way they are written, so that two texts can be compared.

`1,200`, `1 200`, `1.2k` and `1.2 thousand` are one number; `µs` and `microseconds` one unit; `eight` is 8, `3rd` a
rank, `doubled` a factor of 2, `weekly` once a week, a fifth 20 %. English, German, French and Spanish are read side by
side: a word that means a number in one of them hardly ever means another in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, zip_longest

from msgspec import Struct

RANK, TIMES, EVERY, PART = "rank", "times", "every ", "part"

_UNITS = {
    "ns": "ns nanosecond nanosekunde nanoseconde segundo",
    "µs": "µs μs us microsecond mikrosekunde microseconde",
    "ms": "ms millisecond millisekunde milliseconde",
    "s": "s sec second sekunde seconde",
    "min": "min minute minuto",
    "h": "h hr hour stunde heure hora",
    "day": "day tag jour journée día",
    "week": "week woche semaine semana",
    "month": "month monat mois mes",
    "quarter": "quarter quartal trimestre",
    "year": "year jahr an année yr año",
    "%": "% percent pct prozent pourcent porciento",
    "‰": "‰ permille promille",
    "point": "point punkt pp",
    "EUR": "eur euro €",
    "USD": "usd dollar $",
    "GBP": "gbp pound £",
    "CHF": "chf franc franken",
    "mm": "mm millimetre millimeter",
    "cm": "cm centimetre centimeter zentimeter",
    "m": "m metre meter mètre",
    "km": "km kilometre kilometer kilomètre",
    "mile": "mile meile",
    "g": "g gram gramm gramme",
    "kg": "kg kilogram kilogramm kilo",
    "t": "tonne ton",
    "ha": "ha hectare hektar",
    "W": "w watt",
    "kW": "kw kilowatt",
    "MW": "mw megawatt",
    "GW": "gw gigawatt",
    "kWh": "kwh",
    "MWh": "mwh",
    "V": "volt",
    "kV": "kv",
    "KB": "kb kilobyte",
    "MB": "mb megabyte",
    "GB": "gb gigabyte",
    "TB": "tb terabyte",
    "PB": "pb petabyte",
    "Hz": "hz",
    "kHz": "khz",
    "MHz": "mhz",
    "GHz": "ghz",
    TIMES: "times x × fold fach mal fois",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_NAMES = sorted(_UNIT, key=len, reverse=True)

_SCALES = {
    "k": 10**3, "thousand": 10**3, "tausend": 10**3, "mille": 10**3, "tsd": 10**3,
    "mn": 10**6, "mio": 10**6, "million": 10**6, "millionen": 10**6, "millions": 10**6,
    "bn": 10**9, "billion": 10**9, "mrd": 10**9, "milliarde": 10**9, "milliarden": 10**9, "milliard": 10**9,
    "milliards": 10**9, "md": 10**9, "mds": 10**9, "billionen": 10**12, "mil": 10**3,
    "millón": 10**6, "millones": 10**6,  "trillion": 10**12,
    "hundred": 100, "hundert": 100, "cent": 100, "cents": 100, "dozen": 12, "dutzend": 12, "douzaine": 12,
}  # fmt: skip
_CURRENCY = {"€": "EUR", "$": "USD", "£": "GBP"}

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "dozen": 12,
    "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17,
    "achtzehn": 18, "neunzehn": 19, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "hundert": 100,
    "dutzend": 12,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60, "dizaine": 10, "douzaine": 12, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "centaine": 100,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12,
    "trece": 13, "catorce": 14, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "docena": 12,
}  # fmt: skip
_RANKS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "dritte": 3, "dritter": 3, "dritten": 3, "vierte": 4, "vierter": 4, "troisième": 3, "quatrième": 4, "cinquième": 5,
}  # fmt: skip
_FACTORS: dict[str, int | Fraction] = {
    "double": 2, "doubled": 2, "doubling": 2, "twice": 2, "twofold": 2, "triple": 3, "tripled": 3, "tripling": 3,
    "threefold": 3, "quadrupled": 4, "tenfold": 10, "halved": Fraction(1, 2), "halving": Fraction(1, 2),
    "half": Fraction(1, 2), "verdoppelt": 2, "verdoppelte": 2, "verdreifacht": 3, "verdreifachte": 3,
    "halbiert": Fraction(1, 2), "halbierte": Fraction(1, 2), "doublé": 2, "triplé": 3,
    "einmal": 1, "zweimal": 2, "dreimal": 3, "viermal": 4,
}  # fmt: skip
_PARTS = {
    "half": 2, "hälfte": 2, "moitié": 2, "mitad": 2, "third": 3, "thirds": 3, "drittel": 3, "tiers": 3, "tercio": 3,
    "tercios": 3, "quarter": 4, "quarters": 4, "viertel": 4, "quart": 4, "quarts": 4, "cuarto": 4, "fifth": 5,
    "fifths": 5, "fünftel": 5, "quinto": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10,
    "tenths": 10, "zehntel": 10, "dixième": 10, "décimo": 10,
}  # fmt: skip
_SOME = {"a": 1, "an": 1, "one": 1, "ein": 1, "eine": 1, "einem": 1, "un": 1, "une": 1, "die": 1, "la": 1,
         "two": 2, "zwei": 2, "deux": 2, "dos": 2, "three": 3, "drei": 3, "trois": 3, "tres": 3}  # fmt: skip
_PART = re.compile(
    rf"\b(?P<some>{'|'.join(_SOME)})[\s-](?P<part>{'|'.join(_PARTS)})\b(?!\s+(?:year|time|place|party))", re.IGNORECASE
)
_SPAN_OF_TIME = re.compile(r"(?:an?|un|ein)\s(?:quarter|quart)", re.IGNORECASE)
_OF = re.compile(r"\s*(?:of|der|des|de|d')\b|.{0,9}\bless\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|to|than|nearly|almost|about|around|over|roughly|um|auf|de|d')\s*$", re.IGNORECASE)
_OFTEN = {
    "hourly": "h", "stündlich": "h", "daily": "day", "täglich": "day", "quotidien": "day",
    "weekly": "week", "wöchentlich": "week", "hebdomadaire": "week", "fortnightly": "fortnight",
    "monthly": "month", "monatlich": "month", "mensuel": "month", "quarterly": "quarter",
    "yearly": "year", "annual": "year", "annually": "year", "jährlich": "year", "annuel": "year",
}  # fmt: skip
_EACH = r"(?:an?|per|each|every|je|pro|par|à l['’]|im|in\s+der|un[e]?|al|cada|por|chaque|ein(?:e[rmn]?|em)?)"

_NUMBER = re.compile(
    r"(?<![\w.,])(?P<currency>[€$£])?\s?"
    r"(?P<digits>\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?P<rank>st|nd|rd|th|ème|e)?(?![\w])?",
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
_AFTER = re.compile(rf"[\s\-\u00a0]*(?P<unit>{'|'.join(map(re.escape, _NAMES))})(?:e?s|n|en)?(?![^\W_])", re.IGNORECASE)
_CENT = re.compile(r"\s*(?:per|pour)\s+cent\b", re.IGNORECASE)
_SCALE = re.compile(
    rf"[\s\u00a0-]?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))}|m)(?![^\W_])", re.IGNORECASE
)
_FRACTION = re.compile(r"(?<![\w/])1/(\d{1,2})(?![\w/])")
_PERCENTILE = re.compile(r"(?<!\w)[pP](\d{2,3})(?!\w)")
_TIMES = [
    name
    for name in _NAMES
    if _UNIT[name] in ("s", "min", "h", "day", "week", "month", "quarter", "year") and len(name) > 1
]
_PER_ANNUM = re.compile(r"\bp\.\s?a\.", re.IGNORECASE)
_ONE_UNIT = re.compile(rf"\b{_EACH}\s+(?P<unit>{'|'.join(_TIMES)})(?:e?s|e?n)?\b", re.IGNORECASE)
_ISO_DATE = re.compile(r"\b(\d{4})-\d\d(?:-\d\d)?\b")
"""A date of a profile: only its year is a number that a text may use."""

_JOINS = re.compile(r"\s*(?:to|auf|à|and|und|et|bis|or|oder|ou|against|gegen|[-–—])\s*", re.IGNORECASE)


_RANGE = re.compile(r"\s*(?:to|bis|à|a|[-–—])\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|und|et|y)\s*", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:from|von|de|desde)\s*$", re.IGNORECASE)


class Quantity(Struct, frozen=True):
    """A number with its unit ("" if it has none) and where it stands in the text."""

    value: Fraction
    unit: str
    start: int
    end: int

    def supported_by(self, other: Quantity) -> bool:
        """Whether the other says as much: the same number, in the same unit or with none to be seen here."""
        if _percent(self) is not None and _percent(self) == _percent(other):
            return True
        return _fraction(self, other) or (self.value == other.value and self.unit in ("", other.unit))


def _percent(one: Quantity) -> int | None:
    """A share in whole percent: a fifth is 20 %, a third 33 %."""
    share = one.unit == PART or (one.unit == TIMES and one.value < 1)
    return round(one.value * 100) if share else round(one.value) if one.unit == "%" else None


def _fraction(one: Quantity, other: Quantity) -> bool:
    """A third is 1/3 as well as the rank."""
    return {one.unit, other.unit} == {PART, RANK} and one.value * other.value == 1


def quantities(text: str) -> tuple[Quantity, ...]:
    """All numbers of a text, from left to right; none runs over the end of a line."""
    starts = [0, *(found.end() for found in re.finditer(r"\n", text))]
    lines = zip(starts, text.split("\n"), strict=True)
    return tuple(
        Quantity(one.value, one.unit, start + one.start, start + one.end)
        for start, line in lines
        for one in _in_line(line)
    )


@lru_cache(maxsize=10_000)
def _in_line(text: str) -> tuple[Quantity, ...]:
    text = _ISO_DATE.sub(lambda match: f"{match[1]:<{len(match[0])}}", text)
    shares = [*_shares(text)]
    for one in shares:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    found = [*shares, *_fractions(text), *_written(text), *_worded(text), *_single_units(text)]
    found.sort(key=lambda one: one.start)
    carried = [_carried(text, one, following) for one, following in zip_longest(found, found[1:])]
    return tuple(_carried_on(text, before, one) for before, one in zip([None, *carried], carried, strict=False))


_RATHER = re.compile(
    r"\s*(?:,\s*)?(?:rather than|instead of|not|statt|nicht|au lieu de|en lugar de|en vez de)\s*", re.IGNORECASE
)


def _carried_on(text: str, before: Quantity | None, one: Quantity) -> Quantity:
    """`two hours rather than five`: the second number has the unit of the first."""
    if before is None or one.unit or not before.unit or not _RATHER.fullmatch(text, before.end, one.start):
        return one
    return Quantity(one.value, before.unit, one.start, one.end)


def _carried(text: str, one: Quantity, following: Quantity | None) -> Quantity:
    """`from 74 to 51 minutes`: the first number has the unit of the second."""
    if following is None or one.unit or not _JOINS.fullmatch(text, one.end, following.start):
        return one
    scale = _scale_of(text[following.start : following.end]) if one.value < 1000 <= following.value else 1
    return Quantity(one.value * scale, following.unit, one.start, one.end)


def _scale_of(shown: str) -> int:
    """The scale that a number is written with: `2-3 million` are two to three million."""
    match = re.search(rf"(?<=[\d\s\u00a0])({'|'.join(sorted(_SCALES, key=len, reverse=True))})\b", shown, re.IGNORECASE)
    return _SCALES[match[1].lower()] if match else 10**6 if shown.rstrip().endswith("M") else 1


def ranges(text: str) -> tuple[tuple[Quantity, Quantity], ...]:
    """What goes from one number to another without a change being meant: `24 to 30`, `2–3 million`."""
    found = quantities(text)
    return tuple(
        (one, other) for one, other in pairwise(found) if one.value < other.value and _is_range(text, one, other)
    )


def _is_range(text: str, one: Quantity, other: Quantity) -> bool:
    before = text[: one.start]
    if _BETWEEN.search(before) and _AND.fullmatch(text, one.end, other.start):
        return True
    return _RANGE.fullmatch(text, one.end, other.start) is not None and not _CHANGES.search(before)


def _shares(text: str) -> Iterator[Quantity]:
    for match in _PART.finditer(text):
        value = Fraction(_SOME[match["some"].lower()], _PARTS[match["part"].lower()])
        time = _SPAN_OF_TIME.fullmatch(match[0]) and not _OF.match(text, match.end())
        if value < 1 and not (time and not _BY.search(text[: match.start()])):
            yield Quantity(value, PART, match.start(), match.end())


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        yield Quantity(Fraction(1, max(1, int(match[1]))), PART, match.start(), match.end())
    for match in _PERCENTILE.finditer(text):
        yield Quantity(Fraction(int(match[1])), RANK, match.start(), match.end())


def _written(text: str) -> Iterator[Quantity]:
    text = _FRACTION.sub(lambda match: " " * len(match[0]), text)
    for match in _NUMBER.finditer(text):
        value, end = _value(match["digits"]), match.end("digits")
        if match["rank"] and not text[match.end("rank") : match.end("rank") + 1].isalnum():
            yield Quantity(value, RANK, match.start(), match.end("rank"))
            continue
        value, end = _scaled(value, text, end, money=bool(match["currency"]))
        unit, end = _unit(text, end)
        if text[end : end + 1].isalpha() and not unit:
            continue  # `3D`, `2nd-level`: part of a name
        if value != 1 or unit or match["currency"]:
            yield Quantity(value, _CURRENCY.get(match["currency"] or "", unit), match.start(), end)


def _value(digits: str) -> Fraction:
    """The number that digits with separators mean: a group of three after one is thousands, but `3.141` has a point
    only where it is the sole one and a comma groups elsewhere; so both readings of `1.234` are taken for thousands."""
    bare = re.sub(r"[\s'’\u00a0\u202f]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare):
        return Fraction(re.sub(r"[.,]", "", bare))
    grouped = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+)[.,](\d+)", bare)
    if grouped:
        return Fraction(f"{re.sub(r'[.,]', '', grouped[1])}.{grouped[2]}")
    return Fraction(bare.replace(",", "."))


def _scaled(value: Fraction, text: str, end: int, *, money: bool) -> tuple[Fraction, int]:
    match = _SCALE.match(text, end)
    if match is None:
        return value, end
    name = match["scale"].lower()
    if name == "m":
        large = money or match["scale"] == "M"
        return (value * 10**6, match.end()) if large else (value, end)
    if (name in ("cent", "cents") and not 1 < value < 10) or (name == "k" and match[0][0].isspace()):
        return value, end
    return value * _SCALES[name], match.end()


def _unit(text: str, end: int) -> tuple[str, int]:
    if match := _CENT.match(text, end):
        return "%", match.end()
    if match := _AFTER.match(text, end):
        return _UNIT[match["unit"].lower()], match.end()
    return "", end


def _worded(text: str) -> Iterator[Quantity]:
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word in _ONES:
            if _tens_before(text, match.start(), word):
                continue  # `forty-five` is read at its `forty`
            if word in _SCALES and _counted(text, match.start()):
                continue  # `six hundred` is read at its `six`
            whole, end = _with_ones(text, word, match.end())
            value, end = _scaled(Fraction(whole), text, end, money=False)
            unit, end = _unit(text, end)
            if value != 1 or unit:
                yield Quantity(value, unit, match.start(), end)
        elif (german := _german(word)) is not None:
            value, end = _scaled(Fraction(german), text, match.end(), money=False)
            unit, end = _unit(text, end)
            yield Quantity(value, unit, match.start(), end)
        elif word in _RANKS and not (word == "second" and _after_one(text, match.start())):
            yield Quantity(Fraction(_RANKS[word]), RANK, match.start(), match.end())
        elif word in _FACTORS:
            yield Quantity(Fraction(_FACTORS[word]), TIMES, match.start(), match.end())
        elif often := _OFTEN.get(word) or _OFTEN.get(word.rstrip("erns")):
            yield Quantity(Fraction(1), EVERY + often, match.start(), match.end())


_TENS = re.compile(r"(?:ty|vingt|ante|nte|ta)$")
_ONES_AFTER = re.compile(r"(?:[-\s]|-et-|\set\s|\sy\s)(?P<ones>[^\W\d_]+)")


def _with_ones(text: str, word: str, end: int) -> tuple[int, int]:
    """`forty` and what goes with it: `forty-five`, `vingt et un`, `treinta y dos`."""
    value = _ONES[word]
    after = _ONES_AFTER.match(text, end) if _is_tens(word) else None
    if after and 0 < _ONES.get(after["ones"].lower(), 0) < 10:
        return value + _ONES[after["ones"].lower()], after.end()
    return value, end


def _is_tens(word: str) -> bool:
    return _ONES.get(word, 0) in range(20, 100, 10) and _TENS.search(word) is not None


def _tens_before(text: str, start: int, word: str) -> bool:
    before = re.search(r"([^\W\d_]+)(?:[-\s]|-et-|\set\s|\sy\s)$", text[:start])
    return _ONES[word] < 10 and before is not None and _is_tens(before[1].lower())


_UND = re.compile(r"(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(zwanzig|dreißig|vierzig|fünfzig)")


_HUNDREDS = re.compile(r"(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)(hundert|tausend)")


def _german(word: str) -> int | None:
    """`fünfundvierzig`, `neunhundert`."""
    if hundreds := _HUNDREDS.fullmatch(word):
        return _ONES.get(hundreds[1], 1) * (100 if hundreds[2] == "hundert" else 1000)
    match = _UND.fullmatch(word)
    return _ONES.get(match[1], 1) + _ONES[match[2]] if match else None


def _counted(text: str, start: int) -> bool:
    """Whether a number stands right before: the `hundred` of `six hundred`."""
    before = re.search(r"([^\W_]+)[\s-]*$", text[:start])
    return before is not None and (before[1].lower() in _ONES or before[1].isdigit())


def _after_one(text: str, start: int) -> bool:
    """Whether `second` is the unit of time: `a second`, `14 seconds`, `par seconde`."""
    return re.search(rf"(?:{_EACH}|\d)\s*$", text[:start], re.IGNORECASE) is not None


_LASTS = re.compile(r"\b(?:took|takes?|taking|lasted|within|after|dauerte|nach|duraba|durait)\s+$", re.IGNORECASE)


def _single_units(text: str) -> Iterator[Quantity]:
    """`twice a month` is how often; `took a minute` is how long."""
    for match in _ONE_UNIT.finditer(text):
        unit = _UNIT[match["unit"].lower()]
        often = "" if _LASTS.search(text[: match.start()]) else EVERY
        yield Quantity(Fraction(1), often + unit, match.start(), match.end())
    for match in _PER_ANNUM.finditer(text):
        yield Quantity(Fraction(1), EVERY + "year", match.start(), match.end())
