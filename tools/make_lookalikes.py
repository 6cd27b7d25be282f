"""Write ``corpus/resources/lookalikes.tsv``: classes of characters easily taken for one another.

Run ``python tools/make_lookalikes.py`` with zhplot (its font file), Pillow and jieba installed.
Four lists go in, in this order; a character stays in the first class that takes it.

* confusions seen in the compilation under ``data/``, each with the words it was seen in; found
  by aligning the copies 4, 11 and 14, and by reading;
* pairs that every proof-reader knows;
* katakana with the shape of a simple character;
* Cyrillic and Greek letters with the shape of a Latin one: upper case counts where the two cases
  differ (Ν, ν), for acronyms are what Latin letters mostly are here; μ is no m (μm, mm);
* pairs found by drawing: common characters of GB 2312 are drawn in Noto Sans SC, blurred and
  compared by the cosine of their grey values. Dense characters are all alike, so a cosine means
  little by itself: a pair must be among each other's two nearest, and must make no two usual
  words of jieba's dictionary one. Classes grow only while every pair in them qualifies.

No class holds two digits or Latin letters: 0/O or 1/l would make different figures equal, and a
changed figure is evidence.

Left out, though seen: 德/依, 守/试 for 诚, 引/别 (no likeness one could draw a rule from),
义/议 (same sound, not same shape), 大/太 and 人/入 (alike, but 59 and more pairs of words differ
in nothing else: 人口/入口, 不大/不太).
"""

from __future__ import annotations

import importlib.util
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from corpus.folding.characters import CONTEXT

TARGET = Path(__file__).parent.parent / "corpus" / "resources" / "lookalikes.tsv"

SEEN = {
    "与舆典": "提高与论引导水平 (篇11), 网络典情信息 (篇4), for 舆论, 舆情; 輿 and 與",
    "千干": "领导千部 (篇11)",
    "彻例": "深入学习贯例十九大精神 (篇11)",
    "未末木": "防患木然 (篇4), for 未然",
    "懂慬": "让青少年慬得遵纪守法 (篇4)",
    "力カ": "人カ、物力、财力投入 (篇4), a katakana",
    "道遒": "基本遒德规范 (篇11)",
    "竞竟": "灯谜竟猜活动 (篇11)",
    "果渠": "对外宣传果道 (篇11), for 渠道",
    "诚试": "明理试信 (篇11), for 明理诚信",
    "材树": "宣传树料 (篇11), for 材料",
    "域城": "意识形态领城工作 (篇10)",
    "俱倶": "与时倶进 (篇15), an old form",
    "采釆": "多次釆取职工会议 (篇15), an old form",
}
KNOWN = (
    "已己巳 日曰 戊戌戍 刺剌 土士 天夭 王玉 折拆 拨拔 治冶 今令 侯候 免兔 鸟乌 兵乒乓 茶荼 毫亳 "
    "洒酒 徒徙 辩辨辫 炙灸 崇祟 盲肓 赢嬴羸 汩汨 睛晴 暖暧 冷泠 沾沽 蓝篮 竖坚 遗遣 贷货 "
    "即既 哀衰衷 幻幼 孑子孓 母毋 斤斥 贪贫 亨享 栗粟 戮戳 藉籍 博搏 概慨 鸣呜 廷延 官宫 厉历 "
    "壁璧 竿竽 弛驰 崎歧 震霞 簿薄 券卷 粱梁 祈折 复夏 秦泰奏"
)
ALPHABETS = "aаα bвβ cс dԁ eеε hнһη iіι jј kкκ lӏ mм nν oоο pрρ qԛ sѕ tтτ wԝ yуυ zζ"
KANA = "一ー 二ニ 三ミ 八ハ 口ロ 卜ト 夕タ 工エ 才オ 七セ 厶ム 匕ヒ"

COMMON = 3500  # characters, as in the first two levels of the official list
LEAST_COSINE = 0.90
NEIGHBOURS = 2
USUAL = 20  # occurrences in jieba's dictionary: words rarer than this may be made one
LARGEST = 3


