"""Modules joined into one script."""

from __future__ import annotations

import random

import pytest

from analysis.views.page.assembly import modules, script
from analysis.views.page.bundle import bundle

ONE = "export const one = 1;\n"


def test_a_module_comes_after_those_it_imports() -> None:
    joined = bundle(
        {
            "a.js": 'import { one as first } from "./in/one.js";\nexport function a() {}\nfirst;\n',
            "in/one.js": 'import { two } from "../two.js";\n' + ONE,
            "start.js": 'import {\n  a,\n} from "./a.js";\n\na();\n',
            "two.js": "export class two {}\n",
        },
        "start.js",
    )
    places = [joined.index(f"{name}=(()") for name in ("$two", "$in_one", "$a")]
    assert places == sorted(places)
    assert "const{one:first}=$in_one;" in joined
    assert "import" not in joined
    assert "export" not in joined


def test_what_a_module_does_not_export_stays_in_it() -> None:
    joined = bundle(
        {"start.js": 'import { one } from "./one.js";\none;\n', "one.js": "const own = 2;\n" + ONE},
        "start.js",
    )
    assert "return{one};" in joined


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('import { one } from "./none.js";\n', "start.js: there is no module none.js"),
        ('import { two } from "./one.js";\n', "start.js: one.js exports no two"),
        ('import one from "./one.js";\n', "start.js: 'import one"),
        ('import "./one.js";\n', "is no form of import"),
        ('export { one } from "./one.js";\n', "is no form of import"),
        ("export default 1;\n", "is no form of import"),
        ("export let one = 1;\n", "is no form of import"),
        ("one;\n", "nobody imports one.js"),
        ('import { a } from "./a.js";\n', "import one another"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_its_place(text: str, words: str) -> None:
    others = {"one.js": ONE}
    if "./a.js" in text:
        others["a.js"] = 'import { b } from "./b.js";\nexport const a = 1;\n'
        others["b.js"] = 'import { a } from "./a.js";\nexport const b = 1;\n'
        text += 'import { one } from "./one.js";\n'
    with pytest.raises(ValueError, match=words):
        bundle({"start.js": text, **others}, "start.js")


def test_the_order_of_files_does_not_change_the_script() -> None:
    found = list(modules().items())
    random.Random(7).shuffle(found)  # noqa: S311
    assert bundle(dict(found), "start.js") == script()


def test_what_awaits_is_waited_for_by_all_that_comes_after() -> None:
    modules = {
        "data.js": "export const DATA = await held();\nasync function held() {\n  return 1;\n}\n",
        "start.js": 'import { DATA } from "./data.js";\n\nshow(DATA);\n',
    }
    joined = bundle(modules, "start.js")
    assert joined.startswith('"use strict";(async()=>{')
    assert "const $data=await(async()=>{" in joined
