"""Makers of small files in the formats that are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

import pytest


@pytest.fixture
def make_zip() -> Callable[..., bytes]:
    """A zip archive of (name, content) pairs."""

    def make(members: Iterable[tuple[str, bytes]], *, compress: bool = True) -> bytes:
        target = io.BytesIO()
        method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        with zipfile.ZipFile(target, "w", method) as archive:
            for name, content in members:
                archive.writestr(name, content)
        return target.getvalue()

    return make


@pytest.fixture
def make_pdf() -> Callable[[Sequence[Sequence[tuple[float, float, str]]]], bytes]:
    """A PDF with lines of text at given places (points from the left and from the bottom), 16 pt.

    It names a Chinese font of the reader's instead of carrying one.
    """

    def make(pages: Sequence[Sequence[tuple[float, float, str]]]) -> bytes:
        kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
        objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
            "/DescendantFonts[4 0 R]>>",
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
            "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R/DW 1000>>",
            "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
            "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        ]
        for n, lines in enumerate(pages):
            objects.append(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
                f"/Contents {7 + 2 * n} 0 R>>"
            )
            drawn = "".join(
                f"BT /F 16 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
                for x, y, text in lines
            )
            objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}endstream")
        out = b"%PDF-1.4\n"
        places = []
        for number, content in enumerate(objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj{content}endobj\n".encode()
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        start = len(out)
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
        return out + (
            f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
        )

    return make
