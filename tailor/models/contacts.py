"""Ways to reach a person: e-mail, phone, accounts; each with the words to show and its address."""

import re
from typing import Annotated, Any, NamedTuple

from msgspec import Struct

from tailor.models.values import Checked, Email, MaybePlace, MaybeUrl, Ordered, Phone, Text, fault, single


class Site(NamedTuple):
    """A site where people have accounts: the address before the account, and what an account looks like."""

    address: str
    account: str = r"@?[\w.\-]+"


SITES: dict[str, Site] = {
    "linkedin": Site("https://www.linkedin.com/in/", r"[\w\-%.]+"),
    "github": Site("https://github.com/"),
    "gitlab": Site("https://gitlab.com/"),
    "orcid": Site("https://orcid.org/", r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"),
    "scholar": Site("https://scholar.google.com/citations?user=", r"[\w\-]{12}"),
    "twitter": Site("https://x.com/"),
    "bluesky": Site("https://bsky.app/profile/"),
    "mastodon": Site("https://", r"@?[\w.\-]+@[\w\-]+(\.[\w\-]+)+"),
    "stackoverflow": Site("https://stackoverflow.com/users/", r"\d+(/[\w\-]+)?"),
    "kaggle": Site("https://www.kaggle.com/"),
    "huggingface": Site("https://huggingface.co/"),
    "codeforces": Site("https://codeforces.com/profile/"),
    "leetcode": Site("https://leetcode.com/u/"),
}
"""Accounts that a profile can name; any other goes under `links`."""

_EXAMPLES = {
    "orcid": "0000-0002-1825-0097",
    "mastodon": "@name@example.org",
    "scholar": "the 12 letters after user=",
}


def _account(site: str) -> Checked:
    """The account's name, taken out of the address if that was given."""

    def check(value: Any) -> str:
        account = _named(site, single(value))
        if not re.fullmatch(SITES[site].account, account):
            hint = f"write the account's name ({_EXAMPLES.get(site, 'no spaces')}) or the whole address"
            raise fault("bad-account", f'"{value}" is not a {site} account', hint)
        if site == "orcid" and not _orcid_adds_up(account):
            raise fault("bad-account", f'"{value}" is not an ORCID: its check digit is wrong', "compare the digits")
        return account

    return Checked(check, {"type": ["string", "number"]})


def _named(site: str, value: str) -> str:
    """`https://www.github.com/mira/` → `mira`; an address of some other form stays as it is."""
    bare = re.sub(r"^https?://(www\.|[a-z]{2}\.)?", "", value)
    start = re.sub(r"^https?://(www\.)?", "", SITES[site].address)
    if site == "twitter":
        bare = re.sub(r"^twitter\.com/", "x.com/", bare)
    if site == "mastodon":
        return re.sub(r"^([\w.\-]+)/(@[\w.\-]+)$", r"\2@\1", bare)
    if start and bare.lower().startswith(start):
        bare = re.split(r"[?#&]", bare[len(start) :])[0].rstrip("/")
    return bare


def _orcid_adds_up(orcid: str) -> bool:
    """The check digit of ISO 7064, MOD 11-2."""
    *digits, check = list(orcid.replace("-", ""))
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == check


def address_of(site: str, account: str) -> str:
    """The web address of an account."""
    if site == "mastodon":
        name, _, host = account.removeprefix("@").partition("@")
        return f"https://{host}/@{name}"
    return SITES[site].address + account.removeprefix("@")


class Way(Struct, frozen=True):
    """One way to reach a person: its kind (a field of Contact), the words to show, the address."""

    kind: str
    text: Text
    url: str | None = None


class Contact(Ordered):
    """Contact details. `ways()` gives them in the author's order, with their addresses."""

    email: Email = None
    """One, or a list. Such as `ada@example.com`."""
    phone: Phone = None
    """With the country's code; one, or a list. Such as `+1 202 555 0147`."""
    location: MaybePlace = None
    """Where you live: one place, or a list. Such as `Zürich`."""
    website: MaybeUrl = None
    """Such as `https://example.com`."""
    linkedin: Annotated[str | None, _account("linkedin")] = None
    """An account at LinkedIn: its name, or its whole address. Such as `ada-example`."""
    github: Annotated[str | None, _account("github")] = None
    """An account at GitHub: its name, or its whole address. Such as `ada-example`."""
    gitlab: Annotated[str | None, _account("gitlab")] = None
    """An account at GitLab: its name, or its whole address. Such as `ada-example`."""
    orcid: Annotated[str | None, _account("orcid")] = None
    """An account at ORCID: its name, or its whole address. Such as `0000-0002-1825-0097`."""
    scholar: Annotated[str | None, _account("scholar")] = None
    """An account at Google Scholar: its name, or its whole address."""
    twitter: Annotated[str | None, _account("twitter")] = None
    """An account at X: its name, or its whole address. Such as `ada_example`."""
    bluesky: Annotated[str | None, _account("bluesky")] = None
    """An account at Bluesky: its name, or its whole address. Such as `ada.example.com`."""
    mastodon: Annotated[str | None, _account("mastodon")] = None
    """An account at Mastodon: its name, or its whole address. Such as `@ada@example.org`."""
    stackoverflow: Annotated[str | None, _account("stackoverflow")] = None
    """An account at Stack Overflow: its name, or its whole address. Such as `12345`."""
    kaggle: Annotated[str | None, _account("kaggle")] = None
    """An account at Kaggle: its name, or its whole address. Such as `adaexample`."""
    huggingface: Annotated[str | None, _account("huggingface")] = None
    """An account at Hugging Face: its name, or its whole address. Such as `ada-example`."""
    codeforces: Annotated[str | None, _account("codeforces")] = None
    """An account at Codeforces: its name, or its whole address. Such as `ada`."""
    leetcode: Annotated[str | None, _account("leetcode")] = None
    """An account at LeetCode: its name, or its whole address. Such as `ada`."""

    @property
    def order(self) -> tuple[str, ...]:
        """The kinds that are given, in the author's order."""
        return self._order

    def ways(self) -> tuple[Way, ...]:
        """All that is given, in the author's order."""
        given = ((kind, getattr(self, kind)) for kind in self._order)
        each = ((kind, value if isinstance(value, tuple) else (value,)) for kind, value in given)
        return tuple(self._way(kind, value) for kind, values in each for value in values)

    def _way(self, kind: str, value: Any) -> Way:
        if kind == "email":
            return Way(kind, value, f"mailto:{value}")
        if kind == "phone":
            return Way(kind, value, "tel:" + re.sub(r"[^\d+]", "", value))
        if kind == "website":
            return Way(kind, re.sub(r"^https?://(www\.)?", "", value).rstrip("/"), value)
        if kind in SITES:
            return Way(kind, value, address_of(kind, value))
        return Way(kind, value)
