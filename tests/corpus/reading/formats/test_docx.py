"""Word documents: text, automatic numbers, headings, tables, and files made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest

from corpus.errors import SourceError
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.docx import read

OPTIONS = Options(name="总结.docx")
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def only(data: Any) -> Extract:
    (found,) = read(data if isinstance(data, bytes) else saved(data), OPTIONS)
    return found


def hints(found: Extract) -> list[tuple[str, int]]:
    return [(found.text[slice(*hint.span)], hint.level) for hint in found.hints]


def raw(body: str, *, parts: dict[str, str] | None = None, head: str = "", ns: str = MAIN) -> bytes:
    """A document of nothing but the parts given."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f'{head}<w:document xmlns:w="{ns}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
        for name, content in (parts or {}).items():
            archive.writestr(f"word/{name}.xml", content)
    return target.getvalue()


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(
    levels: str, *items: tuple[str, int, int], uses: str = "", styles: str = ""
) -> list[str]:
    """Lines of a document with one list definition (0); items are (text, numId, ilvl)."""
    numbering = (
        f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0">{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f"{uses}</w:numbering>"
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        "</w:pPr>"
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for text, number, depth in items
    )
    parts = {"numbering": numbering}
    if styles:
        parts["styles"] = f'<w:styles xmlns:w="{MAIN}">{styles}</w:styles>'
    return only(raw(body, parts=parts)).text.splitlines()


def test_a_document_made_with_word_styles() -> None:
    document = docx.Document()
    document.add_heading("工作总结", 0)
    document.add_heading("一、学习", 1)
    document.add_paragraph("全镇开展学习。")
    document.add_heading("(一)集中", 2)
    bold = document.add_paragraph()
    bold.add_run("1.每周").bold = True
    bold.add_run("一次").bold = True
    mixed = document.add_paragraph("正文")
    mixed.add_run("粗").bold = True
    document.add_paragraph("正文。")
    found = only(document)
    expected = [
        "工作总结",
        "一、学习",
        "全镇开展学习。",
        "(一)集中",
        "1.每周一次",
        "正文粗",
        "正文。",
    ]
    assert found.text.splitlines() == expected
    assert hints(found) == [("工作总结", 0), ("一、学习", 1), ("(一)集中", 2), ("1.每周一次", 0)]
    assert (found.encoding, found.notes) == ("docx", ())


def test_outline_levels_and_styles_under_any_id_make_headings() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a3"/>'
        '<w:name w:val="我的"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="x"/><w:basedOn w:val="c"/>'
        '<w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
    )
    body = "".join(
        f"<w:p><w:pPr>{p}</w:pPr><w:r><w:t>{n}</w:t></w:r></w:p>"
        for n, p in enumerate(
            (
                '<w:pStyle w:val="b"/>',
                '<w:pStyle w:val="c"/>',
                '<w:outlineLvl w:val="0"/>',
                '<w:pStyle w:val="b"/><w:outlineLvl w:val="9"/>',
                '<w:pStyle w:val="没有"/>',
            )
        )
    )
    parts = {"styles": f'<w:styles xmlns:w="{MAIN}">{styles}</w:styles>'}
    assert hints(only(raw(body, parts=parts))) == [("0", 2), ("1", 4), ("2", 1)]


def test_automatic_numbers_are_written_out_and_restart_below_a_higher_level() -> None:
    levels = (
        level(0, "chineseCountingThousand", "%1、")
        + level(1, "chineseCounting", "（%2）")
        + level(2, "decimal", "%3.")
        + level(3, "decimalEnclosedCircle", "%4")
    )
    items = [
        ("甲", 0),
        ("乙", 1),
        ("丙", 1),
        ("丁", 2),
        ("戊", 3),
        ("己", 3),
        ("庚", 0),
        ("辛", 1),
        ("壬", 2),
    ]
    assert listed(levels, *((text, 1, depth) for text, depth in items)) == [
        "一、甲", "（一）乙", "（二）丙", "1. 丁", "① 戊", "② 己", "二、庚", "（一）辛", "1. 壬",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("japaneseCounting", "%1、", "十一、文"),
        ("ideographDigital", "%1、", "一一、文"),
        ("decimalFullWidth", "%1．", "１１．文"),
        ("chineseLegalSimplified", "%1、", "拾壹、文"),
        ("upperRoman", "%1.", "XI. 文"),
        ("lowerLetter", "%1)", "k)文"),
        ("ideographZodiac", "%1、", "戌、文"),
        ("chineseCounting", "第%1章", "第十一章 文"),
        ("none", "附件：", "附件：文"),
        ("bullet", "", "文"),
        ("bullet", "注：", "注：文"),
    ],
)
def test_the_formats_of_numbers(form: str, text: str, expected: str) -> None:
    assert listed(level(0, form, text), *[("文", 1, 0)] * 11)[-1] == expected


