"""What is read of postings, against answers written by hand before any run: `python -m bench.postings` writes the table
of docs/posting.md, `python -m bench.postings NAME …` says what goes wrong in postings that are open to look at.

An answer is the posting's own words, then `-> tag` where the profile shows it (`yes` where no tag of it does); without
an arrow it is a gap.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml
from msgspec import Struct

from bench.gallery import ROOT
from tailor.core.postings.draft import LEAST, Draft
from tailor.core.postings.posting import Ask, Posting, read_posting
from tailor.models.targets import Target
from tailor.project.from_posting import draft_for
from tailor.project.posting_gaps import Missing, gaps_in
from tailor.project.postings import read_posting_file
from tailor.sources.loading import Loaded, load_profile
from tailor.sources.workspace import Workspace, find_workspace

ASKED = ROOT / "tests/data/asked"
PAGE = ROOT / "docs/posting.md"
TABLE = re.compile(r"(<!-- bench.postings -->\n).*?(<!-- /bench.postings -->)", re.DOTALL)
SETS = ("open", "blind")
KINDS: Mapping[str, Ask] = {"must": Ask.MUST, "nice": Ask.NICE, "work": Ask.TASK}
ROOM = 3
"""Words that a gap may have more than the answer that it fits."""


class Answer(Struct, frozen=True):
    """What a posting asks for: `tags` are names of one thing that the profile shows, () for a gap."""

    kind: str
    phrase: str
    tags: tuple[frozenset[str], ...]

    @property
    def shown(self) -> bool:
        """Whether the profile has it."""
        return bool(self.tags)


class Case(Struct, frozen=True):
    """A posting with its answers, and what tailor makes of it."""

    name: str
    group: str
    answers: tuple[Answer, ...]
    posting: Posting
    draft: Draft
    gaps: tuple[Missing, ...]


class Figures(Struct):
    """Counts of one or many postings."""

    wished: int = 0
    wished_right: int = 0
    wanted: int = 0
    wanted_found: int = 0
    listed: int = 0
    listed_right: int = 0
    told: int = 0
    told_right: int = 0
    missing: int = 0
    missing_found: int = 0
    musts: int = 0
    musts_right: int = 0
    nices: int = 0
    nices_wrong: int = 0

    def add(self, other: Figures) -> None:
        """Add another's counts."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Told(Struct, frozen=True):
    """The mistakes in one posting, as a person reads them, and the counts."""

    figures: Figures
    mistakes: tuple[str, ...]


def answers_of(path: Path) -> tuple[str, tuple[Answer, ...]]:
    """The profile that a file of answers names, and its answers."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    profile = data.pop("profile")
    return profile, tuple(_answer(kind, str(one)) for kind, some in data.items() for one in some or ())


def _answer(kind: str, line: str) -> Answer:
    phrase, _, tags = line.partition(" -> ")
    return Answer(kind, phrase, tuple(frozenset(one.split("|")) for one in tags.split(", ") if one))


def cases(group: str) -> Iterator[Case]:
    """Every posting of a set, read as `tailor target new` and `tailor gaps` read it."""
    workspace = find_workspace(ASKED)
    for path in sorted((ASKED / group).iterdir()):
        if path.suffix != ".yaml":
            yield _case(workspace, path, group)


def _case(workspace: Workspace, path: Path, group: str) -> Case:
    name, answers = answers_of(path.with_suffix(".yaml"))
    profile = load_profile(workspace, name)
    text, title = read_posting_file(path)
    posting = read_posting(text, title)
    draft, _ = draft_for(workspace, profile, text, title, path.name)
    found = gaps_in(posting, profile, Loaded(path.stem, Target(), path, {}), path.name)
    return Case(path.stem, group, answers, posting, draft, found.gaps)


def words(text: str) -> list[str]:
    """The words of a text, by which gaps and answers are compared."""
    return re.findall(r"[^\W_]+[+#]*", text.casefold())


def fits(name: str, answer: Answer) -> bool:
    """Whether a gap is what an answer says: the words of one are in the other's."""
    ours, theirs = set(words(name)), set(words(answer.phrase))
    return ours <= theirs or (theirs <= ours and len(ours) <= len(theirs) + ROOM)


def judged(case: Case) -> Told:
    """How one posting fares."""
    mistakes: list[str] = []
    figures = Figures()
    for part in (_wishes(case, mistakes), _gaps(case, mistakes), _asks(case, mistakes)):
        figures.add(part)
    return Told(figures, tuple(mistakes))


