"""A folder to start from: a sample profile or an imported one, two targets, defaults, a workflow, editors' settings."""

from __future__ import annotations

import configparser
import json
import re
from collections.abc import Iterable, Mapping
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.importing.writing.yaml_scalars import scalar
from tailor.sources.schemas import FOLDER, KINDS, schema_line, schema_text
from tailor.storage.files import replace_file, write_whole

if TYPE_CHECKING:
    from tailor.importing.ledger import Note

OWN = {
    "profiles/me.yaml": "profiles/me.yaml",
    "targets/systems.yaml": "targets/systems.yaml",
    "targets/data.yaml": "targets/data.yaml",
    "tailor.yaml": "tailor.yaml",
}
"""What a user will write in: where each goes, and what it is called in the package. Never replaced without `force`."""

WORKFLOW = ".github/workflows/resume.yml"

AROUND = {
    ".gitignore": "gitignore",
    WORKFLOW: "resume.yml",
    ".vscode/settings.json": "vscode.json",
    ".vscode/extensions.json": "extensions.json",
}
"""The files around it; those that exist already are kept and listed."""

SKILL = "skills/tailor/SKILL.md"

FOR_ASSISTANTS = {"AGENTS.md": "agents.md", SKILL: "agents.md"}
"""What teaches an assistant the commands and the rules, one text, as notes and as a skill."""

_SKILL_HEAD = """\
---
name: tailor
description: Make one-page CVs from one profile with the tailor command. Use for anything about this folder's CV, its
  targets, job postings or wordings; facts come from the profile alone, and a person accepts every wording.
---

"""

ANSWERS = {
    "name": "Robin Vermeer",
    "email": "robin@example.com",
    "phone": "+1 202 555 0123",
    "location": "Rotterdam, Netherlands",
}
"""The values of questions left unanswered: an invented person."""

PACKAGE = "tailor-cv"

_NOWHERE = f'TAILOR: ""  # write what pip installs, such as "{PACKAGE} @ git+https://github.com/OWNER/tailor@main"'
"""Where a program comes from that no server can reach is not made up."""

_FOCUSED = """\
{line}
# The same page for a narrower role: what `general` says holds, unless this file says otherwise.
extends: general
# title: The role, as lists and the page's PDF name it
want: {{{want}}}  # the tag of your next role takes 5, what matters less there a smaller number
half_life: 4  # what is old counts less than in `general`
"""


class Start(Struct, frozen=True):
    """What `tailor init` was asked for; `source` is another program's file, in place of the sample."""

    folder: Path
    answers: Mapping[str, str | None]
    paper: str = "a4"
    source: Path | None = None
    force: bool = False
    assistants: bool = False


class Started(Struct, frozen=True):
    """Files written, files replaced (each with where its old text is, None if that was the same or a schema), files
    that were there and stay, what an import dropped or changed, and the file that does not say yet where a server gets
    this program (None if it does)."""

    written: tuple[Path, ...]
    replaced: Mapping[Path, Path | None]
    kept: tuple[Path, ...]
    notes: tuple[Note, ...]
    unfinished: Path | None = None


def start(asked: Start) -> Started:
    """Write the folder, made if need be. Raises InputError, and writes nothing, if the user's own files are there
    already (without `force`), if an answer cannot be used, or if the file to import is not a résumé."""
    doubts = [problem for field, value in asked.answers.items() if value and (problem := doubt(field, value))]
    if doubts:
        raise InputError(doubts)
    own, notes = _imported(asked) if asked.source else (_sample(asked), ())
    there = [path for path in own if (asked.folder / path).exists()]
    if there and not asked.force:
        message = f"{asked.folder} has {', '.join(there)} already"
        raise InputError(Problem("file-exists", message, "choose another folder, or give --force to replace them"))
    source = requirement()
    around = {path: _shipped(name) for path, name in AROUND.items()}
    if asked.assistants:
        around |= {path: _shipped(name) for path, name in FOR_ASSISTANTS.items()}
        around[SKILL] = _SKILL_HEAD + around[SKILL]
    around[WORKFLOW] = _installing(around[WORKFLOW], source)
    around |= {f"{FOLDER}/{kind}.json": schema_text(kind) for kind in KINDS}
    kept = [path for path in around if (asked.folder / path).exists() and not asked.force]
    replaced = [path for path in own | around if (asked.folder / path).exists() and path not in kept]
    saved = {path: _put(asked.folder / path, text) for path, text in (own | around).items() if path not in kept}
    unfinished = None if source or WORKFLOW in kept else asked.folder / WORKFLOW
    return Started(
        _below(asked.folder, [path for path in saved if path not in replaced]),
        {asked.folder / path: saved[path] for path in replaced},
        _below(asked.folder, kept),
        notes,
        unfinished,
    )


def _put(path: Path, text: str) -> Path | None:
    """Write a file; where its old text is now, if there was one. Nobody writes in a schema."""
    if path.parent.name == FOLDER:
        write_whole(path, text)
        return None
    return replace_file(path, text)


def _installing(workflow: str, source: str | None) -> str:
    """The workflow with what it installs, or with the place where the user says it."""
    asked = 'TAILOR: "REQUIREMENT"  # what pip installs'
    return workflow.replace(asked, asked.replace("REQUIREMENT", source) if source else _NOWHERE, 1)


def _below(folder: Path, paths: Iterable[str]) -> tuple[Path, ...]:
    return tuple(folder / path for path in paths)


