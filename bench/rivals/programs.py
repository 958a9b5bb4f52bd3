"""Programs that run under Node: YAMLResume, JSON Resume's theme Even, Resumx, Reactive Resume.

The first two come from npm. Of the others a copy of the repository is needed, in a folder named by `RESUMX` and by
`REACTIVE_RESUME`. What cannot be had is left out, and said. YAMLResume's LaTeX needs a full TeX Live (`xelatex`, the
class moderncv, ctex), the browser is the studio's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.rivals import content

HERE = Path(__file__).parent / "node"
TEMPLATES = ("moderncv-banking", "jake")
"""Of YAMLResume, the usual one first."""

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
REACTIVE = [
    "esbuild",
    "tailwindcss@3",
    "@tailwindcss/typography",
    "react@18",
    "react-dom@18",
    "react-router@7",
    "react-helmet-async",
    "zustand",
    "webfontloader",
    "framer-motion@11",
    "lodash.get",
    "lodash.set",
    "react-zoom-pan-pinch",
    "zod@3",
    "nestjs-zod@3",
    "@paralleldrive/cuid2",
    "@sindresorhus/slugify",
    "dayjs",
    "clsx",
    "tailwind-merge",
    "deepmerge",
    "usehooks-ts",
    "unique-names-generator",
    "sanitize-html",
    "@phosphor-icons/web",
    "react-hook-form",
    "use-breakpoint",
    "papaparse",
    "@fontsource/ibm-plex-serif",
]
"""What the pages of Reactive Resume load, and the face and the icons that its own page takes from the network."""

STYLES = (
    "made/main.css",
    "node_modules/@phosphor-icons/web/src/regular/style.css",
    "node_modules/@fontsource/ibm-plex-serif/400.css",
    "node_modules/@fontsource/ibm-plex-serif/400-italic.css",
    "node_modules/@fontsource/ibm-plex-serif/600.css",
)


def pages(data: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The pages of all that can be had: a name, a PDF."""
    makers: dict[str, Callable[[Mapping[str, Any], Path], bytes]] = {
        **{f"yamlresume-{name}": _yamlresume(name) for name in TEMPLATES},
        "jsonresume-even": even,
        "resumx": resumx,
        "reactive-resume": reactive,
    }
    for name, make in makers.items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                yield name, make(data, Path(folder))
            except (OSError, subprocess.CalledProcessError, KeyError) as error:
                print(f"{name} is left out: {error}", file=sys.stderr)


def _yamlresume(template: str) -> Callable[[Mapping[str, Any], Path], bytes]:
    return lambda data, folder: yamlresume(data, folder, template)


def yamlresume(data: Mapping[str, Any], folder: Path, template: str) -> bytes:
    """YAMLResume's LaTeX in a template of its own, set by XeLaTeX twice."""
    (folder / "page.json").write_text(json.dumps(data), "utf-8")
    _run(["node", "yamlresume.mjs", folder / "page.json", template], _modules(), folder / "cv.tex")
    for _ in range(2):
        command = ["xelatex", "-no-shell-escape", "-interaction=nonstopmode", "cv.tex"]
        subprocess.run(command, cwd=folder, check=False, capture_output=True)
    return (folder / "cv.pdf").read_bytes()


def even(data: Mapping[str, Any], folder: Path) -> bytes:
    """JSON Resume's theme Even, printed by the browser."""
    (folder / "page.json").write_text(json.dumps(content.even(data)), "utf-8")
    command = ["node_modules/.bin/resumed", "render", folder / "page.json", "--theme", "jsonresume-theme-even"]
    _run([*command, "--output", folder / "page.html"], _modules())
    return printed((folder / "page.html").as_uri())


def resumx(data: Mapping[str, Any], folder: Path) -> bytes:
    """Resumx, from its repository, with its own defaults and `pages: 1`."""
    home = _copied("RESUMX")
    if not (home / "node_modules/.bin/tsx").exists():
        _relaxed(home / "package.json")
        _npm(home, "install", "--omit=dev")
        _npm(home, "install", "--no-save", "tsx")
    shutil.copy(HERE / "browser.mjs", home)
    (folder / "cv.md").write_text(content.resumx(data), "utf-8")
    command = ["node", "--import", "tsx", "--import", "./browser.mjs", "src/index.ts", folder / "cv.md", "--no-check"]
    _run([*command, "--format", "pdf", "--output", folder / "cv"], home)
    return (folder / "cv.pdf").read_bytes()


