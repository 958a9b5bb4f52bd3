"""What the tools of the server do: each works on one workspace, with names instead of paths, and gives plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from tailor.assistants.changing import Changed, change, undo
from tailor.assistants.entrance import claim_data, outcome_data, waiting_data
from tailor.assistants.proposing import Proposal, find_item_of, propose
from tailor.assistants.reviewing import effects, waiting
from tailor.base.diagnostics import problem_data
from tailor.base.errors import InputError, Problem
from tailor.builds.batch.run import run
from tailor.builds.build_values import PageQuery
from tailor.builds.chosen_page import chosen_page
from tailor.builds.plan import Request, plan
from tailor.checking.everything import CheckRequest, check_all
from tailor.core.optimise.problem import POINT
from tailor.core.profile.outline import outline
from tailor.core.rules.reading import read_rules
from tailor.exporting.picture import picture
from tailor.models.targets import Target
from tailor.project.from_posting import drafted_from
from tailor.project.posting_gaps import gaps
from tailor.questions.page import explain
from tailor.questions.why import why
from tailor.sources.editing.yaml_edit import data_of, remove, set_value
from tailor.sources.guarding import facts_of, new_facts, text_claims
from tailor.sources.loading import load_config, load_profile, load_target
from tailor.sources.schemas import KINDS, schema_text
from tailor.sources.today import today
from tailor.sources.workspace import Kind, Workspace, plain_name
from tailor.storage.files import write_whole
from tailor.storage.locations import documentation

RULES = (
    "require", "exclude", "pin", "drop", "add", "boost", "sections", "headline", "summary", "pages", "half_life",
    "stability",
)  # fmt: skip
"""Fields of a target that an assistant may set."""

MOST = 200_000
"""Letters of a posting; more is none."""


def _query(workspace: Workspace, profile: str) -> PageQuery:
    return PageQuery(workspace.root, today(None), workspace.root, profile or None)


def _person(workspace: Workspace, profile: str) -> str:
    """The name of the profile meant. Raises InputError."""
    if profile:
        return workspace.find("profile", plain_name(profile, "profile")).name
    return workspace.default_profile(load_config(workspace).value.profile).name


def _kind(kind: str) -> Kind:
    if kind == "profile":
        return "profile"
    if kind == "target":
        return "target"
    raise InputError(Problem("unknown-kind", f"`{kind[:40]}` cannot be read here", "write profile or target"))


def text_of(workspace: Workspace, kind: str, name: str) -> str:
    """A profile's or target's file. Raises InputError for a name that there is not, or a link that leads elsewhere."""
    asked = _kind(kind)
    found = workspace.find(asked, plain_name(name, asked))
    if found.origin == "user" and not found.path.resolve().is_relative_to(workspace.root.resolve()):
        raise InputError(Problem("outside-folder", f"{name} is not in the workspace"))
    return found.path.read_bytes().decode()


def schema_of(kind: str) -> str:
    """A schema's text. Raises InputError."""
    if kind not in KINDS:
        raise InputError(
            Problem("unknown-schema", f"there is no schema `{kind[:40]}`", f"there are: {', '.join(KINDS)}")
        )
    return schema_text(kind)


def page_of_docs(page: str) -> str:
    """A page of the documentation that ships with the program. Raises InputError."""
    from urllib.parse import unquote, urlsplit

    if page not in ("targets", "templates", "checks"):
        raise InputError(Problem("unknown-page", f"there is no page `{page[:40]}`", "targets, templates or checks"))
    return Path(unquote(urlsplit(documentation(f"{page}.md")).path)).read_text(encoding="utf-8")


def listing(workspace: Workspace) -> dict[str, Any]:
    """The names of everything there is."""
    return {
        "profiles": [one.name for one in workspace.profiles()],
        "targets": [{"name": one.name, "own": one.origin == "user"} for one in workspace.targets()],
        "templates": [one.name for one in workspace.templates()],
        "profile": _person(workspace, ""),
    }


