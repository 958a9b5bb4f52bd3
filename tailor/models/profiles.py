"""A profile as written: all that a person could show. `docs/profiles.md` gives the meaning of every field.

`Profile.section_list()` gives the sections in the author's order, each with the path of its entries; with
`Source.place(path + (index, "bullets", 2))` every piece finds its line.
"""

from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field

from tailor.models.contacts import Contact
from tailor.models.entries import Links, Paragraph
from tailor.models.sections import (
    EducationSection,
    ItemSection,
    KeywordSection,
    OwnSection,
    ProjectSection,
    PublicationSection,
    Section,
    WorkSection,
    as_section,
    own_key,
)
from tailor.models.values import Locale, MaybeText, Ordered, Text, Words, is_translations


def _wordings(value: Any) -> Any:
    """One text, or several wordings of it."""
    return [value] if isinstance(value, str) or is_translations(value) else value


Wordings: TypeAlias = Annotated[tuple[Paragraph, ...], BeforeValidator(_wordings)]


class Profile(Ordered):
    """Everything that one person could show."""

    name: Text
    pronouns: MaybeText = None
    affiliation: MaybeText = None
    headline: Wordings = ()
    contact: Contact = Field(default_factory=Contact)
    links: Links = ()
    author_names: Words = ()
    locale: Locale = "en"
    summary: Wordings = ()
    experience: WorkSection | None = None
    internships: WorkSection | None = None
    teaching: WorkSection | None = None
    volunteering: WorkSection | None = None
    service: WorkSection | None = None
    education: EducationSection | None = None
    projects: ProjectSection | None = None
    research: ProjectSection | None = None
    publications: PublicationSection | None = None
    awards: ItemSection | None = None
    achievements: ItemSection | None = None
    certifications: ItemSection | None = None
    writing: ItemSection | None = None
    talks: ItemSection | None = None
    news: ItemSection | None = None
    languages: ItemSection | None = None
    interests: ItemSection | None = None
    memberships: ItemSection | None = None
    skills: KeywordSection | None = None
    sections: tuple[OwnSection, ...] = ()

    def section_list(self) -> tuple[Section, ...]:
        """All sections in the author's order, the own ones where `sections` stands."""
        found: list[Section] = []
        for key in self._order:
            if key in SECTION_KEYS:
                found.append(as_section(key, getattr(self, key), (key, "entries")))
            elif key == "sections":
                found.extend(as_section(own_key(own), own, (key, i, "entries")) for i, own in enumerate(self.sections))
        return tuple(found)


_FIELDS = tuple(Profile.model_fields)
SECTION_KEYS = _FIELDS[_FIELDS.index("summary") + 1 : _FIELDS.index("sections")]
"""The keys of the sections that have a name of their own."""
