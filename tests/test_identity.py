"""Which article an address is: by the outlet's rule, in each form that the outlet has had."""

import csv
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from crawler.identity import Met, address_of, identify, rule_of
from crawler.outlet import Edition, load_outlets
from crawler.outlet_file import OutletFile
from demo.server import load_articles
from storage.identity import same_article
from storage.settings_file import ConfigError, read_toml

EDITIONS = load_outlets()


def same(edition: Edition, one: str, other: str) -> bool:
    found = [identify(address_of(url, edition), edition) for url in (one, other)]
    assert all(edition.is_article(address.url) for address in found), found
    return same_article(*found) and same_article(*reversed(found))


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        (
            "hanoitimes",
            "https://hanoitimes.vn/a-new-bridge-over-the-red-river-319519.html",
            "https://hanoitimes.vn/a-new-bridge-over-the-red-river.585490.html",
        ),
        (
            "vietnamplus_en",
            "https://en.vietnamplus.vn/a-new-bridge-over-the-red-river/212114.vnp",
            "https://en.vietnamplus.vn/a-new-bridge-over-the-red-river-post318732.vnp",
        ),
        (
            "vietnamplus_en",  # its headline was corrected
            "https://en.vietnamplus.vn/a-new-bridge-post318732.vnp",
            "https://en.vietnamplus.vn/two-new-bridges-post318732.vnp",
        ),
        (
            "vovworld_vi",
            "https://m.vovworld.vn/vi-VN/chinh-tri/mot-chuyen-tham-2206831.vov",
            "https://vovworld.vn/vi-VN/doi-ngoai/mot-chuyen-tham-2206831.vov5",
        ),
        (
            "vovworld_en",
            "https://vovworld.vn/en-US/news/a-visit-2206831.vov",
            "https://vovworld.vn/news/a-visit-2206831.vov5",
        ),
        (
            "kazinform_en",
            "https://www.inform.kz/en/a-bridge-is-built_a4103477/amp",
            "https://qazinform.com/news/a-bridge-is-built_a4103477",
        ),
        (
            "kazinform_en",
            "https://en.inform.kz/news/a-bridge-is-built-f9e897/",
            "https://qazinform.com/news/a-bridge-is-built-f9e897",
        ),
        (
            "kaziss_en",
            "https://kisi.kz/en/blogs/a-round-table-was-held/",
            "https://kisi.kz/en/a-round-table-was-held",
        ),
        (
            "kaziss_ru",
            "https://kisi.kz/novyi-most-cherez-reku/",
            "https://kisi.kz/ru/novyi-most-cherez-reku/?share=telegram",
        ),
        (
            "astanatimes",
            "https://astanatimes.com/2026/11/a-bridge-is-built",
            "http://www.astanatimes.com/2026/11/a-bridge-is-built/amp/?replytocom=7",
        ),
        (
            "vns",
            "https://vietnamnews.vn/economy/1793104/a-bridge-is-built.html",
            "https://vietnamnews.vn/politics-laws/1793104/bridge-is-built.html?page=2",
        ),
        (
            "khabar24_ru",
            "https://24.kz/ru/news/social/item/777746-postroen-most",
            "https://24.kz/ru/news/social/777746-postroen-most?tmpl=component&print=1",
        ),
        (
            "trend_en",
            "https://www.trend.az/casia/kazakhstan/4229949.html",
            "https://en.trend.az/business/4229949.html",
        ),
        (
            "vietnamnet_en",
            "https://vietnamnet.vn/en/politics/a-new-bridge-680114.html",
            "https://vietnamnet.vn/en/a-new-bridge-680114.html",
        ),
    ],
)
def test_two_addresses_of_one_article(name: str, one: str, other: str) -> None:
    assert same(EDITIONS[name], one, other)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        (
            "vietnamplus_en",  # a column that has one title every day
            "https://en.vietnamplus.vn/reference-exchange-rate-goes-up-post318732.vnp",
            "https://en.vietnamplus.vn/reference-exchange-rate-goes-up-post318901.vnp",
        ),
        (
            "hanoitimes",  # a short name comes again, whatever the scheme
            "https://hanoitimes.vn/weekend-events-319519.html",
            "https://hanoitimes.vn/weekend-events.820199.html",
        ),
        (
            "vietnamplus_en",  # equal numbers of two schemes are two articles
            "https://en.vietnamplus.vn/a-new-bridge/212114.vnp",
            "https://en.vietnamplus.vn/a-new-road-post212114.vnp",
        ),
        (
            "kazinform_en",  # what ends a name is too short to be a number of its own
            "https://qazinform.com/news/a-bridge-is-built-7159e0",
            "https://qazinform.com/news/a-road-is-built-7159e0",
        ),
        (
            "astanatimes",
            "https://astanatimes.com/2026/11/week-in-review/",
            "https://astanatimes.com/2026/10/week-in-review/",
        ),
    ],
)
def test_two_articles_stay_two(name: str, one: str, other: str) -> None:
    assert not same(EDITIONS[name], one, other)


