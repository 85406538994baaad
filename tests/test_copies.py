"""What canonical_url makes of copies of a page: for phones, for printers, with campaigns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import bare, canonical_url

HOSTS = ("paper.example",)
PAGE = "https://paper.example/en/news/a-new-train-1234567.html"
FOLDER = "https://paper.example/2026/11/a-new-train/"


@pytest.mark.parametrize(
    "written",
    [
        "https://amp.paper.example/en/news/a-new-train-1234567.html",
        "https://www.amp.paper.example/en/news/a-new-train-1234567.html",
        "https://mobile.paper.example/en/news/a-new-train-1234567.html",
        "https://paper.example/amp/en/news/a-new-train-1234567.html",
        "https://paper.example/en/AMP/news/a-new-train-1234567.html",
        "https://paper.example/en/news/a-new-train-1234567.html/amp",
        "https://paper.example/en/news/a-new-train-1234567.html/amp/",
        "https://paper.example/en/news/a-new-train-1234567.amp.html",
        "https://paper.example/en/news/a-new-train-1234567.html.amp",
        "https://paper.example/en/news/a-new-train-1234567.html?amp",
        "https://paper.example/en/news/a-new-train-1234567.html?amp=1",
        "https://paper.example/en/news/a-new-train-1234567.html?outputType=amp",
        "https://paper.example/en/news/a-new-train-1234567.html?print=1",
        "https://paper.example/en/news/a-new-train-1234567.html?tmpl=component&print=1",
        "https://paper.example/en/news/a-new-train-1234567.html?view=print",
        "https://paper.example/en/news/a-new-train-1234567.html/print",
        "https://paper.example/en/news/a-new-train-1234567.html/print/",
        "https://paper.example/en/news/a-new-train-1234567.html/",
        "https://paper.example//en///news/a-new-train-1234567.html",
        "https://paper.example/en/./news/old/../a-new-train-1234567.html",
        "https://paper.example/en/news/%61-new-train%2d1234567.html;jsessionid=0A1B",
        "https://paper.example/en/news/a-new-train-1234567.html?utm_source=x&amp;utm_medium=y",
        "https://paper.example/en/news/a-new-train-1234567.html?UTM_Source=x&ysclid=1&_openstat=2",
        "https://paper.example/en/news/a-new-train-1234567.html?msclkid=1&mc_cid=2&at_medium=3",
        "https://paper.example/en/news/a-new-train-1234567.html?gidzl=1&zarsrc=2&igsh=3&_gl=4",
        "https://paper.example/en/news/a-new-train-1234567.html?ref_src=twsrc&fb_action_ids=1",
    ],
)
def test_a_copy_has_the_address_of_its_page(written: str) -> None:
    assert canonical_url(written, HOSTS) == PAGE


@pytest.mark.parametrize(
    "written",
    [
        "https://paper.example/2026/11/a-new-train/amp/",
        "https://paper.example/2026/11/a-new-train/print/",
        "https://paper.example/2026/11/a-new-train/index.html",
        "https://paper.example/2026/11/a-new-train/index.php",
        "https://paper.example/2026/11/a-new-train/index.html/amp",
        "https://paper.example/2026/11/a-new-train/?amp=1",
        "https://paper.example/2026/11/x/../a-new-train/.",
    ],
)
def test_a_folder_keeps_its_slash(written: str) -> None:
    assert canonical_url(written, HOSTS) == FOLDER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAGE, PAGE.replace("-1234567", "-1234568")),
        (PAGE, PAGE.replace(".html", ".htm")),
        (FOLDER, FOLDER.rstrip("/")),  # which of them is right, the outlet's pattern says
        ("https://paper.example/?p=12", "https://paper.example/?p=13"),
        ("https://paper.example/?id=12", "https://paper.example/?id=13"),
        ("https://paper.example/a?from=12", "https://paper.example/a?from=13"),
        ("https://paper.example/a?view=12", "https://paper.example/a"),
        ("https://paper.example/a?type=news", "https://paper.example/a?type=video"),
        ("https://paper.example/print/a-1.html", "https://paper.example/a-1.html"),
        ("https://paper.example/amplifier", "https://paper.example/"),
        ("https://paper.example/amp-1.html", "https://paper.example/1.html"),
        ("https://amp.other.example/a", "https://other.example/a"),
    ],
)
def test_what_may_be_another_page_stays_apart(one: str, other: str) -> None:
    assert canonical_url(one, HOSTS) != canonical_url(other, HOSTS)


def test_what_chooses_a_page_keeps_its_order() -> None:
    address = "https://paper.example/index.php?option=news&utm_id=9&id=12&amp=1&lang=en&a=1"
    assert canonical_url(address) == "https://paper.example/?option=news&id=12&lang=en&a=1"


def test_a_short_host_is_no_mirror_of_a_country() -> None:
    assert [bare(host) for host in ("m.kz", "amp.kz", "www.kz", "www.m.kz")] == [
        "m.kz", "amp.kz", "www.kz", "m.kz",
    ]  # fmt: skip


PARTS = [
    "amp",
    "AMP",
    "print",
    "index.html",
    "index.php",
    "a.amp",
    "a.amp.html",
    "..",
    ".",
    "",
    "b",
]
QUERIES = ["", "amp", "amp;amp=1", "p=1", "print=1", "view=amp", "utm_id=1", "amp;x=1", "=1"]


@given(st.lists(st.sampled_from(PARTS), max_size=6), st.lists(st.sampled_from(QUERIES), max_size=3))
def test_once_is_enough(parts: list[str], queries: list[str]) -> None:
    once = canonical_url(f"https://paper.example/{'/'.join(parts)}?{'&'.join(queries)}", HOSTS)
    assert canonical_url(once, HOSTS) == once
    assert "amp" not in once.removeprefix("https://paper.example").lower()
