"""Settings from the nearest ``leitong.toml`` or ``pyproject.toml`` (``[tool.leitong]``) upward.

A flag wins over ``LEITONG_…`` in the environment, that over the file, that over the default. A
setting bears its option's name; in a table named after a verb it holds for that verb alone::

    [tool.leitong]
    lang = "en"
    exclude = ["草稿/*"]

    [tool.leitong.duplicates]
    threshold = 0.9
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.cli.messages import guess, say
from corpus.errors import SettingsError

NAMES = ("leitong.toml", "pyproject.toml")
WRITTEN = frozenset(
    ("output", "tables", "charts", "hand_in", "pieces", "work", "baseline", "manifest", "anonymise")
)
"""Options that name what is written. A file of settings comes along with other people's folders, so
it may name no place outside its own."""


@dataclass(frozen=True)
class Settings:
    """What a settings file says; empty where there is none."""

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    """Option (underscores, no dashes) → value; verb → table of the same kind."""


def find_settings(start: Path, lang: str = "zh") -> Settings:
    """Read the nearest settings file, from a directory upward.

    Parameters
    ----------
    start
        The directory to begin with. A ``pyproject.toml`` without ``[tool.leitong]`` is passed by.
    lang
        Language of complaints.

    Raises
    ------
    SettingsError
        If the file is no TOML.
    """
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file():
                found = _read(path, lang)
                if found is not None:
                    return Settings(path, _underscored(found))
    return Settings()


def _read(path: Path, lang: str) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(say("bad-settings-file", lang, path=path, reason=error)) from error
    if path.name == "leitong.toml":
        return content
    found = content.get("tool", {}).get("leitong")
    return found if isinstance(found, dict) else None


def _underscored(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key.replace("-", "_"): _underscored(value) if isinstance(value, dict) else value
        for key, value in values.items()
    }


def defaults(
    settings: Settings, options: Mapping[str, Mapping[str, bool]], lang: str
) -> dict[str, Any]:
    """Turn settings into each verb's defaults.

    Parameters
    ----------
    settings
        What the file says.
    options
        Verb → its options → whether an option takes several values.
    lang
        Language of complaints.

    Returns
    -------
    dict
        Verb → option → value, for the verbs' own defaults.

    Raises
    ------
    SettingsError
        If the file names an option or a verb that does not exist, gives one value where several
        are expected, or names a place outside its folder to be written to.
    """
    everywhere = {name: many for verb in options.values() for name, many in verb.items()}
    shared: dict[str, Any] = {}
    found: dict[str, Any] = {verb: {} for verb in options}
    for key, value in settings.values.items():
        if key in options and isinstance(value, dict):
            for name, inner in value.items():
                _check(settings, name, inner, options[key], lang, key)
            found[key] = dict(value)
        else:
            _check(settings, key, value, everywhere, lang)
            shared[key] = value
    for verb, known in options.items():
        mine = {name: value for name, value in shared.items() if name in known}
        found[verb] = {**mine, **found[verb]}
    return found


def _check(
    settings: Settings,
    name: str,
    value: object,
    known: Mapping[str, bool],
    lang: str,
    verb: str = "",
) -> None:
    where = f"{settings.path}" + (f" [{verb}]" if verb else "")
    if name not in known:
        text = say("unknown-setting", lang, where=where, name=name)
        raise SettingsError(text + guess(name, sorted(known), lang))
    if known[name] != isinstance(value, list) or isinstance(value, dict):
        key = "setting-takes-several" if known[name] else "setting-takes-one"
        raise SettingsError(say(key, lang, where=where, name=name))
    if name in WRITTEN and settings.path is not None:
        home = settings.path.parent.resolve()
        for place in value if isinstance(value, list) else [value]:
            # taken from where we stand, as the option is; links are followed
            if place != "-" and not Path(str(place)).resolve().is_relative_to(home):
                raise SettingsError(
                    say("setting-outside", lang, where=where, name=name, path=place, home=home)
                )
