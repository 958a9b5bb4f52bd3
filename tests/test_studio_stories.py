"""The studio as a job seeker uses it: Debian's own Chromium, the real server, real TeX.

One server and one browser a run. Each story begins with the samples as they are in the project.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from PIL import Image

from bench.made import profile as made_profile
from conftest import PROJECT
from tailor.sources.editing.yaml_edit import value_at

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Locator, Page, Route, expect  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LAUNCH = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine."""

PROFILE, TARGETS = "quant-student", ("quant", "research")
AXE = PROJECT / "tests/data/axe/axe.min.js"
PICTURES = os.environ.get("TAILOR_STUDIO_PICTURES")
"""A folder to write the documentation's pictures to: `docs/studio`."""

pytestmark = [
    pytest.mark.tex,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no chromium: apt-get install chromium"),
]
POSTING = """Senior Trading Systems Engineer

Requirements
- Strong C++ and a feeling for low latency
- Experience with probability and statistics
- You must know Kubernetes and Terraform

Nice to have
- Rust
"""


class Desk:
    """A workspace with its server."""

    def __init__(self, root: Path, address: str, process: int) -> None:
        self.root, self.address, self.process = root, address, process

    def file(self, name: str) -> Path:
        return self.root / name

    def says(self, *path: str) -> Any:
        """What the target has at a path."""
        return value_at(self.target(), path)

    def target(self, name: str = "quant") -> str:
        return self.file(f"targets/{name}.yaml").read_text()

    def profile(self) -> str:
        return " ".join(self.file(f"profiles/{PROFILE}.yaml").read_text().split())


def samples(root: Path) -> None:
    """The samples as they are in the project; what a story added is gone."""
    wanted = {f"profiles/{PROFILE}.yaml": (PROJECT / f"profiles/{PROFILE}.yaml").read_text()}
    wanted |= {f"targets/{name}.yaml": (PROJECT / f"targets/{name}.yaml").read_text() for name in TARGETS}
    wanted["tailor.yaml"] = f"profile: {PROFILE}\n"
    for folder in ("targets", "postings"):
        for path in (root / folder).glob("*"):
            if f"{folder}/{path.name}" not in wanted and path.is_file():
                path.unlink()
    for name, text in wanted.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text() != text:
            path.write_text(text)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("workspace")
    samples(root)
    command = [sys.executable, "-m", "tailor", "studio", "--no-browser", "--date", "2026-12-01"]
    server = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    try:
        yield Desk(root, server.stdout.readline().strip(), server.pid)
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=LAUNCH)
        yield found
        found.close()


Open = Callable[..., Page]


@pytest.fixture
def opened(desk: Desk, browser: Browser) -> Iterator[Open]:
    """Opens the studio in a browser of its own; in the end nothing may have gone wrong in it."""
    samples(desk.root)
    faults: list[str] = []
    contexts = []

    def go(**more: Any) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | more))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(desk.address)
        page.wait_for_selector(".paper img")
        return page

    yield go
    for context in contexts:
        context.close()
    assert [fault for fault in faults if not re.search("409|422|ERR_FAILED", fault)] == []


@pytest.fixture
def page(opened: Open) -> Page:
    return opened()


@contextlib.contextmanager
def saved(page: Page, way: str = "edit") -> Iterator[dict[str, Any]]:
    """Waits until a change is saved and its page is there; what the server answered is in the dict."""
    found: dict[str, Any] = {}
    with page.expect_response(lambda answer: f"/api/{way}" in answer.url, timeout=PATIENCE) as answer:
        yield found
    found |= answer.value.json()


def tab(page: Page, name: str) -> Locator:
    page.get_by_role("tab", name=name).click()
    return page.get_by_role("tabpanel")


def slider(page: Page, tag: str) -> Locator:
    return page.get_by_role("slider", name=tag, exact=True)


def pictured(page: Page, name: str) -> None:
    """A picture for the documentation, if they are asked for: small, in few colours."""
    if PICTURES and f"studio/{name}.png" in (PROJECT / "docs/studio.md").read_text(encoding="utf-8"):
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.thumbnail((1000, 1000))
        picture.quantize(48, dither=Image.Dither.NONE).save(f"{PICTURES}/{name}.png", optimize=True)


