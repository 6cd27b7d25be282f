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
# # 03 雷同与差异 · Duplicates and differences
#
# 哪些是一份材料的几个副本，差在哪几个字，谁可能出自谁；哪些只是共用几句话。
# Which documents are copies of one text, in which characters they differ, who may go back to whom;
# and which merely share a few sentences.

# %%
from pathlib import Path

import corpus
from analysis import collate, compare, figure_changes, find_duplicates, find_reuse

here = Path.cwd()
data = next(folder / "data" for folder in (here, *here.parents) if (folder / "data").is_dir())
c = corpus.read(data / "*.txt")
d = find_duplicates(c)
d

# %% [markdown]
# ## 1 家族和每一对 · Families and pairs

# %%
d.families_table()

# %%
d.plot()

# %%
d.pairs_table()[["a", "b", "verdict", "similarity", "distinct_similarity", "jaccard"]]

# %% [markdown]
# 分数从哪来？逐句列出贡献。 · Where does a score come from? Sentence by sentence.

# %%
d.explain("#4", "#14")

# %% [markdown]
# ## 2 界线画在哪里？ · Where to draw the line?
#
# 0.24 与 0.99 之间一对也没有：界线画在其中哪里，家族都一样。
# No pair lies between 0.24 and 0.99: a line anywhere in this gap gives the same families.

# %%
d.advice.threshold, d.advice.gap, d.advice.table

# %% [markdown]
# 换一条界线不必重新比较。 · Another threshold needs no new comparison.

# %%
loose = d.rethreshold(0.2)
loose.pairs_table()[["a", "b", "verdict", "similarity"]]

# %% [markdown]
# 只留一份时，留哪些？（什么都不会被删除。） · Which ids keep one copy of everything? Nothing is deleted.

# %%
[name.rpartition("#")[2] for name in d.keep_list()]

# %% [markdown]
# ## 3 差在哪几个字？ · Which characters differ?

# %%
collation = collate(c, d.families[0])
collation

# %%
print(collation.word_diff("#4", "#11"))

# %% [markdown]
# 每处差异都有类型：形近、同音、脱字、标点…… · Every difference is typed: look-alike, homophone, dropped …

# %%
collation.counts, [(v.kind, v.texts) for v in collation.variants if v.kind == "lookalike"][:3]

# %% [markdown]
# 多半写错的字，和应作的字：依据是别处怎么写。
# Words that are probably mistakes, and what they should be, judged by what others write.

# %%
[(fix.wrong, fix.right, fix.phrase, fix.times) for fix in collation.corrections]

# %% [markdown]
# ## 4 谁出自谁？ · Who goes back to whom?
#
# 证据不足时就说“看不出”。 · Where the evidence does not tell, it says "cannot tell".

# %%
[(link.parent, link.child, link.confidence, link.differences) for link in collation.descent.links]

# %%
collation.plot()

# %%
print(collation.explain(), collation.explain(lang="en"), sep="\n\n")

# %% [markdown]
# ## 5 任意两段 · Any two texts

# %%
found = compare("全年开展理论学习12次，深入学习贯彻精神。", "全年开展理论学习15次，深入学习贯例精神。", corpus=c)
found

# %%
print(found.word_diff())

# %% [markdown]
# 只有数字变了的句子：去年的总结换了数？ · Sentences in which only the figures changed.

# %%
pair = corpus.from_texts({"2023": "全年开展理论学习12次。", "2024": "全年开展理论学习15次。"})
[(change.text, [(o.document, o.values[0].text) for o in change.occurrences]) for change in figure_changes(pair)]

# %% [markdown]
# ## 6 不是副本，却共用几句 · No copies, yet they share passages

# %%
r = find_reuse(c, votes=d)
r.plot()

# %%
r.shares()[["document", "share", "share_outside", "share_distinct", "most_from"]]

# %% [markdown]
# 篇13与篇15共有哪些话？ · What do pieces 13 and 15 share?

# %%
ids = c["#13"].id, c["#15"].id
shared = r.table().query("a == @ids[0] and b == @ids[1]")
shared[["verdict", "similarity", "a_text", "b_text"]].style.format({"similarity": "{:.3f}"})

# %% [markdown]
# 逐字看第一段。 · The first of them, character by character.

# %%
print(compare(shared.iloc[0].a_text, shared.iloc[0].b_text).word_diff())
