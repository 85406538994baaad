"""Made topics, and articles on them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from storage.records import Article
from topics.vocabulary import Topic, load_topic

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
URL = "https://outlet.example/1"

TOPIC = """\
title = "Ruritania and Graustark"
[[sides]]
name = "Ruritania"
names = { en = ["Ruritania"], ru = ["Руритан"] }
[[sides.people]]
id = "rassendyll"
name = "Rudolf Rassendyll"
words = ["Rassendyll", "Рассендилл"]
offices = [
  { office = "Envoy to Graustark", since = 2020-01-01, until = 2024-03-31 },
  { office = "King of Ruritania", since = 2024-04-01 },
]
[[sides]]
name = "Graustark"
names = { en = ["Graustark"] }
[sport]
en = ["croquet"]
[countries]
Latveria = ["Latveria"]
Wakanda = ["Wakanda"]
"""
SMALL_TOPIC = """
title = "Ruritania – Graustark"
[[sides]]
name = "Ruritania"
names = { en = ["Ruritania"], ru = ["Руритани"] }
hints.places = ["Strelsau"]
[[sides]]
name = "Graustark"
names = { en = ["Graustark"], zh = ["格劳"] }
hints.firms = ["Edelweiss Airways"]
[never]
wars = ["Graustark War"]
[sport]
en = ["croquet"]
[countries]
Ruritania = ["Ruritanian Kingdom"]
Latveria = ["Latveria"]
Wakanda = ["Wakanda"]
"""


def written(folder: Path, content: str) -> Path:
    file = folder / "ruritania.toml"
    file.write_text(content, encoding="utf-8")
    return file


def made_topic(folder: Path) -> Topic:
    return load_topic(written(folder, TOPIC))


def article(title: str, text: str = "", **more: object) -> Article:
    given = Article(URL, "outlet", "outlet_en", "en", title, text, published=NOW)
    return replace(given, **more)  # type: ignore[arg-type]