def main() -> None:
    """Write the table."""
    words = dictionary()
    weight: Counter[str] = Counter()
    for word, count in words.items():
        for char in word:
            weight[char] += count
    lines = [
        "# Classes of characters easily taken for one another; the first member stands for all.",
        "# Made by tools/make_lookalikes.py: seen in data/, known to proof-readers, kana, letters,",
        "# and drawn: alike in Noto Sans SC (OFL-1.1), common in the dictionary of jieba (MIT).",
        "# members <tab> kind <tab> source",
    ]
    taken: set[str] = set()
    for kind, classes in (
        ("seen", SEEN),
        ("known", dict.fromkeys(KNOWN.split(), "pairs known to proof-readers")),
        ("kana", dict.fromkeys(KANA.split(), "katakana of the same shape")),
        ("alphabet", dict.fromkeys(ALPHABETS.split(), "letters of one shape")),
        ("drawn", drawn(words, weight)),
    ):
        for members, source in classes.items():
            free = [char for char in members if char not in taken]
            free.sort(key=lambda char: char not in CONTEXT)  # stable: context first
            if len(free) > 1 and len(CONTEXT.intersection(free)) < 2:
                taken.update(free)
                lines.append(f"{''.join(free)}\t{kind}\t{source}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def dictionary() -> dict[str, int]:
    """Words of jieba's dictionary with their counts."""
    folder = package_folder("jieba")
    rows = (folder / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count, *_ in (row.split(" ") for row in rows)}


def package_folder(name: str) -> Path:
    """Folder of an installed package, which is not imported."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise SystemExit(f"{name} is not installed; pip install {name}")
    return Path(found.origin).parent


def drawn(words: dict[str, int], weight: Counter[str]) -> dict[str, str]:
    """Classes of common characters that look alike in print, with their cosine."""
    level_one_and_two = [
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) < (0xD7, 0xFA) or row > 0xD7
    ]
    cosine = likeness(level_one_and_two)
    nearest = np.argsort(-cosine, axis=1, kind="stable")[:, :NEIGHBOURS]
    common = {char for char, _ in weight.most_common() if "\u4e00" <= char <= "\u9fff"}
    common &= set(sorted(level_one_and_two, key=lambda char: -weight[char])[:COMMON])
    containing = defaultdict(list)
    for word, count in words.items():
        if len(word) > 1 and count >= USUAL:
            for char in sorted(set(word)):
                containing[char].append(word)

    def qualifies(i: int, j: int) -> bool:
        a, b = level_one_and_two[i], level_one_and_two[j]
        return (
            cosine[i, j] >= LEAST_COSINE
            and j in nearest[i]
            and i in nearest[j]
            and {a, b} <= common
            and not any(words.get(word.replace(a, b), 0) >= USUAL for word in containing[a])
        )

    pairs = [(i, int(j)) for i in range(len(nearest)) for j in nearest[i] if i < j]
    pairs = sorted((p for p in pairs if qualifies(*p)), key=lambda p: (-cosine[p], p))
    classes: list[list[int]] = []
    where: dict[int, list[int]] = {}
    for i, j in pairs:
        a, b = where.get(i, [i]), where.get(j, [j])
        if a is b or len(a) + len(b) > LARGEST or not all(qualifies(x, y) for x in a for y in b):
            continue
        merged = a + b
        classes = [c for c in classes if c is not a and c is not b] + [merged]
        where.update(dict.fromkeys(merged, merged))
    found = {}
    for members in classes:
        chars = sorted((level_one_and_two[i] for i in members), key=lambda c: (-weight[c], c))
        least = min(cosine[x, y] for x in members for y in members if x != y)
        found["".join(chars)] = f"cosine {least:.2f}"
    return found


def likeness(chars: list[str]) -> NDArray[np.float32]:
    """Cosine of blurred pictures, shape (n, n); -1 on the diagonal."""
    font = ImageFont.truetype(
        str(package_folder("zhplot") / "fonts" / "NotoSansSC-Regular.ttf"), 48
    )
    pictures = np.zeros((len(chars), 32 * 32), dtype=np.float32)
    for row, char in enumerate(chars):
        image = Image.new("L", (64, 64))
        ImageDraw.Draw(image).text((8, 0), char, font=font, fill=255)
        small = image.filter(ImageFilter.GaussianBlur(1.5)).resize((32, 32), Image.Resampling.BOX)
        pictures[row] = np.asarray(small, dtype=np.float32).ravel()
    pictures -= pictures.mean(axis=1, keepdims=True)
    pictures /= np.linalg.norm(pictures, axis=1, keepdims=True)
    cosine = pictures @ pictures.T
    np.fill_diagonal(cosine, -1)
    return cosine


if __name__ == "__main__":
    main()
