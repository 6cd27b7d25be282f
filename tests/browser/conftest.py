"""A real browser for the tests of the report: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import corpus
from analysis.studies import study
from analysis.views.report import report_html
from corpus.atomic import write_atomic

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

PATIENCE = 240  # seconds that a worker waits for a page that another one makes

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where there is none the test is skipped, but in continuous integration it fails."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def build_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Callable[[], str]], Path]:
    """Make a page once for all workers of a run: whoever comes first makes it, the others wait."""
    alone = os.environ.get("PYTEST_XDIST_WORKER") is None
    base = tmp_path_factory.getbasetemp()
    folder = base if alone else base.parent

    def built(name: str, make: Callable[[], str]) -> Path:
        path = folder / name
        try:
            (folder / f"{name}.begun").touch(exist_ok=False)
        except FileExistsError:
            for _ in range(PATIENCE):
                if path.exists():
                    return path
                time.sleep(1)
            pytest.fail(f"{name} was begun by another worker and never finished")
        write_atomic(path, make())
        return path

    return built


@pytest.fixture(scope="session")
def report(sample: corpus.Corpus, build_once: Callable[[str, Callable[[], str]], Path]) -> Path:
    """The report of the compilation."""
    return build_once("report.html", lambda: report_html(study(sample)))


@pytest.fixture
def show(browser: Browser, report: Path) -> Iterator[Open]:
    """Open the report, or another file; what goes wrong in the page fails the test."""
    problems: list[str] = []
    contexts = []

    def opened(address: str = "", path: Path = report, **options: Any) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: problems.append(f"console: {m.text}"))
        page.on("pageerror", lambda e: problems.append(f"error: {e}"))
        page.on("request", lambda r: problems.append(f"request: {r.url[:200]}"))
        page.goto(path.as_uri() + address)
        if options.get("java_script_enabled", True):  # it begins when its font is there
            page.wait_for_function("document.getElementById('static').hidden")
        # the file itself, and what a download is made of, are no requests to anybody
        problems[:] = [p for p in problems if not p.startswith(f"request: {path.as_uri()}")]
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [p for p in problems if not p.startswith("request: blob:")] == []
