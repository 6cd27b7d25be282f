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
# # 02 拆开一份乱糟糟的汇编 · Taking a messy compilation apart
#
# 网上流传的“15篇”往往不止15篇：有网站的话、编号错乱、并成一行的段落，还有藏在别篇里的一篇。
# A file of “15 pieces” from the web holds more than that: the site's own words, broken numbering,
# paragraphs run into one line, and a document hidden in another one.

# %%
from pathlib import Path

import corpus

here = Path.cwd()
data = next(folder / "data" for folder in (here, *here.parents) if (folder / "data").is_dir())
c = corpus.read(data / "*.txt")
compilation = c.compilations[0]
text = compilation.source.text
compilation.promised, compilation.pieces, len(compilation.documents)

# %% [markdown]
# 标题说15篇，有标记的15篇，实有16篇。 · 15 promised, 15 with a marker, 16 found.
#
# ## 1 每篇从哪里开始？ · Where does each document begin?
#
# 标记属于编者，正文属于作者；都是原文的一段：`text[起:止]`。
# The marker is the compiler's, the body the author's; both are slices of the untouched source.

# %%
[(d.marker, d.marker and text[slice(*d.marker)]) for d in c][-6:]

# %% [markdown]
# ## 2 藏着的一篇 · The hidden document
#
# 第10篇写到一半，另一篇开始了：没有标记，只有一行题目。
# Half-way through piece 10 another one begins, without a marker.

# %%
hidden = c["#10b"]
[note.message() for note in hidden.notes][:1], text[hidden.span.start - 40 : hidden.span.start + 60]

# %%
hidden

# %% [markdown]
# ## 3 不是任何人写的话 · Nobody's text
#
# 网站的导语和“推荐访问”不算进任何一篇，但也不丢掉。
# The site's lead-ins and recommendations belong to no document; they are kept apart, not lost.

# %%
[(r.kind, r.rule, text[slice(*r.span)]) for r in compilation.residue]

# %% [markdown]
# ## 4 提纲 · The outline
#
# 一、→ (一) → 1.：层次由编号的序列决定，不靠排版。
# Levels follow from the sequence of numbers, not from layout.

# %%
document = c["#4"]
for s in document.sections:
    print("    " * (s.depth - 1) + document[s.marker] + (document[s.title] if s.title else "…"))

# %% [markdown]
# 一节有自己的编号，可以直接取。 · A section has an id, and is asked for by it.

# %%
c["#4/一/(一)"]

# %% [markdown]
# 段落中的“一是……二是……” · Lists in running text

# %%
listed = next(d for d in c if d.lists)
[listed[item.span][:30] + "…" for item in listed.lists[0].items]

# %% [markdown]
# ## 5 称谓和落款 · Salutations and signatures

# %%
[(d.id, d.salutation and d[d.salutation], d.signature and d[d.signature]) for d in c if d.salutation]

# %% [markdown]
# ## 6 存疑之处 · Doubts
#
# 猜的、补的、合的，都记下来，附位置。 · What was guessed, mended or joined is noted, with its place.

# %%
c.notes.groupby("code")["message"].agg(["count", "first"])

# %% [markdown]
# 看原文：编号“(二)”重复出现，说得对吗？ · Look for yourself: is the number really repeated?

# %%
note = c["#2"].notes[0]
note.message(), note.message("en"), text[note.span.start - 30 : note.span.end + 30]

# %% [markdown]
# ## 7 一字不落 · Not a character is lost
#
# 汇编标题、标记、正文、网站的话拼起来，就是整份文件：每个非空白字符恰好属于其中之一。
# Title, markers, bodies and residue tile the file: every printed character is in exactly one of them.

# %%
spans = [compilation.title, *(r.span for r in compilation.residue)]
spans += [span for d in c for span in (d.marker, d.body) if span]
pieces = sorted(spans)
overlap = any(a[1] > b[0] for a, b in zip(pieces, pieces[1:]))
edges = [0, *(edge for span in pieces for edge in span), len(text)]
between = "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2]))
print(f"{len(pieces)} 段 pieces · 重叠 overlap: {overlap} · 遗漏 left out: {between.strip()!r}")
