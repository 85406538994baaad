"""Outlets of Kazakhstan and its region: their addresses, and what only their files make use of."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.announcements import read_announcements
from crawler.extract import extract_article
from crawler.identity import identify
from crawler.outlet import Edition, load_outlets
from crawler.outlet_file import Selectors, Source
from crawler.urls import canonical_url
from storage.settings_file import ConfigError

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
EDITIONS = load_outlets()
LISTING = Source(kind="listing", url="https://tengritravel.kz/", evidence="seen")


def owners(url: str) -> list[str]:
    return [
        name
        for name, edition in EDITIONS.items()
        if edition.is_article(canonical_url(url, edition.hosts))
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        # Three generations of one agency.
        ("https://www.inform.kz/en/a-bridge-is-built_a4103477", "kazinform_en"),
        ("https://en.inform.kz/news/a-bridge-is-built-f9e897/", "kazinform_en"),
        ("https://qazinform.com/news/a-bridge-is-built-7159e0", "kazinform_en"),
        ("https://qazinform.com/news/a-bridge-is-built_a4017987", "kazinform_en"),
        ("https://qazinform.com/news/a-bridge-is-built", "kazinform_en"),
        ("https://www.inform.kz/ru/postroen-most-cdaf32", "kazinform_ru"),
        ("https://www.inform.kz/news/postroen-most-cdaf32/", "kazinform_ru"),
        ("https://www.inform.kz/ru/most-cherez-irtysh-otkroyut-osenyu", "kazinform_ru"),
        ("https://www.inform.kz/kz/kopir-salyndy_a3747240", "kazinform_kk"),
        ("https://kaz.inform.kz/news/kopir-salyndy-fbf80170/", "kazinform_kk"),
        ("https://cn.inform.kz/news/xinqiao-01a75d/", "kazinform_zh"),
        ("https://oz.inform.kz/news/yangi-kuprik-a9be7f/", "kazinform_uz"),
        ("https://www.astanatimes.com/2026/11/a-bridge-is-built", "astanatimes"),
        ("https://tengrinews.kz/kazakhstan_news/postroen-most-531444/", "tengrinews_ru"),
        ("https://kaz.tengrinews.kz/kazakhstan_news/kopr-salyindyi-364674/", "tengrinews_kk"),
        ("https://tengrinews.kz/article/kak-stroyat-mostyi-3255/", "tengrinews_ru"),
        ("https://akorda.kz/kz/kopir-ashyldy-2011483", "akorda_kk"),
        (
            "https://primeminister.kz/en/news/digital_office/a-list-adopted-30618",
            "primeminister_en",
        ),
        ("https://www.zakon.kz/6008190-postroen-most.html", "zakon"),
        ("https://zakon.kz/finansy/6467795-postroen-most.html", "zakon"),
        ("https://kt.kz/kaz/society/kopir_salyndy_1377986548.html", "kt_kk"),
        ("https://24.kz/ru/news/social/item/683181-postroen-most", "khabar24_ru"),
        ("https://24.kz/kz/news/economyc/777746-kopir-salyndy", "khabar24_kk"),
        ("https://24.kz/ru/news/social/777746-postroen-most?tmpl=component&print=1", "khabar24_ru"),
        ("https://www.inform.kz/en/a-bridge-is-built_a4103477/amp", "kazinform_en"),
        ("https://kz.kursiv.media/2024-11-29/lfst-novyj-most/", "kursiv_ru"),
        ("https://kz.kursiv.media/kk/2026-06-15/zhana-kopir", "kursiv_kk"),
        ("https://kz.kursiv.media/en/2026-01-16/engk-tank-a-bridge-is-built/", "kursiv_en"),
        ("https://timesca.com/kazakhstan-builds-a-bridge/", "timesca"),
        ("https://timesca.com/kazakhstan-goes-north/", "timesca"),
        ("https://www.trend.az/casia/kazakhstan/4229949.html", "trend_en"),
        ("https://eurasianet.org/kazakhstan-builds-a-bridge", "eurasianet"),
    ],
)
def test_addresses_of_all_generations_belong_to_one_edition(address: str, name: str) -> None:
    assert owners(address) == [name]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.inform.kz/ru/lenta",
        "https://qazinform.com/tag/bridges_t7366",
        "https://qazinform.com.example.org/news/a-bridge-is-built-7159e0",
        "https://astanatimes.com/2026/11/",
        "https://astanatimes.com/tag/vietnam/feed/",
        "https://tengrinews.kz/news/page/2/",
        "https://tengrisport.kz/football/match-is-won-531444/",
        "https://www.akorda.kz/ru/events",
        "https://www.akorda.kz/ru/legal_acts/decrees/a-decree-12345",
        "https://primeminister.kz/ru/news/reviews",
        "https://primeminister.kz/ru/decisions/19012024-20",
        "https://online.zakon.kz/Document/?doc_id=1234567",
        "https://kaz.zakon.kz/6008190-kopir-salyndy.html",
        "https://www.kt.kz/rus/archive_tags/most",
        "https://kz.kursiv.media/?p=6544451",
        "https://uz.kursiv.media/en/2026-08-30/engk-a-bridge-is-built/",
        "https://timesca.com/tag/air-transport",
        "https://timesca.com/privacy-policy/",
        "https://timesca.com/terms-of-use/",
        "https://tengrinews.kz/article/page/2/",
        "https://www.inform.kz/ru/search_results",
        "https://www.inform.kz/tag/vetnam",
        "https://ru.trend.az/casia/kazakhstan/4229949.html",
        "https://eurasianet.org/region/central-asia",
        # Its text comes only with a token that the page's script makes.
        "https://www.gov.kz/memleket/entities/mfa/press/region-news/details/16780?lang=ru",
    ],
)
def test_lists_copies_and_other_hosts_are_no_articles(address: str) -> None:
    assert owners(address) == []


def test_a_long_read_and_news_of_one_number_are_two_articles() -> None:
    edition = EDITIONS["tengrinews_ru"]
    addresses = [
        "https://tengrinews.kz/article/kak-stroyat-mostyi-10000/",
        "https://tengrinews.kz/article/kak-stroyat-mosty-10000",
        "https://tengrinews.kz/kazakhstan_news/postroen-most-10000/",
    ]
    long_read, renamed, news = (identify(url, edition).key for url in addresses)
    assert long_read == renamed != news


def travel(**selectors: object) -> Edition:
    """An edition whose pages are made here, with these selectors and no others."""
    edition = EDITIONS["tengritravel"]
    select = Selectors.model_validate(selectors)
    return replace(edition, outlet=replace(edition.outlet, select=select))


CARDS = """
<a class="card" href="/my-country/a-walk-100001"><i>10:15, 20 ноября 2026</i><b>A walk</b></a>
<a class="card" href="/my-country/a-swim-100002"><i>10:10, 20 ноября 2026</i></a>
<a href="/my-country/a-ride-100003">A ride</a>
"""


def test_a_card_that_is_a_link_as_a_whole_has_its_headline_and_its_date() -> None:
    edition = travel(item=[".card"], item_title="b", item_date="i")
    found = read_announcements(CARDS.encode(), "https://tengritravel.kz/", LISTING, edition, NOW)
    assert [one.title for one in found] == ["A walk", "10:10, 20 ноября 2026", "A ride"]
    assert [one.dated.at.isoformat() if one.dated else "" for one in found] == [
        "2026-11-20T10:15:00+05:00",
        "2026-11-20T10:10:00+05:00",
        "",
    ]


OWN = "The valley is best seen from the western path, which takes three hours on foot. " * 3
PAGE = f"""<html><body><h1>A walk</h1><div class="text"><p>{OWN}</p><p>Postcards of the week
are in our letter.</p><div>Postcards</div><p>Another story is told here by somebody else.</p>
<div>Postcards</div>
<p>A third story is told by nobody in particular.</p></div></body></html>"""


@pytest.mark.parametrize(("cut", "lines"), [(["Postcards:?"], 2), (["Elsewhere"], 6), ([], 6)])
def test_from_the_first_line_that_says_so_all_is_other_articles(cut: list[str], lines: int) -> None:
    edition = travel(title=["h1"], body=[".text"], cut_from=cut)
    address = "https://tengritravel.kz/my-country/a-walk-100001"
    text = extract_article(PAGE.encode(), address, edition, NOW).text.split("\n")
    assert len(text) == lines
    assert text[1] == "Postcards of the week are in our letter."


TWO = """
name = "The Paper"
country = "KZ"
zone = "Asia/Almaty"
hosts = ["{locale}"]
article = '^https://{locale}/news/'

