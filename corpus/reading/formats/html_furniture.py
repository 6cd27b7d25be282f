"""What stands around the text of a page: menus, bylines, pagers, footers, and words nobody sees.

Pages of Chinese offices seldom use <nav> and <footer>; they name their <div>s, or leave everything
to the wording. A generic extractor (trafilatura 2.3) keeps all of it on short pages and breaks
lines at every <span>, so the rules are our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from corpus.reading.formats.layout import FormattedLine

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|topbar|crumbs?|breadcrumbs?|location|position|pager|"
    r"pagination|page-?nav|prev-?next|footer|foot|copyright|sidebar|side-?bar|share|toolbar|tools?|"
    r"related|recommend|hot|links?|byline|meta|info|article-?info|publish-?info|source|logo|banner|"
    r"search|login|comments?|ads?|advert|friend-?links?|rank(?:ing)?|channel-?path|date-?source|"
    r"qr-?code|most-?read)(?:[\s_-]|\Z)",
    re.I,
)
"""Names (class, id) of what stands around the text of a page."""
_PAGER = re.compile(
    r"(?:上|下)一(?:篇|页|条|章|节)[：:\s]|(?:返回|回到)(?:顶部|首页|列表)|打印本页|关闭窗口|"
    r"[【\[]?(?:打印|关闭|收藏|返回)[】\]]|分享到?[：:]"
)
_BUTTONS = re.compile(r"[|｜]\s*(?:打印|关闭|收藏|返回|分享到?)")
_SOCIAL = re.compile(
    r"微信扫一扫|(?:长按|扫码|扫描).{0,8}(?:关注|二维码)|关注该公众号|预览时标签不可点|阅读原文\Z|"
    r"点击(?:上方|下方).{0,12}关注|(?:继续|向上)滑动看下一个|轻触阅读原文|"
    r"(?:点击)?展开(?:阅读)?全文\Z|(?:打开|下载)\S{0,8}(?:APP|App|客户端).{0,20}\Z|"
    r"[-—·\s]{0,9}END[-—·\s]{0,9}\Z|"
    r"(?:文字|图片|图文|编辑|责编|美编|排版|校对|初审|复审|终审|审核|监制|供稿)\s{0,3}[|｜丨]\s{0,3}\S{1,4}(?:\s\S{1,4}){0,3}\Z"
)
"""What an account of WeChat, or a page for telephones, puts around its articles."""
_FIELDS = re.compile(
    r"(?:日期|时间|来源|出处|作者|记者|点击(?:数|率|次数)?|浏览(?:量|次数)?|阅读(?:量|次数)?|编辑|审核|"
    r"字体|字号|发布(?:者|人|单位)?|访问(?:量|次数)?)\s*[：:]"
)
_OF_A_PAGE = re.compile("来源|点击|浏览|阅读|编辑|字体|字号|发布|访问")
"""A byline names one of these beside a date or an author, which a form names, too."""
_BYLINE = re.compile(
    r"(?:(?:发布|发稿|发表|更新)(?:时间|日期)|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|率|次数)|"
    r"(?:文章|信息|稿件)?来源|责任编辑|字体|字号)[：:]"
)
_FOOTER = re.compile(
    r"版权所有|\APowered by |ICP备|公网安备|网站标识码|Copyright|"
    r"(?:主办|承办)(?:单位)?[：:].{0,40}(?:备案|地址|电话|网站|承办(?:单位)?[：:])|"
    r"\A免责声明[：:]?\Z|\A本站.{0,60}(?:转载自|仅供参考)",
    re.I,
)
_CRUMBS = re.compile(
    r"(?:当前|您(?:现在|当前)?(?:所在)?(?:的)?)位置[：:]|首页\s*(?:[>》›»/|-]|&gt;)"
    r"|[^\s>》›»]{1,15}(?:\s*[>》›»]{1,2}\s*[^\s>》›»]{1,15}){1,6}"
    r"\s*[>》›»]{1,2}\s*(?:正文|详细?内容|内容|详情|浏览文章)\s*\Z"
)
_LONGEST_FURNITURE = 160  # characters; a longer line is text
_PARTS = re.compile(r"\s*[_|｜—]+\s*|\s+-+\s+|\s*--+\s*")
"""What separates a page's title from the site's name in its head."""
_TITLE = 6  # characters; 首页 and 通知公告 head every page of a site
_MENU = 3  # links in lines of nothing else, one after another
_OTHER_ARTICLES = 2  # links at the page's end; one may be the text's own
_OWN_LINK = re.compile(r"附件|附表|附录|\d{1,2}[.、．]|[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_SENTENCE = re.compile("[。！？；]")


def is_named(attributes: Mapping[str, str]) -> bool:
    """Whether an element's class or id says that it stands around the text.

    >>> is_named({"class": "page-nav"}), is_named({"class": "navy"})
    (True, False)
    """
    return bool(_NAMES.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"))


def main_lines(lines: list[FormattedLine], name: str = "") -> list[FormattedLine]:
    """Take off what stands around the text: lines of links, pagers, bylines, footers.

    Parameters
    ----------
    lines
        The page's, in reading order.
    name
        What the page's head calls it: its title, mostly with the site's name behind.
    """
    kept = [line for line in lines if not _is_furniture(line)]
    menus: set[int] = set()
    run: list[FormattedLine] = []
    for line in [*kept, FormattedLine("")]:
        if line.links and not _OWN_LINK.match(line.text):
            run.append(line)
            continue
        if sum(one.links for one in run) >= _MENU:
            menus.update(map(id, run))
        run = []
    kept = [line for line in kept if id(line) not in menus]
    kept = _without_other_articles(kept)
    title = _PARTS.split(name.strip(), maxsplit=1)[0]
    named = len(title) >= _TITLE
    tops = [row for row, line in enumerate(kept) if named and line.text.strip() == title][:1]
    tops = tops or [row for row, line in enumerate(kept) if line.level == 1]
    if len(tops) == 1:  # above its title, or the only h1, stand the site's name and its menus
        above = kept[: tops[0]]
        size = sum(len(line.text) for line in above)
        rest = sum(len(line.text) for line in kept[tops[0] :])
        if 2 * size < rest and not any(_SENTENCE.search(line.text) for line in above):
            kept = kept[tops[0] :]
    return kept


def _without_other_articles(lines: list[FormattedLine]) -> list[FormattedLine]:
    """Take a heading off the page's end that has nothing but links below it: 24小时热文."""
    end = len(lines)
    while end and lines[end - 1].links and not _OWN_LINK.match(lines[end - 1].text):
        end -= 1
    few = len(lines) - end < _OTHER_ARTICLES
    return lines if few or not end or lines[end - 1].level is None else lines[: end - 1]


def ink(lines: Iterable[FormattedLine]) -> int:
    """Count the characters of lines that are no blanks."""
    return sum(len("".join(line.text.split())) for line in lines)


def _is_furniture(line: FormattedLine) -> bool:
    words = line.text
    if line.level or len(words) > _LONGEST_FURNITURE:
        return False
    if _SENTENCE.search(words):
        return False
    words = words.strip()
    if _PAGER.match(words) or _FOOTER.search(words) or _CRUMBS.match(words):
        return True
    fields = _FIELDS.findall(words)
    named = len(fields) > 1 and any(map(_OF_A_PAGE.match, fields))
    return named or bool(_BYLINE.match(words) or _BUTTONS.search(words) or _SOCIAL.match(words))


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
