"""tailor: one profile, many targets; the best full page, chosen exactly and set once by TeX.

The library is `tailor.api`; its names are here too, loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module

from tailor.base.version import VERSION

TYPE_CHECKING = False  # `typing` would take a fifth of the time that `--version` does
if TYPE_CHECKING:
    from tailor.api import *  # noqa: F403

__version__ = VERSION


def version() -> str:
    """What `--version` says."""
    return f"tailor {__version__}"


def __getattr__(name: str) -> object:
    library = import_module("tailor.api")
    if name in library.__all__:
        return getattr(library, name)
    raise AttributeError(f"module 'tailor' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("tailor.api").__all__})
