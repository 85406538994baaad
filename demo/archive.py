"""An archive for the demo's Viet Nam News: short notes of a made-up market, as many as are wanted.

For lists that go on for many pages; their texts are nobody's news.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from demo.catalogue import HOSTS, DemoArticle, Quirk, load_articles

MODEL = "vns-coffee"  # lends what every article of the paper has
GOODS = ("mangoes", "pomelos", "rambutans", "lychees", "longans", "pineapples", "papayas")


def notes(published: Iterable[datetime], section: str = "economy") -> tuple[DemoArticle, ...]:
    """One note for each instant, the newest first."""
    model = next(article for article in load_articles() if article.key == MODEL)
    made = [_note(model, number, at, section) for number, at in enumerate(published)]
    return tuple(sorted(made, key=lambda article: article.published, reverse=True))


def _note(model: DemoArticle, number: int, at: datetime, section: str) -> DemoArticle:
    goods, crates = GOODS[number % len(GOODS)], 200 + 7 * number
    identity = str(1_500_000 + number)
    slug = f"market-note-{number}-{goods}"
    lead = f"Traders at the Long Biên market took in {crates} crates of {goods} before sunrise."
    return replace(
        model,
        key=f"note-{number}",
        event="-",
        relevant=False,
        section=section,
        id=identity,
        slug=slug,
        url=f"https://{HOSTS['vns']}/{section}/{identity}/{slug}.html",
        title=f"Market note {number}: {crates} crates of {goods}",
        lead=lead,
        paragraphs=(
            f"The lorries came from four provinces, and the last of the {goods} were sold by nine.",
            f"A crate fetched {12 + number % 5} per cent more than a week before, said the market's"
            " office, which counts every crate at the gate and writes the day's sheet by hand.",
            "Rain is expected later this week; the office keeps the eastern gate open until then.",
        ),
        published=at,
        captions=(),
        table=(),
        quirk=Quirk.NONE,
        held_back=False,
    )
