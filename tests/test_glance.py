"""A page is left unread only if nothing that could be read out of it would be relevant."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from crawler.candidate import Candidate
from crawler.limits import PAGE_SECONDS, time_limit
from crawler.loader import EditionLoader
from crawler.outlet import load_outlets
from crawler.reading.glance import Wanted, is_off_topic, wanted, why_left
from crawler.spiders.edition import READ_ALWAYS, EditionSpider
from crawler.tally import PageRead
from crawler.trouble import Trouble
from demo.bench.crawls import place
from demo.bench.outlets import outlets
from demo.server import load_articles
from storage.records import Obstacle, Outcome, State
from storage.store import open_store
from tests.health import Desk, coverage
from tests.recorded import Recorded, load_recorded
from tests.ruritania import SMALL_TOPIC, written
from tests.test_relevance import TABLE, article
from topics.judge import judge
from topics.meanings import OF_A_SIDE
from topics.vocabulary import load_topic

TOPIC = load_topic()
OF_VIETNAM = wanted([TOPIC], "VN")
OF_KAZAKHSTAN = wanted([TOPIC], "KZ")
OF_NEITHER = wanted([TOPIC], "US")
DRY = "The weather stays dry until Sunday, the farmers wait for rain, and the roads are clear. " * 2
PROSE = f"<p>{DRY}</p>" * 10
NAMES = sorted(
    word
    for word, meanings in TOPIC.aliases.items()
    if any(one.owner == "Kazakhstan" and not one.exact for one in meanings)
    and meanings[0].kind in OF_A_SIDE
)


def page(body: str, head: str = "") -> bytes:
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{PROSE}{body}{PROSE}</body></html>"
    return text.encode("utf-8", "surrogatepass")


def test_a_page_without_a_foreign_name_is_off_topic() -> None:
    assert is_off_topic(page("<p>Viet Nam plants rice. Ha Noi waits.</p>"), OF_VIETNAM)
    assert is_off_topic(page("<p>Kazakhstan sows wheat. Astana waits.</p>"), OF_KAZAKHSTAN)


@pytest.mark.parametrize(
    "body",
    [
        "<p>The podcast analysis begins.</p>",  # no Astana
        "<p>TVNOW and ENVY</p>",  # no VN
        '<p><a href="/kazakhstan" title="Vietnam">a link</a></p>',  # nobody reads that
        "<script>var kazakhstan = astana;</script>",  # a program
    ],
)
def test_what_only_looks_like_a_name_is_none(body: str) -> None:
    assert is_off_topic(page(body), OF_VIETNAM)
    assert is_off_topic(page(body), OF_KAZAKHSTAN)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<p>In <b>Kaz</b>akhstan</p>", ""),
        ("<li>Home</li><li><i>Kaz</i>akhstan</li>", ""),
        ("<p>Kaz<!-- a mark --><wbr>akh</p>", ""),
        ("<p>Kaz<script>ad()</script>akh</p>", ""),
        ("<p>Каза&shy;хстан и &#1040;стана</p>", ""),
        ("<p>&#x41A;&#x430;&#x437;&#x430;&#x445;стан</p>", ""),
        ("<p>Ca-d\u0103\u0301c-xtan</p>", ""),
        ("<p>哈萨<em>克</em>斯坦</p>", ""),
        ("<p>вҚазақстан, Қазақ\u200bстан</p>", ""),
        ("<p>وكاز\u0640اخستان</p>", ""),
        ("<p>５ < ６ <p>x < y Kazakhstan > z", ""),
        ("<P>Nur<BR>Sultan</P>", ""),
        ("<p>the <b>S</b>CAT flies</p>", ""),
        ("", "<title>Rates: A <Kazakhstan> B</title>"),
        ("", '<META name="description" content="Astana&#39;s mayor">'),
        ("", '<script type="application/ld+json">{"headline": "\\u041a\\u0430зах"}</script>'),
        ("", r'<SCRIPT>x = "{\"text\":\"<b>Kaz<\/b>akhstan\"}"</SCRIPT>'),
        ("", '<script>if (a<b) {}; s = {"a": "x<y Kazakhstan"}</script>'),
        ("", "<style>p {}</style><p>Kazakhstan</p>"),
        ("", "<title>&amp;#75;azakhstan</title>"),
        ('<script src="a.js"/><p>Kazakhstan</p><script>b()</script>', ""),
        ('<!-- <script src="a.js"> --><p>Kazakhstan</p><script>b()</script>', ""),
        ('<!--[if IE]><script src="a"><![endif]--><p>Kazakhstan</p><script></script>', ""),
        ("<!-- <style> --> Kazakhstan <p>", ""),
        ("", r'<script>self.__next_f.push([1,"\u003cp\u003eKazakhstan\u003c/p\u003e"])</script>'),
    ],
)
def test_no_tag_escape_or_script_hides_a_name(body: str, head: str) -> None:
    assert not is_off_topic(page(body, head), OF_VIETNAM)


JOINTS = ("", "\u00ad", "\u200b", "<b>", "</i>", "<wbr/>", "<!-- x -->", '<span class="a b">')


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_spelling_of_a_name_hides_it(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(NAMES))
    shapes = {word, word.upper(), word.title()}
    name = data.draw(st.sampled_from(sorted(one for one in shapes if one.casefold() == word)))
    mark = data.draw(st.sampled_from(("{0}", "&#{1};", "&#x{1:x};")))
    joint = data.draw(st.sampled_from(JOINTS))
    at = data.draw(st.integers(1, max(1, len(word) - 1)))
    first, rest = (
        "".join(mark.format(escape(sign), ord(sign)) for sign in part)
        for part in (name[:at], name[at:])
    )
    assert not is_off_topic(page(f"<p>in {first}{joint}{rest}</p>"), OF_VIETNAM)
    data_of = json.dumps({"articleBody": f"<p>in {name}</p>"})
    assert not is_off_topic(page("", f"<script>{data_of}</script>"), OF_VIETNAM)


def test_every_name_is_seen() -> None:
    for word, meanings in TOPIC.aliases.items():
        for one in meanings:
            if one.kind in OF_A_SIDE:
                topics = OF_VIETNAM if one.owner == "Kazakhstan" else OF_KAZAKHSTAN
                assert not is_off_topic(page(f"<p>{one.exact or word}</p>"), topics), word


def texts() -> list[tuple[str, str]]:
    labelled = [(one["title"], one["text"]) for group in TABLE.values() for one in group]
    return labelled + [(one.title, "\n".join(one.paragraphs)) for one in load_articles()]


def test_what_is_judged_relevant_is_never_off_topic() -> None:
    kept = 0
    for title, text in texts():
        if judge(article(title, text), TOPIC).relevant:
            kept += 1
            body = f"<h1>{escape(title)}</h1><p>{escape(text)}</p>"
            for topics in (OF_VIETNAM, OF_KAZAKHSTAN, OF_NEITHER):
                assert not is_off_topic(page(body), topics), title
    assert kept > 100


@pytest.mark.parametrize("made", load_recorded(), ids=lambda made: made.edition)
def test_a_recorded_page_that_is_relevant_is_not_off_topic(made: Recorded) -> None:
    if made.expected.article.relevant:
        assert not is_off_topic(made.page, OF_NEITHER)


@pytest.mark.parametrize(
    "body",
    [
        page("").replace(b"roads", b"stra\xdfen"),  # of another charset
        page("").decode().encode("utf-16"),
        page("").decode().encode("utf-16-le"),
        b"<html><p>Please log in.</p></html>",
        b"<html><body><div id=app></div><script>" + DRY.encode() * 20 + b"</script></body></html>",
        b"<html><ul>" + b"<li><a>A headline of a few words</a></li>" * 200 + b"</ul></html>",
        b"",
    ],
)
def test_what_is_doubtful_is_read(body: bytes) -> None:
    assert not is_off_topic(body, OF_VIETNAM)


def test_a_page_that_was_encoded_twice_is_read() -> None:
    body = page("<p>Қазақстан мен Вьетнам келісті.</p>" * 20)
    assert not is_off_topic(body.decode("latin-1").encode(), OF_VIETNAM)


def test_a_page_that_names_less_than_its_announcement_is_read() -> None:
    notice = page("<p>This page is being mended.</p>")
    assert not is_off_topic(notice, OF_VIETNAM, "Kazakhstan sows wheat")
    assert not is_off_topic(page("<p>Vietnam</p>"), OF_NEITHER, "Kazakhstan sows wheat")
    assert is_off_topic(notice, OF_VIETNAM, "Viet Nam plants rice")
    assert is_off_topic(notice, OF_NEITHER, "Kazakhstan sows wheat")


def test_an_outlet_of_a_third_country_needs_both_sides() -> None:
    one = page("<p>Kazakhstan sows wheat.</p>")
    assert is_off_topic(one, OF_NEITHER)
    assert not is_off_topic(one, OF_VIETNAM)
    assert not is_off_topic(page("<p>Kazakhstan sows wheat.</p><p>Vietnam, rice</p>"), OF_NEITHER)


def small(folder: Path, *countries: str) -> Sequence[Wanted]:
    content = SMALL_TOPIC
    for side, country in zip(("Ruritania", "Graustark"), countries, strict=False):
        content = content.replace(f'name = "{side}"\n', f'name = "{side}"\ncountry = "{country}"\n')
    return wanted([TOPIC, load_topic(written(folder, content))], "VN")


def test_without_a_topic_nothing_is_off_it() -> None:
    assert not is_off_topic(page("<p>Graustark</p>"), ())


def test_any_of_several_topics_is_enough(tmp_path: Path) -> None:
    both = page("<p>Ruritania and Graustark</p>")
    assert is_off_topic(both, OF_VIETNAM)
    assert not is_off_topic(both, small(tmp_path))
    assert is_off_topic(page("<p>Graustark</p>"), small(tmp_path))  # no side of it is Vietnam's


def test_the_side_of_the_outlets_country_is_taken_as_named(tmp_path: Path) -> None:
    assert not is_off_topic(page("<p>Graustark</p>"), small(tmp_path, "VN"))
    assert is_off_topic(page("<p>Ruritania</p>"), small(tmp_path, "VN"))


def test_why_a_page_was_left_changes_with_the_words(tmp_path: Path) -> None:
    assert why_left(OF_VIETNAM) == why_left(wanted([TOPIC], "VN"))
    others = (OF_KAZAKHSTAN, OF_NEITHER, small(tmp_path), small(tmp_path, "VN"))
    assert len({why_left(each) for each in (OF_VIETNAM, *others)}) == 5


@pytest.mark.parametrize(
    ("countries", "complaint"),
    [(("XX",), '"XX" is no country code'), (("VN", "VN"), '"VN" is the country of two sides')],
)
def test_a_wrong_country_is_told(countries: Sequence[str], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=complaint):
        small(tmp_path, *countries)


HOSTILE = (b"<title>", b"\\", b'"', b"&", b"<", b"<script", b'": "', b"<style>", b'"  :')


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_page_takes_long(hostile: bytes) -> None:
    body = page("").replace(b"</body>", hostile * (300_000 // len(hostile)) + b"</body>")
    with time_limit(PAGE_SECONDS):
        assert is_off_topic(body, OF_NEITHER)


@pytest.mark.parametrize(
    ("answered", "outcome"),
    [("/a-mill-opens-200020.html", Outcome.OFF_TOPIC), ("/focus", Outcome.NO_ARTICLE)],
)
def test_a_page_that_leads_elsewhere_is_read(
    answered: str, outcome: Outcome, tmp_path: Path
) -> None:
    spider = EditionLoader(load_outlets()).load("hanoitimes")()
    assert isinstance(spider, EditionSpider)
    spider.now, spider.wanted = datetime(2026, 11, 22, tzinfo=UTC), OF_VIETNAM
    spider.tally.pages = [
        PageRead("A mill", 900, dated=True, selected=True, whole=True)
    ] * READ_ALWAYS
    asked = "https://hanoitimes.vn/a-mill-opens-200020.html"
    response = HtmlResponse(
        f"https://hanoitimes.vn{answered}", body=page("<h1>Focus on mills</h1>")
    )
    with open_store(f"sqlite:///{tmp_path / 'one.sqlite3'}") as spider.store:
        assert list(spider.read_page(response, Candidate(asked), searched=False)) == []
        (visit,) = spider.store.articles.visits("hanoitimes")
    assert (visit.url, visit.outcome) == (asked, outcome)


def test_a_run_reads_some_pages_and_glances_at_the_rest(tmp_path: Path) -> None:
    with place(outlets(1, 1, 8), tmp_path) as there:
        there.scrapy("crawl", there.shown.editions[0].name, delay=0)
    with open_store(f"sqlite:///{tmp_path / 'bench.sqlite3'}") as store:
        (made,) = store.reports.latest()
        found = [visit.outcome for visit in store.articles.visits(made.edition)]
        urls = [visit.url for visit in store.articles.visits(made.edition)]
        assert store.articles.known(urls, why_left=why_left(OF_VIETNAM)) == set(urls)
    assert (made.fetched, made.stored, made.off_topic, made.new, made.failed) == (8, 5, 3, 8, 0)
    assert (found.count(Outcome.OFF_TOPIC), found.count(Outcome.IRRELEVANT)) == (3, 5)
    assert (made.state, made.coverage.pages) == (State.WORKING, 5)


def test_an_outlet_without_a_word_on_the_topic_is_not_quiet() -> None:
    desk = Desk()
    for _ in range(300):
        made = desk.run(0, off_topic=2)
    assert made.state is State.WORKING
    assert made.last_new == made.ended


def test_failures_count_among_all_pages_that_were_had() -> None:
    desk = Desk()
    for _ in range(10):
        desk.run(coverage(20))
    refused = Counter({Trouble("status 500", Obstacle.SERVER): 8})
    assert desk.run(coverage(5), off_topic=35, failures=refused).concerns == ()
    assert desk.run(coverage(5), failures=refused).concerns != ()
