"""Our own results, recognised by how they begin: found in a folder, they are no documents."""

from __future__ import annotations

import re
from functools import cache

from corpus.system.resource import resource

_BEGINNING = 4096  # bytes looked at
_PROFILE = b"id,characters,printed,han,tokens,types,mattr,"  # measures may follow
_PROFILE_OF_GROUPS = (
    b"by,group,documents,characters,printed,han,",
    b"group,documents,characters,printed,han,",
    b"by,group,documents,count,of,share,low,high,across,inside,",  # all fields of group records
)
_GENERATOR = re.compile(rb"<meta name=\"generator\" content=\"leitong")
_RECORD = re.compile(rb"\s*\[?\s*\{\"type\":\"[a-z-]{1,20}\",\"schema\":\d")
_JSON = re.compile(
    rb"\s*\{\"schema\": \d+, \"tool\": \"leitong\""
    rb"|\{\n \"arguments\": \[\n(?:.*\n){1,400}? \"inputs\": \{\n"  # --manifest
    rb"|\{\n \"reading\": \{\n  \"paths\": \["  # --work
)
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?([a-z_0-9,]+)\r?\n")
_FIELD = re.compile(r" {2,}")
_FEWEST_BELOW_TITLE, _FEWEST_ALONE = 2, 5
"""Columns of a table that has its name above it, and of one that has not."""
_NARROW = frozenset({("单位", "词"), ("unit", "terms"), ("篇", "上文", "词", "下文"),
                     ("document", "before", "match", "after"), ("命令", "选项", "值", "来源"),
                     ("verb", "option", "value", "from"),
                     ("代码", "名称", "次数"), ("code", "name", "count")})  # fmt: skip
"""Tables of keywords, of a concordance, of settings and of counted codes: fewer columns, and no
name."""
_NUMBER = re.compile(r"0\.\d+")
"""A column of ``eval --noise``: how much of the text was changed."""
_LISTED = re.compile(
    r"[^\t\n\r。，；]{1,200}\.(?:txt|text|md|markdown|x?html?|shtml|docx?|docm|wps|rtf|pages|pdf|csv|tsv|"
    r"jsonl?|ndjson|parquet|zip|xls[xm]|pptx|odt|epub|eml|mht(?:ml)?)(?:[#:/][^\t\n\r。，；]{1,200})?",
    re.I,
)
"""An id, as ``--keep-list`` writes one a line: a file, and the document in it."""
_TOLD = re.compile(
    r"(?:用法：|Usage: )leitong\b|leitong \d+\.\d+[^\s]*$"
    r"|(?:#compdef leitong|_leitong_completion\(\) \{|function _leitong_completion;)$"
)
"""What help pages, ``--version`` and ``completion`` begin with."""
_COUNTED = frozenset({(("指标", "值"), "文档"), (("measure", "value"), "documents")})
"""Columns of ``leitong index info``, and what it counts first."""
MEANING = 8
"""Characters of a meaning that are compared, behind its code."""
_PARTS = frozenset({("部件", "状态"), ("part", "state")})
"""Columns of ``leitong doctor``, which names leitong first."""
_EMPTY = frozenset({"（没有）", "(none)"})
_COLLATED = re.compile(r".{1,200}(?:：\d[\d,]* 处不同|: \d[\d,]* differing places?)")
_PLACES = frozenset({("处", "类别"), ("n", "kind")})
_PAIR = re.compile(
    rb"(?:^|,)(span|title|body|marker|salutation|signature|[ab](?:_span)?)_start,\1_end(?:,|$)"
)
_TABLES = frozenset(
    b"""
a,b,verdict
document,check,characters,share
a,b,reason,kind,odds,zh,en
by,directed,group,other,ties,documents,other_documents,characters,share
by,group,documents,characters,share,inside,outside
by,group,documents,classed,distinct,reused,boilerplate,duplicate,heading,residue
by,group,documents,count,of,share,low,high,across
by,group,term,theme,documents,count,of,share,low,high,places,per_10000
by,group,term,theme,documents,count,of,share,low,high,places,per_10000,within
group,documents,characters,share,inside,outside
group,documents,classed,distinct,reused,boilerplate,duplicate,heading,residue
group,documents,count,of,share,low,high,across
group,other,ties,documents,other_documents
group,other,ties,documents,other_documents,characters,share
group,term,documents,count,of,share,low,high,places,per_10000
group,theme,term,documents,count,of,share,low,high
code,what,details,message
concept,document,count,per_10000
document,characters
first,second,documents,first_documents,second_documents,expected,jaccard
document,characters,distinct,reused,boilerplate,duplicate,heading,residue
document,characters,distinct,reused,boilerplate,duplicate,heading,residue,classed
document,characters,folded,shared,share,share_distinct,share_outside,share_outside_distinct,others,most_from,most_share
document,characters,share,share_distinct
document,characters,share,share_distinct,folded
document,characters,share,share_distinct,folded,most_from,most_share,most_verdict
document,depth,start,end,length,name
document,distinct,reused,boilerplate,duplicate,heading,residue
document,measure,value
document,printed
document,start,end,class
document,term,score
family,n,kind,readings
finding,noise,rate,recall,low,high,n
grain,a,b,verdict,jaccard,containment_a,containment_b,similarity,distinct_similarity,family
grain,id,members,representative
grain,id,members,representative,cohesion,weakest
group,characters,occurrences,documents,families,boilerplate,members,text
id,label,kind,size,documents,coherence,stability,terms
id,label,size,documents,coherence,stability,terms
id,label,terms,size,coherence,stability
id,label,terms,size,coherence,stability,kind
id,text,slots,documents,families
path,documents,sources,removed_documents,segments,entries,catalogue_bytes,text_bytes,segment_bytes,level,shortest,schema_version,folding
rank,first,second,count,families,first_count,second_count,g2,t,mi,npmi,log_dice,distance
kind,name,count,mass,x,y,contribution_x,contribution_y,quality
kind,masked,original
target,rank,term,count,rest,per_1000,rest_per_1000,log_ratio,g2,chi2,p,p_corrected,families,juilland_d,dp
target,rank,term,n,count,per_1000,documents,juilland_d,dp
target,rank,term,count,rest,per_1000,rest_per_1000,log_ratio,g2,chi2,p,p_corrected,target_families,juilland_d,dp
task,measure,value,low,high,n
template,text,slots,kinds,characters,documents,families,occurrences
term,rank,count
unit,document,rank,term,count,units,families,tfidf,g2,log_ratio
unit,document,theme,label,strength
unit,document,theme,strength
unit,name,all,family,distinct,all_rank,family_rank,distinct_rank,change
unit,theme,label,x,y
word,count,families,pmi,left_entropy,right_entropy,score,slip_of
words,types
""".split()
)
"""Headers of tables that show no pair of columns ``…_start,…_end``, as all others do."""


