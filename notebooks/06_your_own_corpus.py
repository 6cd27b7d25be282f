# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 06 自己的文档 · Bring your own corpus
#
# 一个文件夹里常有各种文件：老系统的 GBK 文本、Word、表格、网页，还有打不开的。
# A folder holds all sorts: GBK text of an old system, Word, tables, web pages, and what cannot be opened.

# %%
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import corpus
from analysis import collate, find_duplicates

# %% [markdown]
# ## 1 造一个这样的文件夹 · Make such a folder
#
# 换成自己的文件夹时，跳过这一节。 · Skip this with a folder of your own.

# %%
temporary = TemporaryDirectory()
folder = Path(temporary.name)

half = "全镇上半年开展理论学习12次，覆盖党员干部三百余人。\n水库除险加固工程已通过验收，惠及农户210户。"
year = half.replace("12次", "24次").replace("上半年", "全年")
page = f"<h1>乙镇全年工作总结</h1><h2>一、学习情况</h2><p>{year}</p><script>alert(1)</script>"
rows = ["编号,正文", "丙-1,村级图书室新添图书两千册，夜间开放到九点。", "丙-2,修复灌溉渠道三条，共4.2公里。"]

(folder / "甲镇.txt").write_bytes(f"甲镇上半年工作总结\n一、学习情况\n{half}".encode("gbk"))
(folder / "乙镇.html").write_text(f"<meta charset=utf-8>{page}", encoding="utf-8")
(folder / "丙镇.csv").write_text("\n".join(rows), encoding="utf-8-sig")
(folder / "打不开.docx").write_bytes(b"this is no Word file")
sorted(path.name for path in folder.iterdir())

# %% [markdown]
# Word 文件只在装有 python-docx 时才造；读它用不着。
# The Word file is made only where python-docx is installed; reading needs no such package.

# %%
if find_spec("docx"):
    import docx

    word = docx.Document()
    word.add_heading("丁镇上半年工作总结", level=1)
    word.add_heading("一、党建工作", level=2)
    word.add_paragraph("发展预备党员7名，培训入党积极分子21名。")
    word.save(str(folder / "丁镇.docx"))

# %% [markdown]
# ## 2 读 · Read
#
# 编码、表格的正文列，都自己判断；也可以指定：`encoding=`、`text_column=`、`id_column=`。
# Encodings and the column of a table that holds the text are decided from the files, or given.

# %%
c = corpus.read(folder, text_column="正文", id_column="编号")
c

# %%
c.documents[["id", "title", "kind", "characters", "sections", "sentences"]]

# %% [markdown]
# 每个文件按什么编码读的？ · Which encoding was each file read in?

# %%
[(k.source.id, k.source.encoding, f"{k.source.confidence:.2f}") for k in c.compilations]

# %% [markdown]
# 读不了的不会悄悄消失。 · What could not be read does not vanish silently.

# %%
c.notes[["source", "code", "message"]]

# %% [markdown]
# 网页里的脚本不是正文。 · A script in a page is no text, and never runs.

# %%
"alert" in "".join(document.text for document in c)

# %% [markdown]
# ## 3 问 · Ask

# %%
d = find_duplicates(c)
d

# %%
print(collate(c, ["甲镇.txt", "乙镇.html"]).word_diff())

# %% [markdown]
# 几段现成的文字，不必先存成文件。 · Texts at hand need no files.

# %%
corpus.from_texts({"戊": "一、学习情况\n全年学习12次。", "己": "二、存在问题\n学习时间偏少。"}).documents[["id", "sections"]]

# %% [markdown]
# ## 4 带走 · Take it away
#
# CSV 带字节顺序标记，Excel 打开不乱码；像公式的单元格不会被执行。
# CSV carries a byte-order mark, so that Excel shows Chinese; a cell that looks like a formula is never run.

# %%
out = folder / "结果"
out.mkdir()
c.save(out / "文档.csv").name

# %%
if find_spec("xlsxwriter"):
    d.save(out / "雷同.xlsx")

[(path.name, path.stat().st_size > 0) for path in sorted(out.iterdir())]

# %%
print((out / "文档.csv").read_text(encoding="utf-8-sig").splitlines()[0][:80])

# %% [markdown]
# 命令行也一样：`leitong dup 文件夹 -o 雷同.xlsx`。 · On the command line: the same in one line.

# %%
temporary.cleanup()