def doubt(field: str, value: str) -> Problem | None:
    """What is wrong with an answer (`name`, `email`, `phone`, `location`); None if it can be used."""
    from pydantic import ValidationError

    from tailor.models.profiles import Profile

    data = {"name": value} if field == "name" else {"name": ANSWERS["name"], "contact": {field: value}}
    try:
        Profile.model_validate(data)
    except ValidationError as error:
        said = error.errors()[0].get("ctx", {})
        return Problem(f"bad-{field}", f"--{field}: {said.get('message', 'not usable')}", said.get("hint", ""))
    return None


def requirement() -> str | None:
    """What `pip install` takes for this very program: the commit or the clone's origin that it was installed from, or
    the version that an index gave. None for a folder of this machine without an origin that a server could reach."""
    try:
        found = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        return None
    origin: dict[str, Any] = json.loads(found.read_text("direct_url.json") or "{}")
    if not origin:  # pip notes where a package comes from, unless it was an index
        return f"{PACKAGE}=={found.version}"
    if "vcs_info" in origin and urlsplit(origin["url"]).scheme == "https":
        return f"{PACKAGE} @ git+{origin['url']}@{origin['vcs_info']['commit_id']}"
    cloned = clone_address(Path(unquote(urlsplit(origin["url"]).path)))
    return f"{PACKAGE} @ git+{cloned}" if cloned else None


def clone_address(folder: Path) -> str | None:
    """The web address that a clone comes from; None if it has none that a server could reach."""
    config = configparser.ConfigParser(strict=False)
    try:
        config.read_string(re.sub(r"^[ \t]+", "", (folder / ".git/config").read_text("utf-8"), flags=re.MULTILINE))
        url = config['remote "origin"']["url"]
    except (OSError, KeyError, ValueError, configparser.Error):
        return None
    url = re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"https://\1/", url)
    return url if re.match(r"https://[^@]+$", url) else None


def _shipped(name: str) -> str:
    return (files("tailor.project") / "starter_files" / name).read_text(encoding="utf-8")


def _sample(asked: Start) -> dict[str, str]:
    """The sample with the user's answers in it, each file with the line that editors read."""
    texts = {path: _shipped(name) for path, name in OWN.items()}
    for field, default in ANSWERS.items():
        value = scalar(asked.answers.get(field) or default)
        texts["profiles/me.yaml"] = texts["profiles/me.yaml"].replace(
            f"{field}: {field.upper()}", f"{field}: {value}", 1
        )
    return _with_schemas(texts, asked.paper)


def _with_schemas(texts: dict[str, str], paper: str) -> dict[str, str]:
    texts["tailor.yaml"] = texts["tailor.yaml"].replace("paper: a4 ", f"paper: {paper} ", 1)
    kinds = {"profiles": ("profile", 1), "targets": ("target", 1), "tailor.yaml": ("config", 0)}
    return {
        path: text
        if text.startswith("# yaml-language-server")
        else f"{schema_line(*kinds[Path(path).parts[0]])}\n{text}"
        for path, text in texts.items()
    }


def _imported(asked: Start) -> tuple[dict[str, str], tuple[Note, ...]]:
    """The user's own data, and two targets out of the tags that were proposed."""
    from msgspec.structs import replace

    from tailor.importing.convert import convert
    from tailor.project.import_file import checked
    from tailor.sources.workspace import workspace_or_new

    assert asked.source is not None
    if not asked.source.exists():
        raise InputError(Problem("missing-file", f"there is no file {asked.source}", "check its name"))
    came = convert(asked.source)
    came = replace(came, data=_answered(came.data, asked.answers))
    if not came.name:
        raise InputError(Problem("no-name", f"{asked.source.name} does not say whose it is", "give --name"))
    imported, profile, problems = checked(came, asked.source, workspace_or_new(asked.folder), "profiles/me.yaml")
    if problems:
        raise InputError(problems)
    general, focused = _targets(profile)
    texts = {
        "profiles/me.yaml": profile,
        "targets/general.yaml": general,
        "targets/focused.yaml": focused,
        "tailor.yaml": _shipped("tailor.yaml"),
    }
    return _with_schemas(texts, asked.paper), imported.notes


def _answered(data: Mapping[str, Any], answers: Mapping[str, str | None]) -> dict[str, Any]:
    """Imported data; what was answered goes before what was imported."""
    given = {field: value for field, value in answers.items() if value}
    name = {"name": given.pop("name")} if "name" in given else {}
    contact = {"contact": {**data.get("contact", {}), **given}} if given else {}
    return {**data, **name, **contact}


def _targets(profile: str) -> tuple[str, str]:
    """A target of all that the profile proves, and a narrower one that builds on it."""
    from tailor.base.source import read
    from tailor.core.postings.draft import used_tags
    from tailor.core.profile.outline import outline
    from tailor.models.profiles import Profile
    from tailor.models.targets import Target
    from tailor.project.draft_target import plain_target, section_rules

    source = read(profile.encode(), "profiles/me.yaml")
    loaded = Profile.model_validate(source.data)
    used = used_tags(outline(loaded, Target(), source.place))
    want = ", ".join(f"{tag}: {weight}" for (tag, _), weight in zip(used, (5, 3, 1), strict=False))
    focused = _FOCUSED.format(line=schema_line("target"), want=want)
    return plain_target("", "me", used, section_rules(loaded)), focused
