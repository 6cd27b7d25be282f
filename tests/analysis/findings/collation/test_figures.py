"""Same sentence, other figures: what is listed, and that a placeholder is a slot, no wildcard."""

import corpus
from analysis.findings.collation.figures import FigureChange, FigureChanges, figure_changes


def changes(*texts: str) -> FigureChanges:
    return figure_changes(corpus.from_texts({str(n): text for n, text in enumerate(texts)}))


def listed(change: FigureChange) -> list[list[str]]:
    return [[value.text for value in occurrence.values] for occurrence in change.occurrences]


def test_changed_figures_are_listed_and_equal_ones_are_not_called_changed() -> None:
    (change,) = changes(
        "上半年召开专题会议3次，培训党员1,200人次。", "上半年召开专题会议8次，培训党员1,200人次。"
    )
    assert change.changed == (0,)
    assert listed(change) == [["3", "1,200"], ["8", "1,200"]]


def test_han_figures_count_before_words_of_measure_only() -> None:
    (change,) = changes("党委一致同意召开三次专题会议。", "党委一致同意召开八次专题会议。")
    assert listed(change) == [["三"], ["八"]]


def test_width_of_digits_is_no_change() -> None:
    assert not changes("上半年召开专题会议12次。", "上半年召开专题会议１２次。")


def test_other_words_are_another_sentence() -> None:
    assert not changes("上半年召开专题会议3次。", "下半年召开专题会议8次。")


def test_a_name_fills_a_slot() -> None:
    (change,) = changes("xx镇扎实开展文明创建活动。", "双江镇扎实开展文明创建活动。")
    assert change.text == "{}镇扎实开展文明创建活动"
    assert [[value.kind for value in o.values] for o in change.occurrences] == [
        ["placeholder"],
        ["name"],
    ]
    assert listed(change) == [["xx"], ["双江"]]


def test_a_figure_fills_a_slot_beside_other_figures() -> None:
    (change,) = changes(
        "全年召开专题会议xx次，开展培训4次。", "全年召开专题会议12次，开展培训5次。"
    )
    assert listed(change) == [["xx", "4"], ["12", "5"]]
    assert change.changed == (0, 1)


def test_a_placeholder_is_no_wildcard() -> None:
    assert not changes("xx镇扎实开展文明创建活动。", "双江镇扎实开展志愿服务活动。")
    assert not changes(
        "xx镇扎实开展文明创建活动。", "在上级党委坚强领导下全镇扎实开展文明创建活动。"
    )


def test_spans_stand_in_the_source(sample: corpus.Corpus) -> None:
    text = sample.compilations[0].source.text
    found = figure_changes(sample)
    assert found
    for change in found:
        for occurrence in change.occurrences:
            for value in occurrence.values:
                assert text[value.span.start : value.span.end] == value.text
                assert occurrence.span.start <= value.span.start < value.span.end


def test_hundreds_of_sentences_of_one_form_are_one_change() -> None:
    texts = [f"xx镇扎实开展第{n}批文明创建活动。" for n in range(300)]
    texts += [f"双江镇扎实开展第{n}批文明创建活动。" for n in range(300)]
    (change,) = figure_changes(corpus.from_texts({"甲": "\n".join(texts), "乙": texts[0]}))
    assert len(change.occurrences) == 601


def test_changes_are_a_table_of_the_changed_values_and_show_themselves() -> None:
    found = changes(
        "上半年召开专题会议3次，培训党员1,200人次。", "上半年召开专题会议8次，培训党员1,200人次。"
    )
    frame = found.table()
    assert frame["value"].tolist() == ["3", "8"]
    assert frame["slot"].tolist() == [1, 1]
    html = found._repr_html_()
    assert "<b>1</b>" in html
    assert "0：3<br>1：8" in html