def search(workspace: Workspace, words: str, profile: str) -> list[dict[str, Any]]:
    """Items with some words in their text, tags or id."""
    loaded = load_profile(workspace, _person(workspace, profile))
    wanted = words.casefold().split()
    found = []
    for one in outline(loaded.value, Target(), loaded.place, loaded.value.locale):
        said = " ".join((one.id, one.text, *one.tags, *one.inherited)).casefold()
        if wanted and all(word in said for word in wanted):
            found.append({"id": one.id, "kind": str(one.kind), "text": one.text, "tags": [*one.tags, *one.inherited]})
    return found[:60]


def explained(workspace: Workspace, target: str, profile: str) -> dict[str, Any]:
    """The page for a target."""
    page = explain(_query(workspace, profile), target)
    return {
        "value": page.value,
        "optimal": page.optimal,
        "layout": page.layout,
        "one_more_line": page.one_more_line,
        "items": [asdict(one) for one in page.items if one.kind != "keyword" or one.shown],
        "tags": [asdict(one) for one in page.tags],
    }


def why_item(workspace: Workspace, item: str, target: str, profile: str) -> dict[str, Any]:
    """Why an item is on a page or not."""
    found = why(chosen_page(_query(workspace, profile), target), item)
    effect = found.forced
    return {
        "id": found.candidate.id,
        "text": found.candidate.text,
        "wordings": {one.name: one.text for one in found.candidate.variants},
        "shown": found.shown,
        "reason": found.reason,
        "terms": [str(term) for term in found.terms],
        "alone": found.alone / POINT,
        "here": found.here / POINT,
        "price": None if found.price is None else found.price / POINT,
        "would_add": [*effect.comes] if effect else [],
        "would_remove": [*effect.goes] if effect else [],
    }


def gaps_of(workspace: Workspace, target: str, profile: str) -> dict[str, Any]:
    """What the target's posting asks for and nothing shows."""
    found = gaps(workspace.root, plain_name(target, "target"), profile or None, workspace.root)
    some = [{name: str(getattr(one, name)) for name in ("name", "ask", "sentence")} for one in found.gaps]
    return {"target": found.target, "profile": found.profile, "gaps": some, "unread": [*found.unread]}


def checked(workspace: Workspace, target: str) -> list[dict[str, Any]]:
    """Every problem of the files."""
    targets = (plain_name(target, "target"),) if target else ()
    return [problem_data(one) for one in check_all(CheckRequest(workspace.root, today(None), workspace.root, targets))]


def guarded(workspace: Workspace, text: str, item: str, profile: str) -> dict[str, Any]:
    """What a text would claim."""
    loaded = load_profile(workspace, _person(workspace, profile))
    if not item:
        found = new_facts(text, facts_of(loaded.value, today(None)))
    else:
        found = text_claims(text, find_item_of(loaded, item)[1], loaded.value)
    return {"claims": [claim_data(claim) for claim in found], "refused": any(one.level == "new-fact" for one in found)}


def waiting_list(workspace: Workspace, profile: str, target: str) -> list[dict[str, Any]]:
    """What waits for a person."""
    asked = _query(workspace, profile)
    targets = [target] if target else []
    return [waiting_data(one, effects(asked, one, targets)) for one in waiting(asked)[2]]


def built(workspace: Workspace, target: str, profile: str, draft: bool) -> tuple[dict[str, Any], bytes]:
    """Build a page: its line, and its picture. Raises what made it fail."""
    names = (plain_name(profile, "profile"),) if profile else ()
    wanted = plan(
        Request(workspace.root, today(None), workspace.root, (plain_name(target, "target"),), names, draft=draft)
    )
    if len(wanted.jobs) != 1:
        raise InputError(Problem("one-page", "one page at a time", "name the profile too"))
    [result] = run(wanted, 1)
    if result.code:
        raise InputError([*result.problems])
    pdf = next(Path(path) for path in result.outputs if path.endswith(".pdf"))
    return dict(result.line), picture(pdf.read_bytes())


def proposed(workspace: Workspace, item: str, text: str, targets: Sequence[str], profile: str) -> dict[str, Any]:
    """Propose a wording. Raises InputError where it is refused."""
    [one] = propose(workspace, _person(workspace, profile), [Proposal(item, text, tuple(targets))], "assistant")
    if one.refused:
        raise InputError([*one.problems])
    return outcome_data(one)


