"""Months and "it goes on" as résumés of many languages write them."""

from __future__ import annotations

from functools import cache

from tailor.text.locales import WORDS

_NAMES = (
    "january januar janvier enero gennaio janeiro januari styczeń stycznia ocak январь января січень января leden",
    "february februar février fevrier febrero febbraio fevereiro februari luty lutego şubat subat февраль февраля únor",
    "march märz maerz mars marzo março maart marzec marca mart март марта březen",
    "april avril abril aprile kwiecień kwietnia nisan апрель апреля duben",
    "may mai mayo maggio maio mei maj maja mayıs mayis май мая květen",
    "june juni juin junio giugno junho czerwiec czerwca haziran июнь июня červen",
    "july juli juillet julio luglio julho lipiec lipca temmuz июль июля červenec",
    "august août aout agosto augustus sierpień sierpnia ağustos agustos август августа srpen",
    "september septembre septiembre settembre setembro wrzesień września eylül eylul сентябрь сентября září sept",
    "october oktober octobre octubre ottobre outubro październik października ekim октябрь октября říjen",
    "november novembre noviembre novembro listopad listopada kasım kasim ноябрь ноября",
    "december dezember décembre decembre diciembre dicembre dezembro grudzień grudnia aralık aralik декабрь декабря",
)
_LEAST = 3
"""Letters of a month's name that are enough to know it by."""

PRESENT = frozenset(
    [
        *(
            "present",
            "current",
            "currently",
            "now",
            "today",
            "ongoing",
            "to date",
            "till date",
            "till now",
            "until now",
        ),
        *("to present", "till present", "in progress", "-", "–", "—", "...", "…", "∞"),
        *("heute", "aktuell", "jetzt", "laufend", "bis heute", "derzeit"),
        *("actuel", "actuellement", "présent", "aujourd'hui", "aujourd’hui", "à ce jour", "en cours", "ce jour"),
        *("presente", "actualidad", "la actualidad", "actualmente", "hoy", "hasta la fecha", "en curso", "presente"),
        *("attuale", "oggi", "in corso", "ad oggi", "atual", "atualmente", "hoje", "o momento", "o presente"),
        *("heden", "nu", "obecnie", "teraz", "nadal", "do teraz", "do dziś", "chwila obecna"),
        *("günümüz", "halen", "devam ediyor", "devam", "şimdi", "bugün"),
        *("nay", "hiện tại", "hiện nay", "đến nay"),
        *("наст. время", "настоящее время", "по настоящее время", "по н.в.", "по н. в", "н.в.", "н.в", "н. в"),
        *("сейчас", "сегодня", "по сей день", "до сих пор", "теперішній час", "дотепер"),
        *(
            "至今",
            "现在",
            "現在",
            "目前",
            "至今为止",
            "まで",
            "현재",
            "지금",
            "اکنون",
            "تا کنون",
            "تاکنون",
            "حتى الآن",
            "الآن",
        ),
    ]
)
"""Words that stand for "it goes on", in lower case."""


@cache
def months() -> dict[str, int]:
    """Every name and abbreviation in lower case, without its stop, and the number of its month."""
    found = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
    for words in WORDS.values():
        for forms in (words.months, words.day_months):
            for number, form in enumerate(forms, 1):
                if not form.isdecimal():
                    found.setdefault(form.lower().rstrip("."), number)
    return found


def month(word: str) -> int | None:
    """The number of a month by its name or by at least three letters of it; None where two months begin so."""
    word = word.lower().rstrip(".")
    if (number := months().get(word)) is not None:
        return number
    if len(word) < _LEAST:
        return None
    begun = {number for name, number in months().items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 else None
