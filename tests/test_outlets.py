"""The outlet files: those we ship are sound, and a wrong one is refused with file and key."""

import csv
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.identity import address_of
from crawler.outlet import HERE, Edition, edition_of, load_outlets
from crawler.outlet_file import Source
from crawler.urls import bare, canonical_url
from demo.server import DemoArticle, load_articles
from storage.settings_file import ConfigError

EDITIONS = load_outlets()
GOOD = """
name = "The Paper"
country = "VN"
zone = "Asia/Ho_Chi_Minh"
hosts = ["paper.example"]
article = '^https://paper\\.example/{locale}/\\d+$'

[[editions]]
spider = "paper"
language = "en"
locale = "en-US"
words = ["steppe", "two words"]
chains = [
  [{ kind = "feed", url = "https://paper.example/{locale}.rss", evidence = "seen" }],
  [{ kind = "search", url = "https://paper.example/s?q={words}&p={page}", evidence = "listed" }],
]
"""


def load(tmp_path: Path, text: str, name: str = "paper") -> dict[str, Edition]:
    for folder in ("outlets", "families"):
        (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / "families" / "wordpress.toml").write_text('title = ["h1"]\nremove = [".ads"]\n')
    (tmp_path / "outlets" / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_outlets(tmp_path)


# What we ship.


def test_the_publishers_have_their_spiders() -> None:
    active = {name for name, edition in EDITIONS.items() if edition.active}
    languages = {
        "vovworld": "de en fr ja ko ru th vi zh",
        "kaziss": "en ru kk",
        "vietnamplus": "en es fr ru vi zh",
        "nhandan": "en es fr ru vi zh",
        "vnpictorial": "en es fr ja",
        "baoquocte": "en vi",
        "vietnamnet": "en vi",
        "vnexpress": "en vi",
    }
    alone = "vns hanoitimes vietnamtimes sggp tuoitrenews vov baochinhphu lecourrier".split()
    several = {f"{name}_{code}" for name, codes in languages.items() for code in codes.split()}
    assert active >= {*alone, *several}


def test_what_cannot_be_read_as_an_open_reader_runs_by_hand_only() -> None:
    """It sends whoever has no cookie in a circle."""
    assert not EDITIONS["qdnd_en"].active
    assert not EDITIONS["qdnd_zh"].active


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=list(EDITIONS))
def test_an_edition_is_complete(edition: Edition) -> None:
    assert edition.chains
    hosts = {bare(host) for host in edition.hosts}
    for source in (source for chain in edition.chains for source in chain):
        first, second = (source.address(page, date(2026, 11, 22)) for page in (0, 1))
        assert canonical_url(first, edition.hosts)
        assert "{" not in first
        host = bare(first.split("/")[2])
        assert any(host == one or host.endswith(f".{one}") for one in hosts)
        assert first != second or source.pages == 1


# The other side's name as each language writes it; "vetnam" is how addresses of tags spell it.
KAZAKHSTAN = {
    "de": "kasachstan", "en": "kazakhstan", "es": "kazajistán", "fr": "kazakhstan",
    "id": "kazakhstan", "ja": "カザフスタン", "km": "កាហ្សាក់ស្ថាន", "ko": "카자흐스탄",
    "lo": "ກາຊັກສະຖານ", "ru": "казахстан", "th": "คาซัคสถาน", "vi": "kazakhstan", "zh": "哈萨克斯坦",
}  # fmt: skip
VIETNAM = {
    "en": "vietnam", "kk": "вьетнам|vetnam", "ru": "вьетнам|vetnam", "uz": "vetnam", "zh": "越南",
}  # fmt: skip


def searches(edition: Edition) -> list[str]:
    sources = (source for chain in edition.chains for source in chain)
    return [source.url for source in sources if source.kind == "search"]


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=list(EDITIONS))
def test_a_search_asks_for_the_other_side_in_the_editions_language(edition: Edition) -> None:
    names = KAZAKHSTAN if edition.outlet.country == "VN" else VIETNAM
    for url in searches(edition):
        assert re.search(names[edition.language], url.casefold())


# Why there is nothing to ask for the other side.
UNSEARCHED = {
    "none is known; its list is of a day or more": "akorda lecourrier primeminister",
    "none is known for English; its sitemap of news holds two days": "vietnamnet_en",
    "its robots.txt forbids searches and tags": "nhandan",
    "a sitemap holds the whole month": "vnpictorial",
    "lets no open reader in": "qdnd",
}


