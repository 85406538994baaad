"""Which stories a reader gets, in which order, and what is said about the rest."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.issue import Digest, Health, Place
from digest.selection import MAX_STORIES, select_new
from digest.stories import Story
from storage.records import Article
from storage.relevance import Match, Part
from tests.invented import CHESS, FILMS, LICENCES, NOW, PEPPER, SURGEONS, article
from tests.issues import IMPRINT, STORIES, many, reader, story

LONG = "x" * 500


def select(
    *stories: Story, sent: dict[str, datetime] | None = None, language: str = "en"
) -> Digest:
    return select_new(stories, sent or {}, Health(), reader(language), IMPRINT, NOW)


def titles(digest: Digest) -> list[str]:
    return [each.headline.title for each in digest.stories]


def urls(articles: tuple[Article, ...]) -> set[str]:
    return {each.url for each in articles}


def test_a_story_with_nothing_unsent_is_out() -> None:
    sent = {each.url: NOW - timedelta(days=1) for each in LICENCES}
    digest = select(story(LICENCES), story(CHESS), sent=sent)
    assert titles(digest) == [CHESS[0].title]
    assert digest.articles == (CHESS[0].url,)


def test_what_a_missed_run_found_late_is_still_new() -> None:
    early = article("lotus", "en", "early", "Told before the last issue", hours=80)
    digest = select(story([early]), sent={"https://other.example/": NOW - timedelta(hours=24)})
    assert digest.articles == (early.url,)


def test_one_more_article_makes_an_update_with_what_was_sent_before() -> None:
    first_sent = NOW - timedelta(days=4)
    [update] = select(story(FILMS), sent={FILMS[0].url: first_sent}).stories
    assert [old.article for old in update.before] == [FILMS[0]]
    assert update.first_sent == first_sent
    assert urls(update.fresh) == urls(FILMS[1:])
    assert update.headline in update.fresh
    assert update.outlets == 3  # over the whole story


def test_too_old_is_out_and_counted_in_the_first_issue_after_it_was_found() -> None:
    limit = reader().max_age_days
    found = article("lotus", "en", "old", "An old story", hours=24 * limit + 1)
    found = replace(found, first_seen=NOW - timedelta(hours=3))
    digest = select(story([found]))
    assert (digest.stories, digest.left_out.too_old) == ((), 1)
    later = select(story([found]), sent={"https://other.example/": NOW - timedelta(hours=2)})
    assert (later.stories, later.left_out.too_old) == ((), 0)
    young = replace(found, published=NOW - timedelta(days=limit))
    assert select(story([young])).articles == (young.url,)


def test_an_article_without_a_date_counts_from_when_it_was_found() -> None:
    undated = replace(CHESS[0], published=None)
    assert select(story([undated])).articles == (undated.url,)
    assert select(story([replace(undated, first_seen=NOW - timedelta(days=15))])).stories == ()


def test_order_is_by_outlets_then_languages_then_countries() -> None:
    two_outlets = (
        article("lotus", "en", "a", "Two outlets", hours=40),
        article("radio", "en", "a", "Two outlets, too", hours=41),
    )
    two_languages = (
        article("lotus", "en", "b", "Two outlets and languages", hours=40),
        article("radio", "vi", "b", "Hai thứ tiếng", hours=41),
    )
    two_countries = (
        article("lotus", "en", "c", "Two countries", hours=40),
        article("steppe", "en", "c", "Two countries, too", hours=41),
    )
    one_outlet_three_languages = tuple(
        article("radio", language, "d", f"Copy in {language}", hours=2)
        for language in ("vi", "en", "de")
    )
    groups = (one_outlet_three_languages, two_outlets, two_countries, two_languages, LICENCES)
    assert titles(select(*map(story, groups))) == [
        LICENCES[1].title,
        "Two outlets and languages",
        "Two countries, too",
        "Two outlets, too",
        "Copy in en",
    ]


def test_at_equal_breadth_new_before_update_headline_before_text_then_latest() -> None:
    before = article("lotus", "en", "e0", "Sent already", hours=90)
    update = (before, article("lotus", "en", "e1", "Update", hours=1))
    passing = article("lotus", "en", "f", "Passing mention", hours=2, place="body")
    older = article("lotus", "en", "g", "Older", hours=9)
    newer = article("lotus", "en", "h", "Newer", hours=3)
    stories = [story(update), story([passing]), story([older]), story([newer])]
    digest = select(*stories, sent={before.url: NOW - timedelta(days=2)})
    assert titles(digest) == ["Newer", "Older", "Passing mention", "Update"]
    assert [each.number for each in digest.stories] == [1, 2, 3, 4]


def test_the_order_does_not_depend_on_the_order_of_arrival() -> None:
    assert titles(select(*STORIES)) == titles(select(*reversed(STORIES)))


def test_what_is_over_the_limit_is_counted_and_comes_next() -> None:
    stories = many(MAX_STORIES + 7)
    first = select(*stories)
    assert len(first.stories) == MAX_STORIES
    assert first.left_out.postponed == 7
    second = select(*stories, sent=dict.fromkeys(first.articles, NOW))
    assert (len(second.stories), second.left_out.postponed) == (7, 0)


@pytest.mark.parametrize("language", ["en", "vi", "ru", "kk"])
def test_the_headline_is_in_the_readers_language_where_an_outlet_offers_it(language: str) -> None:
    [chosen] = select(story(LICENCES), language=language).stories
    assert chosen.headline.language == language
    assert {quote.article for quote in chosen.lead} == {chosen.headline}


def test_else_the_headline_is_in_a_language_that_is_read_next() -> None:
    foreign = [each for each in LICENCES if each.language in ("zh", "ru", "de")]
    assert select(story(foreign), language="kk").stories[0].headline.language == "ru"


def test_else_the_earliest_article_that_is_complete() -> None:
    flash = replace(LICENCES[4], published=NOW - timedelta(hours=30))
    whole = replace(LICENCES[5], text=LONG, published=NOW - timedelta(hours=20))
    later = replace(LICENCES[2], text=LONG, published=NOW - timedelta(hours=10))
    assert select(story([flash, whole, later])).stories[0].headline == whole


def test_copies_by_one_outlet_are_one_source_and_all_listed() -> None:
    copies = [article("radio", each, "x", f"Copy {each}") for each in ("vi", "en", "de", "zh")]
    [chosen] = select(story(copies)).stories
    assert (chosen.outlets, chosen.languages, chosen.countries) == (1, 4, 1)
    assert chosen.one_source
    assert urls(chosen.fresh) == urls(tuple(copies))


def test_countries_are_those_of_the_addresses_and_com_is_none() -> None:
    [chosen] = select(story([LICENCES[1], LICENCES[2], FILMS[2]])).stories
    assert chosen.countries == 2


def test_why_counts_the_headlines_that_name_both_sides() -> None:
    passing = article("apple", "en", "passing", "A new rule for drivers", place="body")
    [chosen] = select(story([*LICENCES, passing])).stories
    assert chosen.why is not None
    assert (chosen.why.place, chosen.why.count, chosen.why.total) == (Place.TITLE, 6, 7)
    assert [word.text for word in chosen.why.words] == ["Kazakhstan", "Vietnam"]


@pytest.mark.parametrize(("group", "place"), [(SURGEONS, Place.LEAD), (PEPPER, Place.BODY)])
def test_why_names_the_place_where_the_last_side_is_named(
    group: tuple[Article, ...], place: Place
) -> None:
    why = select(story(group)).stories[0].why
    assert why is not None
    assert why.place is place


def test_the_words_stand_where_the_reason_says() -> None:
    passing = article("lotus", "en", "passing", "A new rule for drivers", place="body")
    [chosen] = select(story([passing, LICENCES[2]])).stories
    assert chosen.headline == passing
    assert chosen.why is not None
    assert (chosen.why.place, chosen.why.count) == (Place.TITLE, 1)
    assert {word.article for word in chosen.why.words} == {LICENCES[2]}


def test_a_sides_own_name_is_told_before_its_people_and_a_third_side_not_at_all() -> None:
    """A topic may have more sides than the two that an article is about."""
    [told] = LICENCES[2].relevance
    people = (
        Match("kazakhstan", "Astana", "title", 2, "astana"),
        Match("vietnam", "Tô Lâm", "title", 1, "to-lam"),
        Match("uzbekistan", "Tashkent", "body", 1, "tashkent"),
    )
    weighed = tuple(Part("title", 3.0, side) for side in ("kazakhstan", "vietnam"))
    verdict = replace(told, matches=(*people, *told.matches), parts=weighed)
    why = select(story([replace(LICENCES[2], relevance=(verdict,))])).stories[0].why
    assert why is not None
    assert why.place is Place.TITLE
    assert [word.text for word in why.words] == ["Казахстан", "Вьетнам"]
    verdict = replace(verdict, matches=people)
    why = select(story([replace(LICENCES[2], relevance=(verdict,))])).stories[0].why
    assert why is not None
    assert [word.text for word in why.words] == ["Astana", "Tô Lâm"]


def test_without_matches_for_the_readers_topic_no_reason_is_made_up() -> None:
    other = replace(CHESS[0], relevance=(replace(CHESS[0].relevance[0], topic="chess"),))
    assert select(story([other])).stories[0].why is None


def test_an_article_from_the_future_does_not_go_first() -> None:
    future = replace(PEPPER[0], published=NOW + timedelta(days=400), relevance=CHESS[0].relevance)
    assert titles(select(story([future]), story(CHESS)))[0] == CHESS[0].title


@settings(deadline=None, max_examples=25)  # each is five or six issues
@given(st.integers(1, 150), st.randoms(use_true_random=False))
def test_every_article_goes_out_exactly_once_however_it_arrives(
    number: int, chance: Random
) -> None:
    pending = list(many(number))
    arrivals = chance.sample(range(len(pending)), len(pending))
    sent: dict[str, datetime] = {}
    delivered: list[str] = []
    for day in range(20):
        known = [pending[n] for n in arrivals[: (day + 1) * 40]]
        digest = select_new(known, sent, Health(), reader(), IMPRINT, NOW)
        delivered += digest.articles
        sent |= dict.fromkeys(digest.articles, NOW)
    expected = [each.url for one in pending for each in one.articles]
    assert sorted(delivered) == sorted(expected)