def shown(answer: dict[str, Any]) -> set[str]:
    return {one["id"] for one in answer["page"]["items"] if one["shown"]}


def first_bullet(page: Page) -> Locator:
    return page.locator('.box[aria-label^="bullet"]').first


def test_it_opens_with_the_proved_page(page: Page) -> None:
    expect(page.get_by_role("heading", name="Quantitative developer")).to_be_visible()
    expect(page.locator("figcaption").first).to_contain_text("proven optimal")
    first_bullet(page).hover()
    expect(page.locator(".pointed")).to_contain_text("worth")
    page.wait_for_function("document.querySelector('.paper img').naturalWidth >= 600")
    pictured(page, "studio")


def test_a_weight_is_dragged(page: Page, desk: Desk) -> None:
    handle = slider(page, "rust")
    box = handle.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 7 / 15, middle)
    with saved(page) as answer:
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 6, middle, steps=4)
        page.mouse.up()
    weight = re.search(r"rust: ([\d.]+)", desk.target())
    assert weight is not None
    assert float(weight[1]) > 8
    assert answer["page"]["proof"] == "certified"
    assert desk.target().startswith("# A trading firm reads for speed")  # comments stay
    expect(page.locator(".paper img").first).to_have_attribute("src", re.compile(answer["page"]["picture"]))


@pytest.fixture
def long(desk: Desk, opened: Open) -> Iterator[Page]:
    """A profile of 400 bullets: its page is found before it is proved."""
    path = desk.file("profiles/long.yaml")
    path.write_text(yaml.safe_dump(made_profile(400, Random(7)), sort_keys=False, allow_unicode=True))
    desk.file("tailor.yaml").write_text("profile: long\n")
    page = opened()
    expect(page.locator("figcaption").first).to_contain_text("proven optimal")
    yield page
    path.unlink()


CAPTIONS = """() => {
  window.captions = [];
  const note = () => {
    const said = document.querySelector("figcaption span").textContent, at = document.querySelector(".paper img").src;
    const last = window.captions.at(-1);
    if (!last || last[0] !== said || last[1] !== at) window.captions.push([said, at]);
  };
  new MutationObserver(note).observe(document.querySelector("#page"),
    {subtree: true, childList: true, characterData: true, attributes: true});
}"""


def test_a_page_is_shown_while_it_is_being_proved(long: Page) -> None:
    """First it is said that it is being proved, and only when the proof is there that it is."""
    page = long
    page.evaluate(CAPTIONS)
    with saved(page, "proof") as proved, saved(page) as found:
        slider(page, "low-latency").fill("9.5")
    assert (found["page"]["proving"], found["page"]["proof"]) == (True, None)
    assert (proved["page"]["proving"], proved["page"]["proof"]) == (False, "certified")
    assert proved["page"]["value"] >= found["page"]["value"]
    expect(page.locator("figcaption").first).to_contain_text("proven optimal")
    said = page.evaluate("window.captions")
    assert [words for words, _ in said][-1] == "proven optimal"
    news = [one for one in said if found["page"]["picture"] in one[1]]
    assert news[0][0] == "being proved …", said
    with page.expect_response(lambda answer: "/api/price" in answer.url):  # prices come after the proof
        tab(page, "Left out")


def test_a_proof_that_nobody_waits_for_is_given_up(long: Page) -> None:
    page = long
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if "/api/proof" in answer.url else None)
    for weight in ("9.5", "-5", "8", "-3"):
        with saved(page) as found:
            slider(page, "low-latency").fill(weight)
        assert found["page"]["ok"]
    expect(page.locator("figcaption").first).to_contain_text("proven optimal")
    assert answers.count(200) <= 2, answers  # a quick machine may have proved one before


def test_what_came_and_what_left_is_listed(page: Page) -> None:
    with saved(page) as answer:
        slider(page, "low-latency").fill("-5")
    assert answer["step"]
    changed = page.get_by_role("region", name="What changed")
    expect(changed.get_by_role("heading", name="Out")).to_be_visible()
    expect(changed).to_contain_text("because")
    assert page.locator(".box.came").count() > 0


