"""Patterns over characters that are looked for in linear time: no pattern can hang a search.

Thompson (1968), "Regular expression search algorithm", Communications of the ACM 11(6): all ways
through a pattern are followed side by side, one character at a time, so that nothing is tried
twice. The sets of ways are kept as the states of a machine that is built while it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

LONGEST_MATCH = 200
"""Characters of a match: some sentences. From each place so many are looked at, at most."""
MOST_STATES = 5_000
"""Ways of a pattern: repeats are written out, so that x{1,9999} is refused."""
_MOST_SETS = 5_000  # sets of ways kept at once; they are forgotten and built again beyond that
_NEVER = -1
WILD_RUN = "[^。！？；!?;\n]{0,20}"
"""What ``*`` of a wildcard stands for: up to 20 characters of one sentence."""

Test = Callable[[str], bool]


class PatternError(ValueError):
    """A pattern that cannot be read: what is wrong, and where."""

    def __init__(self, place: int, problem: str) -> None:
        super().__init__(f"{problem} ({place})")
        self.place = place
        self.problem = problem


class _Way(NamedTuple):
    """One step: a test of a character, or (test None) free ways onward."""

    test: Test | None
    onward: tuple[int, ...]


class LinearPattern:
    r"""A regular expression without what needs backtracking.

    Literals, ``.`` (no line end), ``[…]``, ``\d \w \s`` and their opposites, groups, ``|``,
    ``* + ? {m} {m,} {m,n}``. Back references, assertions and anchors are refused.

    Parameters
    ----------
    text
        The pattern.
    longest
        At each place the longest match is taken, else the shortest; none is empty, and none
        longer than 200 characters.

    Raises
    ------
    PatternError
        If it cannot be read, or has more than 5,000 states.

    Examples
    --------
    >>> LinearPattern("第[一二三]+责任人?").find("他是第一责任人，第二责任")
    [(2, 7), (8, 12)]
    """

    def __init__(self, text: str, *, longest: bool = True) -> None:
        self.longest = longest
        self._ways: list[_Way] = []
        end = self._add(_Way(None, ()))
        self._start = _PatternReader(text, self._add, self._ways).read(end)
        self._end = end
        self._forget()

    def _add(self, way: _Way) -> int:
        if len(self._ways) >= MOST_STATES:
            raise PatternError(0, "too many states")
        self._ways.append(way)
        return len(self._ways) - 1

    def _forget(self) -> None:
        self._sets: dict[frozenset[int], int] = {}
        self._members: list[frozenset[int]] = []
        self._ends: list[bool] = []
        self._steps: list[dict[str, int]] = []
        self._first = self._number({self._start})

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return the places of all matches, in order, none overlapping the one before."""
        found: list[tuple[int, int]] = []
        at, steps = 0, self._steps[self._first]
        while at < len(text):
            step = steps.get(text[at])
            if step == _NEVER:  # most characters begin nothing
                at += 1
                continue
            end = self._match(text, at)
            steps = self._steps[self._first]
            if end > at:
                found.append((at, end))
                at = end
            else:
                at += 1
        return found

    def _match(self, text: str, start: int) -> int:
        if len(self._sets) > _MOST_SETS:
            self._forget()
        state, best = self._first, start
        for at in range(start, min(len(text), start + LONGEST_MATCH)):
            char = text[at]
            following = self._steps[state].get(char)
            if following is None:
                following = self._follow(state, char)
            if following == _NEVER:
                break
            state = following
            if self._ends[state]:
                best = at + 1
                if not self.longest:
                    break
        return best

    def _follow(self, state: int, char: str) -> int:
        reached: set[int] = set()
        for way in self._members[state]:
            test = self._ways[way].test
            if test is not None and test(char):
                reached.update(self._ways[way].onward)
        following = self._number(reached) if reached else _NEVER
        self._steps[state][char] = following
        return following

    def _number(self, ways: set[int]) -> int:
        """Number a set of ways, what leads on freely gone along."""
        waiting, seen = list(ways), set(ways)
        while waiting:
            way = self._ways[waiting.pop()]
            if way.test is None:
                for onward in way.onward:
                    if onward not in seen:
                        seen.add(onward)
                        waiting.append(onward)
        kept = frozenset(w for w in seen if self._ways[w].test is not None or w == self._end)
        if kept not in self._sets:
            self._sets[kept] = len(self._members)
            self._members.append(kept)
            self._ends.append(self._end in kept)
            self._steps.append({})
        return self._sets[kept]


