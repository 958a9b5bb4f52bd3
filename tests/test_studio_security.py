"""Attacks on the studio, through the real application."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from conftest import PROJECT
from tailor.models.dates import Day
from tailor.sources.workspace import Workspace
from tailor.studio.app import LONGEST, studio_app
from tailor.studio.desk import Desk

TOKEN, PORT = "t" * 32, 8123
HOST = f"127.0.0.1:{PORT}"
VIEW = {"profile": "quant-student", "target": "quant"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    root = tmp_path_factory.mktemp("studio")
    for name in ("profiles", "targets"):
        shutil.copytree(PROJECT / name, root / name)
    return root


@pytest.fixture(scope="module")
def client(folder: Path, own_cache: Path) -> Iterator[TestClient]:
    desk = Desk(Workspace(folder, folder), Day(2026, 12, 1))
    app = studio_app(Workspace(folder, folder), desk, TOKEN, PORT)
    yield TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)  # no lifespan: nothing is watched here
    desk.close()


def ours(**more: str) -> dict[str, str]:
    return {"x-tailor-token": TOKEN} | {name.replace("_", "-"): value for name, value in more.items()}


def post(client: TestClient, path: str, body: Any, headers: Mapping[str, str] | None = None) -> Any:
    return client.post(f"/api/{path}", content=json.dumps(body), headers={**ours(), **(headers or {})})


PATHS = (
    "/",
    "/api/workspace",
    "/api/history",
    "/api/source?file=config",
    "/static/studio.js",
    "/api/picture/x/1",
    "/api/events",
)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_given_without_the_token(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"x-tailor-token": TOKEN[:-1]}).status_code == 401
    assert client.get(path, headers={"cookie": "tailor-studio="}).status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", "", f"127.0.0.1.evil.example:{PORT}"]
)
def test_another_name_that_leads_here_is_refused(client: TestClient, host: str) -> None:
    """DNS rebinding: the browser sends the name of the attacker's site, even with the right token."""
    assert client.get("/api/workspace", headers=ours(host=host)).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", f"http://{HOST}.evil.example", f"https://{HOST}", "http://127.0.0.1:1"]
)
def test_another_site_may_not_speak_to_it(client: TestClient, origin: str) -> None:
    """CSRF: the right token does not help a page of another origin."""
    assert post(client, "undo", {"view": VIEW}, {"origin": origin}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_the_browser_says_of_the_sender_counts(client: TestClient, site: str) -> None:
    assert client.get("/api/workspace", headers=ours(sec_fetch_site=site)).status_code == 403


def test_its_own_page_may_speak_to_it(client: TestClient) -> None:
    for origin in (f"http://{HOST}", f"http://localhost:{PORT}"):
        assert (
            client.get("/api/workspace", headers=ours(origin=origin, sec_fetch_site="same-origin")).status_code == 200
        )


def test_the_token_leaves_the_address_for_a_cookie_of_this_site_alone(client: TestClient) -> None:
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}


def test_the_content_policy_lets_no_other_script_run(client: TestClient) -> None:
    for path in ("/", "/api/workspace", "/static/studio.js"):
        policy = client.get(path, headers=ours()).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy


CLIMBS = (
    "../tailor.yaml",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//etc/passwd",
    "/etc/passwd",
    "..\\..\\etc\\passwd",
    "%00",
)


@pytest.mark.parametrize("name", CLIMBS)
def test_no_path_leads_out(client: TestClient, name: str) -> None:
    outside = [
        f"/static/{name}",
        *(f"/api/source?file={kind}{name}" for kind in ("", "profile:", "target:")),
        *(f"/api/{act}?profile=master&target={name}" for act in ("gaps", "built")),
        f"/api/export?profile={name}&target=quant&format=pdf",
        *(f"/api/{act}" for act in (f"picture/{name}/1", f"pdf/{name}")),
    ]
    for path in outside:
        answer = client.get(path, headers=ours())
        assert answer.status_code in (400, 404, 422), path
        assert b"root:" not in answer.content


@pytest.mark.parametrize("name", ["../evil", "a/b", "..", ".x", "", "C:\\x", "x\u0000y"])
def test_no_edit_writes_outside(client: TestClient, folder: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for kind in ("profile", "target", "posting", "new-target"):
        edit = {"file": f"{kind}:{name}", "op": "text", "value": "gone"}
        assert post(client, "edit", {"view": VIEW, "edits": [edit]}).status_code == 422
    assert post(client, "posting/keep", {"view": VIEW, "text": "Rust", "label": name}).status_code == 422
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b'{"view": 1}', b"\xff\xfe", b'{"view": {"profile": "a"}}']
)
def test_a_body_that_is_none_is_refused_in_words(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/page", content=body, headers=ours())
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == "bad-request"


def test_a_body_without_end_is_not_read(client: TestClient) -> None:
    answer = client.post("/api/page", content=b" " * (LONGEST + 1), headers=ours())
    assert answer.json()["problems"][0]["code"] == "too-large"


def test_a_mistake_of_the_user_is_told_as_on_the_command_line(client: TestClient) -> None:
    page = post(client, "page", {"view": {"profile": "quant-studnt", "target": "quant"}}).json()
    assert "target" not in page or not page["page"]["ok"]
    problem = page["page"]["problems"][0]
    assert problem["code"] == "unknown-profile"
    assert "quant-student" in problem["hint"]


def test_the_front_end_makes_no_html_of_text() -> None:
    """Every text is shown as text: nothing in the front end turns one into markup or code."""
    for path in (PROJECT / "tailor/studio/static").glob("*.js"):
        source = path.read_text()
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "dangerouslySet",
            "new Function",
            "javascript:",
        ):
            assert way not in source, (path.name, way)


def test_the_front_end_loads_nothing_from_elsewhere() -> None:
    for path in (PROJECT / "tailor/studio/static").glob("*.*"):
        if path.suffix in (".js", ".css", ".html"):
            assert "://" not in path.read_text().replace("http://www.w3.org/", ""), path.name