def test_every_edition_has_a_search_or_tag_or_a_reason() -> None:
    without = [name for name, edition in EDITIONS.items() if not searches(edition)]
    excused = {one for names in UNSEARCHED.values() for one in names.split()}
    for name in without:
        assert excused & {name, EDITIONS[name].outlet.key}, name
    assert excused == {one for one in excused if any(name.startswith(one) for name in without)}


@pytest.mark.parametrize("article", load_articles(), ids=lambda article: article.key)
def test_an_article_belongs_to_exactly_its_edition(article: DemoArticle) -> None:
    found = [name for name, edition in EDITIONS.items() if edition.is_article(article.url)]
    assert found == ([] if article.advertising else [article.edition])


@pytest.mark.parametrize(
    "address",
    [
        "https://vietnamnews.vn/politics-laws",
        "https://vietnamnews.vn/brandinfo/1793104/a-new-tower-opens.html",
        "https://vietnamnews.vn/print/1793104/a-new-tower-opens.html",
        "https://vovworld.vn/en-US/search/kazakhstan-1234567.vov",
        "https://vovworld.vn/fr-FR/actualites/un-train-1234567.vov",
        "https://vovworld.vn/en-US/news/404.vov",
        "https://vietnamtimes.org.vn/focus",
        "https://hanoitimes.vn/tag/kazakhstan",
        "https://kisi.kz/en/category/analytics/",
        "https://kisi.kz/en/",
        "https://kisi.kz/en/feed/",
        "https://kisi.kz/kz/publications/",
        "https://vietnamnews.vn.example.org/society/1793104/a-new-tower-opens.html",
        "https://example.org/?u=https://vietnamnews.vn/society/1793104/a-new-tower-opens.html",
        # Staging hosts, and mirrors that keep the paths.
        "https://betaen.vietnamplus.vn/a-new-bridge-post318732.vnp",
        "https://vietnamplus.example.org/a-new-bridge-post318732.vnp",
        "https://fr.vietnamplus.vn.example.org/a-new-bridge-post318732.vnp",
        "https://api-en.nhandan.vn/a-new-bridge-post12345.html",
        "https://vietnamplus.vn/tag/kazakhstan-tag12345.vnp",
        "https://vietnam.vnanet.vn/english/print/a-new-bridge-396566.html",
        "https://en.qdnd.vn/military/news",
        "https://en.sggp.org.vn/share113776.html",
        "https://vietnamnet.vn/en/politics",
        "https://news.tuoitre.vn/business.htm",
        "https://en.baochinhphu.vn/defense.html",
        "https://baochinhphu.vn/cau-moi-102261120094411902.htm",
    ],
)
def test_lists_searches_advertising_and_mirrors_are_no_articles(address: str) -> None:
    assert edition_of(address, EDITIONS.values()) is None


def test_old_and_new_addresses_of_hanoi_times_are_articles() -> None:
    for slug in ("a-new-bridge.820199", "a-new-bridge-319519"):
        found = edition_of(f"https://hanoitimes.vn/{slug}.html", EDITIONS.values())
        assert found
        assert found.name == "hanoitimes"


def test_the_rebuilt_site_of_vovworld_is_read() -> None:
    for ending in ("vov", "vov5"):
        address = f"https://vovworld.vn/vi-VN/chinh-tri/mot-chuyen-tham-2206831.{ending}"
        assert edition_of(address, EDITIONS.values()) is EDITIONS["vovworld_vi"]
    assert edition_of("https://vovworld.vn/vi-VN/chinh-tri", EDITIONS.values()) is None


@pytest.mark.parametrize("prefix", ["", "ru/"])
def test_russian_posts_of_kaziss_may_have_no_prefix(prefix: str) -> None:
    found = edition_of(f"https://kisi.kz/{prefix}novyi-most-cherez-reku/", EDITIONS.values())
    assert found is EDITIONS["kaziss_ru"]
    assert edition_of(f"https://kisi.kz/{prefix}our-experts/", EDITIONS.values()) is None


# Why real addresses at hosts that we read are not taken for articles.
REFUSED = {
    "older site, never redirected": r"^https://kisi\.kz/(?:index\.php|en/categories)/",
    "short link, its page has another": r"^https://(?:kisi\.kz|kz\.kursiv\.media)/\?p=\d+$",
    "print copy": r"^https://vietnam\.vnanet\.vn/[a-z]+/print/",
    "list of a tag": r"^https://timesca\.com/tag/",
}