def wildcard(text: str) -> LinearPattern:
    """Make a pattern of a string with wildcards.

    ``?`` is one character that is no blank, ``*`` up to 20 characters of one sentence, as few as
    possible. A backslash takes the meaning from the sign behind it.

    >>> wildcard("第?责任*人").find("第一责任人和第二责任的那个人")
    [(0, 5), (6, 14)]
    """
    parts, escaped = [], False
    for char in text:
        if not escaped and char == "\\":
            escaped = True
            continue
        if not escaped and char in "?*":
            parts.append("\\S" if char == "?" else WILD_RUN)
        else:
            parts.append("\\" + char if not char.isalnum() else char)
        escaped = False
    return LinearPattern("".join(parts), longest=False)


_CLASSES: dict[str, Test] = {
    "d": str.isdecimal,
    "w": lambda c: c.isalnum() or c == "_",
    "s": str.isspace,
}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}

Node = Callable[[int], int]
"""Builds its ways in front of a given one; gives the first of them."""


class _PatternReader:
    """Reads a pattern by descent: alternatives of sequences of repeated atoms."""

    def __init__(self, text: str, add: Callable[[_Way], int], ways: list[_Way]) -> None:
        self.text = text
        self.add = add
        self.ways = ways
        self.at = 0
        self.depth = 0

    def read(self, end: int) -> int:
        node = self._alternatives()
        if self.at < len(self.text):
            raise PatternError(self.at, "unbalanced )")
        return node(end)

    def _alternatives(self) -> Node:
        several = [self._sequence()]
        while self._take("|"):
            several.append(self._sequence())
        if len(several) == 1:
            return several[0]
        return lambda end: self.add(_Way(None, tuple(node(end) for node in several)))

    def _sequence(self) -> Node:
        nodes: list[Node] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            nodes.append(self._repeated())

        def build(end: int) -> int:
            for node in reversed(nodes):
                end = node(end)
            return end

        return build

    def _repeated(self) -> Node:
        begin = self.at
        node = self._atom()
        bounds = self._bounds()
        if bounds is None:
            return node
        least, most = bounds
        if most is not None and most < least:
            raise PatternError(begin, "repeat bounds")
        if self._bounds() is not None:
            raise PatternError(self.at, "repeat of a repeat")
        return lambda end: self._times(node, least, most, end)

    def _times(self, node: Node, least: int, most: int | None, end: int) -> int:
        if most is None:
            loop = self.add(_Way(None, ()))
            self.ways[loop] = _Way(None, (node(loop), end))
            end = loop
        else:
            for _ in range(most - least):
                end = self.add(_Way(None, (node(end), end)))
        for _ in range(least):
            end = node(end)
        return end

    def _bounds(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(sign):
                return bounds
        if self.at < len(self.text) and self.text[self.at] == "{":
            close = self.text.find("}", self.at)
            inside = self.text[self.at + 1 : close] if close > 0 else ""
            low, comma, high = inside.partition(",")
            if not low.isdecimal() or (high and not high.isdecimal()) or len(inside) > 9:
                raise PatternError(self.at, "repeat bounds")
            self.at = close + 1
            if int(low) > MOST_STATES or (high and int(high) > MOST_STATES):
                raise PatternError(0, "too many states")
            return int(low), int(high) if high else None if comma else int(low)
        return None

    def _atom(self) -> Node:
        begin, char = self.at, self.text[self.at]
        self.at += 1
        if char == "(":
            if self._take("?:") is False and self.text[self.at : self.at + 1] == "?":
                raise PatternError(begin, "assertions and flags are not read")
            self.depth += 1
            if self.depth > 50:
                raise PatternError(begin, "groups too deep")
            node = self._alternatives()
            self.depth -= 1
            if not self._take(")"):
                raise PatternError(begin, "unbalanced (")
            return node
        if char in "*+?{":
            raise PatternError(begin, "nothing to repeat")
        if char in "^$":
            raise PatternError(begin, "anchors are not read")
        test = self._class() if char == "[" else self._single(char)
        return lambda end: self.add(_Way(test, (end,)))

    def _single(self, char: str) -> Test:
        if char == ".":
            return lambda c: c != "\n"
        return self._escape() if char == "\\" else char.__eq__

    def _escape(self) -> Test:
        if self.at >= len(self.text):
            raise PatternError(self.at, "backslash at the end")
        char = self.text[self.at]
        self.at += 1
        if char.lower() in _CLASSES:
            test = _CLASSES[char.lower()]
            return test if char.islower() else lambda c: not test(c)
        if char in _CONTROLS:
            return _CONTROLS[char].__eq__
        if char.isascii() and char.isalnum():
            raise PatternError(self.at - 1, "back references and assertions are not read")
        return char.__eq__

    def _class(self) -> Test:
        begin = self.at - 1
        opposite = self._take("^")
        tests: list[Test] = []
        chars: set[str] = set()
        ranges: list[tuple[str, str]] = []
        first = True
        while True:
            if self.at >= len(self.text):
                raise PatternError(begin, "unbalanced [")
            char = self.text[self.at]
            self.at += 1
            if char == "]" and not first:
                break
            first = False
            if char == "\\":
                tests.append(self._escape())
                continue
            sign, following = self.text[self.at : self.at + 1], self.text[self.at + 1 : self.at + 2]
            if sign == "-" and following not in ("]", ""):
                last = self.text[self.at + 1]
                self.at += 2
                if last < char:
                    raise PatternError(self.at - 1, "range")
                ranges.append((char, last))
            else:
                chars.add(char)

        def test(c: str) -> bool:
            inside = c in chars or any(a <= c <= b for a, b in ranges) or any(t(c) for t in tests)
            return inside != opposite

        return test

    def _take(self, sign: str) -> bool:
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False


def word_pattern(text: str) -> list[tuple[Test, Test]]:
    """Read a pattern of words: one item a word, ``word/tag``, with ``*`` and ``?`` in either.

    >>> first, second = word_pattern("加强 /n*")
    >>> first[0]("加强"), second[0]("管理"), second[1]("nz"), second[1]("v")
    (True, True, True, False)
    """
    items = []
    for item in text.split():
        word, _, tag = item.partition("/")
        items.append((_glob(word or "*"), _glob(tag or "*")))
    return items


def _glob(text: str) -> Test:
    if text == "*":
        return lambda _: True
    if not set(text) & set("*?"):
        return text.__eq__
    signs = {"*": ".*", "?": "."}
    escaped = (signs.get(c) or ("\\" + c if not c.isalnum() else c) for c in text)
    pattern = LinearPattern("".join(escaped))
    free = not text.strip("*")
    return lambda word: free or (0, len(word)) in pattern.find(word)


def places_of_words(
    words: list[str], tags: list[str], items: list[tuple[Test, Test]]
) -> Iterator[tuple[int, int]]:
    """Yield the first and the last row of each run of words that a pattern fits, none overlapping.

    >>> list(places_of_words(["加强", "学习", "管理"], ["v", "v", "n"], word_pattern("/v /n")))
    [(1, 2)]
    """
    row, size = 0, len(items)
    while size and row + size <= len(words):
        if all(
            word(words[row + at]) and tag(tags[row + at]) for at, (word, tag) in enumerate(items)
        ):
            yield row, row + size - 1
            row += size
        else:
            row += 1