def reactive(data: Mapping[str, Any], folder: Path) -> bytes:
    """Reactive Resume's own pages, from its repository (version 4), printed by the browser as its printer does."""
    home = _copied("REACTIVE_RESUME")
    if not (home / "made/main.css").exists():
        (home / "package.json").write_text('{"private": true}')
        _npm(home, "install", *REACTIVE)
        shutil.copy(HERE / "reactive.mjs", home)
        _run(["node", "reactive.mjs"], home)
        _tailwind(home)
    styles = "".join(f'<link rel="stylesheet" href="/{name}">' for name in STYLES)
    (home / "index.html").write_text(f'{styles}<div id="root"></div><script src="/made/main.js"></script>')
    stored = json.dumps(json.dumps(content.reactive(data)))
    return printed("http://resume.localhost/artboard/preview", home, f"localStorage.setItem('resume', {stored})")


def _tailwind(home: Path) -> None:
    config = (home / "apps/artboard/tailwind.config.js").read_text("utf-8")
    kept = [line for line in config.splitlines() if "createGlobPatternsForDependencies" not in line]
    (home / "apps/artboard/made.cjs").write_text("\n".join(kept), "utf-8")
    paths = ["-i", "apps/artboard/src/styles/main.css", "-o", "made/main.css"]
    _run(["node_modules/.bin/tailwindcss", "-c", "apps/artboard/made.cjs", *paths], home)


def printed(address: str, home: Path | None = None, script: str = "") -> bytes:
    """A page of the browser on US letter paper; what it asks of `resume.localhost` comes out of the folder `home`."""
    from playwright.sync_api import Route, sync_playwright

    def answer(route: Route) -> None:
        path = (home or Path()) / route.request.url.partition("localhost/")[2].partition("?")[0]
        route.fulfill(path=path if path.is_file() else (home or Path()) / "index.html")

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.route("http://resume.localhost/**", answer)
        page.add_init_script(script)
        page.goto(address)
        page.wait_for_timeout(1000)  # fonts
        pdf = page.pdf(format="Letter", print_background=True, prefer_css_page_size=True)
        browser.close()
    return pdf


def _modules() -> Path:
    """The environment of what comes from npm, made once in the folder for temporary files."""
    home = Path(tempfile.gettempdir(), f"tailor-bench-rivals-{os.getuid()}")
    if not (home / "node_modules/.bin/resumed").exists():
        shutil.copytree(HERE, home, dirs_exist_ok=True)
        _npm(home, "install")
    return home


def _copied(variable: str) -> Path:
    """A copy of a repository to work in. Raises KeyError where nobody named one."""
    home = Path(tempfile.gettempdir(), f"tailor-bench-{variable.lower()}-{os.getuid()}")
    if not home.exists():
        shutil.copytree(os.environ[variable], home, ignore=shutil.ignore_patterns(".git", "node_modules"))
    return home


def _relaxed(package: Path) -> None:
    """Let npm take any version where the one that is asked for is not to be had."""
    found = json.loads(package.read_text("utf-8"))
    for name in found["dependencies"]:
        if name.startswith("@mdit/"):
            found["dependencies"][name] = "*"
    package.write_text(json.dumps(found), "utf-8")


def _npm(home: Path, *arguments: str) -> None:
    _run(["npm", *arguments, "--ignore-scripts", "--no-audit", "--no-fund"], home)


def _run(command: list[Any], home: Path, out: Path | None = None) -> None:
    environment = os.environ | {"CHROMIUM": CHROMIUM, "RESUMX_TELEMETRY": "0"}
    made = subprocess.run(list(map(str, command)), cwd=home, env=environment, check=True, stdout=subprocess.PIPE)
    if out:
        out.write_bytes(made.stdout)


def count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(pdf))
