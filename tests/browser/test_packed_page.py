"""A page whose data are compressed and in parts shows what the plain page shows."""

from __future__ import annotations

import json
import re

import pytest

from analysis.views.page.packing import PACKED_TYPE, pack

pytestmark = pytest.mark.slow

SHOWN = ("overview", "documents", "pairs", "reuse", "themes", "terms", "family=1", "doc=篇4")
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>\n', re.DOTALL)


def test_a_packed_page_shows_what_the_plain_one_shows(report, show, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.views.page.packing.PART_SIZE", 20_000)
    written = report.read_text(encoding="utf-8")
    held = pack(json.loads(DATA.findall(written)[0]), packed_from=0)
    assert len(held) > 2
    parts = "".join(f'<script type="{PACKED_TYPE}" id="{h.id}">{h.text}</script>\n' for h in held)
    packed = tmp_path / "packed.html"
    packed.write_text(DATA.sub(lambda _: parts, written), encoding="utf-8")
    assert packed.stat().st_size < report.stat().st_size
    pages = [show(f"#{SHOWN[-1]}", path) for path in (report, packed)]
    for view in (SHOWN[-1], *SHOWN):
        drawn = []
        for page in pages:
            page.evaluate("hash => { location.hash = hash }", view)
            page.wait_for_function("() => !document.querySelector('main > .coming')")
            page.wait_for_timeout(60)
            drawn.append(page.inner_html("#app"))
        assert drawn[0] == drawn[1], view
