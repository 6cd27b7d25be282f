"""The heading tree: laws on arbitrary text, cases from the wild, whole documents read by eye."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Section
from corpus.outline import outline

PIECES = st.lists(
    st.one_of(
        st.sampled_from([
            "\n一、", "\n二、", "\n三、", "\n(一)", "\n（二）", "\n(三)", " (二)", "\n(1)",
            "\n①", "\n②", "\n1.",
            "。2.",
            "\n3、", "\n12党员", "\n第一章 总则\n", "\n第二条 ", "\n1.1 ",
            "\nA.", "\n附件1\n",
            "\nⅡ、", "\nー、", "\nl.",
            "加强学习", "认真组织学习12次。", "；", "：",
            "“", "”", "(", "）", " ", "\u3000", "\n目录\n",
        ]),
        st.text(max_size=4),
    ),
    max_size=60,
).map("".join)  # fmt: skip


def sections(text: str) -> tuple[Section, ...]:
    return outline(text, (0, len(text)), id="甲").sections


@given(PIECES)
def test_sections_nest_ascend_and_stay_inside_the_body(text):
    found = sections(text)
    known = {section.id: section for section in found}
    assert len(known) == len(found)
    position = 0
    for section in found:
        assert section.marker.start >= position
        position = section.marker.end
        assert 0 <= section.span.start == section.marker.start <= section.span.end <= len(text)
        if section.parent is None:
            assert section.depth == 1
        else:
            parent = known[section.parent]
            assert section.depth == parent.depth + 1
            assert parent.span.start < section.span.start
            assert section.span.end <= parent.span.end
        assert 1 <= section.level <= 6
        for part in (section.title, section.body):
            if part is not None:
                assert section.marker.end <= part.start < part.end <= section.span.end
                assert text[slice(*part)].strip() == text[slice(*part)]
        if section.title and section.body:
            assert section.title.end <= section.body.start


@given(PIECES)
def test_the_tree_below_does_not_depend_on_what_stands_around_the_body(text):
    before, after = "三、别的\n", "\n四、另外"
    whole = before + text + after
    moved = outline(whole, (len(before), len(before) + len(text)), id="甲").sections
    here = sections(text)
    assert [s.id for s in moved] == [s.id for s in here]
    assert [s.title and s.title.start - len(before) for s in moved] == [
        s.title and s.title.start for s in here
    ]
