"""The last lines of `scrapy crawlall`, from reports that are made up."""

from dataclasses import replace

from crawler.conclusion import conclusion, own
from storage.records import CrawlReport, State
from tests.issues import report

HOSTS = {"a.example": ["a_en", "a_ru"], "b.example": ["b"], "c.example": ["c"]}
DOWN = "robots.txt could not be had (connection refused), so nothing was read"


def made(edition: str, problem: str = "") -> CrawlReport:
    state = State.BROKEN if problem else State.WORKING
    one = replace(report("radio", "en"), edition=edition, state=state, problem=problem)
    return one if problem else replace(one, stored=3, relevant=1)


def test_editions_that_fail_alike_share_a_line() -> None:
    lines = list(conclusion(HOSTS, 2, [made("a_en", DOWN), made("a_ru"), made("b", DOWN)], set()))
    assert lines[0] == "1 of 6 editions read: 3 new articles, 1 relevant"
    assert lines[1] == f"not read: a_en, b: {DOWN}"
    assert lines[2].startswith("not read: c: no report was made")


def test_what_another_process_reads_meanwhile_is_not_ours() -> None:
    busy = {"a.example"}
    ours = own(HOSTS, [made("a_en"), made("b"), made("c")], busy)
    assert list(conclusion(HOSTS, 0, ours, busy)) == [
        "2 of 4 editions read: 6 new articles, 2 relevant",
        "not read: a_en, a_ru: a.example is being crawled by another process",
    ]
