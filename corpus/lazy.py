"""Names that a room hands on, each loaded when it is first used; names that have moved.

A room's ``__init__`` says which of its modules' names are public. Loading them at once would make
``leitong --help`` load NumPy and pandas, so they wait (PEP 562).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType


def hand_on(
    package: str,
    homes: Mapping[str, str],
    *,
    old: Mapping[str, str] | None = None,
    above: Mapping[str, str] | None = None,
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """Make ``__getattr__``, ``__dir__`` and ``__all__`` of a package that hands on names.

    Parameters
    ----------
    package
        The package's ``__name__``.
    homes
        Module below the package → the names it gives, separated by blanks.
    old
        Name that a thing had → name it has now. For one release the old name is found, too, with a
        :class:`DeprecationWarning`; ``__dir__`` and ``__all__`` do not list it.
    above
        Name → the module of a package that stands on this one and has it. People look for it here,
        too, and find it if that package is there; it is not listed, for nothing here needs it.

    Examples
    --------
    >>> get, _, names = hand_on("corpus", {"ids": "find_id", "atomic": "write_atomic"})
    >>> names, get("find_id").__name__
    (['find_id', 'write_atomic'], 'find_id')
    """
    home = {name: module for module, names in homes.items() for name in names.split()}
    names = sorted(home)
    renamed = old or {}
    higher = above or {}

    def get(name: str) -> object:
        if name in renamed:
            import warnings

            new = renamed[name]
            warnings.warn(
                f"{package}.{name} is now {package}.{new}", DeprecationWarning, stacklevel=2
            )
            name = new
        if name in higher:
            return getattr(import_module(higher[name]), name)
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home[name]}"), name)

    return get, lambda: names, names


class Moved:
    """Finds documented modules under the names they had, for one release, with a warning."""

    def __init__(self, moved: Mapping[str, str]) -> None:
        self.moved = moved

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for old names only."""
        del path, target  # the name alone decides
        if fullname not in self.moved:
            return None
        return ModuleSpec(fullname, self)  # type: ignore[arg-type] # a loader by its methods

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Load the module under its new name."""
        import warnings

        new = self.moved[spec.name]
        warnings.warn(f"{spec.name} is now {new}", DeprecationWarning, stacklevel=2)
        return import_module(new)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: the module has run under its new name."""


def keep_old_names(moved: Mapping[str, str]) -> None:
    """Let ``import`` find modules under old names, too.

    Parameters
    ----------
    moved
        Old full name → new full name.
    """
    sys.meta_path.append(Moved(moved))
