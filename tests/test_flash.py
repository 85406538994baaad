"""A flash of one sentence is news; a caption, a stub and a video's page are no article."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.extract import extract_article
from crawler.outlet import load_outlets
from crawler.outlet_file import Selectors
from crawler.reading.page import NoArticle
from storage.records import Article

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
DECLARED = json.dumps({"@type": "NewsArticle", "datePublished": "2026-11-21"})
FLASHES = {
    "en": "ASTANA – The two presidents have opened a new air route between their capitals.",
    "ru": "Президенты двух стран открыли новый авиарейс.",
    "kk": "Екі ел президенттері жаңа әуе бағытын ашты.",
    "vi": "Chủ tịch nước đã tới A-xta-na, bắt đầu chuyến thăm cấp nhà nước.",
    "zh": "两国元首今天在阿斯塔纳共同宣布开通新的直飞航线。",
}
FLASH = FLASHES["en"]


def read(text: str, *, head: str = "", around: str = "{}") -> Article:
    edition = load_outlets()["tengritravel"]
    outlet = replace(edition.outlet, select=Selectors(title=("h1",), body=(".text",)))
    linked = head or f'<script type="application/ld+json">{DECLARED}</script>'
    body = around.format(f'<div class="text"><p>{text}</p></div>')
    page = f"<html><head>{linked}</head><body><h1>A new air route opens</h1>{body}</body></html>"
    address = "https://tengritravel.kz/my-country/a-flash-100001"
    return extract_article(page.encode(), address, replace(edition, outlet=outlet), NOW)


@pytest.mark.parametrize("text", FLASHES.values(), ids=FLASHES)
def test_a_flash_is_an_article(text: str) -> None:
    assert read(text).text == text


def test_a_counter_of_readers_is_no_player() -> None:
    counter = "<noscript><iframe src='https://counter.example/'></iframe></noscript>"
    assert read(FLASH, around=f"{counter}{{}}").text == FLASH


@pytest.mark.parametrize(
    ("text", "head", "around"),
    [
        ("The hall on the river's bank, some hours before the two delegations came", "", "{}"),
        ("More follows.", "", "{}"),
        (FLASH, "", "<video src='a.mp4'></video>{}"),
        (FLASH, "", "<div><iframe src='https://player.example/1'></iframe></div>{}"),
        (FLASH, "<title>A new air route opens</title>", "{}"),
        (FLASH, "", "<div class='another'>{}</div>".replace("{}", FLASH)),
    ],
    ids=["a caption", "a stub", "a video", "a player", "nothing declared", "another design"],
)
def test_what_is_as_short_is_none(text: str, head: str, around: str) -> None:
    with pytest.raises(NoArticle, match="no text"):
        read(text, head=head, around=around)
