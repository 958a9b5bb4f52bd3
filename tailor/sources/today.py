"""The day from which ages are counted: the one place that reads the clock and SOURCE_DATE_EPOCH for it."""

from __future__ import annotations

import datetime
import os

from tailor.base.errors import InputError, Problem
from tailor.models.dates import DateError, Day, parse_day


def today(date: str | None = None) -> Day:
    """The day given (YYYY-MM-DD), SOURCE_DATE_EPOCH's, or the calendar's. Raises InputError (`bad-date`)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if date is not None:
            return parse_day(date)
        now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now()
    except DateError as error:
        raise InputError(Problem("bad-date", f"--date: {error}", "write it as 2026-11-21")) from None
    except (ValueError, OverflowError, OSError):
        raise InputError(Problem("bad-date", f"SOURCE_DATE_EPOCH is {epoch}", "it counts seconds since 1970")) from None
    return Day(now.year, now.month, now.day)
