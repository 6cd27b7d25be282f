"""Small corpora with everything that large ones have: copies, forms, wording that many share."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]


def made_texts(seed: int, bases: int = 40) -> list[str]:
    """Texts of some hundred characters: copies exact and edited, parts, a form, shared wording."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret

    def text(n: int) -> str:
        return "".join(
            "".join(rng.choices(HAN, k=rng.randint(6, 20))) + "。" for _ in range(n // 13)
        )

    def edited(one: str, share: float) -> str:
        return "".join(rng.choice(HAN) if rng.random() < share else c for c in one)

    found = []
    shared = text(90)
    for row in range(bases):
        one = text(rng.randint(150, 500))
        if row % 3 == 0:
            one += shared  # wording that more texts have than may meet under one shingle
        found.append(one)
        found += [edited(one, share) for share in (0.01, 0.05) if rng.random() < 0.6]
        if rng.random() < 0.3:
            found.append(one)
        if rng.random() < 0.3:
            found.append(one[: len(one) // 2] + text(200))
    form = [text(40) for _ in range(9)]
    for _ in range(60):
        found.append("".join(part + "".join(rng.choices(HAN, k=4)) for part in form))
    found += [found[0]] * 45
    found += ["", "。"]
    rng.shuffle(found)
    return found


@pytest.fixture
def written(tmp_path: Path) -> Callable[[list[str]], Path]:
    """Write texts as JSON Lines."""

    def write(texts: list[str]) -> Path:
        path = tmp_path / "文集.jsonl"
        lines = [json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts]
        path.write_text("".join(lines), encoding="utf-8")
        return path

    return write