def test_an_item_is_pinned_and_dropped(page: Page, desk: Desk) -> None:
    first_bullet(page).click()
    item = page.get_by_role("region", name="The chosen item")
    expect(item).to_contain_text("Worth alone")
    with saved(page):
        item.get_by_role("button", name="Pin").click()
    assert len(desk.says("pin")) == 2
    with saved(page) as answer:
        item.get_by_role("button", name="Drop").click()
    [dropped] = desk.says("drop")
    assert dropped not in shown(answer)
    assert len(desk.says("pin")) == 1  # not both


def test_a_bullet_is_edited_in_its_place(page: Page, desk: Desk) -> None:
    first_bullet(page).click()
    text = page.get_by_label(re.compile("^Text"))
    was = text.input_value()
    assert was in desk.profile()
    with page.expect_response(lambda answer: "/api/lines" in answer.url) as counted:
        text.fill(f"{was.rstrip('.')} and kept it that way.")
    assert counted.value.json()["lines"] >= 1
    with saved(page) as answer:
        text.blur()
    assert "and kept it that way." in desk.profile()
    assert answer["page"]["ok"]
    page.get_by_label("Priority").select_option("5")
    page.wait_for_function("!document.querySelector('#page.busy')")


def test_what_is_left_out_is_brought_in_knowing_what_goes(page: Page, desk: Desk) -> None:
    panel = tab(page, "Left out")
    panel.locator('ol[aria-busy="false"]').wait_for()
    row = panel.locator("li").filter(has=page.get_by_role("button", name="Bring it in")).first
    expect(row).to_contain_text("Costs the page")
    pictured(page, "left-out")
    removes = row.locator(".effect").inner_text()
    with saved(page) as answer:
        row.get_by_role("button", name="Bring it in").click()
    brought = desk.says("pin")[-1]
    assert brought in shown(answer)
    assert "Costs the page" in removes


def test_the_price_is_exact(page: Page, desk: Desk) -> None:
    """What was said before is what happens: the page's value falls by the price, and those items go."""
    before = page.locator("figcaption").first.inner_text()
    panel = tab(page, "Left out")
    panel.locator('ol[aria-busy="false"]').wait_for()
    row = panel.locator("li").filter(has=page.get_by_role("button", name="Bring it in")).first
    cost = re.search(r"Costs the page ([\d.]+)", row.inner_text())
    with saved(page) as answer:
        row.get_by_role("button", name="Bring it in").click()
    value = re.search(r"worth ([\d.]+)", before)
    assert cost
    assert value
    assert answer["page"]["value"] == pytest.approx(float(value[1]) - float(cost[1]), abs=0.07)


def test_a_posting_is_pasted_and_a_gap_is_closed(page: Page, desk: Desk) -> None:
    panel = tab(page, "Posting")
    panel.get_by_label(re.compile("Paste it")).fill(POSTING)
    panel.get_by_role("button", name="Draft a target").click()
    draft = panel.get_by_role("region", name="The draft")
    expect(draft).to_contain_text("Kubernetes")
    expect(draft.locator("mark").first).to_be_visible()
    pictured(page, "posting")
    draft.get_by_role("textbox", name="Name of the target").fill("acme")
    with page.expect_response(lambda answer: "/api/posting/keep" in answer.url):
        draft.get_by_role("button", name=re.compile("Keep as")).click()
    expect(page.get_by_role("combobox", name="Target")).to_have_value("acme")
    assert "low-latency" in desk.target("acme")
    assert "posting: postings/acme.txt" in desk.target("acme")
    gaps = panel.locator(".gaps > li")
    gap = gaps.filter(has_text="Kubernetes").first
    gap.get_by_role("button", name="I have evidence of Kubernetes").click()
    gap.get_by_label("What you did").fill("Moved 40 services to Kubernetes without an outage.")
    with saved(page):
        gap.get_by_role("button", name="Add to the profile").click()
    assert "Moved 40 services to Kubernetes" in desk.profile()
    expect(panel.locator(".gaps > li b").filter(has_text="Kubernetes")).to_have_count(0)
    assert panel.locator(".gaps > li b").filter(has_text="Terraform").count() == 1