def drafted(workspace: Workspace, name: str, posting: str, title: str) -> dict[str, Any]:
    """Draft a new target from a posting's text, which is kept below `postings/`. Raises InputError."""
    own = plain_name(name, "target")
    if len(posting) > MOST or not posting.strip():
        raise InputError(Problem("bad-posting", "the posting is empty, or too long to be one"))
    path, kept = workspace.root / "targets" / f"{own}.yaml", workspace.root / "postings" / f"{own}.md"
    for one in (path, kept):
        if one.exists() or own in [target.name for target in workspace.targets()]:
            raise InputError(Problem("file-exists", f"there is a target `{own}` already", "choose another name"))
    found, text = drafted_from(workspace, _person(workspace, ""), posting, title, "a posting")
    text = set_value(text, ("posting",), f"postings/{own}.md")
    kept.parent.mkdir(exist_ok=True)
    path.parent.mkdir(exist_ok=True)
    write_whole(kept, posting.encode())
    try:
        done = change(workspace, path, text, f"drafted {own}", lambda: _target(workspace, own))
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    wishes = {one.tag: float(one.weight) for one in found.wishes}
    return _shown(done) | {"want": wishes, "gaps": [one.name for one in found.gaps]}


def weighted(workspace: Workspace, target: str, want: Mapping[str, float]) -> dict[str, Any]:
    """Set weights of a target of the user's. Raises InputError."""
    path, text = _own(workspace, target)
    now = data_of(text) or {}
    for tag, weight in want.items():
        known = isinstance(now.get("want"), dict) and tag in now["want"]
        if weight:
            text = set_value(text, ("want", tag), weight)
        elif known:
            text = remove(text, ("want", tag))
    return _shown(change(workspace, path, text, f"weights of {target}", lambda: _target(workspace, target)))


def ruled(workspace: Workspace, target: str, field: str, value: Any) -> dict[str, Any]:
    """Set a rule of a target of the user's. Raises InputError; a headline that says something new is refused too."""
    if field not in RULES:
        raise InputError(Problem("unknown-rule", f"`{field[:40]}` is not set here", f"rules: {', '.join(RULES)}"))
    path, text = _own(workspace, target)
    text = remove(text, (field,)) if value is None else set_value(text, (field,), value)

    def check() -> None:
        _target(workspace, target)
        if field == "headline":
            _refuse_headline(workspace, target, str(value))

    return _shown(change(workspace, path, text, f"{field} of {target}", check))


def _refuse_headline(workspace: Workspace, target: str, text: str) -> None:
    """An assistant chooses one of the profile's headlines; a text of its own would be on the page, unseen."""
    profile = load_profile(workspace, load_target(workspace, target).value.profile or _person(workspace, "")).value
    known = [one.id for one in profile.headline] + [one.text for one in profile.headline]
    if text not in known:
        ids = ", ".join(one.id for one in profile.headline if one.id)
        raise InputError(Problem("own-headline", "a separate headline is for a person to write", f"ids: {ids}"))


def undone(workspace: Workspace) -> dict[str, Any]:
    """Take the last change back."""
    done = undo(workspace)
    return _shown(done) if done else {"label": "nothing to undo"}


def _own(workspace: Workspace, target: str) -> tuple[Path, str]:
    """A target's file. Raises InputError for one that ships with the program."""
    found = workspace.find("target", plain_name(target, "target"))
    if found.origin != "user":
        raise InputError(Problem("built-in", f"`{target}` ships with the program", "draft one that `extends` it"))
    return found.path, found.path.read_bytes().decode()


def _target(workspace: Workspace, name: str) -> None:
    """Read a target and its rules for its profile. Raises InputError."""
    target = load_target(workspace, name)
    profile = load_profile(workspace, target.value.profile or _person(workspace, ""))
    candidates = outline(profile.value, target.value, profile.place, profile.value.locale)
    if errors := read_rules(target.value, candidates, today(None), target.rule_place).errors:
        raise InputError(errors)


def _shown(done: Changed) -> dict[str, Any]:
    return {"file": done.file, "label": done.label, "diff": done.diff}
