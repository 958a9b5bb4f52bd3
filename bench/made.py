"""Folders of invented profiles and targets of any size, the same for the same seed: input for the bench."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import yaml

WORDS = yaml.safe_load("""
tags: [low-latency, cpp, rust, python, trading, statistics, probability, ml, testing, databases, networks, security,
  compilers, writing, teaching, design, cloud, mobile, graphics, research]
verbs: [Built, Measured, Rewrote, Halved, Designed, Proved, Shipped, Replaced, Traced, Tuned, Cut, Ported, Automated]
things: [the order gateway, a replay of two years of market data, the nightly batch, a parser for log files,
  the cache of prices, a service for search, the schedule of deliveries, a compiler pass, the billing report]
ways: [with a lock-free queue, for forty teams, over a weekend of failing disks, from a sketch on paper, under load,
  against recorded answers, with no downtime, in a language the team had to learn, by reading every line twice]
places: [Lisbon, Oslo, Tampere, Porto, Graz, Ghent, Turin, Bergen]
names: [Ada Lindqvist, Noor Haddad, Teo Marchetti, Ines Duarte, Jonas Eklund, Maya Okonjo]
saved: [work, time, memory, cost]
""")
TAGS, VERBS, THINGS, WAYS, PLACES, NAMES, SAVED = WORDS.values()


def folder(root: Path, profiles: int, targets: int, bullets: int = 50, seed: int = 0) -> Path:
    """A folder with so many profiles, each of so many bullets, and targets."""
    for name in ("profiles", "targets"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for number in range(profiles):
        _write(root / f"profiles/p{number:04}.yaml", profile(bullets, Random(f"{seed} profile {number} {bullets}")))
    for number in range(targets):
        _write(root / f"targets/t{number:04}.yaml", target(Random(f"{seed} target {number}")))
    return root


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


def profile(bullets: int, rng: Random) -> dict[str, Any]:
    """A person with so many bullets, three or four under each job or project."""
    name = rng.choice(NAMES)
    entries = [_entry(number, min(4, bullets - number * 4), rng) for number in range(-(-bullets // 4))]
    jobs = entries[: max(1, len(entries) * 2 // 5)]
    return {
        "name": name,
        "headline": "Software engineer",
        "contact": {"email": f"{name.split()[0].lower()}@example.com", "phone": "+1 202 555 0147", "location": "Oslo"},
        "education": [{"institution": "Fjord Institute", "level": "MSc", "area": "Computing", "dates": "2012 – 2014"}],
        "experience": [{"organization": f"Firm {i + 1} of {rng.choice(PLACES)}", **one} for i, one in enumerate(jobs)],
        "projects": [
            {
                "title": f"Project {i + 1}",
                **{key: value for key, value in one.items() if key not in ("position", "place")},
            }
            for i, one in enumerate(entries[len(jobs) :])
        ],
        "skills": [{"label": f"Tools {i + 1}", "keywords": rng.sample(TAGS, 6)} for i in range(3)],
    }


def _entry(number: int, bullets: int, rng: Random) -> dict[str, Any]:
    """What somebody did in a year, about two things above all."""
    year, themes = 2025 - number % 15, rng.sample(TAGS, 2)
    return {
        "position": "Engineer",
        "place": rng.choice(PLACES),
        "dates": f"{year}-01 – {year}-11",
        "tags": themes[:1],
        "bullets": [_bullet(themes, rng) for _ in range(bullets)],
    }


def _bullet(themes: list[str], rng: Random) -> dict[str, Any]:
    """Now and then with a priority, as people mark what they are proud of."""
    parts = [f"{rng.choice(VERBS)} {rng.choice(THINGS)} {rng.choice(WAYS)}"]
    parts += [f"and {rng.choice(THINGS)} {rng.choice(WAYS)}" for _ in range(rng.choice((0, 0, 1)))]
    text = f"{', '.join(parts)}; **{rng.randint(2, 97)}%** less {rng.choice(SAVED)}."
    tags = list(dict.fromkeys([rng.choice(themes), *rng.sample(TAGS, rng.choice((0, 1, 1)))]))
    return {"text": text, "tags": tags} | ({"priority": rng.randint(1, 5)} if rng.random() < 0.4 else {})


def target(rng: Random) -> dict[str, Any]:
    """What a job wants: eight tags with weights, a few rules."""
    return {
        "title": "Engineer",
        "want": {tag: rng.randint(1, 5) for tag in rng.sample(TAGS, 8)},
        "half_life": 6,
        "sections": {
            "education": {},
            "experience": {"min": 2, "bullets": {"max": 4}},
            "projects": {"max": 6},
            "skills": {},
        },
    }
