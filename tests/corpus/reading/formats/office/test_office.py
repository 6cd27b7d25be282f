"""Sheets, slides, OpenDocument, e-books, mail and old Word are read as their readers see them."""

from __future__ import annotations

import datetime
import io
import stat
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pytest

import analysis
import corpus
from corpus.errors import SettingsError, SourceError
from corpus.reading.formats import Extract, Options, extract
from corpus.reading.formats.office import converted


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def one(name: str, data: bytes) -> Extract:
    (found,) = extract(data, Options(name=name))
    return found


# --- workbooks


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_is_read_like_a_csv_a_text_a_row() -> None:
    day = datetime.date(2023, 5, 4)
    data = workbook(("表", [["编号", "日期", "正文"], [7, day, "第一份材料。"], [8, day, "=1+1"]]))
    found = extract(data, Options(name="表.xlsx", id_column="编号"))
    assert [(x.part, x.text, x.encoding) for x in found] == [
        (":7", "第一份材料。", "xlsx"), (":8", "", "xlsx"),
    ]  # fmt: skip
    dated = extract(data, Options(name="表.xlsx", text_column="日期"))
    assert [x.text for x in dated] == ["2023-05-04", "2023-05-04"]


def test_sheets_with_texts_are_told_apart_by_their_names_and_others_passed_over() -> None:
    data = workbook(
        ("甲", [["正文"], ["一"]]), ("乙", [["正文"], ["二"]]), ("目录", [["名称"], ["x"]])
    )
    assert [x.part for x in extract(data, Options(name="a.xlsx"))] == [":甲:1", ":乙:1"]


def test_what_a_ledger_is_called_above_its_columns_is_no_row() -> None:
    rows: list[list[object]] = [["水库检查台账"], ["编号", "正文"], [7, "渗漏。"], [8, "淤积。"]]
    found = extract(workbook(("表", rows)), Options(name="表.xlsx", id_column="编号"))
    assert [(x.part, x.text) for x in found] == [(":7", "渗漏。"), (":8", "淤积。")]
    assert [(n.code, dict(n.facts)["count"]) for n in found[0].notes] == [("left-out", 6)]


def test_a_column_of_texts_beside_remarks_keeps_its_name() -> None:
    rows: list[list[object]] = [["正文"], ["渗漏。", "已改"], ["淤积。"]]
    found = extract(workbook(("表", rows)), Options(name="表.xlsx"))
    assert [x.text for x in found] == ["渗漏。", "淤积。"]
    assert "left-out" not in {note.code for note in found[0].notes}


def test_a_workbook_without_texts_is_a_mistake_if_named_and_a_note_if_come_across(
    tmp_path: Path,
) -> None:
    data = workbook(("表", [["名称", "数"], ["x", 1]]))
    with pytest.raises(SettingsError, match=r"^a\.xlsx: .*名称"):
        extract(data, Options(name="a.xlsx"))
    (tmp_path / "a.xlsx").write_bytes(data)
    (tmp_path / "b.txt").write_text("全镇开展工作。", encoding="utf-8")
    notes = [n.code for s in corpus.read(tmp_path).compilations for n in s.source.notes]
    assert notes == ["skipped-table"]


def test_a_workbook_of_ours_is_no_document(tmp_path: Path) -> None:
    c = corpus.from_texts({"甲": "全镇开展理论学习。", "乙": "水库已验收。"})
    analysis.kwic(c, "学习").save(tmp_path / "kwic.xlsx")
    (tmp_path / "b.txt").write_text("全镇开展工作。", encoding="utf-8")
    read = corpus.read(tmp_path)
    assert [d.id for d in read] == ["b.txt"]
    assert [n.code for s in read.compilations for n in s.source.notes] == ["skipped-own"]


# --- slides, OpenDocument, e-books

RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{KIND}" {A}'


def slide(title: str, words: str, more: str = "") -> str:
    shape = (
        "<p:sp><p:nvSpPr><p:nvPr>{}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )
    shapes = shape.format('<p:ph type="title"/>', title) + shape.format("", words)
    return f"<p:sld {P} {more}><p:cSld><p:spTree>{shapes}" + (
        "<a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>甲镇</a:t></a:r></a:p></a:txBody></a:tc>"
        "<a:tc><a:txBody><a:p><a:r><a:t>12次</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>"
        "</p:spTree></p:cSld></p:sld>"
    )


def test_slides_come_in_their_order_with_titles_as_headings_and_hidden_ones_noted() -> None:
    relation = f'<Relationship Id="r{{0}}" Type="{KIND}/slide" Target="slides/{{1}}.xml"/>'
    data = zipped(**{
        "ppt/presentation.xml": f'<p:presentation {P}><p:sldIdLst><p:sldId r:id="r1"/>'
                                '<p:sldId r:id="r2"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": RELATIONS.format(
            relation.format(1, "b") + relation.format(2, "a")),
        "ppt/slides/a.xml": slide("藏着的", "看不见", 'show="0"'),
        "ppt/slides/b.xml": slide("一、学习情况", "全年学习12次。"),
    })  # fmt: skip
    found = one("汇报.pptx", data)
    assert found.text == "一、学习情况\n全年学习12次。\n甲镇\t12次\n"
    assert [hint.span for hint in found.hints] == [(0, 6)]
    assert [note.code for note in found.notes] == ["left-out"]