def test_a_posting_is_dropped_as_a_file(page: Page) -> None:
    panel = tab(page, "Posting")
    panel.get_by_label("Or choose a file").set_input_files(
        {
            "name": "job.html",
            "mimeType": "text/html",
            "buffer": b"<h1>Engineer</h1><script>alert(1)</script><p>You must know Rust.</p>",
        }
    )
    panel.get_by_role("button", name="Draft a target").click()
    expect(panel.get_by_role("region", name="The draft")).to_contain_text("rust")


def test_sections_are_put_in_another_order(page: Page, desk: Desk) -> None:
    order = re.findall(r"^  (\w+):", desk.target().partition("sections:")[2], re.MULTILINE)
    shown_order = page.locator(".sections li").evaluate_all("all => all.map((one) => one.dataset.section)")
    source, to = page.locator(".sections .grip").nth(3), page.locator(".sections li").nth(1)
    with saved(page):
        source.drag_to(to)
    now = re.findall(r"^  (\w+):", desk.target().partition("sections:")[2], re.MULTILINE)
    assert sorted(now) == sorted(order)
    moved = shown_order[3]
    assert [one for one in now if one in shown_order].index(moved) == 1
    with saved(page):  # and with the keys
        page.locator(f'[data-section="{moved}"] .grip').press("ArrowDown")
    again = re.findall(r"^  (\w+):", desk.target().partition("sections:")[2], re.MULTILINE)
    assert [one for one in again if one in shown_order].index(moved) == 2


def test_a_section_is_hidden_and_shown(page: Page, desk: Desk) -> None:
    with saved(page) as answer:
        page.get_by_role("button", name="Hide projects").click()
    assert not any(one["section"] == "projects" and one["shown"] for one in answer["page"]["items"])
    with saved(page) as answer:
        page.get_by_role("button", name="show projects").click()
    assert any(one["section"] == "projects" and one["shown"] for one in answer["page"]["items"])
    assert "projects: {max: 6, bullets: {max: 2}}" in desk.target()


def test_a_rule_is_judged_as_it_is_typed(page: Page, desk: Desk) -> None:
    rule = page.get_by_label(re.compile("^require"))
    rule.fill("cpp >= 2\nprobabilty")
    expect(page.locator("#rule-require-wrong")).to_contain_text("probability")
    rule.fill("cpp >= 2")
    expect(page.locator("#rule-require-wrong")).to_be_empty()
    with saved(page):
        rule.blur()
    assert "require: " in desk.target()


def test_template_and_style_are_chosen_from_ones_own_page(page: Page, desk: Desk) -> None:
    page.get_by_text("See your page in each template").click()
    gallery = page.locator(".templates li")
    gallery.locator("img").nth(1).wait_for()
    with saved(page) as answer:
        page.get_by_role("combobox", name="Template").select_option(
            "banking" if "banking" in gallery.all_inner_texts() else gallery.last.inner_text().split()[-1]
        )
    assert answer["page"]["ok"]
    assert "template: " in desk.target()
    with saved(page):
        page.get_by_label("Density").select_option("dense")
    assert re.search(r"style:.*density: dense", desk.target(), re.DOTALL)


def test_two_targets_are_compared(page: Page) -> None:
    page.get_by_role("button", name="Compare", exact=True).click()
    pair = page.get_by_role("region", name="Two pages side by side")
    expect(pair.locator("img")).to_have_count(2)
    expect(pair.locator(".differs").first).to_be_visible()
    expect(pair.get_by_role("heading", name="Only here")).to_have_count(2)
    pictured(page, "compare")