def is_own(data: bytes) -> bool:
    r"""Whether a file is a page, a table or records that leitong wrote.

    >>> is_own(b'{"type":"pair","schema":1,"grain":"document"}'), is_own(b'{"text":"..."}')
    (True, False)
    >>> is_own(b"id,text\n"), is_own(b"document,span_start,span_end,text\n")
    (False, True)
    >>> (
    ...     is_own("家族\n家族  成员（代表在前）  凝聚度\n".encode()),
    ...     is_own("家族\n家族  成员\n".encode()),
    ... )
    (True, False)
    """
    beginning = data[:_BEGINNING]
    if _GENERATOR.search(beginning) or _RECORD.match(beginning) or _JSON.match(beginning):
        return True
    if _for_people(beginning) or _lists_files(data):
        return True
    header = _HEADER.match(beginning)
    return header is not None and (
        header[1] in _TABLES
        or header[1].startswith((_PROFILE, *_PROFILE_OF_GROUPS))
        or bool(_PAIR.search(header[1]))
    )


def _for_people(beginning: bytes) -> bool:
    """Whether a file begins with a table for people: its name and columns, or many columns."""
    first, _, rest = beginning.decode("utf-8", "ignore").removeprefix("\ufeff").partition("\n")
    first, second = first.strip(), rest.partition("\n")[0].strip()
    if first in _EMPTY:  # and nothing, or another table
        below = rest.lstrip()
        return not below or (rest[0] == "\n" and below != rest and _for_people(below.encode()))
    if _COLLATED.fullmatch(first) and tuple(_FIELD.split(second)[:2]) in _PLACES:
        return True
    if _TOLD.match(first) or (tuple(_FIELD.split(first)), _FIELD.split(second)[0]) in _COUNTED:
        return True
    if tuple(_FIELD.split(first)) in _PARTS:
        return second.startswith("leitong ")
    titles, columns, rules, meanings = _words()
    if _FIELD.sub("  ", first) in rules or _meaning(first) in meanings:
        return True
    if titles.fullmatch(first):
        if second in _EMPTY:
            return True
        names, least = _FIELD.split(second), _FEWEST_BELOW_TITLE
    else:
        names, least = _FIELD.split(first), _FEWEST_ALONE
        if tuple(names) in _NARROW:
            return True
    words = [name for name in names if not _NUMBER.fullmatch(name)]
    return len(names) >= least and bool(words) and columns.issuperset(words)


def _lists_files(data: bytes) -> bool:
    """Whether each line is the id of a document, and nothing else."""
    if not data or len(data) > _LONGEST_LIST:
        return False
    lines = data.decode("utf-8", "ignore").removeprefix("\ufeff").split("\n")
    return lines[-1] == "" and len(lines) > 1 and all(map(_LISTED.fullmatch, lines[:-1]))


_LONGEST_LIST = 10 << 20  # bytes; 100,000 ids


def _meaning(line: str) -> str:
    """Return a code and how its meaning begins, as ``leitong explain`` writes it."""
    code, sign, words = line.partition(": ")
    return f"{code}{sign}{words[:MEANING]}".rstrip()


@cache
def _words() -> tuple[re.Pattern[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Return what tables are called, how columns are headed, codes with names, and meanings."""
    rows = [line.split("\t") for line in resource("own_tables.tsv").splitlines() if line[0] != "#"]
    titles = (re.escape(words) for kind, words in rows if kind == "title")
    # what a title is told of stands in braces: 相同片段（{count} 组中…）
    pattern = re.sub(r"\\\{[a-z_]+\\\}", ".{1,80}", "|".join(titles))
    columns, rules, meanings = (
        frozenset(words for kind, words in rows if kind == wanted)
        for wanted in ("column", "rule", "meaning")
    )
    return re.compile(pattern), columns, rules, meanings
