"""The documentation site: ``make docs`` builds it offline into out/docs."""

from __future__ import annotations

from importlib.metadata import version as installed

project = "leitong 雷同"
author = "the leitong developers"
copyright = author
version = release = installed("leitong")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
language = "en"
suppress_warnings = ["ref.python"]  # a field called documents is in several classes

html_theme = "furo"
html_title = "leitong 雷同"
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_last_updated_fmt = None  # no date: the same sources give the same pages
html_theme_options = {
    "light_css_variables": {
        "font-stack": (
            "'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
        )
    }
}

myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
autoclass_content = "class"
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
napoleon_preprocess_types = False