def test_the_page_is_compared_with_the_last_build(page: Page, desk: Desk) -> None:
    command = [sys.executable, "-m", "tailor", "build", "quant", "--profile", PROFILE, "--date", "2026-12-01"]
    subprocess.run(command, cwd=desk.root, check=True, capture_output=True)
    with saved(page):
        slider(page, "low-latency").fill("-5")
    page.get_by_role("button", name="Compare", exact=True).click()
    pair = page.get_by_role("region", name="Two pages side by side")
    pair.get_by_label(re.compile("Beside")).select_option(label="the last build of quant")
    expect(pair.locator(".only")).not_to_have_count(0)


def test_undo_redo_and_the_history(page: Page, desk: Desk) -> None:
    before = desk.target()
    with saved(page):
        slider(page, "cuda").fill("9")
    after = desk.target()
    with saved(page, "undo"):
        page.keyboard.press("Control+z")
    assert desk.target() == before
    with saved(page, "redo"):
        page.keyboard.press("Control+Shift+z")
    assert desk.target() == after
    tab(page, "History")
    expect(page.locator(".history li").first).to_contain_text("weight of cuda")
    with saved(page, "restore"):
        page.locator(".history li").nth(1).get_by_role("button").click()
    assert desk.target() == before


def test_a_conflict_with_an_editor_is_shown_and_nothing_is_overwritten(page: Page, desk: Desk) -> None:
    """The editor saves in the moment in which the slider is let go: the browser knows nothing of it yet."""
    page.route("**/api/events", lambda route: route.abort())
    page.reload()
    page.wait_for_selector(".paper img")
    path = desk.file("targets/quant.yaml")
    path.write_text(path.read_text().replace("cuda: 2", "cuda: 7"))
    slider(page, "cuda").fill("-1")
    alert = page.locator(".notices.conflict")
    expect(alert).to_contain_text("nothing was overwritten")
    assert "cuda: 7" in desk.target()
    with saved(page):
        alert.get_by_role("button", name="Use mine").click()
    assert "cuda: -1" in desk.target()


def test_typing_while_an_editor_saves_the_same_text_is_a_conflict(page: Page, desk: Desk) -> None:
    first_bullet(page).click()
    text = page.get_by_label(re.compile("^Text"))
    was = text.input_value()
    path = desk.file(f"profiles/{PROFILE}.yaml")
    text.press_sequentially("Mine. ", delay=20)
    with saved(page, "page"):
        path.write_text(path.read_text().replace("Rebuilt the **implied", "Theirs the **implied", 1))
    text.press("End")
    text.blur()
    alert = page.locator(".notices.conflict")
    expect(alert).to_contain_text("Theirs the")
    assert "Theirs the **implied" in desk.profile()
    assert "Mine." not in desk.profile()
    with saved(page):
        alert.get_by_role("button", name="Use mine").click()
    assert "Mine." in desk.profile()
    assert was.split()[-1] in desk.profile()


def test_an_item_stays_chosen_when_its_first_words_change(page: Page, desk: Desk) -> None:
    """Ids are made of words: the field keeps the focus, and what is typed next is saved too."""
    first_bullet(page).click()
    text = page.get_by_label(re.compile("^Text"))
    with saved(page):
        text.fill("Wholly other words at the start, then.")
    text.press("End")
    with saved(page):
        text.press_sequentially(" And more.")
    assert "Wholly other words at the start, then. And more." in desk.profile()
    expect(text).to_be_focused()
    with saved(page, "undo"):
        page.get_by_role("button", name="Undo").click()
    assert "Wholly other words" not in desk.profile()  # typing in one place is one step
    expect(text).not_to_have_value(re.compile("Wholly other"))


def test_what_was_typed_is_saved_when_another_item_is_chosen(page: Page, desk: Desk) -> None:
    first_bullet(page).click()
    text = page.get_by_label(re.compile("^Text"))
    with saved(page):
        text.press_sequentially("Quickly: ")
        page.locator('.box[aria-label^="bullet"]').nth(3).click()
    assert "Quickly: " in desk.profile()


def test_the_name_of_an_entry_is_edited(page: Page, desk: Desk) -> None:
    page.locator('.box[aria-label^="entry"]').nth(2).click()
    field = page.get_by_label(re.compile("^(Organization|Title|Institution)"))
    field.fill("A firm of another name")
    with saved(page):
        field.blur()
    assert "A firm of another name" in desk.profile()


