"""The Chinese font that comes with this project: a data file inside an installed package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_FILE = "zhplot/fonts/NotoSansSC-Regular.ttf"


def bundled_font() -> Path | None:
    """Noto Sans SC (SIL Open Font License 1.1), or None where its package is not installed.

    The package zhplot is never imported: that would rewrite the user's matplotlib settings.
    """
    try:
        package = distribution("zhplot")
    except PackageNotFoundError:
        return None
    path = Path(str(package.locate_file(_FILE)))
    return path if path.is_file() else None
