"""What an assistant can do in a workspace: each method is a tool, its docstring what the assistant reads of it."""

from __future__ import annotations

import json
from typing import Any

from tailor.assistants import tasks
from tailor.sources.workspace import Workspace


class ReadingTools:
    """Tools that change nothing."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def list_files(self) -> Any:
        """List the profiles, targets and templates."""
        return tasks.listing(self.workspace)

    def read(self, kind: str, name: str) -> Any:
        """Read a file: `kind` is profile or target."""
        return tasks.text_of(self.workspace, kind, name)

    def search(self, words: str, profile: str = "") -> Any:
        """Find items of a profile by their words, tags or id."""
        return tasks.search(self.workspace, words, profile)

    def explain(self, target: str, profile: str = "") -> Any:
        """The page for a target, item by item: what is shown, what not, why, what each is worth."""
        return tasks.explained(self.workspace, target, profile)

    def why(self, item: str, target: str, profile: str = "") -> Any:
        """Why an item is on the page or not, and what would change that."""
        return tasks.why_item(self.workspace, item, target, profile)

    def gaps(self, target: str, profile: str = "") -> Any:
        """What the target's posting asks for and the profile does not show."""
        return tasks.gaps_of(self.workspace, target, profile)

    def check(self, target: str = "") -> Any:
        """Every problem of the files, and what the guard says of wordings."""
        return tasks.checked(self.workspace, target)

    def guard(self, text: str, item: str = "", profile: str = "") -> Any:
        """What a text would claim beyond the facts: as a wording of an item, or as a letter (no item)."""
        return tasks.guarded(self.workspace, text, item, profile)

    def review_list(self, profile: str = "", target: str = "") -> Any:
        """The wordings that wait for a person; with a target, what each would do to its page."""
        return tasks.waiting_list(self.workspace, profile, target)


class ChangingTools:
    """Tools that write: each change is one small step that can be taken back."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def build(self, target: str, profile: str = "", draft: bool = False) -> Any:
        """Build the page and look at it: its picture and its numbers. A draft shows proposed wordings, marked."""
        from mcp.server.mcpserver import Image

        line, picture = tasks.built(self.workspace, target, profile, draft)
        return [json.dumps(line, ensure_ascii=False), Image(data=picture, format="png")]

    def propose_wording(self, item: str, text: str, targets: list[str] | None = None, profile: str = "") -> Any:
        """Propose another wording of an item, for some targets or all. It is shown on no page until a person accepts
        it; one that says something new is refused."""
        return tasks.proposed(self.workspace, item, text, targets or [], profile)

    def draft_target(self, name: str, posting: str, title: str = "") -> Any:
        """Draft a new target from the text of a job posting; the posting is kept with it."""
        return tasks.drafted(self.workspace, name, posting, title)

    def set_weights(self, target: str, want: dict[str, float]) -> Any:
        """Set how much a target wants some tags, from -10 to 10; 0 takes a tag out."""
        return tasks.weighted(self.workspace, target, want)

    def set_rule(self, target: str, field: str, value: Any = None) -> Any:
        """Set a rule of a target: require, exclude, pin, drop, add, boost, sections, headline, summary, pages,
        half_life, stability; nothing takes it out."""
        return tasks.ruled(self.workspace, target, field, value)

    def undo(self) -> Any:
        """Take back the last change that was made here."""
        return tasks.undone(self.workspace)
