"""`application.yaml`: what was sent, to whom, and what came of it."""

from __future__ import annotations

from tailor.models.values import Model


class Application(Model):
    """One application, as its folder says it. All of it may be edited."""

    date: str
    """The day, YYYY-MM-DD."""
    company: str = ""
    """Whom it went to."""
    role: str = ""
    """The target's title."""
    to: str = ""
    """The person that it went to."""
    target: str = ""
    """The target's name."""
    profile: str = ""
    """The profile's name."""
    file: str = ""
    """The page's file, beside this one."""
    status: str = "prepared"
    """Where it stands, in any words. Such as `sent`."""
    note: str = ""
    """Whatever is to be remembered."""
