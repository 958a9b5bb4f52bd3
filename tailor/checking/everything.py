"""`tailor check`: everything read, every rule resolved, every mistake reported at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from msgspec import Struct

from tailor.assistants.fact_check import letter_problems
from tailor.base.errors import InputError, Problem, Severity
from tailor.builds.beside.photo import check_photo
from tailor.builds.record import Record, built_pages, page_doubts
from tailor.checking.built_pages import page_facts
from tailor.checking.kept_findings import kept_findings, kept_problems
from tailor.core.lints import all_lints
from tailor.core.lints.catalogue import LINTS, Finding
from tailor.core.lints.page_lints import page_lints
from tailor.core.lints.parser_lints import parser_lints
from tailor.core.profile.outline import outline
from tailor.core.rules.reading import read_rules
from tailor.models.config import DEFAULT_PAPER, DEFAULT_TEMPLATE, Config
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.models.values import near
from tailor.sources.guarding import headline_problems, held, problems, summary_problems
from tailor.sources.loading import Collector, Loaded, load_config, load_profile, load_target, profile_of
from tailor.sources.workspace import Kind, Workspace, find_workspace
from tailor.storage.locations import documentation
from tailor.templates.manifest import load_template
from tailor.tex.glyph_coverage import check_letters


class CheckRequest(Struct, frozen=True):
    """What `tailor check` was asked for, as given; without `built`, pages that were built are not looked at."""

    here: Path
    today: Day
    root: Path | None = None
    targets: Sequence[str] = ()
    profiles: Sequence[str] = ()
    template: str | None = None
    built: bool = True


def check_all(asked: CheckRequest) -> list[Problem]:
    """Every problem in the profiles, targets and templates named (by default, all), each once; then remarks on the
    writing, and the pages built."""
    workspace = find_workspace(asked.here, asked.root)
    collector = Collector()
    config = collector.attempt(lambda: load_config(workspace))
    people = _each(collector, workspace, "profile", asked.profiles)
    jobs = _each(collector, workspace, "target", asked.targets)
    for one in workspace.match("template", (asked.template,) if asked.template else ("*",)):
        collector.attempt(lambda name=one.name: load_template(workspace, name))  # type: ignore[misc]
    loaded = [collector.attempt(lambda name=name: load_profile(workspace, name)) for name in people]  # type: ignore[misc]
    aims = [collector.attempt(lambda name=name: load_target(workspace, name)) for name in jobs]  # type: ignore[misc]
    _names(collector, workspace, config, [one for one in aims if one])
    found = list(collector.problems)
    profiles, targets = [one for one in loaded if one], [one for one in aims if one]
    default, known = _default(workspace, config), [one.name for one in workspace.profiles()]
    for target in targets:
        read = partial(_rules, workspace, target, profiles, default, asked.today)
        depends = [default, str(asked.today), str(workspace.here), known]
        found += kept_problems("rules", [target, *profiles], depends, read)
    if config is None:
        return list(dict.fromkeys(found))
    found += unknown_codes(config, targets)
    off = {*config.value.lints.off, *(_off_in_all(targets) if asked.targets else ())}
    for profile in profiles:
        found += _photo(profile)
        found += _unused_columns(profile, targets)
        found += _letters(workspace, config.value, profile)
        found += _claims(workspace, profile, targets, asked.today)
        found += _lint_problems(profile, off, Severity(config.value.lints.severity))
        found += _remarks(
            profile,
            None if asked.targets else asked_for(targets),
            off,
            Severity(config.value.lints.severity),
            asked.today,
        )
    pages = _pages(workspace, config.value, profiles, targets) if asked.built else []
    said = {(one.code, one.message) for one in found}  # what a page says, too, is said once, at its line
    return list(dict.fromkeys([*found, *(one for one in pages if (one.code, one.message) not in said)]))


def _unused_columns(profile: Loaded[Profile], targets: Sequence[Loaded[Target]]) -> Iterator[Problem]:
    """Heads of a table of education where no target sets it as one."""
    for section in profile.value.section_list():
        rules = [rule for target in targets if (rule := target.value.sections.get(section.key))]
        if section.columns and not any(rule.as_ == "table" for rule in rules):
            message = f"`columns` are those of a table, and no target sets `{section.key}` as one: they have no effect"
            hint = f"write `sections: {{{section.key}: {{as: table}}}}` in a target, or remove them"
            place = profile.place((*section.path[:-1], "columns") if section.path else ())
            yield Problem("unused-columns", message, hint, place, Severity.WARNING)


def _each(collector: Collector, workspace: Workspace, kind: Kind, names: Sequence[str]) -> list[str]:
    matched = collector.attempt(lambda: workspace.match(kind, names or ("*",)))
    return [one.name for one in matched or ()]


def _names(
    collector: Collector, workspace: Workspace, config: Loaded[Config] | None, targets: Sequence[Loaded[Target]]
) -> None:
    """The profiles and templates that the user's files name must be there."""
    for target in targets:
        collector.attempt(lambda name=target.name: profile_of(workspace, name))  # type: ignore[misc]
        _named_by(collector, workspace, target, "template", target.value.template)
    if config:
        _named_by(collector, workspace, config, "profile", config.value.profile)
        _named_by(collector, workspace, config, "template", config.value.template)


