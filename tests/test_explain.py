"""An article explained word by word: what is shown of it on a terminal and in a pipe."""

import io
import time
from dataclasses import replace

import pytest
from rich.console import Console

from crawler.explained import Explanation, explain
from crawler.explained_parts import parts_of
from crawler.explained_table import Screen, bracketed
from crawler.marked import CONTEXT, Mark, Paragraph, shortened
from tests.ruritania import article, made_topic
from topics.vocabulary import Topic

LONG = "It rained on all roads and roofs of the town, and nobody minded. " * 20
MET = article(
    "Graustark receives Rassendyll",
    f"Nothing here.\nNor here.\n{LONG}In the evening Rassendyll of Ruritania left. {LONG}\n"
    "Latveria and Wakanda sent flowers.\nThe end.",
    lead="The envoy came on Monday with a letter.",
)


@pytest.fixture(scope="module")
def topic(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    return made_topic(tmp_path_factory.mktemp("topics"))


def shown_of(explanation: Explanation, **options: object) -> str:
    file = io.StringIO()
    given = {"file": file, "width": 80, "highlight": False, "emoji": False} | options
    Screen(Console(**given)).section(explanation)  # type: ignore[arg-type]
    return file.getvalue()


def test_paragraphs_without_a_word_that_counted_are_only_counted(topic: Topic) -> None:
    found = explain(MET, topic)
    assert [one.text for one in found.lead] == ["The envoy came on Monday with a letter."]
    assert [one.left_out for one in found.body] == [2, 0, 2]
    long = found.body[1]
    assert [long.text[mark.start : mark.end] for mark in long.marks] == ["Rassendyll", "Ruritania"]
    assert len(long.text) < 3 * CONTEXT
    [person] = found.named
    assert (person.id, person.office, person.count) == ("rassendyll", "King of Ruritania", 2)
    # Of a lead within a paragraph, the rest of that is not another one.
    within = explain(replace(MET, lead="", text=f"{LONG}\nThe end."), topic)
    assert within.lead[-1].text.endswith(" …")
    assert [one.left_out for one in within.body] == [1]
    undated = explain(replace(MET, published=None), topic)
    assert undated.named[0].office == ""


def test_no_word_is_shown_in_two_halves(topic: Topic) -> None:
    for letters in range(1, 11):  # the lead is cut at one place in the word after the other
        text = f"{'x' * letters} {'drizzling ' * 60}in Ruritania, it is said."
        found = explain(article("Rain", text), topic)
        lead, body = found.lead[-1].text.removesuffix(" …"), found.body[0].text
        assert f"{lead} {body}" == text


def test_the_parts_add_up_to_the_score(topic: Topic) -> None:
    found = explain(article("Graustark plays croquet", "Rassendyll of Ruritania watched."), topic)
    parts = parts_of(found.relevance)
    assert set(parts.sides) == {"Graustark", "Ruritania"}
    assert parts.sums.worth[0] == pytest.approx(found.relevance.score)
    assert [row.words for row in parts.rows if row.name == "sport"] == ["croquet"]


def test_a_terminal_shows_sides_in_colour_within_its_width(topic: Topic) -> None:
    found = explain(MET, topic)
    page = shown_of(found, force_terminal=True, color_system="standard")
    assert "\x1b[1;36mRassendyll" in page
    assert "\x1b[1;32mGraustark" in page
    plain = shown_of(found, force_terminal=True, no_color=True, color_system="standard")
    assert "[Ruritania: Rassendyll]" in plain
    assert "\x1b[1;36m" not in plain
    bare = shown_of(found, force_terminal=True, color_system=None)
    assert max(map(len, bare.splitlines())) <= 80


def test_a_pipe_gets_marks_and_whole_lines(topic: Topic) -> None:
    sport = article("Graustark plays croquet", "In Ruritania nobody watched croquet. " * 8)
    page = shown_of(explain(sport, topic), force_terminal=False)
    assert "\x1b" not in page
    assert "title: [Graustark] plays [lowers: croquet]" in page
    text = [line for line in page.splitlines() if line.startswith(("lead: ", "body: "))]
    assert len(text) <= 2  # lead and body, whole
    assert "".join(text).count("[Ruritania]") == 8
    assert "decides, as the weaker side; 2.6 are needed to come in" in page
    one_sided = shown_of(explain(article("Graustark rests", ""), topic))
    assert "Not named: Ruritania" in one_sided


def test_what_a_page_could_do_to_a_terminal_is_not_shown(topic: Topic) -> None:
    hostile = article(
        "Graustark \x1b[2J\u202eand\u061c\x07 Ruritania", "\x1b]0;x\x07 Graust\x1bark\n"
    )
    found = explain(hostile, topic)
    page = shown_of(found, force_terminal=False)
    assert not {"\x1b", "\x07", "\u202e", "\u061c"} & set(page)
    assert "[Graustark]" in page
    assert "[Ruritania]" in page


def test_a_page_of_nothing_but_names_is_shown_at_once(topic: Topic) -> None:
    """0.2 s; 8 s when every paragraph looked at every word."""
    long = article("Rain", "Graustark\n" * 10_000 + "Ruritania.")
    begun = time.process_time()
    assert sum(len(one.marks) for one in explain(long, topic).body) > 4_900
    assert time.process_time() - begun < 1.5


def test_marks_stay_on_their_words_where_text_is_left_out() -> None:
    text = f"{'a ' * 900}HERE{'b ' * 900}THERE"
    start, end = text.index("HERE"), text.index("THERE")
    both = (Mark(start, start + 4, "one"), Mark(end, end + 5, "two"))
    short = shortened(Paragraph(text, both))
    assert len(short.text) < len(text) / 2
    assert bracketed(short.text, short.marks).count("[one: HERE]") == 1
    assert bracketed(short.text, short.marks).endswith("[two: THERE]")
