"""Crawls beside each other and after each other: locks, crawlall, and how it is stopped."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.lock import hold
from tests.crawling import Outlets, outlets, wait_for_requests

KAZISS = "kaziss_en"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Outlets]:
    with outlets(tmp_path) as running:
        yield running


def test_the_second_of_two_crawls_says_so_and_leaves(served: Outlets) -> None:
    first = served.start("crawl", "hanoitimes", pace="0.5")
    wait_for_requests(served, 3)
    second = served.scrapy("crawl", "hanoitimes")
    assert second.returncode == os.EX_TEMPFAIL
    assert "hanoitimes.vn is being crawled by another process" in second.stderr
    other = served.scrapy("crawl", KAZISS)
    assert other.returncode == 0, other.stderr
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=30)


def test_hosts_of_one_outlet_are_crawled_beside_each_other(served: Outlets) -> None:
    with hold(served.database, "crawl-en.nhandan.vn"):
        busy, other = (served.scrapy("crawl", name) for name in ("nhandan_en", "nhandan_ru"))
    assert busy.returncode == os.EX_TEMPFAIL
    assert "en.nhandan.vn is being crawled by another process" in busy.stderr
    assert other.returncode != os.EX_TEMPFAIL
    assert "nhandan_ru" in other.stderr


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_stopping_crawlall_leaves_no_child_and_no_traceback(
    served: Outlets, end: signal.Signals
) -> None:
    crawl = served.start("crawlall", "hanoitimes", pace="0.4")
    wait_for_requests(served, 3)
    crawl.send_signal(end)
    out, err = crawl.communicate(timeout=40)
    assert crawl.returncode == 130, (out, err)
    assert "stopped; what was read until then is stored" in err
    assert "Traceback" not in err
    asked = len(served.sites.requests)
    time.sleep(0.8)  # longer than any pause between two requests
    assert len(served.sites.requests) == asked


def test_three_crawls_alike_are_three_that_worked(served: Outlets) -> None:
    """The clock of a rehearsal stands still: its reports differ in nothing but their number."""
    for _ in range(3):
        done = served.scrapy("crawlall", "kaziss")
        assert done.returncode == 0, done
        assert "3 of 3 editions read" in done.stdout