def item_of(page: Page) -> Locator:
    return page.get_by_role("region", name="The chosen item")


def test_a_bullet_is_added_and_moved(page: Page, desk: Desk) -> None:
    first_bullet(page).click()
    item = item_of(page)
    item.get_by_label(re.compile("Another bullet of")).fill("Wrote a parser that nobody asked for.")
    with saved(page):
        item.get_by_role("button", name="Add the bullet").click()
    assert "- Wrote a parser that nobody asked for." in desk.profile()
    expect(item).to_contain_text("Wrote a parser")  # the new one is chosen
    before = desk.profile()
    with saved(page):
        item.get_by_role("button", name="Move this bullet up").click()
    assert desk.profile() != before
    assert sorted(desk.profile().split()) == sorted(before.split())
    with saved(page):
        item.get_by_role("button", name="Delete this bullet").click()
    assert "nobody asked for" not in desk.profile()


def test_an_entry_is_added_and_entries_are_put_in_another_order(page: Page, desk: Desk) -> None:
    page.locator('.box[aria-label^="entry"]').nth(2).click()
    item = item_of(page)
    item.get_by_role("button", name="New entry in this section").click()
    form = item.locator("form").last
    form.locator("input").first.fill("Museum of Clocks")
    form.get_by_label("Dates").fill("2019 – 2020")
    with saved(page) as answer:
        form.get_by_role("button", name="Add the entry").click()
    assert "Museum of Clocks" in desk.profile()
    assert any("Museum of Clocks" in one["text"] for one in answer["page"]["items"])
    expect(item).to_contain_text("Museum of Clocks")
    before = desk.profile()
    with saved(page):
        item.get_by_role("button", name="Move this entry up").click()
    assert sorted(desk.profile().split()) == sorted(before.split())
    assert desk.profile() != before
    expect(item).to_contain_text("Museum of Clocks")  # and stays chosen


def test_a_pin_follows_an_item_whose_first_words_are_edited(page: Page, desk: Desk) -> None:
    """What is named by its words gets an id of its own in the profile, so that the rule goes on naming it."""
    first_bullet(page).click()
    with saved(page):
        item_of(page).get_by_role("button", name="Pin").click()
    pinned = desk.says("pin")[-1]
    assert f"id: {pinned}" in desk.profile()
    text = page.get_by_label(re.compile("^Text"))
    text.fill("Wholly other words at the start.")
    with saved(page) as answer:
        text.blur()
    assert answer["page"]["ok"], answer["page"]["problems"]
    assert pinned in shown(answer)
    assert desk.says("pin")[-1] == pinned


def test_the_rest_of_a_target_is_edited(page: Page, desk: Desk) -> None:
    page.get_by_text("More: boosts").click()
    for name, line, path in (
        ("boost", "rust and cpp: 1.3", ("boost", "rust and cpp")),
        ("aliases", "simd: cpp", ("aliases", "simd")),
        ("words", "cpp: C++, C++20", ("words", "cpp")),
        ("lints.off", "first-person", ("lints", "off")),
    ):
        field = page.get_by_label(re.compile(f"^{re.escape(name)} "))
        field.fill("\n".join(filter(None, (field.input_value(), line))))
        with saved(page) as answer:
            field.blur()
        assert answer["page"]["ok"], answer["page"]["problems"]
        assert desk.says(*path)
    field = page.get_by_label("Points for a bullet being there")
    field.fill("0.7")
    with saved(page) as answer:
        field.blur()
    assert desk.says("base") == "0.7"
    assert answer["page"]["ok"]


def test_a_letter_is_written_beside_its_target(page: Page, desk: Desk) -> None:
    panel = tab(page, "Files")
    panel.get_by_label("File").select_option("letter:quant")
    text = panel.get_by_label("Text")
    expect(text).to_have_value("")
    text.fill("Dear all,\n\nhere is my page.\n")
    with saved(page) as answer:
        text.press("Control+s")
    letter = desk.file("letters/quant.md")
    assert letter.read_text().startswith("Dear all,")
    assert answer["page"]["ok"], answer["page"]["problems"]
    letter.unlink()


