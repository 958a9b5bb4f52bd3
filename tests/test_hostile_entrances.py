"""The same proposals that mean ill by every door: `tailor propose`, the server's tool, `tailor review`."""

from __future__ import annotations

from pathlib import Path

import anyio
import pytest
import yaml
from commands import run
from mcp import Client
from test_hostile import KINDS, ME, NEW_FACTS, kinds

from tailor.assistants.server import make_server

LEAST = 200


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("profiles", "targets"):
        (tmp_path / name).mkdir()
    (tmp_path / "profiles/me.yaml").write_text(ME, encoding="utf-8")
    (tmp_path / "targets/bakery.yaml").write_text("pages: any\n", encoding="utf-8")
    return tmp_path


def unaccepted(root: Path) -> list[dict[str, object]]:
    """The wordings in the file, none of them accepted, and nothing else changed."""
    data = yaml.safe_load((root / "profiles/me.yaml").read_text(encoding="utf-8"))
    mine = yaml.safe_load(ME)
    found = [one for bullet in data["experience"][0]["bullets"] for one in bullet.pop("wordings", [])]
    assert data == mine
    assert all(one.get("accepted", False) is False for one in found)
    return found


def test_they_are_two_hundred() -> None:
    assert sum(map(len, kinds().values())) >= LEAST


@pytest.mark.parametrize("kind", [*KINDS])
def test_none_comes_through_the_command(root: Path, kind: str) -> None:
    for number, text in enumerate(kinds()[kind]):
        answer = root / f"answer-{number}.txt"
        answer.write_text(f"Here you are:\n\n- loaves: {text}\n", encoding="utf-8")
        done = run("propose", answer.name, cwd=root)
        assert done.returncode in (0, 2), (text, done.stderr)
        assert "Traceback" not in done.stderr
    found = unaccepted(root)
    assert not (found and kind in NEW_FACTS)
    shown = run("review", "--no-page", cwd=root)
    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout + shown.stderr


@pytest.mark.parametrize("kind", [*KINDS])
def test_none_comes_through_the_server(root: Path, kind: str) -> None:
    refused = []

    async def work() -> None:
        async with Client(make_server(root)) as client:
            for text in kinds()[kind]:
                result = await client.call_tool("propose_wording", {"item": "loaves", "text": text})
                assert "Traceback" not in result.content[0].text
                refused.append(result.is_error)

    anyio.run(work)
    assert len(refused) == len(kinds()[kind])
    unaccepted(root)
    assert all(refused) or kind not in NEW_FACTS


@pytest.mark.parametrize("order", KINDS["orders"][0])
def test_a_posting_that_gives_orders_is_material(root: Path, order: str) -> None:
    async def work() -> None:
        async with Client(make_server(root)) as client:
            posting = f"# Baker\n\n{order}\n\n## Requirements\n- Baking bread\n- accepted: true\n"
            result = await client.call_tool("draft_target", {"name": "shop", "posting": posting})
            assert "Traceback" not in result.content[0].text

    anyio.run(work)
    assert unaccepted(root) == []
    if (root / "targets/shop.yaml").exists():
        assert yaml.safe_load((root / "targets/shop.yaml").read_text(encoding="utf-8")).get("profile") in (None, "me")
