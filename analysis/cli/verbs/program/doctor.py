"""``leitong doctor``: versions, extras, font, dictionary, encodings; to paste into a bug report.

Names no user, host or home folder. Exit status 2 when something that leitong needs is broken.
"""

from __future__ import annotations

import locale
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import NamedTuple

from analysis.cli.exits import USAGE
from analysis.cli.options import talking, verb
from analysis.cli.run import Run
from analysis.cli.terminal.help import show
from corpus.export.columns import render

SAMPLE_TEXT = "雷同套话舆情，。《》"
DEVELOPERS = ("dev", "notebook")
"""Extras that users need not care about."""
_REQUIREMENT = re.compile(r"([\w.-]+)(?:[=>]=([\w.]+))?(?:.*extra == ['\"](\w+)['\"])?")


class Component(NamedTuple):
    """Something that results may depend on."""

    name: str
    state: str
    broken: bool = False


@verb(
    "doctor",
    example="""\
leitong doctor
leitong doctor --lang en""",
)
@talking
def doctor(run: Run) -> None:
    """Print what results may depend on."""
    parts = [*_versions(run), *_packages(run), *_pieces(run), *_surroundings(run)]
    broken = [part for part in parts if part.broken]
    rows = [("!!" if part.broken else "", part.name, part.state) for part in parts]
    lines = render(["", *run.headers(("part", "state"))], rows)
    show("".join(f"{line}\n" for line in lines))
    if broken:
        run.status = USAGE
        names = ", ".join(part.name for part in broken)
        run.tell(run.say("doctor.broken", count=len(broken), names=names))
    else:
        run.tell(run.say("doctor.sound"))


def _versions(run: Run) -> Iterator[Component]:
    yield Component("leitong", _version("leitong") or run.say("doctor.missing"))
    yield Component("Python", f"{platform.python_version()} ({sys.implementation.name})")
    yield Component("system", f"{platform.system()} {platform.machine()}")


def _packages(run: Run) -> Iterator[Component]:
    """Check what the distribution itself says it needs."""
    try:
        wanted = requires("leitong") or []
    except PackageNotFoundError:
        yield Component("leitong", run.say("doctor.not-installed"), broken=True)
        return
    for requirement in wanted:
        found = _REQUIREMENT.match(requirement)
        if found is None or found[3] in DEVELOPERS:
            continue
        name, least, extra = found.groups()
        have = _version(name)
        shown = f"{name} [{extra}]" if extra else name
        if have is None and extra:
            command = f"pip install 'leitong[{extra}]'"
            yield Component(shown, run.say("doctor.extra", command=command))
        elif have is None:
            yield Component(shown, run.say("doctor.missing"), broken=True)
        elif least and _numbers(have) < _numbers(least):
            yield Component(shown, run.say("doctor.old", have=have, least=least), broken=True)
        else:
            yield Component(shown, have)


def _pieces(run: Run) -> Iterator[Component]:
    """Try what is ours: font, dictionary, tables."""
    yield _tried(run, "doctor.font", _font)
    yield _tried(run, "doctor.dictionary", _dictionary)
    yield _tried(run, "doctor.folding", _folding)


def _surroundings(run: Run) -> Iterator[Component]:
    encoding = str(getattr(sys.stdout, "encoding", None))
    yield Component(run.say("doctor.console"), encoding + _unable(run, encoding))
    yield Component(run.say("doctor.filenames"), sys.getfilesystemencoding())
    yield Component(run.say("doctor.locale"), locale.setlocale(locale.LC_CTYPE))
    settings = run.ctx.find_root().obj.settings.path
    shown = run.say("doctor.none") if settings is None else _relative(settings)
    yield Component(run.say("doctor.settings"), shown)
    variables = sorted(name for name in os.environ if name.startswith("LEITONG_"))
    set_ = [name for name in (*variables, "NO_COLOR") if os.environ.get(name)]
    yield Component(run.say("doctor.variables"), ", ".join(set_) or run.say("doctor.none"))
    yield Component(run.say("doctor.language"), run.lang)


def _tried(run: Run, key: str, make: Callable[[], str]) -> Component:
    try:
        return Component(run.say(key), make())
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what the doctor was asked for
        return Component(run.say(key), f"{type(error).__name__}: {error}", broken=True)


def _font() -> str:
    from analysis.drawings.fonts import find_typeface

    return ", ".join(Path(path).name for path in find_typeface(SAMPLE_TEXT).paths)


def _dictionary() -> str:
    from corpus.words.tokens import Tokenizer

    return Tokenizer().fingerprint


def _folding() -> str:
    from corpus.folding.comparable import fold

    folded = fold("（輿情）ＡＢ").text
    if folded != "舆情ab":
        raise ValueError(folded)
    return "ok"


def _unable(run: Run, encoding: str) -> str:
    """Say so where a console cannot show Chinese."""
    try:
        SAMPLE_TEXT.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return run.say("doctor.unable")
    return ""


def _relative(path: Path) -> str:
    """Return a path from here, so that no folder of the user is named."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path.name


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
