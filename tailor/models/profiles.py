"""A profile as written: all that a person could show. `docs/profiles.md` gives the meaning of every field.

`Profile.section_list()` gives the sections in the author's order, each with the path of its entries; with
`Source.place(path + (index, "bullets", 2))` every piece finds its line.
"""

from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field

from tailor.models.contacts import Contact
from tailor.models.entries import Links, Paragraph
from tailor.models.schema_hints import TEXT, Also
from tailor.models.sections import (
    EducationSection,
    ItemSection,
    KeywordSection,
    OwnSection,
    ProjectSection,
    PublicationSection,
    Section,
    SummarySection,
    WorkSection,
    as_section,
    own_key,
)
from tailor.models.values import Checked, Locale, MaybeText, Ordered, Text, Words, is_translations, single


def _wordings(value: Any) -> Any:
    """One text, or several wordings of it."""
    return [value] if isinstance(value, str) or is_translations(value) else value


Wordings: TypeAlias = Annotated[tuple[Paragraph, ...], BeforeValidator(_wordings), Also(TEXT)]


class Profile(Ordered):
    """Everything that one person could show."""

    name: Text
    """Your name, the only field that must be there."""
    pronouns: MaybeText = None
    """Shown with the name by templates that have a place for them. Such as `she/her`."""
    affiliation: MaybeText = None
    """Where you are now, for academic pages. Such as `Limmat Institute of Technology`."""
    headline: Wordings = ()
    """What you are in a few words: a text, or wordings with tags to choose from. Such as `Systems engineer`."""
    contact: Contact = Field(default_factory=Contact)
    """E-mail, phone, place and accounts, in the order in which they are shown."""
    contacts: dict[str, Contact] = Field(default_factory=dict)
    """Other ways to reach you, by names that a target can ask for. Such as `{work: {email: ada@example.org}}`."""
    photo: Annotated[str | None, Checked(single, {"type": "string"})] = None
    """A picture of you, JPEG or PNG: a file, by its path from this one. A target shows it with `photo: true`. Such as
    `portrait.jpg`."""
    links: Links = ()
    """Other addresses: a list of {label, url}, a mapping of labels to addresses, or plain addresses."""
    author_names: Words = ()
    """How you stand in lists of authors; set in bold there. Such as `[M. Okafor]`."""
    locale: Locale = "en"
    """The language of the page. Such as `en`, `de`, `pt-BR`."""
    summary: SummarySection = Field(default_factory=SummarySection)
    """A paragraph at the top: a text, or several wordings of which at most one is shown; perhaps with a `title`."""
    experience: WorkSection | None = None
    """Jobs."""
    internships: WorkSection | None = None
    """Internships."""
    teaching: WorkSection | None = None
    """Teaching."""
    volunteering: WorkSection | None = None
    """Work without pay."""
    service: WorkSection | None = None
    """Service to a profession: reviewing, organising, committees."""
    education: EducationSection | None = None
    """Degrees and schools."""
    projects: ProjectSection | None = None
    """Projects."""
    research: ProjectSection | None = None
    """Lines of research."""
    publications: PublicationSection | None = None
    """Publications."""
    awards: ItemSection | None = None
    """Prizes and scholarships."""
    achievements: ItemSection | None = None
    """What else you are proud of."""
    certifications: ItemSection | None = None
    """Certificates."""
    writing: ItemSection | None = None
    """Articles, posts and books."""
    talks: ItemSection | None = None
    """Talks."""
    news: ItemSection | None = None
    """What happened lately."""
    languages: ItemSection | None = None
    """Languages that you speak. Such as `Dutch (native)`."""
    interests: ItemSection | None = None
    """What you like to do."""
    memberships: ItemSection | None = None
    """Societies that you belong to."""
    skills: KeywordSection | None = None
    """Groups of keywords: `Languages: C++, Python`."""
    sections: tuple[OwnSection, ...] = ()
    """Sections of your own: `{title, kind, entries}`."""

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