def _wishes(case: Case, mistakes: list[str]) -> Figures:
    wished = {one.tag: one for one in case.draft.wishes if one.points >= LEAST}
    groups = [tags for one in case.answers for tags in one.tags if tags != {"yes"}]
    right = set().union(*groups) if groups else set()
    has = [set(words(one.phrase)) for one in case.answers if frozenset(["yes"]) in one.tags]
    figures = Figures(wished=len(wished), wanted=len(set(groups)))
    for tag, wish in wished.items():
        named = set(words(wish.mentions[0].sentence[wish.mentions[0].start : wish.mentions[0].end]))
        if {tag, tag.rpartition("/")[2]} & right or any(named <= some for some in has):
            figures.wished_right += 1
        else:
            mistakes.append(f"wanted, and not asked for: {tag}: {wish.mentions[0].sentence!r}")
    for tags in set(groups):
        if tags & {level for tag in wished for level in (tag, tag.rpartition("/")[2])}:
            figures.wanted_found += 1
        else:
            mistakes.append(f"asked for, and not wanted: {' or '.join(sorted(tags))}")
    return figures


def _gaps(case: Case, mistakes: list[str]) -> Figures:
    asked = [one for one in case.answers if not one.shown]
    listed = [one for one in case.gaps if one.ask != "work"]
    strict = [one for one in asked if one.kind != "work"]
    figures = Figures(listed=len(listed), told=len(case.gaps))
    figures.listed_right = sum(any(fits(one.name, answer) for answer in strict) for one in listed)
    figures.told_right = sum(any(fits(one.name, answer) for answer in asked) for one in case.gaps)
    for one in case.gaps:
        among = strict if one.ask != "work" else asked
        if not any(fits(one.name, answer) for answer in among):
            mistakes.append(f"no gap: {one.name} ({one.ask}): {one.sentence!r}")
    for answer in strict:
        if answer.kind != "title":
            found = any(fits(one.name, answer) for one in listed)
            figures.missing += 1
            figures.missing_found += found
            if not found:
                mistakes.append(f"a gap not told: {answer.phrase} ({answer.kind})")
    return figures


def _asks(case: Case, mistakes: list[str]) -> Figures:
    figures = Figures()
    for answer in case.answers:
        if answer.kind not in ("must", "nice"):
            continue
        ask = strongest(case.posting, answer.phrase)
        if answer.kind == "must":
            figures.musts += 1
            figures.musts_right += ask is Ask.MUST
        else:
            figures.nices += 1
            figures.nices_wrong += ask in (Ask.MUST, Ask.TASK)
        if ask is not KINDS[answer.kind]:
            mistakes.append(
                f"{answer.kind} read as {ask.name.lower() if ask is not None else 'nothing'}: {answer.phrase}"
            )
    return figures


def strongest(posting: Posting, phrase: str) -> Ask | None:
    """How the sentences ask that have the phrase, the title left out: the strongest; None if no sentence has it."""
    sought = " ".join(words(phrase))
    asks = [one.ask for one in posting.sentences if one.ask is not Ask.TITLE and _holds(one.text, sought)]
    return min(asks, default=None)


def _holds(text: str, sought: str) -> bool:
    return f" {sought} " in f" {' '.join(words(text))} "


def total(some: Iterable[Case]) -> Figures:
    """The counts of many postings."""
    figures = Figures()
    for case in some:
        figures.add(judged(case).figures)
    return figures


def rows(figures: Figures) -> list[str]:
    """The figures as they stand in the table, in the order of `HEADS`."""
    one = figures
    pairs = [
        (one.wished_right, one.wished), (one.wanted_found, one.wanted), (one.listed_right, one.listed),
        (one.told_right, one.told), (one.missing_found, one.missing), (one.musts_right, one.musts),
        (one.nices_wrong, one.nices),
    ]  # fmt: skip
    return [f"{100 * part / whole:.1f} % ({part} of {whole})" if whole else "–" for part, whole in pairs]


HEADS = (
    ("tags wanted that the posting asks for", "95 %"),
    ("tags asked for that are wanted", "92 %"),
    ("gaps told as must or nice to have, and so asked for", "85 %"),
    ("gaps told, and asked for somewhere, the tasks included", "92 %"),
    ("gaps, must or nice to have, that are listed", "85 %"),
    ("musts read as musts", "97 %"),
    ("what is nice to have, read as a must or as work", "at most 5 %"),
)


def table() -> str:
    """The figures of both sets."""
    found = {group: list(cases(group)) for group in SETS}
    columns = [rows(total(found[group])) for group in SETS]
    lines = [
        f"| | goal | open ({len(found['open'])} postings) | blind ({len(found['blind'])} postings) |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {head} | {goal} | {' | '.join(cells)} |" for (head, goal), *cells in zip(HEADS, *columns, strict=True)
    ]
    return "\n".join(lines)


def main() -> None:
    """Write the table, or say what goes wrong in the postings named: in the open ones alone."""
    if names := sys.argv[1:]:
        for case in cases("open"):
            if case.name in names or names == ["open"]:
                told = judged(case).mistakes
                print(case.name, *(f"  {one}" for one in told), sep="\n")
        return
    text = table()
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TABLE.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
