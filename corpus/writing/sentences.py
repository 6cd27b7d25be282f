"""Where a Chinese sentence ends: never inside brackets, quotes or book-title marks.

A sentence is everything up to 。！？ … and the closing marks behind it. What stands between paired
marks is passed over as a whole; a mark that is never closed, or only after several hundred
characters, is an ordinary character, so that a forgotten quote swallows nothing. One compiled,
possessive pattern: no backtracking, linear in the text.
"""

from __future__ import annotations

from corpus.system.patterns import lazy
from corpus.writing.numbering import CIRCLED, HAN_NUMERAL

_QUOTATION = 500  # a quotation longer than this is taken for a forgotten closing mark
_CLOSERS = "”’」』）)》〉】］\\]\"'"
_PAIRS = (
    ("“", "”"),
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
    ("〈", "〉"),
    ("【", "】"),
    ("［", "］"),
    ("‘", "’"),
)


def _paired(opening: str, closing: str) -> str:
    """Make a pattern for text between a pair of marks, the same pair nested once inside."""
    plain = f"[^{opening}{closing}]{{0,{_QUOTATION}}}+"
    inner = f"[{opening}]{plain}[{closing}]"
    return f"[{opening}]{plain}(?:{inner}{plain}){{0,9}}+[{closing}]"


_GROUP = "|".join(
    [
        *(_paired(*pair) for pair in _PAIRS),
        _paired("(（", ")）"),
        _paired("\\[", "\\]"),
        f'"[^"]{{1,{_QUOTATION}}}+"',
    ]
)
# Inside a list run together in one sentence, ; separates the points.
_POINT = (
    rf"\s?(?:[0-9]{{1,2}}[.、．)）](?![0-9])|[(（](?:[0-9]{{1,2}}|[{HAN_NUMERAL}]{{1,3}})[)）]"
    rf"|[{CIRCLED}]|[{HAN_NUMERAL}]{{1,3}}[是要、]|第[{HAN_NUMERAL}]{{1,2}}[，,、]|其[{HAN_NUMERAL}]{{1,2}}[，,])"
)
# 等, 的, 、 … behind a closing quote: the sentence goes on.
_GOES_ON = "，、；：。！？,;:.等的地之和与及或以而在中是为这那该一”’）)》“‘《「"
_QUOTED = rf"“[^“”]{{0,{_QUOTATION}}}+"
_QUOTE_END = rf"(?:{_QUOTED}(?:(?<=。)|(?<=……))|(?<=[：:]){_QUOTED}(?<=[！？!?]))”(?![{_GOES_ON}])"
_STOP = (
    r"(?:[。！？]|[!?](?![A-Za-z0-9_=&%/.#])|…++(?![，、；：。！？,;:等])|\.{6}"
    rf"|[；;](?={_POINT})|(?<=[A-Za-z]{{2}}[A-Za-z0-9)])\.(?=\s{{1,9}}[A-Z\"“(]|\s*\Z))"
)
_PLAIN = r"[^。！？!?…；;.“「『《〈【［‘(（\[\"]"
SENTENCE = lazy(
    rf"(?:{_PLAIN}++|(?!{_QUOTE_END}|{_STOP})(?:{_GROUP}|\S))*+"
    rf"(?:(?:{_QUOTE_END}|{_STOP}(?:[。！？!?…])*+)[{_CLOSERS}]*+)?",
)
"""One sentence from where it starts; matches the empty string only at the end."""


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch of running text into sentences, without blanks at their ends.

    Parameters
    ----------
    text
        A source's text.
    start, end
        The stretch; a sentence ends where it ends.

    Returns
    -------
    list of tuple of int
        Start and end of each; together they hold every non-blank character of the stretch.

    Examples
    --------
    >>> text = "他说:“同志们好。大家辛苦了。”会议(见附件。略)结束!有3.5万人参加"
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['他说:“同志们好。大家辛苦了。”', '会议(见附件。略)结束!', '有3.5万人参加']
    """
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if _STOPS.search(text, start, end - 1) is None:  # nearly every heading, clause and item
        return [(start, end)] if start < end else []
    found = [sentence.span() for sentence in SENTENCE.finditer(text, start, end)]
    if found[-1][0] == found[-1][1]:
        found.pop()
    for row, (first, last) in enumerate(found):
        if text[first].isspace() or text[last - 1].isspace():
            while text[first].isspace():
                first += 1
            while text[last - 1].isspace():
                last -= 1
            found[row] = first, last
    return found


_STOPS = lazy("[。！？!?…；;.]")
"""Without one of these no sentence ends; the last of a stretch ends none before it."""
