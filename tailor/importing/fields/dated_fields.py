"""The dates of an entry, from one field of a source or two, in words or figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Self

from tailor.importing.fields import date_forms as dating
from tailor.importing.fields.dirty_text import one_line
from tailor.importing.ledger import Node

START = ("startDate", "start_date", "start", "startedOn", "from", "begin", "dateStart", "issued")
END = ("endDate", "end_date", "end", "finishedOn", "to", "until", "dateEnd", "graduationDate", "expires")
WHOLE = ("dates", "date", "period", "duration", "years", "year", "when", "timePeriod")
CURRENT = ("current", "isCurrent", "present", "ongoing", "currentlyWorking", "isPresent")
SINGLE = ("date", "releaseDate")

_TRUE = ("true", "yes", "1")
_FALSE = ("false", "no", "0")


class Fields:
    """The fields of an entry as they are collected; each step looks for what no earlier step has used."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.data: dict[str, Any] = {}
        self._remarks: list[str] = []

    def remark(self, node: Node) -> None:
        """Keep one text in the note of the entry."""
        if text := one_line(node.text()):
            self._remarks.append(text)
            node.change("kept in the note")

    def _first(self, *names: str) -> Node:
        """The first such field, or an empty node."""
        return next(self._open(*names), Node(None, self.node.path, self.node.ledger))

    def _open(self, *names: str) -> Iterator[Node]:
        """The fields with these names that are not used up yet."""
        used = self.node.ledger.used
        return (node for node in self.node.all(*names) if any(leaf.path not in used for leaf in node.leaves()))


class DatedFields(Fields):
    """Fields among which there may be dates."""

    def dates(self, open_ended: bool = False, single: tuple[str, ...] = ()) -> Self:
        """Dates from one text or two; a start without an end goes on if it is usual of the format or, with
        `open_ended`, of the entry."""
        if self._written_out():
            return self
        ranged = False if single else self._range(open_ended)
        for node in self._open(*single, *WHOLE):
            self._date(node)
        if not ranged and "dates" not in self.data:
            self._range(open_ended)
        return self

    def _written_out(self) -> bool:
        """Dates in words beside the standard's figures, as our own export writes what these cannot say."""
        node, *figures = (self._first(*names) for names in (("dates",), SINGLE, START, END))
        years = {year for one in figures for year in re.findall(r"\d{4}", _text(one))}
        whole = dating.span(_text(node)) if years and node.is_scalar else None
        if years and node.is_scalar and whole is None and node.key == "dates":
            return self._in_words(node)
        if whole is None or not years <= set(re.findall(r"\d{4}", whole)):
            return False
        self.data["dates"] = whole
        for one in (node, *figures, self._first(*CURRENT)):
            one.use()
        return True

    def _in_words(self, node: Node) -> bool:
        """Words that stand on the page in place of the figures beside them."""
        first, last = (_text(self._side(*names)) for names in (START, (*END, *SINGLE)))
        figures = dating.joined(first, last) if first and last else dating.span(first or last)
        if not figures:
            return False
        start, _, end = figures.partition(" – ")
        for names in (START, END, SINGLE, CURRENT):
            self._side(*names).use()
        self.data["dates"] = {"start": start, "end": end or start, "text": one_line(node.text())}
        return True

    def _date(self, node: Node) -> None:
        """One text that holds a date or a range."""
        if not node.is_scalar:
            return
        text = str(node.value)
        if dating.is_nothing(text):
            node.drop("no date")
            return
        found = dating.span(text)
        dates = dating.without_days(found) if found else None
        if dates and self.data.setdefault("dates", dates) == dates:
            _note_loss(node, dates)
        elif not dates and (month := dating.without_wrong_day(text)) and "dates" not in self.data:
            self.data["dates"] = month
            node.use().change("the calendar has no such day; the month is kept")
        elif "dates" in self.data:
            self.remark(node)
        else:
            self._as_given(one_line(node.text()), [node])

    def _range(self, open_ended: bool) -> bool:
        """Dates from a start and an end; whether there were any."""
        start, end, flag = (self._side(*names) for names in (START, END, CURRENT))
        for node in (start, end):
            if node.is_scalar and dating.is_nothing(str(node.value)):
                node.drop("no date")
        first, last = (_text(node) for node in (start, end))
        if not first and not last:
            return False
        usual = open_ended or self.node.ledger.open_ended
        if not last and self._goes_on(flag, usual and not end and dating.day(first) is not None):
            if not flag:
                start.change("no end is given: it is read as going on")
            last = "present"
        elif not last and not end and not flag:
            start.change("no end is given: only the start is kept")
        self._settle(start, end, first, last)
        return True

    def _goes_on(self, flag: Node, open_ended: bool) -> bool:
        """Whether something without an end goes on: the source says so, or it is usual."""
        said = _text(flag).lower()
        if said in (*_TRUE, *_FALSE):
            flag.use().change("the dates say it")
            return said in _TRUE
        return open_ended

    def _settle(self, start: Node, end: Node, first: str, last: str) -> None:
        """The dates of a start and an end; a side that cannot be read is kept word for word in the note."""
        whole = dating.joined(first, last) if first and last else dating.span(first or last)
        if whole and not first and dating.day(last):
            whole = dating.day(last)
        sides = [node for node in (start, end) if _text(node)]
        for node in sides:
            node.use()
        if whole:
            self.data["dates"] = dating.without_days(whole)
            for node in sides:
                _note_loss(node, self.data["dates"])
            return
        if mended := self._mended(first, last):
            self.data["dates"] = mended
            for node in sides:
                if dating.day(_text(node)) is None:
                    node.change("the calendar has no such day; the month is kept")
                else:
                    _note_loss(node, mended)
            return
        self._as_given(" – ".join(filter(None, (first, last))), sides)

    def _mended(self, first: str, last: str) -> str | None:
        """Dates one of which has an invalid day."""
        start, end = (dating.without_wrong_day(text) or text for text in (first, last))
        if (start, end) == (first, last):
            return None
        whole = dating.joined(start, end) if start and end else dating.span(start or end)
        return dating.without_days(whole) if whole else None

    def _as_given(self, text: str, nodes: list[Node]) -> None:
        """Dates that nobody can read stand on the page as they stand in the source."""
        if "dates" in self.data:
            self._remarks.append(text)
            for node in nodes:
                node.change("not a date that can be read; kept in the note")
            return
        self.data["dates"] = {"text": text}
        for node in nodes:
            node.use().change("not a date that can be read; kept as it is written")

    def _side(self, *names: str) -> Node:
        """A side of the dates, in a field of its own or in a mapping: `date: {start: …, end: …}`."""
        used = self.node.ledger.used
        for whole in (self.node, *(node for node in self._open(*WHOLE) if node.is_map)):
            for found in whole.all(*names):
                if any(leaf.path not in used for leaf in found.leaves()):
                    return found
        return self.node.nothing()


def _text(node: Node) -> str:
    """A scalar as it stands, "" for nothing or what stands for no date."""
    text = str(node.value).strip() if node.is_scalar else ""
    return "" if dating.is_nothing(text) else text


def _note_loss(node: Node, dates: str) -> None:
    """Name a date that lost its day, or its month because it could be either."""
    node.use()
    text = str(node.value).strip()
    if re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/]\d{4}", text) and not re.search(r"-\d\d", dates):
        node.change("day and month could be either; the year is kept")
    elif re.search(r"-\d\d-\d\d", dating.span(text) or ""):
        node.change("the day is left out")
