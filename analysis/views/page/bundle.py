"""ES modules joined into one script, which a page can hold and seal by its digest.

A page opened from a file may not import modules from beside it, and it is to be one file anyway.
So its modules are joined when the page is made: each becomes a function of its own scope that
returns what the module exports, in an order in which every module comes after those it imports.
That needs no Node on the machine that writes a report. The modules are real ones: a browser loads
them unjoined, too, and a test compares what it shows.

What is understood is what the page needs: ``import { a, b as c } from "./x.js"`` and ``export``
before a function, a class or a ``const`` of one name; a ``const`` at the edge of a line may
``await``, and then whatever comes after waits, too. Everything else is refused with its place, and
so are circles, unknown names and modules that nobody imports.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "(\.{1,2}/[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) ([A-Za-z_]\w*))", re.M)
_WAITS = re.compile(r"^const [A-Za-z_]\w* = .*\bawait ", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class _Module(NamedTuple):
    imports: dict[str, list[tuple[str, str]]]
    """Path of each module that is imported → names there, and names here."""
    exports: list[str]
    body: str

    @property
    def waits(self) -> bool:
        """Whether it waits for something before it is there."""
        return _WAITS.search(self.body) is not None


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """Join ES modules into one classic script that does what they do.

    Parameters
    ----------
    modules
        Path → text of each module. Paths are relative to one folder, with ``/`` between names.
    entry
        Path of the module that a page would load.

    Returns
    -------
    str
        One expression in strict mode; it leaves no global name behind.

    Raises
    ------
    ValueError
        If a module imports what is not there, imports in a circle, is imported by nobody, or
        holds an ``import`` or ``export`` of another form.

    Examples
    --------
    >>> modules = {
    ...     "start.js": 'import { one } from "./data/one.js";\\n\\nshow(one);\\n',
    ...     "data/one.js": "export const one = 1;\\n",
    ... }
    >>> print(bundle(modules, "start.js"))
    "use strict";(()=>{
    const $data_one=(()=>{
    const one = 1;
    return{one};})();
    (()=>{
    const{one}=$data_one;
    show(one);
    })();
    })();
    <BLANKLINE>
    """
    parsed = {path: _parse(path, text) for path, text in sorted(modules.items())}
    for path, module in parsed.items():
        _check(path, module, parsed)
    order = _order(parsed, entry)
    joined = "".join(_wrapped(path, parsed[path]) for path in order)
    waits = "async" if any(module.waits for module in parsed.values()) else ""
    return f'"use strict";({waits}()=>{{\n{joined}}})();\n'


def _parse(path: str, text: str) -> _Module:
    imports: dict[str, list[tuple[str, str]]] = {}
    for names, target in _IMPORT.findall(text):
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        for name in filter(None, (part.strip() for part in names.split(","))):
            there, _, here = name.partition(" as ")
            imports.setdefault(found, []).append((there, here or there))
    exports = _EXPORT.findall(text)
    body = _EXPORT.sub("", _IMPORT.sub("", text))
    left = _LEFT.search(body)
    if left:
        raise ValueError(
            f"{path}: {left[0]!r} is no form of import or export that is joined here; "
            'write import { name } from "./file.js" or export function|class|const name'
        )
    return _Module(imports, exports, body)


def _check(path: str, module: _Module, modules: Mapping[str, _Module]) -> None:
    for target, names in module.imports.items():
        if target not in modules:
            raise ValueError(f"{path}: there is no module {target}")
        for name, _ in names:
            if name not in modules[target].exports:
                raise ValueError(f"{path}: {target} exports no {name}")


def _order(modules: Mapping[str, _Module], entry: str) -> list[str]:
    try:
        order = list(
            TopologicalSorter({p: list(m.imports) for p, m in modules.items()}).static_order()
        )
    except CycleError as circle:
        raise ValueError(f"modules import one another: {' → '.join(circle.args[1])}") from None
    reached, found = [entry], {entry}
    for path in reached:
        new = [target for target in modules[path].imports if target not in found]
        found.update(new)
        reached += new
    if alone := sorted(set(modules) - found):
        raise ValueError(f"nobody imports {', '.join(alone)}")
    return order


def _wrapped(path: str, module: _Module) -> str:
    imports = "".join(
        f"const{{{','.join(a if a == b else f'{a}:{b}' for a, b in names)}}}={_name(target)};\n"
        for target, names in module.imports.items()
    )
    exports = f"return{{{','.join(module.exports)}}};" if module.exports else ""
    kept = f"const {_name(path)}=" if exports else ""
    kept += "await(async" if module.waits else "("
    return f"{kept}()=>{{\n{imports}{module.body.lstrip()}{exports}}})();\n"


def _name(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))