def test_opendocument_keeps_headings_tables_and_blanks_and_leaves_deleted_text_out() -> None:
    names = "".join(
        f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for n in ("office", "text", "table")
    )
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    content = (
        f"<office:document-content{names}><office:body><office:text>"
        "<text:tracked-changes><text:p>删去的</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">一、学习</text:h>'
        '<text:p>全年<text:s text:c="2"/><text:span>12次</text:span>。'
        "<text:note><text:p>脚注</text:p></text:note>完</text:p>"
        "<text:list><text:list-item><text:p>一是</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row>{cell.format('甲')}{cell.format('乙')}</table:table-row>"
        "</table:table></office:text></office:body></office:document-content>"
    )
    found = one("总结.odt", zipped(**{"content.xml": content}))
    assert found.text == "一、学习\n全年  12次。完\n一是\n甲\t乙\n"
    assert [(hint.span, hint.level) for hint in found.hints] == [((0, 4), 2)]
    assert found.notes[0].code == "left-out"


def test_an_e_book_is_one_text_in_the_order_of_its_spine() -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{}</h1><p>{}</p></body></html>'
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>地方志</dc:title></metadata><manifest>"
        '<item id="a" href="one%20a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/c.opf"/></rootfiles></container>'
    )
    parts = {
        "META-INF/container.xml": container, "OEBPS/c.opf": opf,
        "OEBPS/one a.xhtml": page.format("第二章", "后来的事情很多。"),
        "OEBPS/b.xhtml": page.format("第一章", "起初的事情很少。"),
    }  # fmt: skip
    found = one("志.epub", zipped(**parts))
    assert found.text.split() == ["第一章", "起初的事情很少。", "第二章", "后来的事情很多。"]
    assert [found.text[h.span.start : h.span.end] for h in found.hints] == ["第一章", "第二章"]
    assert found.metadata.pairs() == [("title", "地方志")]
    locked = zipped(**parts, **{"META-INF/encryption.xml": '<e URI="OEBPS/b.xhtml"/>'})
    with pytest.raises(SourceError) as refused:
        one("志.epub", locked)
    assert refused.value.note is not None
    assert refused.value.note.code == "encrypted-file"


# --- mail


def test_a_mail_has_its_subject_as_heading_and_its_attachments_as_texts() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "关于报送材料的通知", "办公室 <office@example.org>"
    mail.set_content("请于周五前报送。\n", charset="gb18030")
    mail.add_attachment("附件的文字。".encode("gb18030"), maintype="text", subtype="plain",
                        filename="附件.txt")  # fmt: skip
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="图.png")
    found = extract(bytes(mail), Options(name="a.eml"))
    assert [(x.part, x.text) for x in found] == [
        ("", "关于报送材料的通知\n请于周五前报送。\n"),
        ("/附件.txt", "附件的文字。"), ("/图.png", ""),
    ]  # fmt: skip
    assert found[0].metadata.pairs() == [("From", "办公室 <office@example.org>")]
    assert [note.code for note in found[2].notes] == ["skipped-type"]


def test_a_mail_of_html_is_read_as_a_page_and_a_file_of_another_kind_is_no_mail() -> None:
    mail = EmailMessage()
    mail["Subject"] = "通知"
    mail.set_content("<p>请报送。</p><p>谢谢。</p>", subtype="html")
    assert one("a.eml", bytes(mail)).text.split() == ["通知", "请报送。", "谢谢。"]
    with pytest.raises(SourceError, match="MIME"):
        one("b.eml", "没有信头的文字".encode())


# --- old Word


def word(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def test_a_doc_that_is_something_else_is_read_as_what_it_is() -> None:
    assert one("a.doc", word("其实是新格式。")).text.strip() == "其实是新格式。"
    page = "<html><body><p>其实是网页。</p></body></html>".encode()
    assert one("b.doc", page).text.strip() == "其实是网页。"


def test_without_libreoffice_an_old_document_is_refused_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converted.shutil, "which", lambda name: None)
    for name in ("a.doc", "a.wps", "a.rtf"):
        with pytest.raises(SourceError, match=r"LibreOffice.*\.docx"):
            one(name, b"\xd0\xcf\x11\xe0")


def test_libreoffice_is_given_a_copy_and_what_it_makes_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made.docx").write_bytes(word("转换出来的文字。"))
    fake = tmp_path / "soffice"
    fake.write_text(
        '#!/bin/sh\nfor last; do :; done\ncp "$(dirname "$0")/made.docx" "${last%.*}.docx"\n'
    )
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(converted.shutil, "which", lambda name: str(fake))
    found = one("a.rtf", rb"{\rtf1 x}")
    assert (found.text, found.encoding) == ("转换出来的文字。\n", "rtf")
    fake.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(SourceError, match="LibreOffice"):
        one("a.rtf", rb"{\rtf1 x}")


# --- harm


@pytest.mark.parametrize("ending", ["xlsx", "pptx", "odt", "epub"])
def test_what_is_no_such_file_is_refused_and_a_password_is_named(ending: str) -> None:
    with pytest.raises(SourceError):
        one(f"a.{ending}", b"no archive")
    with pytest.raises(SourceError):
        one(f"a.{ending}", zipped(**{"x.xml": "<a/>"}))
    if ending in ("xlsx", "pptx"):
        with pytest.raises(SourceError) as refused:
            one(f"a.{ending}", b"\xd0\xcf\x11\xe0")
        assert refused.value.note is not None
        assert refused.value.note.code == "encrypted-file"


def test_entities_and_document_types_of_strangers_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for name, part in (
        ("a.odt", "content.xml"),
        ("a.epub", "META-INF/container.xml"),
        ("a.xlsx", "xl/workbook.xml"),
        ("a.pptx", "ppt/presentation.xml"),
    ):
        with pytest.raises(SourceError) as refused:
            one(name, zipped(**{part: bomb}))
        assert refused.value.note is not None
        assert refused.value.note.code == "document-type", name
