# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 07 年份、地区和分组 · Years, places and groups
#
# 文档有年份、地区等属性：各组怎样，谁与谁相同，谁先谁后，一个词怎样变化。
# Documents have years, places and other properties: what each group says, which groups share what, who was
# first, and how a word fares over time.

# %%
import pandas as pd

import corpus
from analysis import along, course, find_duplicates, find_keyness, find_reuse, flows

# %% [markdown]
# ## 1 一张表就是一个文集 · A table is a corpus
#
# 六部条例，拟写的；换成自己的表、csv 或 Excel 即可。
# Six regulations, made up; take your own table, csv or Excel file.

# %%
aim = "第一条 为了加强湿地保护，维护湿地生态功能和生物多样性，促进生态文明建设，根据有关法律，结合本省实际，制定本条例。"
duty = "第二条 县级以上人民政府应当将湿地保护工作纳入国民经济和社会发展规划，建立湿地保护工作协调机制，保障湿地保护经费。"
patrol = "第三条 湿地管理机构应当建立巡护制度，配备巡护人员和设备，对湿地资源进行动态监测，发现问题及时处理并向主管部门报告。"
carbon = "第四条 鼓励开展湿地碳汇监测和交易，收益用于湿地修复和社区补偿，具体办法由省人民政府另行制定。"
table = pd.DataFrame(
    [
        ("甲省", "2016-03-01", [aim, duty]),
        ("乙省", "2018-07-15", [aim, duty, patrol]),
        ("丙省", "2019-05-20", ["第一条 湿地保护坚持保护优先、科学修复、合理利用、持续发展的原则，全社会共同参与。", patrol]),
        ("甲省", "2021-01-10", [aim, duty, patrol, carbon]),
        ("丁省", "2022-09-01", ["第一条 河道采砂实行许可制度，采砂单位应当按照许可的范围、时间和数量作业。"]),
        ("丙省", "2023-04-12", ["第一条 湿地保护坚持保护优先、科学修复、合理利用、持续发展的原则，全社会共同参与。", patrol, carbon]),
    ],
    columns=["省", "日期", "条文"],
)
table["正文"] = table["条文"].str.join("\n")
table["编号"] = table["省"] + table["日期"].str[:4]
c = corpus.from_dataframe(table[["编号", "省", "日期", "正文"]], text="正文", id="编号")
c.documents[["id", "省", "日期", "characters"]]

# %% [markdown]
# 只要其中几篇 · Some of them

# %%
[d.id for d in c.where(省=["甲省", "乙省"])], c.variable("日期:year")

# %% [markdown]
# ## 2 哪个省的条文见于哪个省，谁在前？ · Whose clauses stand in whose text, and who was first?
#
# `group` 先有，`other` 后有：几对相同（`ties`），后者有多少字落在前者里（`characters`）。相同不说明缘由：
# 也许两家都依据同一部法律。
# `group` had it first, `other` later: in how many pairs, and how many characters of the later stand in the
# earlier. Equal wording does not say why: both may follow one national law.

# %%
r = find_reuse(c)
f = flows(r, c, "省", when="日期")
f.table()

# %% [markdown]
# 图中行在先，列在后，数字是相同的有几处。 · In the picture rows came first, columns later.

# %%
f.plot()

# %% [markdown]
# 是哪几条，哪篇在先？ · Which clauses are they, and who was first?

# %%
f.ties()[["document", "date", "other_document", "other_date", "characters"]].head(5)

# %%
r.groups()[["documents", "characters", "text"]]

# %% [markdown]
# ## 3 各组怎样？ · What of each group?

# %%
d = find_duplicates(c)
along(d, c, "省")

# %%
along(r, c, "日期:year")

# %% [markdown]
# ## 4 一个词的兴衰 · The course of a word
#
# 每年有几篇用它，连同95%的区间：文档少，区间就宽。
# How many documents of a year have it, with the interval of 95 %: few documents, wide intervals.

# %%
words = course(c, ["碳汇", "巡护"], "日期:year")
words.table()[["group", "term", "count", "of", "share", "low", "high"]]

# %%
words.plot()

# %% [markdown]
# 各省各画一幅。 · A chart for each province.

# %%
course(c, "碳汇", "日期:year", within="省").plot()

# %% [markdown]
# ## 5 一组与其余各组比 · A group against the rest

# %%
keys = find_keyness(c, groups=c.variable("省"), least=2, alpha=1.0).table()
keys[["target", "term", "count", "rest", "log_ratio"]].head(6)
