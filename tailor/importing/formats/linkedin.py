"""LinkedIn's export of one's own data (a ZIP of CSV files) → the data of a profile.

Most of its files are about other people, messages and advertising; each such file is named as dropped, whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from tailor.importing.fields.basics import basics
from tailor.importing.fields.contact_fields import account, put
from tailor.importing.fields.dirty_text import one_line
from tailor.importing.fields.entry_kinds import Data
from tailor.importing.ledger import Node, squeezed
from tailor.importing.sections.section_names import key_of
from tailor.importing.sections.source_sections import Sections

PERSON = "profile"
RECOMMENDED = "recommendationsreceived"
SECTIONS = {
    "positions": ("experience", ""), "education": ("education", ""), "projects": ("projects", ""),
    "volunteering": ("volunteering", ""), "volunteerexperiences": ("volunteering", ""),
    "publications": ("publications", ""), "patents": ("Patents", "publication"), "honors": ("awards", ""),
    "certifications": ("certifications", ""), "skills": ("skills", ""), "languages": ("languages", ""),
    "courses": ("Courses", "item"), "organizations": ("memberships", ""), "testscores": ("Test scores", "item"),
    RECOMMENDED: ("Recommendations", "item"),
}  # fmt: skip
"""Files about the person → where they go in a profile (and the kind of a section of its own), in that order."""

MARKS = frozenset({"profile", "positions", "education", "skills", "profilesummary"})
"""Files that show what the archive is."""

_OTHERS = "not about what you did"


def table(text: str) -> list[dict[str, str]]:
    """The rows of one CSV file by their column names; notes above the head of the table are passed over."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # the file's own size is limited elsewhere
    rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=False) if any(row)]
    start = 0
    if rows and len(rows[0]) == 1 and squeezed(rows[0][0]).startswith("notes"):
        start = next((index for index, row in enumerate(rows) if len(row) > 1), 0)
    if not rows:
        return []
    head = [name.strip() or f"column {index + 1}" for index, name in enumerate(rows[start])]
    found = []
    for row in rows[start + 1 :]:
        extra = [f"column {index + 1}" for index in range(len(head), len(row))]
        found.append(dict(zip([*head, *extra], row, strict=False)))
    return found


def tree(files: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The tables by their files' names, without folders and endings."""
    return {re.sub(r"^.*/|\.csv$", "", name, flags=re.IGNORECASE): table(text) for name, text in files.items()}


def fits(root: Node) -> bool:
    """Whether these tables are such an export."""
    return any(squeezed(child.key) in MARKS for child in root)


def convert(root: Node) -> Data:
    """The data of a profile; the book of `root` has what was dropped and changed."""
    data: Data = {}
    root.ledger.names_matter = False
    person = next(iter(_file(root, PERSON)), Node({}, (PERSON,), root.ledger))
    basics(data, _renamed(person))
    _ways(data, root, person)
    sections = Sections(data)
    sections.summary(person.find("Summary"), "summary")
    for node in _file(root, "profilesummary"):
        sections.summary(node.find("Profile Summary", "Summary"), "summary")
    for name, (key, kind) in SECTIONS.items():
        for child in root:
            if squeezed(child.key) == name and child:
                title = child.key if key_of(key) else ""  # its own name, where its entries need another form
                sections.add(_shown(child) if name == RECOMMENDED else child, key, kind=kind, title=title)
    for child in root:
        if squeezed(child.key) not in (PERSON, "profilesummary", "emailaddresses", "phonenumbers", *SECTIONS):
            child.drop(_OTHERS)
    return data


def _file(root: Node, name: str) -> Iterable[Node]:
    return (row for child in root if squeezed(child.key) == name for row in child)


def _renamed(person: Node) -> Node:
    """Fields that mean something else here than in the other formats stay out of sight."""
    hidden = ("summary", "websites", "address", "zipcode", "industry", "twitterhandles", "geolocation")
    if not person.is_map:
        return person
    fields = {key: value for key, value in person.value.items() if squeezed(key) not in hidden}
    return Node(fields, person.path, person.ledger)


def _ways(data: Data, root: Node, person: Node) -> None:
    """E-mail, phone, place, accounts and websites, which stand in files of their own or in lists in brackets."""
    contact = data["contact"]
    rows = list(_file(root, "emailaddresses"))
    for row in sorted(rows, key=lambda row: str(row.find("Primary").value).lower() != "yes"):
        put(data, "email", row.find("Email Address", "Email"))
        row.drop("about the account")
    for row in _file(root, "phonenumbers"):
        put(data, "phone", row.find("Number"))
        row.drop("about the account")
    if place := one_line(person.find("Geo Location").text()):
        contact["location"] = place
    for field in (person.find("Twitter Handles"), person.find("Websites")):
        if field.is_scalar:
            _bracketed(data, field)
    for name in ("Address", "Zip Code", "Industry", "Instant Messengers"):
        person.find(name).drop("not for a page")


def _bracketed(data: Data, field: Node) -> None:
    """`[PORTFOLIO:https://…,BLOG:https://…]`, `[@name]`: the first address is the website, others are links."""
    field.use()
    lost = []
    for piece in re.split(r",\s*(?=[A-Z_ ]+:|@|https?:|www)", str(field.value).strip().strip("[]")):
        label, _, address = piece.partition(":") if re.match(r"[A-Z_ ]+:", piece) else ("", "", piece)
        node = Node(address.strip(), field.path, field.ledger)
        nothing = Node(None, field.path, field.ledger)
        before = len(data["links"]), len(data["contact"])
        if squeezed(field.key) == "twitterhandles":
            account(data["contact"], data["links"], "Twitter", node, nothing)
        elif "website" not in data["contact"]:
            put(data, "website", node)
            lost += [label] if label else []
        else:
            account(data["contact"], data["links"], label.capitalize(), nothing, node)
        if before == (len(data["links"]), len(data["contact"])) and address.strip():
            lost.append(piece)
    if lost:
        field.change(f"without {', '.join(dict.fromkeys(lost))}")


def _shown(node: Node) -> Node:
    """The rows that the person shows; what the site keeps of a recommendation itself is dropped."""
    shown = []
    for row in node:
        status = row.find("Status")
        if status and str(status.value).upper() != "VISIBLE":
            row.drop("not shown on the site either")
            continue
        for name in ("Status", "Creation Date"):
            row.find(name).drop("about the account")
        shown.append(row)
    rows = {row.path[-1]: row.value for row in shown}
    return node if len(rows) == len(list(node)) else Node(rows, node.path, node.ledger)