def test_a_file_that_comes_late_is_not_shown_as_another(page: Page) -> None:
    late: list[Route] = []
    page.route("**/api/source?file=target*", lambda route: late.append(route))
    panel = tab(page, "Files")
    text = panel.get_by_label("Text")
    expect(text).to_be_disabled()
    panel.get_by_label("File").select_option("letter:quant")
    text.fill("Dear all,")
    with page.expect_response("**/api/source?file=target*"):
        for route in late:
            route.continue_()
    page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
    expect(text).to_have_value("Dear all,")


def test_who_has_no_target_yet_is_asked_for_a_posting(opened: Open, desk: Desk) -> None:
    for name in TARGETS:
        desk.file(f"targets/{name}.yaml").rename(desk.file(f"{name}.kept"))
    try:
        page = opened()
        expect(page.get_by_role("tab", name="Posting")).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel")).to_contain_text("no target of your own yet")
    finally:
        for name in TARGETS:
            desk.file(f"{name}.kept").rename(desk.file(f"targets/{name}.yaml"))


def test_on_a_telephone_the_chosen_item_is_brought_into_sight(opened: Open) -> None:
    page = opened(viewport={"width": 360, "height": 740})
    first_bullet(page).click()
    expect(item_of(page)).to_be_in_viewport()
    item_of(page).get_by_role("link", name="Back to the page").click()
    expect(page.locator(".paper img").first).to_be_in_viewport()