def test_real_addresses_find_their_edition_or_are_refused_for_a_reason(shared: Path) -> None:
    with (shared / "eval" / "addresses_dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    hosts = {bare(host) for edition in EDITIONS.values() for host in edition.hosts}
    reasons, read = set(), 0
    for row in rows:
        host = bare(urlsplit(row["url"]).hostname or "")
        reason = next((why for why, form in REFUSED.items() if re.search(form, https(row))), "")
        reasons |= {reason} - {""}
        languages = [edition.language for edition in EDITIONS.values() if owns(edition, row["url"])]
        # At other hosts stand mirrors, aggregators and papers that we do not read.
        expected = [row["language"]] if host in hosts and not reason else []
        assert languages == expected, row["url"]
        read += bool(expected)
    assert reasons == REFUSED.keys()
    assert read > 70


def https(row: dict[str, str]) -> str:
    return canonical_url(row["url"])


def owns(edition: Edition, url: str) -> bool:
    return edition.is_article(address_of(url, edition))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://vietnamplus.vn/cau-moi-post1077712.vnp", "vietnamplus_vi"),
        ("https://en.vietnamplus.vn/a-new-bridge/212114.vnp", "vietnamplus_en"),
        ("https://vietnamnet.vn/cau-moi-2466543.html", "vietnamnet_vi"),
        ("https://vietnamnet.vn/cau-moi-i404798.html", "vietnamnet_vi"),
        ("https://vietnamnet.vn/en/a-new-bridge-E16969.html", "vietnamnet_en"),
        ("https://vietnamnet.vn/en/politics/a-new-bridge-680114.html", "vietnamnet_en"),
        ("https://e.vnexpress.net/news/travel/a-new-bridge-4960387.html", "vnexpress_en"),
        ("https://vnexpress.net/cau-moi-4960387.html", "vnexpress_vi"),
        ("https://news.tuoitre.vn/a-new-bridge-10323344.htm", "tuoitrenews"),
        ("https://news.tuoitre.vn/a-new-bridge-103250915121229693.htm", "tuoitrenews"),
        ("https://vietnam.vnanet.vn/french/long-form/un-pont-396566.html", "vnpictorial_fr"),
        ("https://vietnam.vnanet.vn/english/tin-tuc/a-new-bridge-229428.html", "vnpictorial_en"),
        ("https://vietnam.vnanet.vn/english/english/tin-tuc/a-tower-82636.html", "vnpictorial_en"),
        ("https://vnexpress.net/bong-da/cau-moi-3897791.html", "vnexpress_vi"),
        ("https://vietnamnet.vn/vn/the-gioi/cau-moi-712345.html", "vietnamnet_vi"),
        ("https://en.baochinhphu.vn/a-new-bridge-11140663.htm", "baochinhphu"),
        ("https://en.baochinhphu.vn/a-new-bridge-111260825143234285.htm", "baochinhphu"),
        ("https://cn.qdnd.vn/cid-6123/7183/-612208", "qdnd_zh"),
    ],
)
def test_old_and_new_addresses_belong_to_one_edition(address: str, name: str) -> None:
    assert [found for found, edition in EDITIONS.items() if owns(edition, address)] == [name]


# How a file is read.


def test_a_file_becomes_editions(tmp_path: Path) -> None:
    [edition] = load(tmp_path, GOOD).values()
    assert (edition.name, edition.outlet.key, edition.outlet.name) == (
        "paper",
        "paper",
        "The Paper",
    )
    assert [[source.url for source in chain] for chain in edition.chains] == [
        ["https://paper.example/en-US.rss"],
        ["https://paper.example/s?q=steppe&p={page}"],
        ["https://paper.example/s?q=two words&p={page}"],
    ]
    assert edition.is_article("https://paper.example/en-US/12")
    assert not edition.is_article("https://paper.example/de-DE/12")


def test_each_language_may_have_its_own_host(tmp_path: Path) -> None:
    text = GOOD.replace("paper.example", "{locale}.paper.example").replace("en-US", "www")
    text = text.replace("paper\\.example/{locale}", "{locale}\\.paper\\.example")
    second = """
[[editions]]
spider = "paper_ru"
language = "ru"
locale = "ru"
chains = [[{ kind = "feed", url = "https://{locale}.paper.example/rss", evidence = "seen" }]]
"""
    english, russian = load(tmp_path, text + second).values()
    assert (english.hosts, russian.hosts) == (("www.paper.example",), ("ru.paper.example",))
    assert russian.chains[0][0].url == "https://ru.paper.example/rss"
    assert owns(english, "http://m.paper.example./12")
    assert not owns(russian, "http://m.paper.example./12")
    assert owns(russian, "https://ru.paper.example/12")


