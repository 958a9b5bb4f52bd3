"""Whatever a profile holds is in its JSON Resume when that is read again, or told with its path."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imports import leaves
from test_export import SCHEMA, at, back, bare, out

from tailor.exporting.document import whole
from tailor.exporting.jsonresume import to_json_resume
from tailor.models.profiles import Profile

Pieces = st.SearchStrategy[dict[str, Any]]

WORDS = st.integers(0, 10**6).map(lambda number: f"Word{number} thing")
DATES = st.sampled_from(
    ["2019", "2019-05", "2019-05 – 2021-02", "2021 – present", "Fall 2020", "2027-05 (expected)", "until 2022"]
)
LIST = st.lists(WORDS, max_size=3, unique=True)
LINKS = st.lists(
    st.fixed_dictionaries({"url": st.sampled_from(["https://example.com/a", "https://example.org/b"])}),
    max_size=2, unique_by=lambda link: link["url"],
)  # fmt: skip
FIELDS = {
    "dates": DATES, "links": LINKS, "bullets": LIST, "tools": LIST, "authors": LIST,
    "doi": st.just("10.1000/18"), "arxiv": st.just("2401.01234"), "keywords": st.lists(WORDS, min_size=1, unique=True),
}  # fmt: skip


def piece(needed: str, more: str) -> Pieces:
    """A mapping with a field, and perhaps with others."""
    return st.fixed_dictionaries(
        {needed: FIELDS.get(needed, WORDS)}, optional={name: FIELDS.get(name, WORDS) for name in more.split()}
    )


FIELDS["positions"] = st.lists(piece("position", "dates place note links tools text bullets"), min_size=2, max_size=3)
WORK = piece("organization", "position dates place note links tools text bullets") | st.fixed_dictionaries(
    {"organization": WORDS, "positions": FIELDS["positions"]}, optional={"place": WORDS, "note": WORDS, "links": LINKS}
)
FORMS: dict[str, st.SearchStrategy[Any]] = {
    "work": WORK,
    "education": piece("institution", "degree area board level place grade advisor note dates links bullets"),
    "project": piece("title", "organization course guide tools place status note dates links text bullets"),
    "publication": piece("title", "authors venue status award note dates doi arxiv links text"),
    "item": piece("text", "issuer place note dates links"),
    "keywords": piece("keywords", "label"),
    "paragraph": WORDS,
}
SECTIONS = {
    "work": "experience internships teaching volunteering service", "education": "education",
    "project": "projects research", "publication": "publications", "keywords": "skills",
    "item": "awards achievements certifications writing talks news memberships",
}  # fmt: skip
OWN = st.one_of(
    [
        st.fixed_dictionaries(
            {"title": WORDS, "kind": st.just(form), "entries": st.lists(some, min_size=1, max_size=2)}
        )
        for form, some in FORMS.items()
    ]
)
PROFILES = st.fixed_dictionaries(
    {"name": WORDS},
    optional={
        **{key: st.lists(FORMS[form], min_size=1) for form, keys in SECTIONS.items() for key in keys.split()},
        **dict.fromkeys(("headline", "summary", "affiliation"), WORDS),
        "sections": st.lists(OWN, min_size=1, max_size=2, unique_by=lambda own: own["title"]),
    },
)  # fmt: skip


@given(PROFILES)
@settings(max_examples=50 if os.environ.get("CI") else 8, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_profile_leaves_whole_or_says_what_stays(data: dict[str, Any]) -> None:
    losses = to_json_resume(whole(Profile.model_validate(data)))[1]
    told = [at(data, loss.path) for loss in losses]
    resume = out(data)
    assert [error.message for error in SCHEMA.iter_errors(resume)] == []
    said = " ".join(value for _, value in leaves(bare(back(resume))))
    wanted = [value for path, value in leaves(bare(data)) if path[-1] not in ("kind", "dates", "url")]
    assert [value for value in wanted if value not in said and value not in told] == []
