"""How an issue looks. ``python -m tests.test_render`` writes the expected files anew."""

import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digest.config import Reader
from digest.health import assess
from digest.issue import Digest, Health, LeftOut
from digest.render import MAX_BYTES, render
from digest.selection import select_new
from storage.records import Obstacle
from tests.invented import CHESS, FILMS, LICENCES, NOW, article
from tests.issues import IMPRINT, STORIES, health, issue, many, report, story

EXPECTED = Path(__file__).parent / "expected"
LANGUAGES = ["en", "vi", "ru", "kk"]
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def expected_files() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for name, digest in (("digest", issue(language)), ("empty", empty(language))):
            page = render(digest)
            yield f"{name}_{language}.html", page.html
            yield f"{name}_{language}.txt", f"Subject: {page.subject}\n\n{page.text}"


def empty(language: str, *, gaps: bool = False) -> Digest:
    return issue(language, (), health(gaps=gaps))


def shown(page: str) -> str:
    """The text of an HTML page as one line."""
    body = re.sub(r"<style.*?</style>|<!--.*?-->", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def links(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="([^"]*)"', page)]


@pytest.mark.parametrize("name", [name for name, _ in expected_files()])
def test_the_digest_looks_as_it_did(name: str) -> None:
    """After a wanted change: python -m tests.test_render, then read the diff."""
    assert dict(expected_files())[name] == (EXPECTED / name).read_text(encoding="utf-8")


def test_the_same_issue_gives_the_same_bytes() -> None:
    assert render(issue("vi")) == render(issue("vi"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_and_text_lead_to_the_same_articles(language: str) -> None:
    digest = issue(language)
    page = render(digest)
    assert page.articles == digest.articles
    for url in [*digest.articles, IMPRINT.unsubscribe_uri]:
        assert url in links(page.html)
        assert url in page.text.splitlines() or f"  {url}" in page.text.splitlines()


@pytest.mark.parametrize("number", [1, 12, 60, 600])
@pytest.mark.parametrize("language", ["en", "kk"])
def test_an_issue_of_any_size_is_never_clipped(language: str, number: int) -> None:
    digest = issue(language, many(number))
    page = render(digest)
    assert len(page.html.encode()) <= MAX_BYTES
    assert set(page.articles) == set(digest.articles)  # all that was selected has its place
    rest = number - len(digest.stories)
    assert not rest or str(rest) in shown(page.html)


def test_of_a_story_told_by_eighty_articles_some_are_counted_only() -> None:
    told = [article("lotus", "en", str(n), f"Tale number {n}", hours=n / 8) for n in range(80)]
    page = render(issue("en", [story(told)]))
    listed = [url for url in links(page.html) if "lotus" in url]
    assert f"and {80 - len(set(listed))} more articles" in shown(page.html)
    assert len(page.articles) == 80


def test_stories_that_do_not_fit_at_all_are_counted_and_stay_unsent() -> None:
    long = [
        story([replace(each, url=each.url + "/" + "x" * 1400) for each in one.articles])
        for one in many(60)
    ]
    digest = issue("en", long)
    page = render(digest)
    left = len(digest.stories) - page.html.count("<h3")
    assert len(page.html.encode()) <= MAX_BYTES
    assert left > 0
    assert f"{left} more stories did not fit" in shown(page.html)
    assert f"{left} more stories did not fit" in " ".join(page.text.split())
    assert set(page.articles) < set(digest.articles)
    assert digest.stories[-1].headline.url not in page.articles


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_overview_and_lead_story_take_about_a_minute(language: str) -> None:
    wordy = [
        story([replace(each, title=f"{each.title}, " + "một hai ba bốn " * 9)])
        for one in many(20)
        for each in one.articles
    ]
    page = render(issue(language, wordy)).html
    top = page[: page.index("<h3", page.index("<h3") + 1)]
    assert len(shown(top[top.index("<h1") :]).split()) <= 300


def test_a_reader_who_missed_days_is_told_how_far_back_the_issue_reaches() -> None:
    digest = issue("en")
    assert "Your last issue with news: Thu 07:00" in shown(render(digest).html)
    daily = replace(digest, previous=NOW - timedelta(hours=24))
    assert "Your last issue" not in shown(render(daily).html)


def test_update_and_single_source_are_marked() -> None:
    text = shown(render(issue("en")).html)
    assert "Update: first sent 19 Nov" in text
    assert "Sent to you before: Kazakh film week planned in Hue" in text
    assert text.index("One source only") < text.index(CHESS[0].title, text.index("Reported by"))


def test_times_are_in_the_readers_zone() -> None:
    here = Reader(address="press@embassy.example", zone="America/New_York")
    digest = select_new(STORIES, {}, health(), here, IMPRINT, NOW)
    text = shown(render(digest).html)
    assert "As of 21:00, New York (UTC-5)" in text
    assert "Saturday, 21 November 2026" in text
    assert "Lotus Daily · Sat 01:00" in text


def test_an_article_without_a_date_says_when_it_was_found() -> None:
    undated = replace(LICENCES[1], published=None)
    assert "Lotus Daily · found Sat 12:00" in shown(render(issue("en", [story([undated])])).html)


def test_of_a_date_without_a_time_of_day_none_is_printed() -> None:
    """It is kept as noon, which nobody has said."""
    day = replace(LICENCES[1], published=NOW - timedelta(hours=19), day_only=True)
    old = replace(day, published=NOW - timedelta(days=8))
    assert "Lotus Daily · Sat https" in " ".join(render(issue("en", [story([day])])).text.split())
    assert "Lotus Daily · 14 Nov " in shown(render(issue("en", [story([old])])).html)
    today = replace(day, published=NOW + timedelta(hours=5))
    assert "Lotus Daily · found Sat 12:00" in shown(render(issue("en", [story([today])])).html)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "text incomplete"),
        ("vi", "văn bản không đầy đủ"),
        ("ru", "текст неполный"),
        ("kk", "мәтін толық емес"),
    ],
)
def test_a_text_that_is_known_to_be_cut_is_marked(language: str, words: str) -> None:
    part = replace(LICENCES[1], truncated="ends inside a sentence")
    page = render(issue(language, [story([LICENCES[0], part])]))
    for text in (shown(page.html), " ".join(page.text.split())):
        assert text.count(words) == 1
    assert words not in render(issue(language)).text


