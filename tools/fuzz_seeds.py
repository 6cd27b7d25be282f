"""Small files and texts to begin with, and how they are changed: the cases of ``fuzz.py``."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from collections.abc import Sequence

MOST_CHANGES = 5
TEXT = "标题\n一、学习\n（一）内容\n1. 一是抓好。二是落实！\n工作总结篇2\n二、工作|表|\n附件：x\n"
PROMISED = (
    "乡镇工作总结（精选3篇）\n下面是小编整理的范文，仅供参考。\n工作总结篇1\n今年以来，我镇认真落实各项任务。\n"
    "一、主要做法\n（一）强化学习。每月一次。\n工作总结篇2\n各村：\n1.坚持原则\n2.提高认识\nx镇人民政府\n"
    "2020年6月30日\n工作总结篇3\n第一条 本条例适用于全县。\n第二条 推荐访问：总结 范文\n"
)
ODD = (
    "⼀、⼯作情況\n 工 作 总 结 \n一́是ｘｘ市︽某某︾，20xx年〇月○日。\n"
    "甲\u200b乙\u3000丙\r\n豈\U00020000\n"
)
PROSE = (
    "一、学习情况\n全年组织中心组学习十二次，撰写心得体会三十六篇。\n二、宣传情况\n充分利用村村响广播和宣传栏，"
    "累计发布信息四百余条。\n三、督查情况\n党委每季度开展专项督查，对发现的问题及时通报整改。\n"
)
MARKDOWN = "---\ntitle: [a\n---\n# 标题\n> * 1. `x` [b](c)\n\n| a | b |\n|---|---|\n"
HTML = "<html><meta charset=gbk><h1>学</h1><table><tr><td>习</td></tr></table><p>一、a</html>"
MAIL = (
    "Subject: =?utf-8?b?5a2m5Lmg?=\nFrom: a@b.cn\nMIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; boundary=x\n\n--x\n"
    "Content-Type: text/html; charset=gbk\n\n<p>a</p>"
    "\n--x\nContent-Disposition: attachment; filename=b.txt\n\n一、学习\n--x--\n"
)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
    b"/Count 1>>"
    b"endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
    b"/Resources<</Font"
    b"<</F 5 0 R>>>>>>endobj\n4 0 obj<</Length 40>>stream\nBT /F 12 Tf 20 100 Td (No. 1 work) "
    b"Tj ET  "
    b"\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R>>"
)
_SCHEMA = "http://schemas.openxmlformats.org/"
_LINKS = f'<Relationships xmlns="{_SCHEMA}package/2006/relationships">'
_KIND = f"{_SCHEMA}officeDocument/2006/relationships"
_OASIS = "".join(
    f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
    for n in ("office", "text", "table")
)
WORD = {
    "word/document.xml": f'<w:document xmlns:w="{_SCHEMA}wordprocessingml/2006/main"><w:body>'
    '<w:p><w:pPr><w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    "</w:pPr>"
    "<w:r><w:t>学习</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>表</w:t></w:r></w:p>"
    "</w:tc></w:tr></w:tbl></w:body></w:document>",
    "word/_rels/document.xml.rels": f'{_LINKS}<Relationship Id="r" Type="{_KIND}/numbering" '
    'Target="numbering.xml"/></Relationships>',
    "word/numbering.xml": f'<w:numbering xmlns:w="{_SCHEMA}wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
}
BOOK = {
    "xl/workbook.xml": f'<workbook xmlns="{_SCHEMA}spreadsheetml/2006/main" '
    f'xmlns:r="{_KIND}"><sheets>'
    '<sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_LINKS}<Relationship Id="r" Type="{_KIND}/worksheet" '
    'Target="a.xml"/></Relationships>',
    "xl/a.xml": f'<worksheet xmlns="{_SCHEMA}spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>正文</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is>'
    '<t>一、学习</t></is></c><c r="B2" s="0"><v>43831.5</v></c></row></sheetData></worksheet>',
}
SLIDES = {
    "ppt/presentation.xml": f'<p:presentation xmlns:p="{_SCHEMA}presentationml/2006/main" '
    f'xmlns:r="{_KIND}"><p:sldIdLst><p:sldId r:id="r"/></p:sldIdLst></p:presentation>',
    "ppt/_rels/presentation.xml.rels": f'{_LINKS}<Relationship Id="r" Type="{_KIND}/slide" '
    'Target="slides/a.xml"/></Relationships>',
    "ppt/slides/a.xml": f'<p:sld xmlns:p="{_SCHEMA}presentationml/2006/main" '
    f'xmlns:a="{_SCHEMA}drawingml/2006/main"><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr>'
    '<p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>一、学习</a:t></a:r></a:p>'
    "</p:txBody></p:sp></p:spTree></p:cSld></p:sld>",
}
OPEN = {
    "content.xml": f"<office:document-content{_OASIS}><office:body><office:text>"
    '<text:h text:outline-level="2">一、学习</text:h><text:p>全年<text:s text:c="2"/>12次</text:p>'
    "<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>"
    "</table:table-row></table:table></office:text></office:body></office:document-content>",
}
EBOOK = {
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
    "c.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="a" href="a%20.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>',
    "a .xhtml": "<html><body><h1>第一章</h1><p>起初。</p></body></html>",
}
PIECES = (
    b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"<div>",
    b"]]>", b"\x81\x30\x81\x30", b'"', b",", b"\x1e", b"PK\x03\x04", b"</script>", b"999999999",
    b"-1", b"&#0;", b"]", b"&#xd800;", "篇3\n".encode(), "一、".encode(),
    *(sign.encode() for sign in "⼀\u200b\u0301〇×①繁\ue000\u202e第条（年。；、“\u3000"),
)  # fmt: skip
"""What readers look for: marks, halves of characters, quotes, signs of markup and of pieces."""
BETWEEN = b"\x1e"
"""Stands between the parts of a package and between texts; nobody writes it."""


def packed(parts: dict[str, str]) -> bytes:
    """Write a package as one string, so that changes hit its parts and not their checksums."""
    return BETWEEN.join(f"{name}\n{content}".encode() for name, content in parts.items())


def zipped(data: bytes) -> bytes:
    """Return an archive of the parts that a string names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two parts of one name are what is wanted
        for part in data.split(BETWEEN):
            name, _, content = part.partition(b"\n")
            archive.writestr(zipfile.ZipInfo(name.decode("utf-8", "replace")[:999] or "a"), content)
    return held.getvalue()


def changed(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Change a few places of a file."""
    held = bytearray(data)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        at, kind = chance.randint(0, len(held)), chance.randrange(6)
        if kind == 0 and at < len(held):
            held[at] = chance.randrange(256)
        elif kind == 1:
            held[at:at] = chance.randbytes(chance.randint(1, 4))
        elif kind == 2:
            del held[at : at + chance.randint(1, 8)]
        elif kind == 3:
            held[at:at] = held[chance.randint(0, at) : at][:200]
        elif kind == 4:
            held[at:at] = chance.choice(PIECES)
        else:
            other = chance.choice(others)
            held[at:at] = other[: chance.randint(0, len(other))]
    return bytes(held)