def _named_by(
    collector: Collector, workspace: Workspace, asking: Loaded[Config] | Loaded[Target], kind: Kind, name: str | None
) -> None:
    if name is not None:
        collector.attempt(lambda: workspace.find(kind, name), asking.place((kind,)))


def _mine(problem: Problem, workspace: Workspace) -> bool:
    """Whether the user can mend it: what a target that ships says is no fault of one that extends it."""
    return problem.place is None or not workspace.ships("target", workspace.here / problem.place.file)


def _default(workspace: Workspace, config: Loaded[Config] | None) -> str | None:
    """The profile that is built when none is named, if there is one."""
    try:
        return workspace.default_profile(config.value.profile if config else None).name
    except InputError:
        return None


def _rules(
    workspace: Workspace, target: Loaded[Target], profiles: Sequence[Loaded[Profile]], default: str | None, today: Day
) -> list[Problem]:
    """What the user can mend of what a target's rules come to: with its own profile, if that is there; else with the
    default one, and what no profile meets. A target that ships is for its own profile only."""
    name, ships = target.value.profile, workspace.ships("target", next(iter(target.files)))
    if name is not None and (ships or name in [one.name for one in workspace.profiles()]):
        found = [problem for one in profiles if one.name == name for problem in _read(target, one, today)]
    else:
        found = _shared(target, profiles, default, today)
    return [one for one in found if ships or one.severity is Severity.ERROR or _mine(one, workspace)]


def _shared(
    target: Loaded[Target], profiles: Sequence[Loaded[Profile]], default: str | None, today: Day
) -> list[Problem]:
    """What is wrong with a target's rules for every profile, and for the default one by its name."""
    by_name = {one.name: _read(target, one, today) for one in profiles}
    shared = [one for one in next(iter(by_name.values()), []) if all(one in found for found in by_name.values())]
    mine = by_name.get(default or "", [])
    if len(by_name) < 2:
        return shared
    return [one if one in shared else _named(one, default) for one in dict.fromkeys([*shared, *mine])]


def _named(problem: Problem, profile: str | None) -> Problem:
    return replace(problem, message=f"{problem.message} (profile `{profile}`)")


def _read(target: Loaded[Target], profile: Loaded[Profile], today: Day) -> list[Problem]:
    """What is wrong with a target's rules for one profile."""
    try:
        candidates = outline(profile.value, target.value, profile.place)
    except InputError as error:
        return list(error.problems)
    return list(read_rules(target.value, candidates, today, target.rule_place).problems)


def _photo(profile: Loaded[Profile]) -> list[Problem]:
    """Why no page could show the profile's photo."""
    collector = Collector()
    collector.attempt(lambda: check_photo(profile))
    return collector.problems


def _letters(workspace: Workspace, config: Config, profile: Loaded[Profile]) -> Sequence[Problem]:
    """The characters of a profile that the fonts of the usual template lack, and that no other font has."""
    locale = config.locale or profile.value.locale
    template = Collector().attempt(lambda: load_template(workspace, config.template or DEFAULT_TEMPLATE, locale))
    if template is None:  # reported already
        return ()
    collector, paper = Collector(), config.paper or DEFAULT_PAPER
    candidates = outline(profile.value, Target(), profile.place, locale)
    collector.attempt(lambda: check_letters(candidates, profile.layer.source, template.preamble(paper), locale))
    return collector.problems


def _wordings(profile: Loaded[Profile]) -> Iterator[Problem]:
    for one in held(profile):
        for each in problems([one]):
            yield each if one.wording.stands else replace(each, severity=Severity.WARNING)


