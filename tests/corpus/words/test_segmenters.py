"""jieba and its twin: private, silent, equal."""

from __future__ import annotations

import ast
import marshal
import os
import subprocess
import sys
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.lexicon import Entry, lexicon
from corpus.words.segmenters import agrees, probe, segmenter

ROOT = Path(__file__).resolve().parents[3]
CUT = """
import sys
from corpus.words.tokens import Tokenizer
tokens = Tokenizer({name!r}).tokenize("我镇认真贯彻落实习近平总书记重要讲话精神,加强意识形态工作。")
sys.stdout.write("/".join(tokens.words))
"""
EXPECTED = "我镇/认真/贯彻落实/习近平总书记/重要讲话/精神/,/加强/意识形态/工作/。"


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "always", "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["jieba", "rjieba", "auto"])
def test_a_poisoned_cache_changes_nothing_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    poison = tmp_path / "jieba.cache"
    poison.write_bytes(marshal.dumps(({"认真": 1, "贯": 1}, 2)))
    before = poison.read_bytes()
    done = run(CUT.format(name=name), TMPDIR=str(tmp_path), TEMP=str(tmp_path), TMP=str(tmp_path))
    assert (done.stdout, done.stderr, done.returncode) == (EXPECTED, "", 0)
    assert poison.read_bytes() == before
    assert os.listdir(tmp_path) == ["jieba.cache"]  # noqa: PTH208


@pytest.mark.slow
def test_a_missing_or_read_only_temporary_folder_does_not_matter(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    for folder in (tmp_path / "nowhere", closed):
        done = run(CUT.format(name="jieba"), TMPDIR=str(folder))
        assert (done.stdout, done.stderr) == (EXPECTED, "")


@pytest.mark.slow
def test_two_dictionaries_in_one_process_do_not_touch_each_other() -> None:
    run_ = "阿基卫生院职工"
    plain = segmenter("jieba", ())
    before = plain.cut(run_)
    rich = segmenter("jieba", (Entry("阿基卫生院", 2000, "nt"),))
    assert rich.cut(run_) == ["阿基卫生院", "职工"]
    assert plain.cut(run_) == before != rich.cut(run_)
    assert plain.tag("阿基卫生院") is None
    assert rich.tag("阿基卫生院") == "nt"
    assert not jieba.dt.initialized
    assert not jieba.finalseg.Force_Split_Words


def test_equal_requests_share_a_segmenter() -> None:
    assert segmenter("jieba", lexicon()) is segmenter("jieba", lexicon())


def test_the_pinned_cuts_are_those_of_jieba_and_its_twin_makes_them_too() -> None:
    assert len(probe()) > 250
    assert agrees(segmenter("jieba", lexicon()), probe())
    assert agrees(segmenter("rjieba", lexicon()), probe())
    assert not agrees(segmenter("jieba", lexicon()), [("意识", "形态")])


@given(
    st.lists(
        st.one_of(
            st.sampled_from([entry.word for entry in lexicon()]),
            st.sampled_from([word for words in probe() for word in words]),
            st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), max_size=4),
            st.from_regex(r"[A-Za-z0-9]{1,4}", fullmatch=True),
        ),
        max_size=12,
    )
)
def test_both_backends_cut_and_tag_any_run_alike(parts: list[str]) -> None:
    text = "".join(parts)
    slow, fast = segmenter("jieba", lexicon()), segmenter("rjieba", lexicon())
    words = slow.cut(text)
    assert fast.cut(text) == words
    assert [fast.tag(word) for word in words] == [slow.tag(word) for word in words]
    assert "".join(words) == text


@pytest.mark.slow
def test_no_forbidden_part_of_jieba_is_used_anywhere() -> None:
    forbidden = {
        "dt", "cut", "lcut", "cut_for_search", "lcut_for_search", "add_word", "del_word",
        "suggest_freq", "load_userdict", "set_dictionary", "initialize", "enable_parallel",
        "disable_parallel", "enable_paddle", "setLogLevel", "posseg", "analyse", "finalseg",
        "get_FREQ", "tokenize",
    }  # fmt: skip
    seen = []
    for path in sorted([*ROOT.glob("corpus/**/*.py"), *ROOT.glob("analysis/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id="jieba"), attr=name) if name in forbidden:
                    seen.append((path.name, name))
                case ast.ImportFrom(module=str(module)) if module.split(".")[0] == "jieba":
                    seen.append((path.name, module))
                case ast.Import(names=names):
                    seen += [(path.name, n.name) for n in names if n.name.startswith("jieba.")]
                case ast.keyword(arg="use_paddle") | ast.Attribute(attr="load_userdict"):
                    seen.append((path.name, "keyword"))
    assert seen == []
    importers = [
        path.name
        for path in sorted([*ROOT.glob("corpus/**/*.py"), *ROOT.glob("analysis/**/*.py")])
        if "import jieba" in path.read_text(encoding="utf-8")
    ]
    assert importers == ["segmenters.py"]


def test_importing_the_tokenizer_loads_neither_segmenter_nor_pandas() -> None:
    code = (
        "import sys, corpus.words.tokens, corpus.outlining.genre, corpus.outlining.parts\n"
        "print({'jieba', 'rjieba', 'pandas', 'matplotlib', 'sklearn'} & set(sys.modules))"
    )
    assert run(code).stdout.strip() == "set()"


@pytest.mark.slow
def test_both_backends_know_the_same_words_by_the_same_tags() -> None:
    slow, fast = segmenter("jieba", lexicon()), segmenter("rjieba", lexicon())
    with jieba.Tokenizer().get_dict_file() as file:
        words = file.read().decode("utf-8").split()[::3][::20]
    assert len(words) > 17_000
    assert [fast.tag(word) for word in words] == [slow.tag(word) for word in words]
