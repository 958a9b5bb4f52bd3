"""`tailor check`: everything read, every rule resolved, every mistake told at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tailor.adapters.loading import Collector, Loaded, load_config, load_profile, load_target
from tailor.adapters.memory import page_doubts
from tailor.adapters.templates import load_template
from tailor.adapters.workspace import Workspace, find_workspace
from tailor.base.errors import Problem
from tailor.core.outline import outline
from tailor.core.reading import read_rules
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target


def check_all(
    here: Path,
    root: Path | None,
    targets: Sequence[str],
    profiles: Sequence[str],
    template: str | None,
    today: Day,
) -> list[Problem]:
    """Every problem in the profiles, targets and templates named (by default, all), each once; then the pages built."""
    workspace = find_workspace(here, root)
    collector = Collector()
    config = collector.attempt(lambda: load_config(workspace))
    people = _each(collector, workspace, "profile", profiles)
    jobs = _each(collector, workspace, "target", targets)
    for one in workspace.match("template", (template,) if template else ("*",)):
        collector.attempt(lambda name=one.name: load_template(workspace, name))  # type: ignore[misc]
    loaded = [collector.attempt(lambda name=name: load_profile(workspace, name)) for name in people]  # type: ignore[misc]
    aims = [collector.attempt(lambda name=name: load_target(workspace, name)) for name in jobs]  # type: ignore[misc]
    found = list(collector.problems)
    for target in aims:
        found += _rules(target, [one for one in loaded if one], today) if target else []
    built = page_doubts(workspace.root / config.value.out) if config else []
    return [*dict.fromkeys(found), *built]


def _each(collector: Collector, workspace: Workspace, kind: str, names: Sequence[str]) -> list[str]:
    matched = collector.attempt(lambda: workspace.match(kind, names or ("*",)))  # type: ignore[arg-type]
    return [one.name for one in matched or ()]


def _rules(target: Loaded[Target], profiles: Sequence[Loaded[Profile]], today: Day) -> list[Problem]:
    """What the target's rules come to with the profiles that it is for: its own, or all."""
    own = [one for one in profiles if target.value.profile in (None, one.name)]
    collector = Collector()
    found: list[Problem] = []
    for profile in own:
        candidates = collector.attempt(
            lambda p=profile: outline(p.value, target.value, p.place)  # type: ignore[misc]
        )
        if candidates is not None:
            found += read_rules(target.value, candidates, today, target.place).problems
    return found + collector.problems
