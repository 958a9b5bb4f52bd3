"""tailor: one profile, many targets; the best full page, chosen exactly and set once by TeX."""

__version__ = "0.1.0"


def told() -> str:
    """What `--version` says."""
    return f"tailor {__version__}"