def test_languages_are_never_one_article() -> None:
    """VOVWORLD's numbers are one series over all languages, VietnamPlus has one a language."""
    for first, second in (("vovworld_de", "vovworld_en"), ("vietnamplus_fr", "vietnamplus_en")):
        url = "https://paper.example/a-new-bridge-over-the-red-river-post1234567.vnp"
        one, other = (identify(url, EDITIONS[name]) for name in (first, second))
        assert one.key != other.key
        assert not one.slug or one.slug != other.slug


def test_articles_of_the_demo_are_all_different() -> None:
    found = [identify(one.url, EDITIONS[one.edition]) for one in load_articles()]
    assert not any(same_article(one, other) for one, other in combinations(found, 2))


def test_the_form_that_the_pattern_asks_for_is_taken() -> None:
    """Parameters that nobody knows, and slashes; refused addresses stay refused."""
    kaziss, qdnd = EDITIONS["kaziss_en"], EDITIONS["qdnd_en"]
    for written in ("a-round-table", "a-round-table/", "a-round-table/?nb=1&x=2"):
        assert address_of(f"https://kisi.kz/en/{written}", kaziss).endswith("/en/a-round-table/")
    bridge = "https://en.qdnd.vn/military/news/a-new-bridge-520182"
    assert address_of(f"{bridge}/?from=home", qdnd) == bridge
    assert not kaziss.is_article(address_of("https://kisi.kz/?p=9319", kaziss))
    printed = address_of("https://vietnamnews.vn/print/1793104/a.html?x=1", EDITIONS["vns"])
    assert not EDITIONS["vns"].is_article(printed)


def test_a_run_asks_one_address_of_each_article() -> None:
    edition = EDITIONS["hanoitimes"]
    met = Met()
    found = [
        identify(f"https://hanoitimes.vn/{path}.html", edition)
        for path in (
            "a-new-bridge-over-the-red-river.820199",
            "a-new-bridge-over-the-red-river-319519",
            "another-headline.820199",
            "another-headline.820200",
            "another-headline.820200",
        )
    ]
    bridge, renumbered, retitled, other, _ = (one.url for one in found)
    assert [met.first(one) for one in found] == [bridge, bridge, bridge, other, other]
    met.forget(bridge)
    assert met.at(found[0]) == bridge
    assert [met.first(one) for one in found[1:]] == [renumbered, retitled, other, other]


def test_another_rule_makes_other_keys() -> None:
    edition = EDITIONS["vns"]
    changed = replace(edition, identity=re.compile(r"/(?P<slug>[^/]+)-(?P<id>\d+)$"))
    assert rule_of(edition) != rule_of(changed)
    assert rule_of(edition) != rule_of(replace(edition, identity=None))
    assert rule_of(edition) == rule_of(load_outlets()["vns"])


def test_a_rule_without_a_number_is_refused(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "crawler/outlets/vns.toml").read_text(encoding="utf-8")
    for rule in (r"/\d+/", r"/(?P<slug>[^/]+)$"):
        file = tmp_path / "vns.toml"
        changed = re.sub("identity = .*", lambda _: f"identity = '{rule}'", text)  # noqa: B023
        file.write_text(changed, encoding="utf-8")
        with pytest.raises(ConfigError, match=r"'identity'.*names no part"):
            read_toml(file, OutletFile)


def test_real_duplicates_are_one_and_nothing_else_is(shared: Path) -> None:
    """Where a note says that an address is a duplicate, it gives the end of the other one."""
    with (shared / "eval" / "addresses_dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found, duplicates = [], 0
    for row in rows:
        for edition in EDITIONS.values():
            if not edition.is_article(url := address_of(row["url"], edition)):
                continue
            found.append(identify(url, edition))
            if named := re.search(r"DUPLICATE of (\S+)", row["note"]):
                twin = re.sub(r"[-.]\d+\.html$", named[1], url)
                assert twin != url
                assert same(edition, url, twin), url
                duplicates += 1
    assert len(found) > 70
    assert duplicates
    assert not [pair for pair in combinations(found, 2) if same_article(*pair)]
