"""How much of what a page says a parser found, field by field.

What a page says is a JSON Resume of it. Signs and spaces beside letters and digits do not count, capitals neither; a
field is right if it holds what the page says and no more. A parser that looks for no such field has no score in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from tailor.text.markdown.markup import printed

Data = Mapping[str, Any]
Scores = dict[str, float]

FIELDS = ("name", "mail", "phone", "links", "employers", "positions", "dates", "bullets", "schools", "degrees", "years",
          "skills", "headings")  # fmt: skip

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE = re.compile(
    rf"(?:({'|'.join(MONTHS)})[a-z]*\.? |(\d\d?)/)?((?:19|20)\d\d)(?:-(\d\d))?|(present|current|now)", re.I
)


def score(said: Data, headings: Sequence[str], found: Data) -> Scores:
    """The share of each field's values that were found as they are, for the fields that the parser looks for and the
    page has."""
    who, work, schools = said["basics"], said.get("work", ()), said.get("education", ())
    jobs = _paired(work, found.get("jobs", ()), "employer", "name")
    taught = _paired(schools, found.get("schools", ()), "school", "institution")
    scores = {
        "name": [same(who["name"], found.get("name"))],
        "mail": [same(who["email"], found.get("mail"))],
        "phone": [digits(who["phone"]) == digits(found.get("phone"))],
        "links": [any(_address(url) == _address(one) for one in found.get("links", ())) for url in _links(who)],
        "employers": [same(job["name"], one.get("employer")) for job, one in jobs],
        "positions": [same(job.get("position"), one.get("position")) for job, one in jobs],
        "dates": [dates(_period(job)) == dates(*one.get("dates", ())) for job, one in jobs],
        "bullets": [_whole(text, one.get("bullets", ())) for job, one in jobs for text in job.get("highlights", ())],
        "schools": [same(job["institution"], one.get("school")) for job, one in taught],
        "degrees": [degree(job, one.get("degree")) for job, one in taught],
        "years": [years(_period(job))[-1:] == years(*one.get("dates", ()))[-1:] for job, one in taught],
        "skills": [
            _listed(word, found.get("skills", ())) for one in said.get("skills", ()) for word in one["keywords"]
        ],
        "headings": [_headed(heading, found.get("headings", ())) for heading in headings],
    }
    return {name: sum(values) / len(values) for name, values in scores.items() if values and name in asked(found)}


def asked(found: Data) -> set[str]:
    """The fields that a parser looks for."""
    of_jobs = {"employers": "jobs", "positions": "jobs", "dates": "jobs", "bullets": "jobs"}
    of_schools = {"degrees": "schools", "years": "schools"}
    names = {one for one in FIELDS if {**of_jobs, **of_schools}.get(one, one) in found}
    lacks = {"schools"} if all("school" not in one for one in found.get("schools", ())) else set()
    return names - lacks


def letters(text: object) -> str:
    """The letters and digits of a text, small, in one form of Unicode, its marks of Markdown taken off."""
    return "".join(sign for sign in normalize("NFKC", printed(str(text or ""))).casefold() if sign.isalnum())


def same(said: object, found: object) -> bool:
    return letters(said) == letters(found) != ""


def digits(text: object) -> str:
    """The last ten digits: a country's code may be left off."""
    return re.sub(r"\D", "", str(text or ""))[-10:]


def dates(*texts: object) -> list[str]:
    """The months or years of a period, in order: `2025-03`, `2025`, `present`."""
    return [_date(one) for text in texts for one in DATE.finditer(str(text or ""))]


def _date(one: re.Match[str]) -> str:
    name, number, year, after, present = one.groups()
    month = MONTHS.index(name.casefold()) + 1 if name else int(number or after or 0)
    return "present" if present else f"{year}-{month:02}" if month else year


def years(*texts: object) -> list[str]:
    """The years of a period."""
    return [one[:4] for one in dates(*texts)]


def degree(said: Data, found: object) -> bool:
    """A degree is found with its subject (`PhD, Physics`, `PhD in Physics`) or alone."""
    title, subject = letters(said.get("studyType")), letters(said.get("area"))
    return letters(found) in {title, f"{title}{subject}", f"{title}in{subject}"} - {""}


def _period(one: Data) -> str:
    end = one.get("endDate") or ("present" if one.get("current") or one.get("startDate") else "")
    return f"{one.get('startDate', '')} {end}"


def _links(who: Data) -> list[str]:
    return [*filter(None, [who.get("url")]), *(one["url"] for one in who.get("profiles", ()) if one.get("username"))]


def _address(url: object) -> str:
    return re.sub(r"^(https?://)?(www\.)?", "", str(url or "").casefold()).rstrip("/")


def _whole(text: str, bullets: Iterable[object]) -> bool:
    """Whether a bullet is one of those found, or a whole part of a text that holds several."""
    wanted = letters(text)
    return any(wanted == one or (wanted in one and len(one) > 1.5 * len(wanted)) for one in map(letters, bullets))


def _listed(word: str, skills: Iterable[object]) -> bool:
    wanted = letters(word)
    parts = {letters(part) for one in skills for part in [one, *re.split(r"[,;|·•:]", str(one or ""))]}
    return wanted in parts


def _headed(heading: str, found: Iterable[object]) -> bool:
    """Whether a heading is known, as it is written or by the one word that it is filed under."""
    words = [letters(word) for word in heading.split()]
    return any(same(heading, one) or letters(one) in words for one in found)


def _paired(said: Sequence[Data], found: Sequence[Data], field: str, name: str) -> list[tuple[Data, Data]]:
    """Each entry with the one found that is most like it, each of those once; with an empty one if none is left."""
    left, pairs = list(found), []
    for entry in said:
        best = max(left, key=lambda one: _likeness(entry, one, field, name), default={})
        if best and _likeness(entry, best, field, name):
            left.remove(best)
        else:
            best = {}
        pairs.append((entry, best))
    return pairs


def _likeness(said: Data, found: Data, field: str, name: str) -> int:
    """How many of an entry's texts, its dates apart, are found somewhere in another, whatever field they stand in."""
    texts = [said.get("position"), said.get("area"), said[name], *said.get("highlights", ())]
    whole = letters(
        " ".join(map(str, [found.get(field), found.get("position"), found.get("degree"), *found.get("bullets", ())]))
    )
    likely = sum(2 * (letters(text) in whole) for text in texts if text)
    return likely + (likely > 0 and dates(_period(said)) == dates(*found.get("dates", ())))