def test_gaps_are_told_in_plain_words_and_once_an_outlet() -> None:
    reports = [report("radio", each, Obstacle.REFUSED) for each in ("de", "en", "vi")]
    reports += [
        replace(report("lotus", "en", Obstacle.OTHER), problem="the moon was in the way"),
        report("dala", "kk"),
    ]
    text = shown(render(issue("en", (), assess(reports, NOW))).html)
    assert "2 of 3 outlets were not fully read" in text
    assert text.count("the site refused our request") == 1
    assert "it could not be read (the moon was in the way)" in text.replace("( ", "(").replace(
        " )", ")"
    )


def test_thirty_outlets_behind_a_cut_cable_are_one_line() -> None:
    cut = [report(each, "en", Obstacle.UNREACHABLE) for each in ("lotus", "dala", "silk")]
    some = [report("radio", "de", Obstacle.UNREACHABLE), report("radio", "en")]
    page = render(issue("en", (), assess([*cut, *some], NOW)))
    for text in (" ".join(page.text.split()), shown(page.html)):
        assert text.count("the site could not be reached; since 22 Nov") == 1
        assert "Radio Sông Hồng (German)" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("obstacle", [one for one in Obstacle if one])
def test_every_obstacle_has_its_words(language: str, obstacle: Obstacle) -> None:
    [gap, *_] = health().gaps
    state = Health(3, (replace(gap, obstacle=obstacle),), {})
    assert render(issue(language, (), state)).text


def test_an_empty_day_says_how_sure_it_is() -> None:
    calm = render(empty("en"))
    assert calm.subject == "Nothing new today · All 6 outlets were read"
    assert "not fully read" not in calm.html
    assert render(empty("en", gaps=True)).subject.endswith("2 of 6 outlets were not fully read")
    assert render(issue("en", (), Health())).subject.endswith("No outlet has been read yet")


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 сюжет"), (2, "2 сюжета"), (5, "5 сюжетов"), (21, "21 сюжет")]
)
def test_russian_has_its_three_plurals(number: int, words: str) -> None:
    assert f" {words} · " in shown(render(issue("ru", many(number))).html)


def test_a_single_story_needs_no_overview() -> None:
    page = render(issue("en", STORIES[:1]))
    assert "In one minute" not in page.html + page.text
    assert "Nothing new" not in page.html + page.text
    assert page.subject == STORIES[0].articles[0].title


def test_left_out_is_counted() -> None:
    digest = replace(issue("en"), left_out=LeftOut(too_old=1, postponed=3))
    text = shown(render(digest).html)
    assert "1 article was found that is older than your limit (14 days)." in text
    assert "3 more stories did not fit and come with the next issue." in text


@pytest.mark.parametrize("width", [320, 375, 700])
@pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
def test_in_a_browser_nothing_scrolls_sideways_and_nothing_is_asked_for(width: int) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    flood = replace(CHESS[0], title="x" * 300, text="y" * 5000 + ".")
    pages = [render(issue(each)).html for each in LANGUAGES]
    pages += [render(issue("kk", [story([flood]), story(FILMS)])).html, render(empty("ru")).html]
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": width, "height": 800})
        heard: list[str] = []
        page.on("request", lambda request: heard.append(request.url))
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        for content in pages:
            page.set_content(content)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()
    assert heard == []


if __name__ == "__main__":
    for name, content in expected_files():
        (EXPECTED / name).write_text(content, encoding="utf-8")
