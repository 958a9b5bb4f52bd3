"""The keywords of a PDF: only what a shown item says, in the words of the page."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.base.errors import Place
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.evidence import evidenced
from tailor.core.profile.outline import outline
from tailor.models.profiles import Profile
from tailor.models.targets import Target


def shown_of(data: dict[str, Any]) -> tuple[Candidate, ...]:
    return outline(Profile.model_validate({"name": "Ada Moss", **data}), Target(), lambda path: Place("a.yaml", 1, 1))


def keywords(data: dict[str, Any], wanted: list[str], aliases: dict[str, str] | None = None) -> tuple[str, ...]:
    shown = shown_of(data)
    return evidenced(wanted, aliases or {}, shown, {one.id: "full" for one in shown})


def job(*bullets: str, **more: Any) -> dict[str, Any]:
    return {"experience": [{"organization": "Northwind", "bullets": list(bullets), **more}]}


@pytest.mark.parametrize(
    ("data", "wanted", "found"),
    [
        (job("Wrote PHP", tags=["php"]), ["php", "cpp", "rust"], ("PHP",)),
        (job("Wrote code", tags=["php"]), ["php"], ()),
        (job("Cut Low latency paths"), ["systems/low-latency"], ("Low latency",)),
        (job("Wrote Rustic code in C"), ["rust", "c"], ("C",)),
        ({"skills": {"Languages": "C++, CUDA"}}, ["cuda", "c++"], ("CUDA", "C++")),
    ],
)
def test_a_keyword_is_said_on_the_page(data: dict[str, Any], wanted: list[str], found: tuple[str, ...]) -> None:
    assert keywords(data, wanted) == found


def test_an_alias_says_its_tag() -> None:
    assert keywords(job("Used Kubernetes"), ["k8s"], {"kubernetes": "k8s"}) == ("Kubernetes",)


@given(
    st.lists(st.sampled_from(["PHP", "C++", "low latency", "go", "Rust"])),
    st.sets(st.sampled_from(["php", "go", "rust"])),
)
def test_every_keyword_stands_on_the_page(words: list[str], wanted: set[str]) -> None:
    data = job(f"Used {', '.join(words)}", tags=["php", "go"])
    page = " ".join(one.text for one in shown_of(data))
    assert all(word in page for word in keywords(data, sorted(wanted)))