[[editions]]
spider = "paper_kk"
language = "kk"
locale = "kaz.paper.example"
chains = [[{ kind = "listing", url = "https://kaz.paper.example/", evidence = "seen" }]]

[[editions]]
spider = "paper_en"
language = "en"
locale = "paper.example"
article = '^https://(?:{locale}/news|old\\.paper\\.example/en)/'
chains = [[{ kind = "listing", url = "https://paper.example/", evidence = "seen" }]]
"""


def files(folder: Path, text: str) -> Path:
    (folder / "outlets").mkdir()
    (folder / "outlets" / "paper.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_edition_may_say_itself_what_its_articles_are(tmp_path: Path) -> None:
    editions = load_outlets(files(tmp_path, TWO))
    assert editions["paper_en"].is_article("https://old.paper.example/en/1")
    assert editions["paper_en"].is_article("https://paper.example/news/1")
    assert not editions["paper_en"].is_article("https://kaz.paper.example/news/1")
    assert editions["paper_kk"].is_article("https://kaz.paper.example/news/1")
    assert not editions["paper_kk"].is_article("https://old.paper.example/en/1")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("/en)/'", "/en/'", "'editions[2].article': '^https://"),
        ("\n[[", "\n[select]\ncut_from = ['(']\n[[", "'select.cut_from[1]': '('"),
        ("\n[[", "\n[select]\nitem_title = 'b:'\n[[", "'select.item_title': 'b:' is not a CSS"),
    ],
)
def test_what_they_say_wrong_is_refused_with_its_key(
    tmp_path: Path, right: str, wrong: str, told: str
) -> None:
    assert right in TWO
    with pytest.raises(ConfigError, match=re.escape(told)):
        load_outlets(files(tmp_path, TWO.replace(right, wrong, 1)))
