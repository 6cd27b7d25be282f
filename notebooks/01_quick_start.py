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
# # 01 快速上手 · Quick start
#
# 一个文件里有哪些文档、哪些雷同、哪些是套话、讲了什么。
# Which documents a file holds, which are copies, what is boilerplate, what it is about.

# %%
from pathlib import Path

import corpus
from analysis import find_boilerplate, find_duplicates, find_keywords, find_themes

here = Path.cwd()
data = next(folder / "data" for folder in (here, *here.parents) if (folder / "data").is_dir())
c = corpus.read(data / "*.txt")
c

# %% [markdown]
# ## 1 里面有哪些文档？ · Which documents?
#
# 标题说15篇，实有16篇：第10篇里藏着一篇没有标记的。
# The title promises 15; there are 16: piece 10 hides one without a marker.

# %%
c.documents[["id", "kind", "title", "body_start", "body_end", "sections", "sentences"]]

# %%
c["#10b"]

# %% [markdown]
# 每个位置都指回原文。 · Every position leads back to the source.

# %%
document = c["#7"]
[(section.id, document[section.title] if section.title else None) for section in document.sections][:6]

# %% [markdown]
# ## 2 哪些雷同？ · Which are copies?

# %%
d = find_duplicates(c)
d.families_table()

# %%
d.explain("#4", "#11")

# %% [markdown]
# ## 3 哪些是套话，哪些只有这篇说？ · What is boilerplate, what is distinct?
#
# 同一家族只算一票，副本造不出套话。 · A family of copies has one vote.

# %%
b = find_boilerplate(c, votes=d)
b

# %%
b.table().query("`class` == 'boilerplate'")[["document", "families", "text"]].head(10)

# %%
b.distinct(c["#3"].id)[["id", "text"]].head(5)

# %% [markdown]
# ## 4 讲了什么？ · What is it about?

# %%
find_keywords(c, votes=d)

# %%
find_themes(c, votes=d)
