"""The first mention of what is wanted is bold, and measured as it is set."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import run, spoil
from hypothesis import given
from hypothesis import strategies as st

from tailor.core.profile.emphasis import with_bold
from tailor.text.markdown.markup import parse, plain


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Wrote C++ and C++.", "C++", "Wrote <b>C++</b> and C++."),
        ("A **Kafka** queue, Kafka again", "Kafka", "A **Kafka** queue, Kafka again"),
        ("See [docs](https://kafka.org) of Kafka", "Kafka", "See [docs](https://kafka.org) of <b>Kafka</b>"),
        ("In *slow Kafka* time", "Kafka", "In *slow <b>Kafka</b>* time"),
        ("No such word", "Kafka", "No such word"),
    ],
)  # fmt: skip
def test_the_first_mention_that_can_be_is_bold(text: str, word: str, expected: str) -> None:
    assert with_bold(text, re.compile(re.escape(word), re.IGNORECASE)) == expected


@given(st.text(st.sampled_from("ab *_`$<>[]()\\&"), max_size=30))
def test_no_word_changes_whatever_the_marks(text: str) -> None:
    made = with_bold(text, re.compile("ab?"))
    assert plain(made) == plain(text)


def test_bold_is_only_what_matches() -> None:
    spans = parse(with_bold("Ran Kafka and Flink", re.compile("Flink")))
    assert [(span.text, span.bold) for span in spans] == [("Ran Kafka and ", False), ("Flink", True)]


@pytest.mark.tex
@pytest.mark.parametrize("template", ["classic", "sidebar"])
def test_a_page_with_bold_mentions_is_exact(workspace: Path, template: str) -> None:
    spoil(workspace, "targets/quant.yaml", "title:", "emphasize: [Rust, exchanges]\ntitle:")
    done = run(
        "build",
        "quant",
        "--profile",
        "master",
        "--template",
        template,
        "--json",
        "--format",
        "pdf,tex,md",
        cwd=workspace,
    )
    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout)
    assert (line["predicted_sp"], line["proof"]) == (line["actual_sp"], "certified")
    tex = (workspace / "out/master/quant.tex").read_text()
    text = (workspace / "out/master/quant.md").read_text()
    assert text.count("**Rust**") == 1
    assert len(re.findall(r"\\textbf\{Rust\}", tex)) == 1