def test_numbers_of_several_levels_and_legal_ones() -> None:
    levels = (
        level(0, "chineseCounting", "第%1章", '<w:suff w:val="space"/>')
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "%1.%2.%3", '<w:suff w:val="nothing"/>')
    )
    items = [("甲", 1, 0), ("乙", 1, 1), ("丙", 1, 1), ("丁", 1, 2), ("戊", 1, 0), ("己", 1, 1)]
    assert listed(levels, *items) == [
        "第一章 甲", "1.1 乙", "1.2 丙", "一.2.1丁", "第二章 戊", "2.1 己",
    ]  # fmt: skip


def test_lists_of_one_definition_count_together_unless_one_starts_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    uses = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )
    items = [("甲", 1, 0), ("乙", 2, 0), ("丙", 3, 0), ("丁", 3, 0), ("戊", 1, 0)]
    lines = listed(level(0, "decimal", "%1."), *items, uses=uses)
    assert lines == ["1. 甲", "2. 乙", "5. 丙", "6. 丁", "7. 戊"]


def test_a_level_that_never_restarts() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(
        1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'
    )
    items = [("甲", 1, 0), ("乙", 1, 1), ("丙", 1, 0), ("丁", 1, 1)]
    assert listed(levels, *items) == ["一、甲", "1. 乙", "二、丙", "2. 丁"]


def test_numbers_that_come_with_a_style_and_are_switched_off() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="4">'
        + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>')
        + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>')
        + '</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )
    styles = f'<w:styles xmlns:w="{MAIN}">' + "".join(
        f'<w:style w:type="paragraph" w:styleId="h{n}"><w:name w:val="heading {n}"/>'
        '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, more, text in (
            ("h1", "", "甲"),
            ("h2", "", "乙"),
            ("h2", off, "丙"),
            ("h2", "", "丁"),
            ("h1", "", "戊"),
        )
    )
    found = only(raw(body, parts={"numbering": numbering, "styles": styles + "</w:styles>"}))
    assert hints(found) == [
        ("一、甲", 1), ("（一）乙", 2), ("丙", 2), ("（二）丁", 2), ("二、戊", 1),
    ]  # fmt: skip


def test_an_unknown_format_is_written_in_figures_and_noted() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0">'
        + level(0, "thaiLetters", "%1.")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>文</w:t></w:r></w:p>'
    )
    found = only(raw(body, parts={"numbering": numbering}))
    assert found.text == "1. 文\n"
    assert [note.code for note in found.notes] == ["numbering-format"]


def test_what_runs_hold() -> None:
    body = (
        "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r>"
        "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>7</w:t></w:r></w:fldSimple>"
        "<w:r><w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r><w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>"
        "</w:p><w:sdt><w:sdtContent><w:p><w:r><w:t>块</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    found = only(raw(body))
    assert found.text == "一\t二\n三链增7字控\n块\n"
    assert [(n.code, dict(n.facts)) for n in found.notes] == [
        ("left-out", {"what": "deleted, hidden", "count": 3})
    ]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    kept = "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>"
    words = [(gone, "这一段与"), ("", "下一段合并。"), (kept, "另一段。"), (gone, "末段")]
    body = "".join(f"<w:p>{end}<w:r><w:t>{text}</w:t></w:r></w:p>" for end, text in words)
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert only(raw(body + table)).text == "这一段与下一段合并。\n另一段。\n末段\n格\n"
    assert only(raw(body)).text == "这一段与下一段合并。\n另一段。\n末段\n"


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>段</w:t></w:r></w:p>"
        f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    )
    assert only(raw(body)).text == "段\n框中\n框中\n"


def test_tables_become_lines_with_tabs() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for number, cell in enumerate(table._cells):
        cell.text = f"格{number}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "并"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "纵"
    document.add_paragraph("尾")
    assert only(document).text.splitlines() == ["并\t格2", "格3\t格4\t纵", "格6\t格7", "尾"]


