"""Photos: asked for by targets, folders or languages, made small and upright, on pages that stay exact and tagged."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from commands import run
from PIL import Image, ImageCms
from pypdf import PdfReader

from bench.tags import marks, tree
from tailor.base.errors import InputError
from tailor.builds.beside.photo import MOST_KEPT, fitted, small
from tailor.models.manifests import SP
from tailor.models.photos import is_shown
from tailor.models.targets import Target
from tailor.tex.engine import FONTS

TEMPLATES = ("classic", "compact", "academic", "jake", "modern", "sidebar")
ROOM = (80 * SP, 100 * SP)
PERSON = """\
name: Ada Moss
photo: portraits/ada.jpg
headline: Analyst
contact: {email: ada@example.com, phone: +1 202 555 0123, website: https://example.com}
experience:
  - organization: Northwind
    position: Analyst
    dates: 2020 – 2022
    bullets: [Replayed a year of recorded traffic., Cut the close from nine days to four.]
"""


def picture(form: str = "JPEG", size: tuple[int, int] = (600, 750), **more: object) -> bytes:
    """The upper left quarter is red, the rest blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    written = io.BytesIO()
    image.save(written, form, **more)
    return written.getvalue()


def folder(root: Path, content: bytes | None, person: str = PERSON, target: str = "photo: true\n") -> Path:
    for name in ("profiles/portraits", "targets"):
        (root / name).mkdir(parents=True)
    (root / "profiles/ada.yaml").write_text(person, "utf-8")
    (root / "targets/desk.yaml").write_text(target, "utf-8")
    if content is not None:
        (root / "profiles/portraits/ada.jpg").write_bytes(content)
    return root


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def coloured(image: Image.Image, x: int, y: int) -> str:
    red, _, blue = image.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return "red" if red > 150 > blue else "blue" if blue > 150 > red else "other"


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_is_made_as_small_as_its_place(form: str) -> None:
    made = small(picture(form, (3000, 3750)), ROOM)
    assert opened(made.content).format == "JPEG"
    assert made.size == (332, 415)
    assert made.had == (3000, 3750)


def test_a_small_picture_is_not_blown_up() -> None:
    assert small(picture(size=(60, 75)), ROOM).size == (60, 75)


@pytest.mark.parametrize(("turn", "corner"), [(1, (5, 5)), (3, (-5, -5)), (6, (-5, 5)), (8, (5, -5)), (2, (-5, 5))])
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_it_is_turned_as_the_camera_was_held(form: str, turn: int, corner: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    made = small(picture(form, (800, 1000), exif=exif), ROOM)
    image = opened(made.content)
    assert (image.width > image.height) == (turn in (6, 8))
    assert coloured(image, corner[0] % image.width, corner[1] % image.height) == "red"
    assert made.had == ((1000, 800) if turn in (6, 8) else (800, 1000))


def test_what_a_camera_wrote_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "Example Phones", "at 12 Example Street"
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = small(picture(exif=exif, icc_profile=icc, comment=b"taken at home", dpi=(72, 72)), ROOM)
    assert {b"Example", b"home", b"ICC_PROFILE", b"Exif"} & {
        one for one in (b"Example", b"home", b"ICC_PROFILE", b"Exif") if one in made.content
    } == set()
    assert set(opened(made.content).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_noise_stays_below_its_bytes() -> None:
    noise = io.BytesIO()
    Image.effect_noise((2000, 2000), 120).convert("RGB").save(noise, "PNG")
    assert len(small(noise.getvalue(), (300 * SP, 300 * SP)).content) <= MOST_KEPT


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_kind_of_colour_is_shown(mode: str) -> None:
    written = io.BytesIO()
    image = Image.new(mode, (100, 120)) if mode == "I;16" else Image.new("RGB", (100, 120), "white").convert(mode)
    image.save(written, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(small(written.getvalue(), ROOM).content).mode == "RGB"


def test_what_is_clear_is_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (100, 120), (0, 0, 0, 0)).save(written, "PNG")
    assert opened(small(written.getvalue(), ROOM).content).getpixel((50, 60)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("size", "expected"), [((600, 750), (80, 100)), ((1000, 1000), (80, 80)), ((100, 1000), (10, 100))]
)
def test_its_shape_is_kept(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert fitted(size, ROOM) == (expected[0] * SP, expected[1] * SP)


JPEG, PNG = picture(), picture("PNG")
BROKEN = {
    "gif": picture("GIF"),
    "webp": picture("WEBP"),
    "text": b"not a picture",
    "empty": b"",
    "cut-jpeg": JPEG[: len(JPEG) // 2],
    "cut-png": PNG[: len(PNG) // 2],
    "head": JPEG[:20],
    "spoiled-png": PNG[:40] + b"\xff" * 30 + PNG[70:],
    "bomb": PNG[:16] + (60_000).to_bytes(4, "big") * 2 + PNG[24:],
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_picture_is_refused(kind: str) -> None:
    with pytest.raises(InputError):
        small(BROKEN[kind], ROOM)


@pytest.mark.parametrize(
    ("said", "locale", "shown"),
    [
        *((word, "en", shown) for word, shown in (("true", True), ("yes", True), ("false", False), ("no", False))),
        *((["de", "fr"], locale, shown) for locale, shown in (("de", True), ("de-CH", True), ("en", False))),
        ("de", "de", True),
        ({"de": "true", "en": "false"}, "de", True),
        ({"de": "true", "en": "false"}, "en", False),
        (["de-CH"], "de", False),
        (None, "de", False),
    ],
)
def test_it_is_shown_where_it_is_asked_for(said: object, locale: str, shown: bool) -> None:
    assert is_shown(Target.model_validate({"photo": said}).photo, locale) is shown


@pytest.mark.parametrize("said", ["perhaps", ["xx"], {"de": "perhaps"}, 7])
def test_other_answers_are_refused(said: object) -> None:
    with pytest.raises(ValueError, match="photo"):
        Target.model_validate({"photo": said})


def run_in(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run(*words, cwd=root)


def fill(root: Path, *words: str) -> str:
    done = run_in(root, "build", "desk", *words)
    assert done.returncode == 0, done.stderr
    return done.stderr


def images(pdf: Path) -> list[bytes]:
    page = PdfReader(pdf).pages[0]
    return [one.data for one in page.images]


@pytest.mark.tex
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_with_a_photo_is_exact_tagged_and_small(template: str, tmp_path: Path) -> None:
    root = folder(tmp_path, picture(size=(2400, 3000)))
    fill(root, "--template", template, "--format", "pdf,tex,docx,html")
    pdf = root / "out/ada/desk.pdf"
    assert pdf.stat().st_size < 400_000
    assert len(images(pdf)) == 1
    figures = [one.source for one in tree(pdf.read_bytes()).walk() if one.tag == "Figure"]
    assert [one["/Alt"] for one in figures] == ["Photo: Ada Moss"]
    left, bottom, right, top = map(float, figures[0]["/A"]["/BBox"])
    assert 0.8 < (right - left) / (top - bottom) * 1.25 < 1.2
    assert 0 < left < right < 612
    assert 0 < bottom < top < 792
    (found,) = marks(pdf.read_bytes())
    assert found.nested == []


@pytest.mark.tex
def test_the_tex_compiles_with_the_photo_beside_it(tmp_path: Path) -> None:
    root = folder(tmp_path, picture())
    fill(root, "--template", "modern")
    out = root / "out/ada"
    before = (out / "desk.pdf").read_bytes()
    subprocess.run(
        ["pdflatex", "-interaction=batchmode", "desk.tex"], cwd=out, check=True, capture_output=True, timeout=60
    )
    after = images(out / "desk.pdf")
    assert after == [one.data for one in PdfReader(io.BytesIO(before)).pages[0].images]


@pytest.mark.tex
def test_xetex_sets_it_too(tmp_path: Path) -> None:
    root = folder(tmp_path, picture(), PERSON.replace("Ada Moss", "Ада Мосс"))
    fill(root, "--template", "sidebar")
    pdf = root / "out/ada/desk.pdf"
    assert len(images(pdf)) == 1
    assert [one.source["/Alt"] for one in tree(pdf.read_bytes()).walk() if one.tag == "Figure"] == ["Photo: Ада Мосс"]


@pytest.mark.tex
def test_it_is_off_unless_asked_for_and_nobody_has_one(tmp_path: Path) -> None:
    root = folder(tmp_path, picture(), target="title: Desk\n")
    fill(root)
    assert images(root / "out/ada/desk.pdf") == []
    (root / "tailor.yaml").write_text("photo: [en]\n", "utf-8")
    fill(root)
    assert len(images(root / "out/ada/desk.pdf")) == 1
    fill(root, "--redact", "--format", "pdf,docx")
    assert images(root / "out/ada/desk-redacted.pdf") == []
    assert not [one for one in ZipFile(root / "out/ada/desk-redacted.docx").namelist() if "media" in one]


@pytest.mark.tex
def test_another_photo_makes_the_page_stale(tmp_path: Path) -> None:
    root = folder(tmp_path, picture())
    fill(root)
    before = images(root / "out/ada/desk.pdf")
    (root / "profiles/portraits/ada.jpg").write_bytes(picture(size=(700, 700)))
    fill(root)
    assert images(root / "out/ada/desk.pdf") != before


@pytest.mark.parametrize("content", [None, b"not a picture", BROKEN["cut-jpeg"]])
def test_a_mistake_is_told_where_the_profile_names_it(tmp_path: Path, content: bytes | None) -> None:
    root = folder(tmp_path, content)
    for command in ("build", "check"):
        done = run_in(root, command, *(["desk"] if command == "build" else []))
        assert done.returncode == 2
        assert "profiles/ada.yaml:2:8" in done.stderr + done.stdout


def test_a_folder_is_no_photo(tmp_path: Path) -> None:
    root = folder(tmp_path, None, PERSON.replace("portraits/ada.jpg", "portraits"))
    assert "profiles/ada.yaml:2:8" in (done := run_in(root, "build", "desk")).stderr
    assert done.returncode == 2


@pytest.mark.tex
def test_doubts_are_told(tmp_path: Path) -> None:
    assert "dots an inch" in fill(folder(tmp_path / "a", picture(size=(60, 75))))
    no_photo = PERSON.replace("photo: portraits/ada.jpg\n", "")
    assert "has no photo" in fill(folder(tmp_path / "b", None, no_photo))
    root = folder(tmp_path / "c", picture())
    own = root / "templates/latex/own"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text("title: Own\nextends: classic\n", "utf-8")
    (own / "blocks.tex.j2").write_text("<% macro header(block, region) %>\\strutted{<< block.name >>}<% endmacro %>\n")
    assert "has no place for the photo" in fill(root, "--template", "own")


@pytest.mark.tex
def test_word_has_it_beside_the_head_with_words(tmp_path: Path) -> None:
    root = folder(tmp_path, picture(size=(2400, 3000)))
    fill(root, "--format", "docx,html")
    file = root / "out/ada/desk.docx"
    assert file.stat().st_size < 400_000
    xml = ZipFile(file).read("word/document.xml").decode()
    assert re.search(r'<wp:anchor.*descr="Photo: Ada Moss"', xml, re.DOTALL)
    assert "txbx" not in xml
    assert docx.Document(str(file)).paragraphs[0].text == "Ada Moss"
    assert 'alt="Photo: Ada Moss"' in (root / "out/ada/desk.html").read_text("utf-8")


@pytest.mark.tex
def test_a_letter_has_none(tmp_path: Path) -> None:
    root = folder(tmp_path, picture(), target="photo: true\nletter: |\n  Dear reader, this is all.\n")
    fill(root, "--format", "pdf,docx")
    assert len(images(root / "out/ada/desk.pdf")) == 1
    assert images(root / "out/ada/desk-letter.pdf") == []


STYLE = r"\RequirePackage{graphicx}\newcommand\seal{\includegraphics[height=20pt]{seal}}"
OWN_PREAMBLE = r"""<% extends "classic/preamble.tex.j2" %>
<% block macros %>
<< super() >>
\usepackage{house}
<% endblock %>
"""
OWN_HEADER = r"<% macro header(block, region) %>\strutted{<< block.name >> \seal}<% endmacro %>"


@pytest.mark.tex
def test_a_template_brings_pictures_and_packages_by_name(tmp_path: Path) -> None:
    root = folder(tmp_path, None, PERSON.replace("photo: portraits/ada.jpg\n", ""), "title: Desk\n")
    own = root / "templates/latex/own"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text("title: Own\nextends: classic\n", "utf-8")
    (own / "house.sty").write_text(STYLE)
    (own / "preamble.tex.j2").write_text(OWN_PREAMBLE)
    (own / "blocks.tex.j2").write_text(OWN_HEADER)
    (own / "seal.png").write_bytes(picture("PNG", (40, 40)))
    fill(root, "--template", "own")
    out = root / "out/ada"
    assert len(images(out / "desk.pdf")) == 1
    assert (out / "seal.png").is_file()
    (own / "seal.png").write_bytes(picture("PNG", (80, 40)))
    assert "built" in run_in(root, "build", "desk", "--template", "own", "--json").stdout
    subprocess.run(["pdflatex", "-interaction=batchmode", "desk.tex"], cwd=out, check=True, capture_output=True)


FONT_PREAMBLE = r"""<% extends "classic/preamble.tex.j2" %>
<% block fonts %>
<< super() >>
\fontline{house Houseface-Regular <house.enc <house.pfb}
\DeclareFontFamily{T1}{hse}{}\DeclareFontShape{T1}{hse}{m}{n}{<->house}{}
\DeclareFontShape{T1}{hse}{b}{n}{<->house}{}\DeclareFontShape{T1}{hse}{m}{it}{<->house}{}
\DeclareFontFamily{TS1}{hse}{}\DeclareFontShape{TS1}{hse}{m}{n}{<->ssub*qpl/m/n}{}
\renewcommand\rmdefault{hse}
<% endblock %>
"""


@pytest.mark.tex
def test_a_template_brings_fonts_by_name(tmp_path: Path) -> None:
    root = folder(tmp_path, None, PERSON.replace("photo: portraits/ada.jpg\n", ""), "title: Desk\n")
    own = root / "templates/latex/own"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text("title: Own\nextends: classic\n", "utf-8")
    (own / "preamble.tex.j2").write_text(FONT_PREAMBLE)
    for kept, ending in (("tls-r-t1.tfm", "tfm"), ("tls-r.pfb", "pfb"), ("tls-t1.enc", "enc")):
        shutil.copy(FONTS / kept, own / f"house.{ending}")
    for _ in range(3):  # with all of TeX's tree, then with what is known of it
        fill(root, "--template", "own", "--force")
        assert fonts_of(root / "out/ada/desk.pdf") == {"TailorSans-Regular"}
    subprocess.run(
        ["pdflatex", "-interaction=batchmode", "desk.tex"], cwd=root / "out/ada", check=True, capture_output=True
    )
    assert fonts_of(root / "out/ada/desk.pdf") == {"TailorSans-Regular"}


def fonts_of(pdf: Path) -> set[str]:
    """The fonts of the page's text, by their names."""
    found = PdfReader(pdf).pages[0]["/Resources"]["/Font"]
    names = {str(one.get_object()["/BaseFont"]).rpartition("+")[2] for one in found.values()}
    return {name for name in names if "dummy" not in name.lower() and not name.startswith(("LM", "TeXGyre"))}


@pytest.mark.tex
def test_a_link_in_a_templates_folder_leads_nowhere(tmp_path: Path) -> None:
    root = folder(tmp_path, None, PERSON.replace("photo: portraits/ada.jpg\n", ""), "title: Desk\n")
    (tmp_path / "secret.tex").write_text("secret")
    own = root / "templates/latex/own"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text("title: Own\nextends: classic\n", "utf-8")
    (own / "notes.tex").symlink_to(tmp_path / "secret.tex")
    fill(root, "--template", "own")
    assert not (root / "out/ada/notes.tex").exists()
