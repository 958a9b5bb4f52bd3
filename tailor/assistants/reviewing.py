"""`tailor review`: what is proposed, what is different in it, what it would do to the page; accept, edit, refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tailor.assistants.changing import Changed, change
from tailor.assistants.proposing import pending
from tailor.base.clock import Stopwatch
from tailor.base.errors import InputError, Problem, TailorError
from tailor.builds.build_values import Choice, PageQuery
from tailor.builds.choosing import choose
from tailor.builds.chosen_page import planned
from tailor.builds.pipeline import load
from tailor.builds.typesetter import open_typesetter
from tailor.core.guard.support import pieces
from tailor.core.optimise.problem import POINT
from tailor.models.profiles import Profile
from tailor.sources.editing.locate import Places
from tailor.sources.editing.yaml_edit import remove, set_value
from tailor.sources.guarding import Held, problem, text_claims
from tailor.sources.loading import Loaded, load_config, load_profile
from tailor.sources.workspace import Workspace, find_workspace
from tailor.text.markdown.markup import plain


class Effect(Struct, frozen=True):
    """What accepting a wording would do to the page of a target: whether it would be shown, its lines and those of what
    is shown now (None: not shown), the ids that would come and go, and the points that the page would gain."""

    target: str
    shown: bool
    lines: float | None
    lines_now: float | None
    comes: tuple[str, ...]
    goes: tuple[str, ...]
    gain: float


class Waiting(Struct, frozen=True):
    """A wording that waits for a person. `name` is what it is called here: the item's id and the wording's number."""

    name: str
    held: Held

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """The text word by word: ("=" kept, "-" gone, "+" new; the words)."""
        return word_diff(self.held.own, self.held.text)


def waiting(asked: PageQuery) -> tuple[Workspace, Loaded[Profile], list[Waiting]]:
    """Everything that waits in a profile. Raises InputError."""
    workspace = find_workspace(asked.here, asked.root)
    name = asked.profile or workspace.default_profile(load_config(workspace).value.profile).name
    profile = load_profile(workspace, name)
    return workspace, profile, [Waiting(f"{one.item}#{one.number}", one) for one in pending(profile)]


def word_diff(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Two texts word by word."""
    before, after = (re.findall(r"\S+", text) for text in (old, new))
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("=", " ".join(before[a:b])))
            continue
        found += [("-", " ".join(before[a:b]))] if b > a else []
        found += [("+", " ".join(after[c:d]))] if d > c else []
    return tuple(found)


def one_of(found: Sequence[Waiting], name: str) -> Waiting:
    """The wording that a name means: `item#2`, or the item alone where one waits for it. Raises InputError."""
    hits = [one for one in found if one.name == name] or [one for one in found if one.held.item == name]
    if len(hits) == 1:
        return hits[0]
    names = ", ".join(one.name for one in found) or "nothing"
    what = f"{len(hits)} wordings wait for" if hits else "no wording waits for"
    raise InputError(Problem("unknown-wording", f"{what} `{name}`", f"waiting: {names}"))


def in_other_words(asked: PageQuery, name: str, text: str) -> Waiting:
    """A wording as it would be with another text, which is held against the facts anew. Raises InputError."""
    _, profile, found = waiting(asked)
    one = one_of(found, name)
    home = next(each for each in pieces(profile.value) if each.path == one.held.path)
    return Waiting(one.name, replace(one.held, text=plain(text), claims=text_claims(text, home, profile.value)))


def accept(asked: PageQuery, name: str, text: str | None = None) -> Changed:
    """Accept a wording, perhaps in other words. Raises InputError where it says something new."""
    workspace, profile, found = waiting(asked)
    one = one_of(found, name)
    path, file = _path(profile, one.held), next(iter(profile.files))
    edited = file.read_bytes().decode()
    if text is not None:
        edited = set_value(edited, (*path, "text"), text)
    edited = set_value(edited, (*path, "accepted"), True)

    def check() -> None:
        now = load_profile(workspace, profile.name)
        held = next(each for each in _all(now) if (each.path, each.number) == (one.held.path, one.held.number))
        if held.new_facts:
            raise InputError([problem(claim, held) for claim in held.new_facts])

    return change(workspace, file, edited, f"accepted for {one.held.item}", check)


def _all(profile: Loaded[Profile]) -> Sequence[Held]:
    from tailor.sources.guarding import held

    return held(profile)


def refuse(asked: PageQuery, name: str) -> Changed:
    """Take a proposed wording out of the file. Raises InputError."""
    workspace, profile, found = waiting(asked)
    one = one_of(found, name)
    path, file = _path(profile, one.held), next(iter(profile.files))
    text = file.read_bytes().decode()
    alone = len([each for each in _all(profile) if each.path == one.held.path]) == 1
    edited = remove(text, path[:-1] if alone else path)
    return change(workspace, file, edited, f"refused for {one.held.item}", lambda: _read(workspace, profile.name))


def _read(workspace: Workspace, name: str) -> None:
    load_profile(workspace, name)


def _path(profile: Loaded[Profile], one: Held) -> tuple[str | int, ...]:
    """The path of a wording in the file. Raises InputError where the file has it in no form that can be edited."""
    path = Places(profile.layer.source.root).item(profile.place((*one.path, "wordings", one.number - 1)))
    if path is None or not isinstance(path[-1], int):
        hint = "write it as a list of `{text: …, by: …, accepted: …}`"
        raise InputError(Problem("no-room", f"the wordings of `{one.item}` cannot be edited there", hint))
    return path


def effects(asked: PageQuery, one: Waiting, targets: Sequence[str]) -> list[Effect]:
    """What accepting a wording would do to the pages of some targets. Raises InputError, FitError, TexError."""
    return [found for target in targets if (found := _effect(asked, one, target)) is not None]


def _effect(asked: PageQuery, one: Waiting, target: str) -> Effect | None:
    plan, job = planned(asked, target)
    inputs = load(plan.workspace, plan.config, job)
    typesetter = open_typesetter(inputs.template, inputs.template.preamble(inputs.paper))
    then = replace(inputs, profile=replace(inputs.profile, value=_accepted(inputs.profile.value, one.held)))
    try:
        before, after = (choose(each, job, typesetter, Stopwatch(_still)) for each in (inputs, then))
    except TailorError:
        return None
    finally:
        typesetter.close()
    now, soon = before.chosen(), after.chosen()
    variant = f"wording-{one.held.number}"
    return Effect(
        target=target,
        shown=soon.get(one.held.item) == variant,
        lines=_lines(after, one.held.item, variant),
        lines_now=_lines(before, one.held.item, now.get(one.held.item)),
        comes=tuple(soon.keys() - now.keys()),
        goes=tuple(now.keys() - soon.keys()),
        gain=round((after.selection.value - before.selection.value) / POINT, 2),
    )


def _still() -> float:
    return 0.0


def _lines(choice: Choice, item: str, variant: str | None) -> float | None:
    height = choice.measured[choice.layout.name].heights.get((item, variant)) if variant else None
    return None if height is None else round(height / choice.layout.leading, 1)


def _accepted(profile: Profile, one: Held) -> Any:
    """The profile with a wording accepted, in memory."""
    return _with(profile, (*one.path, "wordings", one.number - 1))


def _with(value: Any, path: Sequence[str | int]) -> Any:
    if not path:
        return value.model_copy(update={"accepted": True})
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return tuple(_with(each, rest) if index == step else each for index, each in enumerate(value))
    return value.model_copy(update={step: _with(getattr(value, step), rest)})
