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
# # 05 用词和主题 · Terms and themes
#
# 每篇用词有何特点，各节讲了哪些主题，篇幅和数字如何。副本只算一票。
# Which words mark a document, which themes its sections are about, and how it is built. Copies vote once.

# %%
from pathlib import Path

import corpus
from analysis import find_duplicates, find_keyness, find_keywords, find_themes, kwic, profile

here = Path.cwd()
data = next(folder / "data" for folder in (here, *here.parents) if (folder / "data").is_dir())
c = corpus.read(data / "*.txt")
copies = find_duplicates(c)

# %% [markdown]
# ## 1 关键词 · Keywords
#
# 一篇多用、别家少用的词。 · Words that one document uses often and few other families use.

# %%
k = find_keywords(c, votes=copies)
k

# %% [markdown]
# 分数的来历：次数、几家用过、比别家多几倍。
# Where a score comes from: the count, how many families hold the word, how much more than elsewhere.

# %%
words = k.table().query("unit == @c['#3'].id")
words[["term", "count", "families", "tfidf", "g2", "log_ratio"]].head(8)

# %% [markdown]
# 一节的关键词 · Keywords of a section

# %%
by_section = find_keywords(c, by="section", top=5, votes=copies).table()
by_section.query("document == @c['#6'].id").groupby("unit", sort=False)["term"].agg(" ".join).head(8)

# %% [markdown]
# 回到原文：逐字索引。按字找，不靠分词。 · Back to the text: key word in context, found by characters.

# %%
kwic(c, "第一责任人", votes=copies)

# %% [markdown]
# “与论”是“舆论”的误字：按形近字找，也找得到。
# 与论 is a misprint of 舆论: with look-alikes made equal it is found, too.

# %%
found = kwic(c, "舆论", level="ocr")
len(found), len(kwic(c, "舆论")), sorted({line.match for line in found})

# %% [markdown]
# 用得比别家多，而且不像偶然 · More than elsewhere, and beyond chance

# %%
keys = find_keyness(c, votes=copies).table()
keys[["target", "term", "count", "rest", "log_ratio", "g2", "p_corrected"]].head(10)

# %% [markdown]
# ## 2 主题 · Themes
#
# 各节讲什么。几个主题由材料决定；去掉五分之一的文档后还在的，才稳定。
# What the sections are about. Their number follows from the material; a stable theme comes back when
# a fifth of the documents is left out.

# %%
t = find_themes(c, votes=copies)
t

# %%
t.plot("bars")

# %% [markdown]
# 哪篇讲了哪些主题？ · Which document speaks of which theme?

# %%
t.plot("matrix")

# %% [markdown]
# 一个主题最典型的几节 · The most typical sections of a theme

# %%
units = t.units().query("theme == 1").nlargest(3, "strength")
[(row.unit, f"{row.strength:.2f}", c[row.unit].text[:40]) for row in units.itertuples()]

# %% [markdown]
# 没有主题的节也列出来，不硬塞。 · Sections that fit no theme are said to fit none.

# %%
int(t.units()["theme"].isna().sum()), len(t.units())

# %% [markdown]
# ## 3 篇幅、用词和数字 · Size, vocabulary and figures

# %%
p = profile(c, votes=copies)
p.table()[["id", "printed", "mattr", "lexical_density", "mean_sentence", "figures_per_1000", "placeholder_share"]]

# %% [markdown]
# 数字最密的和最疏的 · Most and fewest figures per 1,000 characters

# %%
rows = p.table().iloc[:-1].sort_values("figures_per_1000")
rows.iloc[[0, 1, -2, -1]][["id", "figures", "figures_per_1000"]]

# %% [markdown]
# 最常用的词 · The most frequent words

# %%
p.frequencies().head(12)
