"""The modules of the page, loaded unjoined by a browser, show what the joined script shows."""

from __future__ import annotations

import re

import pytest

from analysis.views.page.assembly import modules, script

pytestmark = pytest.mark.slow

SITE = "http://report.test/"
SHOWN = ("overview", "documents", "reuse", "boilerplate", "themes", "terms", "methods", "family=1")


def test_modules_are_real_ones(browser, report, show):
    written = report.read_text(encoding="utf-8")
    assert script() in written
    loaded = written.replace(script(), "").replace(
        "<script></script>", '<script type="module" src="script/start.js"></script>'
    )
    loaded = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", loaded)
    asked, problems = [], []

    def answer(route):
        path = route.request.url.removeprefix(SITE)
        if path.startswith("script/"):
            name = path.removeprefix("script/")
            asked.append(name)
            route.fulfill(body=modules()[name], content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(body=loaded, content_type="text/html; charset=utf-8")

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(f"{SITE}**", answer)
    unjoined = context.new_page()
    unjoined.on("pageerror", lambda error: problems.append(str(error)))
    unjoined.goto(f"{SITE}report.html")
    unjoined.wait_for_function("document.getElementById('static').hidden")
    joined = show()
    for view in SHOWN:
        both = []
        for page in (unjoined, joined):
            page.evaluate("hash => { location.hash = hash }", view)
            page.wait_for_function(
                "view => document.querySelector('main#content') && location.hash === '#' + view",
                arg=view,
            )
            page.wait_for_timeout(60)
            both.append(page.inner_html("#app"))
        assert both[0] == both[1], view
    assert sorted(asked) == sorted(modules())
    assert problems == []
    context.close()
