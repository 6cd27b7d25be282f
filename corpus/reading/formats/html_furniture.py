"""What stands around the text of a page: menus, bylines, pagers, footers, and words nobody sees.

Pages of Chinese offices seldom use <nav> and <footer>; they name their <div>s, or leave everything
to the wording. A generic extractor (trafilatura 2.3) keeps all of it on short pages and breaks
lines at every <span>, so the rules are our own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from corpus.reading.formats.layout import FormattedLine

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|topbar|crumbs?|breadcrumbs?|location|position|pager|"
    r"pagination|page-?nav|prev-?next|footer|foot|copyright|sidebar|side-?bar|share|toolbar|tools?|"
    r"related|recommend|hot|links?|byline|meta|info|article-?info|publish-?info|source|logo|banner|"
    r"search|login|comments?|ads?|advert|friend-?links?)(?:[\s_-]|\Z)",
    re.I,
)
"""Names (class, id) of what stands around the text of a page."""
_PAGER = re.compile(
    r"(?:上|下)一(?:篇|页|条|章|节)[：:\s]|(?:返回|回到)(?:顶部|首页|列表)|打印本页|关闭窗口|"
    r"[【\[]?(?:打印|关闭|收藏|返回)[】\]]|分享到?[：:]"
)
_BYLINE = re.compile(
    r"(?:(?:发布|发稿|发表|更新)(?:时间|日期)|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|率|次数)|"
    r"(?:文章|信息|稿件)?来源|责任编辑|字体|字号)[：:]"
)
_FOOTER = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|Copyright|"
    r"(?:主办|承办)(?:单位)?[：:].{0,40}(?:备案|地址|电话|网站)",
    re.I,
)
_CRUMBS = re.compile(
    r"(?:当前|您(?:现在|当前)?(?:所在)?(?:的)?)位置[：:]|首页\s*(?:[>》›»/|-]|&gt;)"
)
_LONGEST_FURNITURE = 160  # characters; a longer line is text
_MENU = 3  # lines of nothing but links, one after another
_OWN_LINK = re.compile(r"附件|附表|附录|\d{1,2}[.、．]|[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_SENTENCE = re.compile("[。！？；]")


def is_named(attributes: Mapping[str, str]) -> bool:
    """Whether an element's class or id says that it stands around the text.

    >>> is_named({"class": "page-nav"}), is_named({"class": "navy"})
    (True, False)
    """
    return bool(_NAMES.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"))


def main_lines(lines: list[FormattedLine], linked: Container[int]) -> list[FormattedLine]:
    """Take off what stands around the text: lines of links, pagers, bylines, footers.

    Parameters
    ----------
    lines
        The page's, in reading order.
    linked
        Identities (``id()``) of lines that are nothing but links.
    """
    kept = [line for line in lines if not _is_furniture(line)]
    menus: set[int] = set()
    run: list[FormattedLine] = []
    for line in [*kept, FormattedLine("")]:
        if id(line) in linked and not _OWN_LINK.match(line.text):
            run.append(line)
            continue
        if len(run) >= _MENU:
            menus.update(map(id, run))
        run = []
    kept = [line for line in kept if id(line) not in menus]
    tops = [row for row, line in enumerate(kept) if line.level == 1]
    if len(tops) == 1:  # above the only h1 stand the site's name and its menus
        above = kept[: tops[0]]
        size = sum(len(line.text) for line in above)
        rest = sum(len(line.text) for line in kept[tops[0] :])
        if 2 * size < rest and not any(_SENTENCE.search(line.text) for line in above):
            kept = kept[tops[0] :]
    return kept


def ink(lines: Iterable[FormattedLine]) -> int:
    """Count the characters of lines that are no blanks."""
    return sum(len("".join(line.text.split())) for line in lines)


def _is_furniture(line: FormattedLine) -> bool:
    words = line.text
    if line.level or len(words) > _LONGEST_FURNITURE:
        return False
    if _SENTENCE.search(words):
        return False
    found = _PAGER.match(words.strip()) or _FOOTER.search(words) or _CRUMBS.match(words.strip())
    return bool(found) or bool(_BYLINE.match(words.strip()))


def colours(style: str, attributes: Mapping[str, str]) -> tuple[bool | None, bool]:
    """Whether words are white (None: as around them), and whether a dark ground is set."""
    found = _COLOUR.search(style)
    word = (found[1] if found else attributes.get("color") or "").lower()
    ground = _GROUND.search(style)
    behind = (ground[1] if ground else attributes.get("bgcolor") or "").lower()
    dark = bool(behind) and not _WHITE.match(behind) and behind not in ("transparent", "none")
    return (bool(_WHITE.match(word)) if word else None), dark


_COLOUR = re.compile(r"(?<![\w-])color\s{0,9}:\s{0,9}([#\w(), ]{2,30})", re.I)
_GROUND = re.compile(r"background(?:-color|-image)?\s{0,9}:\s{0,9}([#\w(), ]{2,30})", re.I)
_WHITE = re.compile(r"#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)")
