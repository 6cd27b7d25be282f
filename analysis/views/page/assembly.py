"""The page put together: style and modules joined from their files, sealed by their digests.

The Content-Security-Policy stands in the file itself. It allows these styles and this one script
by their SHA-256, pictures and fonts inside the file, and nothing else: no network, no frames, no
forms, no handlers in the markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import jinja2
from markupsafe import Markup

from analysis.asides import Aside
from analysis.studies import Study
from analysis.views.page.bundle import bundle
from analysis.views.page.data import page_data
from analysis.views.page.packing import pack
from analysis.views.page.summary import summary
from analysis.views.page.typeface import font_face

_HOME = "analysis.views.page"


@cache
def script() -> str:
    """All modules of ``script/`` joined into one script."""
    return bundle(modules(), "start.js")


@cache
def modules() -> dict[str, str]:
    """Path → text of each module of ``script/``."""
    return dict(_modules(files(_HOME).joinpath("script"), ""))


@cache
def style() -> str:
    """All files of ``style/`` in the order of their names; the dark colours stand twice."""
    parts = []
    for name, text in _texts("style", ".css"):
        if name == "2-dark.css":
            asked = "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light])"
            chosen = "@media screen{:root[data-theme=dark]"
            parts += [f"{asked}{{{text}}}}}\n", f"{chosen}{{{text}}}}}\n"]
        else:
            parts.append(text)
    return "".join(parts)


def policy(face: str = "") -> str:
    """Return the Content-Security-Policy of a page with such a style rule for its font."""
    styles = " ".join(map(_digest, (style(), face) if face else (style(),)))
    return (
        f"default-src 'none'; script-src {_digest(script())}; style-src {styles}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def page_html(found: Study, *, lang: str = "zh", aside: Aside | None = None) -> str:
    """Return the report as one HTML page.

    Parameters
    ----------
    found
        What to show.
    lang
        The language that the page opens in; the other one is a switch in it.
    aside
        What was set aside before the study: shown, and counted apart.
    """
    data = page_data(found, lang=lang, aside=aside)
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
        files(_HOME).joinpath("page.html.j2").read_text(encoding="utf-8")
    )
    # ours, or inert by construction: everything else is escaped
    parts = summary(found, data, lang=lang) | {
        "style": Markup(style()),  # noqa: S704
        "script": Markup(script()),  # noqa: S704
    }
    held = pack(data)
    shown = template.render(**parts, data=(), policy="", face="")
    face = font_face(shown + "".join(one.json for one in held))
    return template.render(
        **parts,
        data=[one._replace(text=Markup(one.text)) for one in held],  # noqa: S704
        policy=policy(face),
        face=Markup(face),  # noqa: S704
    )


def _texts(folder: str, ending: str) -> list[tuple[str, str]]:
    here = files(_HOME).joinpath(folder)
    found = sorted(
        (entry for entry in here.iterdir() if entry.name.endswith(ending)), key=lambda e: e.name
    )
    return [(entry.name, entry.read_text(encoding="utf-8")) for entry in found]


def _modules(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _modules(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".js"):
            yield path + entry.name, entry.read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