def _claims(
    workspace: Workspace, profile: Loaded[Profile], targets: Sequence[Loaded[Target]], today: Day
) -> Iterator[Problem]:
    """What the guard says of wordings, summaries, headlines and letters; of what nobody has accepted only as a warning,
    as it comes to no page."""
    yield from kept_problems("wordings", [profile], [], partial(_wordings, profile))
    yield from kept_problems("summaries", [profile], [str(today)], partial(summary_problems, profile, today))
    for target in targets:
        if target.value.profile in (None, profile.name):
            yield from headline_problems(target, profile.value, today)
            collector = Collector()
            yield from collector.attempt(partial(letter_problems, workspace, target, profile.value, today)) or ()


def _lint_problems(profile: Loaded[Profile], off: Collection[str], least: Severity) -> list[Problem]:
    """What there is to say of a profile's file and its texts, as far as it is wanted."""
    order = list(Severity)
    return [one for one in profile.remarks if one.code not in off and order.index(one.severity) >= order.index(least)]


def _remarks(
    profile: Loaded[Profile], wanted: Collection[str] | None, off: Collection[str], least: Severity, today: Day
) -> list[Problem]:
    """What can be said of the writing of a profile, in its own language."""
    value = profile.value
    candidates = outline(value, Target(), profile.place, value.locale)
    return all_lints.problems(all_lints.writing(candidates, today, value.locale, wanted), off, least)


MOST_READ = 100
"""Built pages that are read as machines read them: poppler takes some 20 ms a page."""


def _pages(
    workspace: Workspace, config: Config, profiles: Sequence[Loaded[Profile]], targets: Sequence[Loaded[Target]]
) -> Iterator[Problem]:
    """What is wrong with the pages built, and for those that are as they were built what machines read of them."""
    people, jobs = {one.name: one for one in profiles}, {one.name: one for one in targets}
    sound: list[tuple[Record, Loaded[Profile], Loaded[Target]]] = []
    for path, record in built_pages(workspace.root / config.out):
        yield from (doubts := page_doubts(path, record))
        line = record.line
        profile, target = people.get(line["profile"]), jobs.get(line["target"])
        if profile and target and not doubts and not record.draft:
            sound.append((record, profile, target))
    for record, profile, target in sound[:MOST_READ]:
        locale = str(target.value.locale or config.locale or profile.value.locale)
        off = {*config.lints.off, *target.value.lints.off}
        found = kept_findings(
            [record, locale, target.value.pages], partial(_read_page, record, profile, target, locale)
        )
        yield from all_lints.problems(found, off, Severity(config.lints.severity))
    if (more := len(sound) - MOST_READ) > 0:
        message = f"{more} of {len(sound)} built pages were not read"
        yield Problem("pages-unread", message, "name some with --target or --profile", severity=Severity.NOTE)


def _read_page(record: Record, profile: Loaded[Profile], target: Loaded[Target], locale: str) -> Sequence[Finding]:
    facts = page_facts(record, profile, target, locale, str(record.line.get("pdf")))
    return (*page_lints(facts), *parser_lints(facts)) if facts else ()


def _off_in_all(targets: Sequence[Loaded[Target]]) -> set[str]:
    """The codes that every one of some targets switches off."""
    offs = [set(target.value.lints.off) for target in targets]
    return set.intersection(*offs) if offs else set()


def unknown_codes(config: Loaded[Config], targets: Sequence[Loaded[Target]]) -> Iterator[Problem]:
    """Codes that are switched off and that no lint has."""
    switched = [(config.value.lints.off, config.place), *((one.value.lints.off, one.place) for one in targets)]
    for codes, place in switched:
        for index, code in enumerate(codes):
            if code not in LINTS:
                meant = near(code, LINTS, 0.6)
                hint = f"did you mean `{meant}`?" if meant else f"{documentation('checks.md')} lists them"
                where = place(("lints", "off", index))
                yield Problem("unknown-lint", f"lints: no check has the code `{code}`", hint, where)


def asked_for(targets: Sequence[Loaded[Target]]) -> frozenset[str]:
    """Every word of the targets' rules that may be a tag."""
    texts: list[str] = []
    for target in targets:
        one = target.value
        texts += [*one.want, *one.aliases, *one.aliases.values(), *one.patterns, *one.boost]
        texts += [*one.require, *one.exclude, *one.pin, *one.drop]
    return frozenset(word for text in texts for word in re.findall(r"[\w+#./-]+", text))
