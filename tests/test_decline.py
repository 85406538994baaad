"""Whether pages give less than they did: against an edition's own history, with evidence."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote, urlsplit

import pytest

from crawler.decline import Share, dropped
from crawler.extract import extract
from crawler.reading.page import NoArticle
from crawler.tally import Tally, report
from crawler.trouble import of_status
from demo.catalogue import HOSTS
from demo.server import DemoArticle, DemoSites, load_articles
from storage.coverage import Coverage
from storage.records import Obstacle, State
from tests.health import EDITIONS, Desk, after_runs, coverage, words


def test_the_evidence_is_told() -> None:
    made = after_runs(*[12] * 10).run(coverage(12, dates=1))
    assert words(made) == ["a date on the page on 1 of 12 articles, before on 120 of 120"]
    assert made.concerns[0].obstacle is Obstacle.CHANGED
    assert made.state is State.WORKING
    assert made.since == made.started


@pytest.mark.parametrize(
    ("now", "before", "alarm"),
    [
        (Share(0, 2), Share(118, 120), False),  # two articles are chance
        (Share(0, 3), Share(118, 120), True),
        (Share(0, 3), Share(5, 5), True),
        (Share(0, 3), Share(2, 2), False),  # nobody knows yet what is normal
        (Share(0, 5), Share(60, 120), False),  # half of its pages never have it
        (Share(0, 12), Share(60, 120), True),
        (Share(9, 12), Share(120, 120), False),  # less than ever, and yet most of them
        (Share(4, 12), Share(118, 120), True),
        (Share(0, 9), Share(0, 120), False),
        (Share(0, 4000), Share(118, 120), True),
        (Share(0, 0), Share(118, 120), False),
    ],
)
def test_a_drop_is_more_than_chance(now: Share, before: Share, alarm: bool) -> None:
    assert dropped(now, before) is alarm


def test_a_small_outlet_is_judged_over_several_runs() -> None:
    desk = after_runs(*[1] * 20)
    bad = coverage(1, selected=0)
    assert [bool(desk.run(bad).concerns) for _ in range(3)] == [False, False, True]
    assert desk.run(0).concerns, "a run without pages proves nothing"
    mended = desk.run(1)
    assert not mended.concerns
    assert mended.mended == desk.runs[2].since
    assert desk.run(0).mended is None


def test_what_is_wrong_for_long_does_not_become_normal() -> None:
    desk = after_runs(*[8] * 5)
    found = [desk.run(coverage(8, dates=0)) for _ in range(70)]
    assert all(made.concerns for made in found)
    assert {made.since for made in found} == {found[0].started}


def test_a_title_that_stands_on_every_page_is_none() -> None:
    made = after_runs(*[6] * 5).run(coverage(6, titles=0))
    assert words(made) == ["a title of its own on 0 of 6 articles, before on 30 of 30"]


def test_texts_that_are_cut_short() -> None:
    desk = Desk()
    for length in (1800, 2600, 900, 2200, 2400, 2000, 2100, 1900):
        desk.run(coverage(5, length=length))
    assert not desk.run(coverage(5, length=950)).concerns, "short news, as there was before"
    made = desk.run(coverage(5, length=300))
    assert words(made) == ["the median text has 300 characters, before 2000"]


def test_texts_that_end_before_their_end() -> None:
    """A wall for readers who do not pay leaves the first paragraphs: short news to look at."""
    made = after_runs(*[5] * 5).run(coverage(5, whole=0))
    assert words(made) == ["a text that is not cut on 0 of 5 articles, before on 25 of 25"]
    assert made.concerns[0].obstacle is Obstacle.CHANGED
    desk = Desk()
    for _ in range(5):
        desk.run(coverage(5, whole=0))  # as a database says of runs before it was counted
    assert desk.run(coverage(5, whole=1)).concerns == ()


def test_videos_are_no_alarm_where_there_always_are_some() -> None:
    desk = Desk()
    for _ in range(10):
        desk.run(coverage(6, articles=3, titles=3, dates=3, selected=3))
    made = desk.run(coverage(3, articles=0, titles=0, dates=0, selected=0, length=0))
    assert (made.state, made.concerns) == (State.WORKING, ())


def test_an_outlet_of_whose_pages_none_is_an_article_any_more_is_broken() -> None:
    blank = coverage(4, articles=0, titles=0, dates=0, selected=0, length=0)
    made = after_runs(*[5] * 5).run(blank)
    assert (made.state, made.obstacle) == (State.BROKEN, Obstacle.UNREADABLE)
    assert made.problem == "none of 4 new pages could be read: no text"
    assert Desk().run(blank).state is State.BROKEN


def test_some_articles_and_many_empty_pages_are_a_concern() -> None:
    few = coverage(9, articles=2, titles=2, dates=2, selected=2)
    made = after_runs(*[9] * 5).run(few)
    assert made.state is State.WORKING
    assert words(made)[0] == "an article on 2 of 9 pages (no text), before on 45 of 45"


def test_pages_that_do_not_come_are_missed_as_well() -> None:
    wall = of_status(403, "Just a moment...")
    made = after_runs(*[9] * 5).run(2, failures=Counter({wall: 10}))
    assert words(made) == [
        'an article on 2 of 12 pages (status 403 "Just a moment..."), before on 45 of 45'
    ]
    assert after_runs(*[9] * 5).run(9, failures=Counter({wall: 3})).concerns == ()


# A selector that has gone, in the run in which it goes, on the pages of the demo's outlets.

Spoil = Callable[[bytes], bytes]
LARGER = ("hanoitimes", "vietnamtimes", "vns", "vovworld_vi", "vovworld_zh", "vovworld_de")


def without_body(page: bytes) -> bytes:
    for name in (b'"detail-content"', b"__MB_MASTERCMS_EL", b'"abody"', b"article__body"):
        page = page.replace(name, b'"s-1f"' if name.startswith(b'"') else b"s-1f")
    return page


def without_dates(page: bytes) -> bytes:
    names = (b"datePublished", b"published_time", b"article-detail-publish", b"<time", b"datetime")
    for name in (*names, b"detail-time"):
        page = page.replace(name, b"<i" if name == b"<time" else b"s-2f")
    return page


def without_titles(page: bytes) -> bytes:
    """The site's name stands where the article's title was."""
    head, _, rest = page.partition(b"<h1")
    _, _, rest = rest.partition(b"</h1>")
    named = head.replace(b"og:title", b"og:s-3f").replace(b'"headline"', b'"s-3f"')
    return (
        named + b"<h1>The Outlet of the Two Countries</h1>" + rest.replace(b'"headline"', b'"s-3f"')
    )


@pytest.mark.parametrize("name", LARGER)
@pytest.mark.parametrize(
    ("spoil", "evidence"),
    [
        (without_body, ("text where the outlet's file says on 0 of", "could be read: no text")),
        (without_dates, ("a date on the page on 0 of",)),
        (without_titles, ("a title of its own on 0 of",)),
    ],
)
def test_a_selector_that_goes_is_noticed_in_that_run(
    name: str, spoil: Spoil, evidence: tuple[str, ...], now: datetime
) -> None:
    articles = [one for one in load_articles() if one.edition == name and not one.quirk]
    half = len(articles) // 2
    desk = Desk(EDITIONS[name])
    desk.run(read(articles[:half], lambda page: page, now))
    made = desk.run(read(articles[half:], spoil, now))
    told = [made.problem, *words(made)]
    assert any(part in line for part in evidence for line in told), told


def read(articles: list[DemoArticle], spoil: Spoil, now: datetime) -> Coverage:
    edition, sites, tally = EDITIONS[articles[0].edition], DemoSites(), Tally()
    for one in articles:
        path = unquote(urlsplit(one.url).path)
        page = spoil(sites.answer(HOSTS[one.outlet], path)[0].body)
        try:
            tally.saw(extract(page, one.url, edition, now), edition)
        except NoArticle as error:
            tally.saw_nothing(str(error))
    return report(tally, edition, now, now).coverage
