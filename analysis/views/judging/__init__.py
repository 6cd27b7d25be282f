"""A page on which a person judges a sample; what is judged is saved as gold."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from analysis.evaluation.sampling import Sample
from analysis.views.page.data import inert
from analysis.views.page.typeface import font_face
from corpus.messages import words

_HOME = "analysis.views.judging"
WORDS = ("title", "lead", "save", "back", "skip", "done", "none", "pair", "sentence", "keys")


def page(sample: Sample, *, lang: str = "zh") -> bytes:
    """Write the page: one item after the other, an answer a key, gold as JSON Lines.

    What was found is not shown, so that it does not lead whoever judges. The page is one file; it
    asks no network, and its policy allows its own script only.

    Parameters
    ----------
    sample
        What is to be judged.
    lang
        ``"zh"`` or ``"en"``.

    Returns
    -------
    bytes
        UTF-8. Same sample, same bytes.
    """
    said = {name: words(f"judge-{name}")[lang] for name in WORDS}
    for item in sample.items:
        for option in item.options:
            if option is not None:
                said[f"{item.field}-{option}"] = words(f"{item.field}-{option}")[lang]
    data = {
        "head": sample.head(),
        "items": [item._asdict() for item in sample.items],
        "words": said,
    }
    sources = {name: _text(name) for name in ("judging.js", "judging.css")}
    held = inert(data)
    face = font_face(held)  # a container or server has no Chinese font
    styles = " ".join(_digest(text) for text in (sources["judging.css"], face) if text)
    policy = (
        f"default-src 'none'; script-src {_digest(sources['judging.js'])}; style-src {styles}; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    text = environment.from_string(_text("judging.html.j2")).render(
        code={"zh": "zh-Hans", "en": "en"}[lang],
        policy=policy,
        said=said,
        style=Markup(sources["judging.css"]),  # noqa: S704 - a file of ours
        script=Markup(sources["judging.js"]),  # noqa: S704 - a file of ours
        face=Markup(face),  # noqa: S704 - made of a font
        data=Markup(held),  # noqa: S704 - made inert
    )
    return (text + "\n").encode("utf-8", "replace")


@cache
def _text(name: str) -> str:
    return files(_HOME).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
