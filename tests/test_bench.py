"""The bench's own logic, and the whole of it at a tiny scale."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

from rich.console import Console

from crawler.extract import extract_article
from crawler.outlet import load_outlets
from demo.bench.__main__ import conclude
from demo.bench.crawls import Memory, place
from demo.bench.figures import judged_memory, judged_no_news, memory, news_day, no_news
from demo.bench.outlets import NOW, outlets, page_of
from demo.bench.server import Asked

MANY = outlets(hosts=2, editions=3, pages=4)


def test_pages_are_as_large_as_real_ones_and_all_different(tmp_path: Path) -> None:
    [edition] = outlets(1, 1, 6).editions
    pages = [page_of(edition, number) for number in range(6)]
    assert all(55_000 < len(page) < 115_000 for page in pages)
    with place(outlets(1, 1, 6), tmp_path):
        ours = load_outlets(tmp_path)[edition.name]
    url = f"https://{edition.host}{edition.page(0)}"
    found = [extract_article(page.encode(), url, ours, NOW) for page in pages]
    assert len({one.text for one in found}) == len({one.title for one in found}) == 6
    assert all(2_000 < len(one.text) < 8_000 for one in found)
    assert all(one.published and one.language == "en" for one in found)


def test_one_request_too_many_is_found() -> None:
    asked = [Asked(host, "/robots.txt", False, 200, 40) for host in MANY.hosts]
    asked += [Asked(host, path, True, 304, 0) for host, path in MANY.feeds]
    assert judged_no_news(MANY, asked).holds
    for more in (
        asked[0],
        asked[-1],
        Asked("bench00.example", "/bench00/post1.html", False, 200, 9),
    ):
        assert not judged_no_news(MANY, [*asked, more]).holds
    for instead in (replace(asked[-1], conditional=False), replace(asked[-1], sent=10)):
        assert not judged_no_news(MANY, [*asked[:-1], instead]).holds
    assert not judged_no_news(MANY, asked[:-1]).holds


def test_memory_that_grows_or_was_not_measured_does_not_hold() -> None:
    def sizes(*now: float, highest: float) -> dict[int, Memory | None]:
        return {500 * place: Memory(size, highest) for place, size in enumerate(now, 1)}

    assert judged_memory(sizes(180, 185, 189, highest=205), 250).holds
    assert not judged_memory(sizes(180, 185, 191, highest=205), 250).holds
    assert not judged_memory(sizes(180, 180, 180, highest=251), 250).holds
    assert not judged_memory(sizes(180, highest=180) | {1000: None}, 250).holds


def test_the_whole_bench_at_a_tiny_scale(tmp_path: Path) -> None:
    """Start-up outweighs so few pages by far: what is tested is that everything is measured."""
    (tmp_path / "many").mkdir()
    (tmp_path / "large").mkdir()
    with place(MANY, tmp_path / "many") as many:
        day = news_day(many, 0.05, most=1000)
        calm = no_news(many)
    with place(outlets(1, 1, 30), tmp_path / "large") as large:
        kept = memory(large, (10, 20, 30), most=500)
    out = StringIO()
    console = Console(file=out, width=100)
    assert conclude([day, calm, kept], console) == 0, out.getvalue()
    assert "12 of 12 pages" in day.measured
    assert calm.measured.startswith("1.00 (2 robots.txt, 3 lists, 0 bytes of lists, 0 pages)")
    assert conclude([replace(day, holds=False), calm], console) == 1
    assert "missed" in out.getvalue()