def test_what_an_editor_saves_appears(page: Page, desk: Desk) -> None:
    path = desk.file("targets/quant.yaml")
    with saved(page, "page"):
        path.write_text(path.read_text().replace("title: Quantitative developer", "title: Tester of markets"))
    expect(page.get_by_role("heading", name="Tester of markets")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Saved by an editor")).to_be_visible()


def test_a_mistake_in_a_file_is_told_with_its_place_and_the_page_stays(page: Page, desk: Desk) -> None:
    path = desk.file("targets/quant.yaml")
    with saved(page, "page"):
        path.write_text(path.read_text().replace("pages: 1", "pages: one"))
    problems = page.get_by_role("alert", name="Problems")
    expect(problems).to_contain_text("targets/quant.yaml:4:")
    expect(page.locator(".paper img")).to_be_visible()
    panel = tab(page, "Files")
    text = panel.get_by_label("Text")
    expect(text).to_have_value(re.compile("pages: one"))
    text.fill(text.input_value().replace("pages: one", "pages: 1"))
    with saved(page) as answer:
        text.press("Control+s")
    assert answer["page"]["ok"]
    expect(problems).to_have_count(0)


def test_two_browsers_at_once_lose_nothing(opened: Open, desk: Desk) -> None:
    one, two = opened(), opened()
    with saved(two, "page"), saved(one):
        slider(one, "cuda").fill("8")
    with saved(one, "page"), saved(two):
        slider(two, "rust").fill("6.5")
    assert "cuda: 8" in desk.target()
    assert "rust: 6.5" in desk.target()
    expect(slider(one, "rust")).to_have_value("6.5")
    expect(slider(two, "cuda")).to_have_value("8")


def test_it_is_exported_in_every_format(page: Page, desk: Desk) -> None:
    choices = page.get_by_label("Export").locator("option").evaluate_all("all => all.map((one) => one.value)")
    for name in choices:
        if name not in ("", "print"):
            with page.expect_download() as download:
                page.get_by_label("Export").select_option(name)
            assert Path(download.value.path()).stat().st_size > 100, name


def test_scripts_in_every_field_are_only_text(opened: Open, desk: Desk) -> None:
    """No text of a profile or a target becomes markup, and no script runs."""
    attack = "<script>window.owned=1</script><img src=x onerror=window.owned=1>"
    bullets = [attack, {"text": attack, "short": "<b onclick=owned=1>x</b>", "tags": ["rust"]}]
    job = {"organization": attack, "position": attack, "dates": "2023 – present", "place": attack, "bullets": bullets}
    profile = {
        "name": "<img src=x onerror=window.owned=1>",  # a longer one has no room in a head, which is an error
        "headline": attack,
        "contact": {"email": "mira@example.com", "location": attack},
        "summary": attack,
        "experience": [job],
        "skills": {"Languages": [attack, "C++"]},
    }
    desk.file(f"profiles/{PROFILE}.yaml").write_text(json.dumps(profile))
    desk.file("targets/quant.yaml").write_text(json.dumps({"title": attack, "want": {"cpp": 3}}))
    page = opened()
    for name in ("Target", "Left out", "Items", "Posting", "Files", "History"):
        tab(page, name)
    panel = tab(page, "Posting")
    panel.get_by_label(re.compile("Paste it")).fill(f"{attack}\nYou must know Rust {attack}")
    panel.get_by_role("button", name="Draft a target").click()
    page.wait_for_timeout(500)
    assert page.evaluate("window.owned") is None
    assert page.locator("#studio script, #studio img[src=x]").count() == 0


AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def found_by_axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("(tags) => axe.run(document, {runOnly: tags})", AXE_RULES)
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(
    ("size", "scheme"),
    [((360, 740), "light"), ((1440, 900), "dark"), ((3840, 2160), "light")],
    ids=["phone", "dark", "4k"],
)
def test_axe_finds_nothing(opened: Open, size: tuple[int, int], scheme: str) -> None:
    page = opened(color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    first_bullet(page).click()
    page.get_by_label("Priority").wait_for()
    found = found_by_axe(page)
    for name in ("Left out", "Items", "Posting", "Files", "History"):
        tab(page, name)
        page.wait_for_timeout(150)
        found += found_by_axe(page)
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".pair img").nth(1).wait_for()
    found += found_by_axe(page)
    assert sorted(set(found)) == []


@pytest.mark.parametrize("width", [360, 768, 1280, 3840])
def test_nothing_sticks_out_at_any_width(opened: Open, width: int) -> None:
    page = opened(viewport={"width": width, "height": 900})
    for name in ("Target", "Left out", "Items", "Posting", "Files", "History"):
        tab(page, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    if width == 360:
        tab(page, "Target")
        pictured(page, "phone")


def test_it_is_dark_where_the_machine_is(opened: Open) -> None:
    page = opened(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"


def test_the_keyboard_alone_is_enough(page: Page, desk: Desk) -> None:
    """From the start of the page by Tab and arrows: a weight, a section, an item pinned, undone."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reach(page, lambda: page.evaluate("document.activeElement.id") == "want-low-latency")
    with saved(page):
        page.keyboard.press("ArrowRight")
    assert "low-latency: 5.5" in desk.target()
    reach(page, lambda: "box" in page.evaluate("document.activeElement.className"))
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    reach(page, lambda: page.evaluate("document.activeElement.textContent") == "Pin")
    with saved(page):
        page.keyboard.press("Enter")
    assert desk.target().count("pin:") == 1
    with saved(page, "undo"):
        page.keyboard.press("Control+z")


def reach(page: Page, there: Callable[[], bool]) -> None:
    for _ in range(160):
        if there():
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")


def test_the_pdf_itself_is_printed(page: Page) -> None:
    with page.expect_popup() as popup:
        page.keyboard.press("Control+p")
    assert "/api/pdf/" in popup.value.url or popup.value.url in ("", "about:blank", ":")  # Chromium may download it


CHANGES = int(os.environ.get("TAILOR_STUDIO_CHANGES", "40"))


def test_many_changes_leave_memory_flat(page: Page, desk: Desk) -> None:
    """`TAILOR_STUDIO_CHANGES=1000` does as many as the issue says."""
    sizes = []
    for number in range(CHANGES):
        with saved(page):
            slider(page, "cuda").fill(f"{-5 + number % 30 / 2:g}")
        sizes.append(resident(desk.process))
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 2**20
    half = len(sizes) // 2
    assert max(sizes[half:]) - max(sizes[:half]) < 40, sizes
    assert heap < 120


def resident(process: int) -> float:
    """Megabytes of a process."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    assert found is not None
    return int(found[1]) / 1024
