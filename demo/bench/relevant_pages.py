"""Makes of one page as many as are wanted: each with words of its own, about both sides or neither.

On bytes, by patterns: parsed and written again, a page would no longer be the outlet's markup.
"""

import random
import re

from demo.bench.outlets import WORDS

TITLE = re.compile(rb"(<title[^>]*>)[^<]*", re.I)
HEADING = re.compile(rb"(<h1\b[^>]*>).{15,400}?(</h1>)", re.I | re.S)
DECLARED = re.compile(rb"<meta[^>]*(?:og|twitter):title[^>]*>", re.I)
HEADLINE = re.compile(rb'("headline"\s*:\s*)"(?:[^"\\]|\\.)*"')
PARAGRAPH = re.compile(rb"<p\b[^>]*>[^<]{60,}", re.I)  # of prose: menus have short ones
WARES = "grain fruit steel copper coffee rice wool timber machines medicines".split()
PLACES = "Hanoi Astana Almaty Hue Karaganda Vinh Aktau Haiphong".split()


def made_relevant(body: bytes, number: int) -> bytes | None:
    """Both sides are named in its headline and its lead; None where it has no prose.

    The same ``number`` makes the same words, another one another article.
    """
    return _retold(body, *_about_both(number))


def made_different(body: bytes, number: int) -> bytes | None:
    """About nothing in particular: what is stored already would cost less."""
    chance = random.Random(number)  # noqa: S311 - texts, not secrets
    headline, lead = (" ".join(chance.choices(WORDS, k=k)).capitalize() for k in (8, 24))
    return _retold(body, f"{headline} {number}".encode(), f"{lead}.".encode())


def _retold(body: bytes, headline: bytes, lead: bytes) -> bytes | None:
    page = TITLE.sub(rb"\g<1>" + headline, body, count=1)
    page = DECLARED.sub(b"", page)
    page = HEADLINE.sub(rb'\g<1>"' + headline + b'"', page)
    page = HEADING.sub(rb"\g<1>" + headline + rb"\g<2>", page)
    heading = page.lower().find(b"</h1>")
    text = PARAGRAPH.search(page, max(heading, 0))
    if text is None:
        return None
    return page[: text.start()] + b"<p>" + lead + b"</p>\n" + page[text.start() :]


def _about_both(number: int) -> tuple[bytes, bytes]:
    """Headline and lead, in letters that every charset of the web has in common."""
    chance = random.Random(number)  # noqa: S311 - texts, not secrets
    goods, others = chance.sample(WARES, 2)
    place = chance.choice(PLACES)
    headline = f"Vietnam and Kazakhstan agree on trade in {goods} and {others}, lot {number}"
    lead = (
        f"Vietnam and Kazakhstan will trade {goods} and {others} free of duty from next year,"
        f" ministers of both countries said in {place} on Monday. Kazakhstan had asked for it since"
        f" {chance.randrange(2001, 2024)}, and Vietnam agreed to quotas of"
        f" {chance.randrange(20, 900)},000 tonnes."
    )
    return headline.encode(), lead.encode()