def test_pages_of_a_source_are_numbers_or_lead_back_by_months() -> None:
    given = {"kind": "sitemap", "evidence": "seen"}
    monthly = Source.model_validate({**given, "url": "https://p.example/{year}-{month}.xml"})
    numbered = Source.model_validate(
        {**given, "url": "https://p.example/?q=%7Bx%7D&p={page}", "first_page": 0}
    )
    january = date(2027, 1, 3)
    assert [monthly.address(page, january) for page in (0, 1, 13)] == [
        "https://p.example/2027-1.xml",
        "https://p.example/2026-12.xml",
        "https://p.example/2025-12.xml",
    ]
    assert numbered.address(2, january) == "https://p.example/?q=%7Bx%7D&p=2"


def test_a_family_adds_to_what_the_outlet_says_itself(tmp_path: Path) -> None:
    text = GOOD.replace("hosts =", 'family = "wordpress"\nhosts =')
    own = '\n[select]\ntitle = [".own"]\nremove = [".more"]\n'
    [edition] = load(tmp_path, text + own).values()
    assert edition.outlet.select.title == (".own", "h1")
    assert set(edition.outlet.select.remove) == {".more", ".ads"}


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('zone = "', 'zoen = "', "unknown key 'zoen'; did you mean 'zone'?"),
        ("Asia/Ho_Chi_Minh", "Asia/Hanoi", "'zone': no time zone is called 'Asia/Hanoi'"),
        ("locale =", "lokale =", "unknown key 'editions[1].lokale'; did you mean 'locale'?"),
        ("/\\d+$'", "/(\\d+$'", "'article': '^https://paper"),
        ('country = "VN"', 'country = "Vietnam"', "'country': "),
        ('kind = "feed"', 'kind = "fead"', "'editions[1].chains[1][1].kind': Input should be"),
        ("https://paper.example/{locale}", "paper.example/{locale}", "chains[1][1].url': "),
        (', evidence = "seen"', "", "key 'editions[1].chains[1][1].evidence' is missing"),
        ('hosts = ["paper.example"]', "hosts = []", "'hosts': "),
        ('spider = "paper"', 'spider = "The-Paper"', "'editions[1].spider': "),
        ("hosts =", 'family = "wordpres"\nhosts =', "'family': there is no wordpres.toml"),
        ("chains = [", "chains = []\nold = [", "unknown key 'editions[1].old'"),
        ("[[editions]]", '[select]\ntitle = ["h1["]\n[[editions]]', "'select.title[1]': 'h1['"),
        (
            "[[editions]]",
            '[select]\nitem_date = "time:"\n[[editions]]',
            "'select.item_date': 'time:' is not a CSS selector",
        ),
        ("[[editions]]", "[select]\ndrop_lines = ['(']\n[[editions]]", "'select.drop_lines[1]'"),
    ],
)
def test_a_wrong_file_is_refused_with_its_key(
    tmp_path: Path, right: str, wrong: str, told: str
) -> None:
    assert right in GOOD
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, GOOD.replace(right, wrong, 1))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'outlets' / 'paper.toml'}:")
    assert told in message
    assert "\n" not in message


def test_an_edition_that_nothing_would_announce_is_refused(tmp_path: Path) -> None:
    text = GOOD.partition("chains")[0]
    with pytest.raises(ConfigError, match="'paper' has no chains"):
        load(tmp_path, text)
    with pytest.raises(ConfigError, match="'paper' has an empty chain"):
        load(tmp_path, f"{text}chains = [[]]\n")


def test_a_search_without_words_is_refused(tmp_path: Path) -> None:
    text = GOOD.replace('words = ["steppe", "two words"]\n', "")
    with pytest.raises(ConfigError, match=r"'paper' has no words for its \{words\}"):
        load(tmp_path, text)


def test_one_spider_in_two_files_is_refused(tmp_path: Path) -> None:
    load(tmp_path, GOOD)
    with pytest.raises(ConfigError, match=r"second\.toml: spider 'paper' is already in .*paper\."):
        load(tmp_path, GOOD, name="second")


def test_a_wrong_family_file_is_named_itself(tmp_path: Path) -> None:
    text = GOOD.replace("hosts =", 'family = "wordpress"\nhosts =')
    load(tmp_path, text)
    (tmp_path / "families" / "wordpress.toml").write_text('titel = ["h1"]\n')
    with pytest.raises(ConfigError, match=r"wordpress\.toml:\d+: unknown key 'titel'"):
        load_outlets(tmp_path)


def test_the_shipped_folder_is_the_default() -> None:
    files = {path.stem for path in (HERE / "outlets").glob("*.toml")}
    assert {edition.outlet.key for edition in EDITIONS.values()} == files
