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
# # 04 套话，和只有这篇说的话 · Boilerplate, and what is distinct
#
# 人人都写的是套话；拿掉套话、沿用和副本，剩下的才是这篇自己的。
# What everybody writes is boilerplate; take it away, with borrowings and copies, and what is left is
# what this document alone says.

# %%
from pathlib import Path

import corpus
from analysis import find_boilerplate, find_duplicates, find_reuse

here = Path.cwd()
data = next(folder / "data" for folder in (here, *here.parents) if (folder / "data").is_dir())
c = corpus.read(data / "*.txt")
d = find_duplicates(c)

# %% [markdown]
# ## 1 先看副本 · Copies first
#
# 一份材料贴三遍，不等于三个镇都这么写。副本合成一票：
# A text pasted three times is not what three towns write. A family of copies has one vote:

# %%
d.families_table()[["members", "representative"]]

# %%
b = find_boilerplate(c, votes=d)
b.many, b.families

# %% [markdown]
# 13个家族里至少4个都有的话，算套话。 · Shared by 4 of 13 families or more: boilerplate.
#
# 不合票会怎样？同一句话，凭空多出几家“都这么写”。
# Without that, the same sentence would seem to be written by more of them.

# %%
plain = find_boilerplate(c)
[(x.many, int((x.shares_table()["boilerplate"] * x.classed).sum())) for x in (b, plain)]

# %% [markdown]
# ## 2 每篇由什么组成？ · What is each document made of?
#
# 每个字恰好属于一类，各类相加为1。 · Every character has one class; the shares sum to 1.

# %%
shares = b.shares_table().set_index("document")
shares.style.format("{:.1%}", subset=shares.columns[1:]).bar(subset=["distinct"], color="#a5d0bf", vmin=0, vmax=1)

# %% [markdown]
# 自己的话最多的，和最少的 · The most and the least of its own

# %%
shares["distinct"].sort_values().iloc[[0, 1, 2, -2, -1]]

# %% [markdown]
# ## 3 最常见的套话 · The most widely shared sentences

# %%
sentences = b.table()
sentences[["families", "documents", "class", "text"]].head(8).style

# %% [markdown]
# 一句为什么算套话？看盖住它的每一段，和有几家写过。
# Why is a sentence boilerplate? The runs that cover it, and how many families share each.

# %%
widest = next(s for s in b.sentences if s.id == sentences["id"][0])
[(c[widest.document][run.span], run.families) for run in widest.covered]

# %% [markdown]
# ## 4 只有篇13说的话 · What only piece 13 says
#
# 按信息量排：最出人意料的在前，单位是比特。 · The most informative first, in bits.

# %%
own = b.distinct(c["#13"].id)
own[["information", "text"]].head(8).style.format({"information": "{:.0f}"})

# %% [markdown]
# 全部文档里最有内容的十句 · The ten most informative sentences of all

# %%
b.distinct()[["id", "information", "text"]].head(10).style.format({"information": "{:.0f}"})

# %% [markdown]
# ## 5 沿用的话从哪里来？ · Where do the borrowed passages stand?

# %%
r = find_reuse(c, votes=d)
groups = r.groups()
groups[["families", "documents", "boilerplate", "characters", "text"]].head(8).style

# %%
places = r.occurrences()
places[places["group"] == groups["group"][0]][["document", "span_start", "text"]]

# %% [markdown]
# ## 6 一眼看完 · At a glance
#
# 篇4、7、8、11、14几乎全是副本；自己的话最多的是篇6。
# Pieces 4, 7, 8, 11, 14 are copies almost throughout; piece 6 has most of its own.

# %%
b.plot()