def test_headers_and_footnotes_are_left_out_and_counted() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "某镇文件"
    document.add_paragraph("正文")
    found = only(document)
    assert found.text == "正文\n"
    assert dict(found.notes[0].facts) == {"what": "header", "count": 4}


def test_the_strict_dialect_is_the_same_text() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert only(raw("<w:p><w:r><w:t>文</w:t></w:r></w:p>", ns=strict)).text == "文\n"


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "' + "拉" * 100 + '">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)  # fmt: skip


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (ENTITIES, "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "<w:p/>"),
        ('<!DOCTYPE x SYSTEM "http://example.com/x.dtd">', "<w:p/>"),
    ],
)
def test_entities_and_document_types_are_refused(head: str, body: str) -> None:
    with pytest.raises(SourceError) as caught:
        only(raw(body, head=head))
    assert caught.value.note is not None
    assert caught.value.note.code == "document-type"


def test_a_document_type_in_any_part_and_encoding_is_refused() -> None:
    styles = '<!DOCTYPE x><w:styles xmlns:w="x"/>'
    with pytest.raises(SourceError, match="document type"):
        only(raw("<w:p/>", parts={"styles": styles}))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", f"{ENTITIES}<a>&j;</a>".encode("utf-16"))
    with pytest.raises(SourceError, match="document type"):
        only(target.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(SourceError) as caught:
        only(raw("<w:p><w:r><w:t>" + "a" * 40_000_000 + "</w:t></w:r></w:p>"))
    assert caught.value.code == "R104"


def test_depth_without_end_is_refused() -> None:
    with pytest.raises(SourceError):
        only(raw("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged-file"),
        (b"no archive", "damaged-file"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "unsupported-format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "encrypted-file"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted-file"),
        (raw("<w:p>"), "damaged-file"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        only(data)
    assert caught.value.note is not None
    assert caught.value.note.code == code


def test_an_archive_without_a_document_is_refused(make_zip: Callable[..., bytes]) -> None:
    with pytest.raises(SourceError, match="sound"):
        only(make_zip([("a.txt", b"x")]))


def test_an_empty_document_is_empty() -> None:
    assert only(docx.Document()).text == ""


@pytest.mark.parametrize("depth", [1, 2, 20])
def test_nested_text_boxes_are_read_once(depth: int) -> None:
    inner = ""
    for n in range(depth, 0, -1):
        inner = (
            f"<w:p><w:r><w:t>框{n}</w:t><w:pict><w:txbxContent>{inner}</w:txbxContent>"
            "</w:pict></w:r></w:p>"
        )
    lines = only(raw(inner)).text.split()
    assert lines == [f"框{n}" for n in range(1, depth + 1)]


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


@pytest.mark.parametrize(("words", "shown"), [("3", "³"), ("-2", "⁻²"), ("[12]", "[12]")])
def test_raised_figures_stay_raised(words: str, shown: str) -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    body = f"<w:p>{run('10')}{run(words, up)}{run('米')}</w:p>"
    assert only(raw(body)).text == f"10{shown}米\n"


def test_a_hidden_numbered_paragraph_leaves_no_line_and_is_not_counted() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0">'
        f"{level(0, 'decimal', '%1.')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    head = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    items = [run("甲"), run("藏", "<w:vanish/>"), run("乙")]
    data = raw("".join(f"<w:p>{head}{i}</w:p>" for i in items), parts={"numbering": numbering})
    found = only(data)
    assert found.text == "1. 甲\n2. 乙\n"
    assert [note.code for note in found.notes] == ["left-out"]


def test_words_of_no_size_are_left_out_and_white_words_are_noted() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    tiny = '<w:sz w:val="1"/>'
    body = f"<w:p>{run('文')}{run('藏', tiny)}</w:p><w:p>{run('白字', white)}</w:p>"
    found = only(raw(body))
    assert (found.text, [n.code for n in found.notes]) == ("文\n白字\n", ["left-out", "white-text"])
    assert found.text[slice(*found.notes[1].span)] == "白字"
    shade = '<w:shd w:val="clear" w:fill="4472C4"/>'
    cell = f"<w:tc><w:tcPr>{shade}</w:tcPr><w:p>{run('表头', white)}</w:p></w:tc>"
    assert only(raw(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")).notes == ()
