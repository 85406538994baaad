"""Many hosts at once, each at one polite pace: who reads what, when, and into which file."""

import json
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.core.downloader import Slot

from crawler.output import objection_to
from crawler.pace import Beat, HostSlot
from crawler.shares import shared_out
from demo.server import load_articles
from storage.lock import hold
from storage.store import open_store
from tests.crawling import outlets

PACE = 0.3


def test_editions_of_a_host_stay_together_and_shares_are_balanced() -> None:
    hosts = {f"h{number}": [f"h{number}_{n}" for n in range(number)] for number in range(1, 9)}
    shares = shared_out(hosts, 3)
    assert all(11 <= len(share) <= 13 for share in shares)
    for names in hosts.values():
        assert any(set(names) <= set(share) for share in shares)
    assert shared_out({"a": ["a1", "a2"]}, 4) == [["a1", "a2"]]


def asked(slot: HostSlot, times: int, late: float = 0.0) -> list[float]:
    """The gaps between so many requests that go out when they may, or a little later."""
    gaps = []
    for _ in range(times):
        delays = {slot.download_delay() for _ in range(5)}
        assert len(delays) == 1, "the longest of several draws would count"
        gaps.append(delays.pop() + late)
        slot.lastseen += gaps[-1]
    return gaps


def test_a_host_is_asked_at_its_pace_on_average_and_never_much_faster() -> None:
    slot = HostSlot(Beat(asked=100.0), Slot(1, 1.0, 0.5))
    gaps = asked(slot, 1000)
    assert sum(gaps) == pytest.approx(1000, abs=1)
    assert 0.5 <= min(gaps) < 0.55
    assert 1.45 < max(gaps) <= 1.5
    assert sum(asked(slot, 1000, late=0.05)) == pytest.approx(1000, abs=5)


def test_a_slow_answer_is_not_caught_up_with() -> None:
    slot = HostSlot(Beat(asked=100.0), Slot(1, 1.0, 0.5))
    slot.lastseen += 60
    gaps = asked(slot, 20)
    assert min(gaps) >= 0.5
    assert sum(gaps) > 18.4


def test_a_crawl_delay_is_the_least_and_the_next_crawler_keeps_the_beat() -> None:
    beat = Beat(asked=100.0)
    slow = HostSlot(beat, Slot(1, 30.0, 0.0))
    assert min(asked(slow, 20, late=2.0)) >= 30
    other = HostSlot(beat, Slot(1, 1.0, 0.5))
    assert other.lastseen == slow.lastseen == beat.asked > 100 + 20 * 30


@pytest.mark.parametrize(
    ("target", "kind", "editions", "objection"),
    [
        ("out.jsonl", "jsonl", 3, ""),
        ("stdout:", "jsonl", 3, ""),
        ("out.json", "json", 1, ""),
        ("%(name)s.csv", "csv", 3, ""),
        ("out.csv", "csv", 2, "write .jsonl, or '%(name)s.csv' for a file each"),
        ("no/such/folder/x.jsonl", "jsonl", 1, "does not exist"),
    ],
)
def test_what_may_be_written_where(target: str, kind: str, editions: int, objection: str) -> None:
    said = objection_to(target, {"format": kind}, editions)
    assert objection in said
    assert bool(objection) == bool(said)


def test_several_hosts_in_one_crawl(tmp_path: Path) -> None:
    """One of them busy; the articles of the others go into one file."""
    names = ("hanoitimes", "kaziss_en", "kaziss_ru", "vietnamtimes")
    out = tmp_path / "out.jsonl"
    out.write_text("what was there before\n")
    with outlets(tmp_path) as served:
        with hold(served.database, "crawl-hanoitimes.vn"):
            done = served.scrapy("crawl", *names, "-O", str(out), pace=str(PACE))
        requests = served.sites.requests
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("hanoitimes.vn is being crawled by another process; left\n") == 1
    assert "\x1b" not in done.stderr
    found = Counter(json.loads(line)["edition"] for line in out.read_text("utf-8").splitlines())
    made = Counter(one.edition for one in load_articles() if not one.held_back)
    assert found.keys() == {"kaziss_en", "kaziss_ru", "vietnamtimes"}
    assert found["kaziss_ru"] == made["kaziss_ru"]
    times = {
        host: [one.at for one in requests if one.host == host]
        for host in ("kisi.kz", "vietnamtimes.org.vn")
    }
    for moments in times.values():
        # From the last request of one edition to the first of the next, too. As the server sees
        # it, a request that was slow to arrive shortens the gap behind it.
        assert min(b - a for a, b in pairwise(moments)) > PACE / 2 * 0.7
    assert times["kisi.kz"][0] < times["vietnamtimes.org.vn"][-1], "one host waited for the other"
    assert times["vietnamtimes.org.vn"][0] < times["kisi.kz"][-1], "one host waited for the other"
    asked = [one.path for one in requests if one.host == "kisi.kz"]
    assert asked.count("/robots.txt") == 1


def test_what_a_worker_that_dies_has_not_read_is_read_once_more(tmp_path: Path) -> None:
    with outlets(tmp_path) as served, hold(served.database, "crawl-hanoitimes.vn"):
        crawl = served.start("crawlall", "hanoitimes", "kaziss", "vietnamtimes", pace=str(PACE))
        _until(lambda: any(one.host == "kisi.kz" for one in served.sites.requests))
        killed = [pid for pid in _children(crawl.pid) if "kaziss_kk" in _command(pid)]
        assert len(killed) == 1, killed
        os.kill(killed[0], signal.SIGKILL)
        out, err = crawl.communicate(timeout=60)
        with open_store(served.database) as store:
            stored = Counter(
                article.edition
                for article in store.articles.by_url(one.url for one in load_articles())
            )
    assert crawl.returncode == 0, (out, err)
    assert "4 of 5 editions read" in out
    assert "not read: hanoitimes: hanoitimes.vn is being crawled by another process" in out
    assert "no report was made" not in out
    assert stored["kaziss_en"] == stored["kaziss_kk"] == 3
    assert "Traceback" not in err


def _children(parent: int) -> list[int]:
    shown = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in shown.stdout.split()]


def _command(pid: int) -> str:
    shown = subprocess.run(
        ["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
