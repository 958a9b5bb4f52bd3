"""How one build ended, as it is printed, recorded and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tailor.base.errors import ExitCode, Problem


@dataclass(frozen=True, slots=True)
class Result:
    """The build's line of JSON, the files written, the problems; SHA-256 by path of what was written and read;
    where the page's record is, and its key."""

    line: dict[str, Any]
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    code: ExitCode = ExitCode.FINE
    outputs: Mapping[str, str | None] = field(default_factory=dict)
    inputs: Mapping[str, str | None] = field(default_factory=dict)
    record: tuple[Path, str] | None = None

    @property
    def profile(self) -> str:
        """The profile's name."""
        return str(self.line["profile"])

    @property
    def target(self) -> str:
        """The target's name."""
        return str(self.line["target"])

    @property
    def status(self) -> str:
        """`built`, `current` or `failed`."""
        return str(self.line["status"])

    @property
    def pdf(self) -> str | None:
        """The PDF's path as the user sees it, if one was asked for."""
        pdf: str | None = self.line["pdf"]
        return pdf
