"""The photo of a page: found beside its profile, checked, turned upright, made small.

What is set is a new picture: whatever a camera or a phone wrote into its file (place, time, owner) is not in it.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import replace as with_place
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.base.limited_files import read_limited
from tailor.builds.beside.attached import Attached
from tailor.models.manifests import INCH, SP
from tailor.models.photos import is_shown
from tailor.models.values import localized
from tailor.storage.digests import digest
from tailor.text.headings import heading
from tailor.text.markdown.markup import plain

if TYPE_CHECKING:
    from PIL.Image import Image

    from tailor.models.config import Config
    from tailor.models.profiles import Profile
    from tailor.models.targets import Target
    from tailor.sources.loading import Loaded
    from tailor.templates.rendering import Template

MOST_READ = 60_000_000
"""Bytes of a picture's file: more than any camera's JPEG has."""

MOST_PIXELS = 150_000_000
"""Pixels of a picture: what it takes in memory follows from them, however small its file is."""

DOTS = 300
"""Dots an inch that are kept."""

MOST_KEPT = 160_000
"""Bytes of the picture on the page, so that the page's file, fonts included, stays below 400 kB."""

QUALITIES = (88, 80, 70, 55)
"""Of JPEG, the best that is small enough is taken."""

BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""How the files of JPEG and PNG begin."""


class Picture(Struct, frozen=True):
    """A picture made small: JPEG, its size in pixels, and how many it had."""

    content: bytes
    size: tuple[int, int]
    had: tuple[int, int]


class Photo(Struct, frozen=True):
    """A photo on a page: the file that TeX reads, its width and height in sp, the words that stand for it, how many
    dots an inch it has, and the file that it was made of."""

    name: str
    content: bytes
    width: int
    height: int
    words: str
    dots: int
    source: Attached

    @property
    def fields(self) -> dict[str, Any]:
        """What macros are given of it."""
        return {"file": self.name, "width": self.width, "height": self.height, "words": self.words}


def photo_of(profile: Loaded[Profile], target: Target, config: Config, template: Template, locale: str) -> Photo | None:
    """The photo of a page; None where the page shows none, or its template has no place. Raises InputError, at the
    place where the profile names it, for a file that is not a JPEG or PNG picture."""
    said = config.photo if target.photo is None else target.photo
    if profile.value.photo is None or not is_shown(said, locale):
        return None
    source = read_photo(profile)
    room = template.manifest.photo
    return None if room is None else placed(profile, source, (room.width, room.height), locale)


def read_photo(profile: Loaded[Profile]) -> Attached:
    """The file that a profile names. Raises InputError where it cannot be read."""
    named = str(profile.value.photo)
    path = next(iter(profile.files)).parent / named
    try:
        return Attached(path, read_limited(path, MOST_READ))
    except OSError as error:
        why = "is not there" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        hint = "its path goes from the folder of this file" if isinstance(error, FileNotFoundError) else ""
        raise InputError(Problem("no-photo", f"the photo {named} {why}", hint, profile.place(("photo",)))) from None


def placed(profile: Loaded[Profile], source: Attached, room: tuple[int, int], locale: str) -> Photo:
    """A photo in a place of some width and height (sp), as large as it can be there. Raises InputError."""
    try:
        picture = small(source.content or b"", room)
    except InputError as error:
        place = profile.place(("photo",))
        raise InputError([with_place(one, place=place) for one in error.problems]) from None
    width, height = fitted(picture.had, room)
    name = plain(localized(profile.value.name, locale))
    words = f"{heading('photo', locale)}: {name}"
    dots = picture.size[0] * INCH // width
    file = f"photo-{digest(picture.content)[:12]}.jpg"
    return Photo(file, picture.content, width, height, words, dots, source)


def fitted(size: tuple[int, int], room: tuple[int, int]) -> tuple[int, int]:
    """Width and height of a picture of some size, in the same shape as large as the room lets it be; 1 pt at least."""
    width, height = size
    if width * room[1] > height * room[0]:
        return room[0], max(SP, room[0] * height // width)
    return max(SP, room[1] * width // height), room[1]


def small(content: bytes, room: tuple[int, int]) -> Picture:
    """A picture with as many dots as it needs in a room (sp). Raises InputError for anything but JPEG or PNG."""
    if not content.startswith(BEGINNINGS):
        hint = "open it in any program for pictures and save it as JPEG or PNG"
        raise InputError(Problem("bad-photo", "the photo is neither JPEG nor PNG", hint))
    try:
        image, had = _upright(content, max(_pixels(side) for side in room))
    except InputError:
        raise
    except Exception as error:  # Pillow raises many kinds for what is broken: of JPEG, of PNG, of zlib, of structs
        hint = "open it in any program for pictures and save it anew"
        raise InputError(Problem("bad-photo", f"the photo is damaged: {error}", hint)) from None
    width, height = fitted(had, room)
    return _compressed(image, (_pixels(width), _pixels(height)), had)


def _pixels(length: int) -> int:
    return max(1, round(length * DOTS / INCH))


def _upright(content: bytes, needed: int) -> tuple[Image, tuple[int, int]]:
    """A picture in red, green and blue, as the camera was held, on white where it is clear; its size in the file."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image: Image.Image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    had = image.size
    if had[0] * had[1] > MOST_PIXELS:
        message = f"the photo has {had[0]} × {had[1]} pixels"
        raise InputError(Problem("bad-photo", message, f"make it smaller: {DOTS} pixels an inch are enough"))
    image.draft("RGB", (2 * needed, 2 * needed))  # of JPEG no more is decoded than is needed
    image.load()
    turned = ImageOps.exif_transpose(image)
    if (turned.size[0] > turned.size[1]) != (image.size[0] > image.size[1]):
        had = (had[1], had[0])
    return _coloured(turned), had


def _coloured(image: Image) -> Image:
    """In red, green and blue as screens have them, on white."""
    from PIL import Image

    if image.mode.startswith("I"):  # grey in 16 bits
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        above = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", above.size, "white"), above).convert("RGB")
    return _of_screens(image)


def _of_screens(image: Image) -> Image:
    """The colours of a picture that brings a description of its own ones (those of a phone, of a press)."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            own, screens = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(image, own, screens, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):  # a description that is broken: its colours are as good as known
            found = None
        if found is not None:
            return found
    return image.convert("RGB")


def _compressed(image: Image, size: tuple[int, int], had: tuple[int, int]) -> Picture:
    """Of a size in pixels at most, and of `MOST_KEPT` bytes at most."""
    image.thumbnail(size)
    image.info.clear()  # else a comment or a profile of the file would be written again
    while True:
        for quality in QUALITIES:
            written = io.BytesIO()
            image.save(written, "JPEG", quality=quality, optimize=True)
            if written.tell() <= MOST_KEPT:
                return Picture(written.getvalue(), image.size, had)
        image.thumbnail((max(1, image.width * 4 // 5), max(1, image.height * 4 // 5)))


def check_photo(profile: Loaded[Profile]) -> None:
    """Raises InputError for a photo that a profile names and that no page could show."""
    if profile.value.photo is not None:
        placed(profile, read_photo(profile), (INCH, INCH), profile.value.locale)
