"""What the bench compares us with: its pages, its arithmetic, and one run of each kind."""

import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from demo.bench.__main__ import conclude, main
from demo.bench.comparison import (
    BOUNDS,
    FETCHING,
    INLINE,
    NEWS_PLEASE,
    NEWSPAPER,
    OURS_2,
    OURS_100,
    PARALLEL,
    Costs,
    judged,
    judged_parallel,
    table,
    taken_in_turns,
)
from demo.bench.corpus import chosen, is_relevant, names_foreign_side
from demo.bench.costs import Cost, Run
from demo.bench.looks import glancing, judging, looks
from demo.bench.made_pages import made_page
from demo.bench.outlets import NOW, BenchEdition
from demo.bench.programs import Reader, Unusable, another, objection_to
from demo.bench.site import RARELY, Planned, write_site
from demo.bench.static_server import serving
from storage.records import Article, CrawlReport, State
from topics.vocabulary import load_topic

TOPIC = load_topic()
PAGES = chosen("made pages", map(made_page, range(4)), 3)
ARTICLE = Article(
    "https://a.example/1", "a", "a", "en", "Vietnam and Kazakhstan agree", "On trade."
)


def test_a_page_is_about_both_sides_where_it_was_made_so_and_else_about_neither() -> None:
    about, others = (
        [PAGES.page(number, relevant=relevant) for number in range(6)] for relevant in (True, False)
    )
    assert all(is_relevant(page, TOPIC) for page in about)
    assert not any(is_relevant(page, TOPIC) for page in others)
    assert not any(names_foreign_side(page, TOPIC) for page in others)
    assert len({*about, *others}) == 12, "what is stored already costs less"


def test_pages_that_would_not_be_what_was_planned_do_not_serve() -> None:
    good = made_page(1)
    named = good.replace(
        b"<aside",
        b"<!-- \xd2\x9a\xd0\xb0\xd0\xb7\xd0\xb0\xd2\x9b\xd1\x81\xd1\x82\xd0\xb0\xd0\xbd --><aside",
    )
    assert names_foreign_side(named, TOPIC)
    without_prose = good.replace(b"<p>", b"<div>")
    found = chosen("pages", [named, without_prose, good], 5)
    assert (found.pages, found.skipped) == ((good,), 2)


def test_what_is_only_looked_at_is_measured_against_its_bounds() -> None:
    verdict, of_both, glance, glance_of_both = looks(PAGES)
    assert verdict.name == "judging an article for vietnam-kazakhstan"
    assert of_both.name == "judging an article for vietnam-kazakhstan and vietnam-uzbekistan"
    assert glance.name == "glance at a page for vietnam-kazakhstan / reading it"
    assert glance_of_both.name.startswith("glance at a page for vietnam-kazakhstan and vietnam-uz")
    assert "(3 articles, median" in verdict.measured
    assert not judging([ARTICLE], [TOPIC], most=0).holds
    assert not glancing(PAGES.pages, [TOPIC], 100, most=0).holds
    assert glancing(PAGES.pages, [TOPIC], 100, most=100).holds


def test_made_pages_are_as_large_as_real_ones() -> None:
    sizes = sorted(len(made_page(number)) for number in range(40))
    assert 80_000 < sizes[20] < 130_000
    assert 110_000 < sum(sizes) / 40 < 170_000
    assert sizes[3] < 60_000
    assert sizes[-4] > 200_000


def test_a_folder_without_pages_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--pages", str(tmp_path)]) == 2
    assert f"bench: {tmp_path}: has no pages" in capsys.readouterr().err
    (tmp_path / "one.html.gz").write_bytes(b"<html>")
    assert main(["--pages", str(tmp_path)]) == 2
    assert "one.html.gz: is not a page in gzip" in capsys.readouterr().err


def cost(*each: float, wall: float = 1.0) -> Cost:
    """Of milliseconds a page."""
    return Cost(tuple(Run(100, one / 10, wall) for one in each))


GOOD: Costs = {
    FETCHING: cost(6, 6.2, 9),
    OURS_2: cost(9.3, 7, 12),
    INLINE: cost(40),
    OURS_100: cost(44, wall=5),
    PARALLEL: cost(44, wall=2.9),
    NEWSPAPER: cost(110),
    NEWS_PLEASE: cost(220),
}


def test_each_figure_holds_at_its_bound_and_not_beyond() -> None:
    figures = [judged(bound, GOOD) for bound in BOUNDS] + [judged_parallel(GOOD)]
    assert [figure.holds for figure in figures] == [True, True, True, True, True, True, True]
    assert figures[0].measured.startswith("1.50 (9.3 ms by 6.2 ms")  # medians
    worse: Costs = {
        FETCHING: cost(6.1),
        OURS_2: cost(9.3),
        INLINE: cost(39),
        OURS_100: cost(44, wall=5),
        PARALLEL: cost(44, wall=3),
        NEWSPAPER: cost(90),
        NEWS_PLEASE: cost(180),
    }
    figures = [judged(bound, worse) for bound in BOUNDS] + [judged_parallel(worse)]
    assert not any(figure.holds for figure in figures)
    assert conclude(figures[-1:], Console(file=StringIO())) == 1


def test_what_was_not_measured_does_not_hold_and_says_why() -> None:
    told: list[str] = []
    costs = taken_in_turns(
        {name: (1, lambda: Run(100, 1, 1)) for name in GOOD} | {NEWSPAPER: (2, fail)}, told.append
    )
    assert told.count(f"  {NEWSPAPER}: it could not be installed") == 1
    assert f"  {OURS_2}: 100 pages, 1.0 CPU s, 1.0 s" in told
    assert isinstance(costs[OURS_2], Cost)
    newspaper = next(judged(bound, costs) for bound in BOUNDS if bound.over == NEWSPAPER)
    assert not newspaper.holds
    assert newspaper.measured == "not measured: it could not be installed"
    out = StringIO()
    Console(file=out, width=120).print(table(costs))
    assert "not measured" in out.getvalue()
    assert not judged_parallel({**costs, PARALLEL: "no"}).holds


def fail() -> Run:
    raise Unusable("it could not be installed")


def test_other_extractors_need_their_own_environment(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="could not be installed"):
        another(NEWSPAPER, PAGES, tmp_path)
    (tmp_path / ".installed").touch()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    with pytest.raises(Unusable, match="No module named 'newspaper'"):
        another(NEWSPAPER, PAGES, tmp_path)


def test_a_crawl_that_did_not_find_what_was_planned_is_no_measurement() -> None:
    plan = Planned(BenchEdition("rare", "rare.example", 1200), RARELY)
    assert plan.relevant == sum(map(plan.is_relevant, range(1200))) == 24
    found = CrawlReport(
        "rare", "rare", "rare", "en", NOW, NOW, 1200, 0, 1200, 1200, 24, 0, State.WORKING
    )
    assert not objection_to(found, plan)
    assert "23 were found relevant, 24 are" in objection_to(replace(found, relevant=23), plan)
    assert "1199 of 1200" in objection_to(replace(found, fetched=1199), plan)


def test_programs_read_the_site_and_their_cost_is_taken(tmp_path: Path) -> None:
    some = Planned(BenchEdition("some", "some.example", 6), 4)
    write_site(PAGES, [some], tmp_path)
    with serving(tmp_path) as address:
        reader = Reader(address)
        bare, ours = reader.bare("bare_spider.py", some), reader.ours("crawl", some)
    assert bare.pages == ours.pages == 6
    assert 0.1 < bare.cpu < ours.cpu < 60
