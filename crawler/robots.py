"""What an outlet's robots.txt says to us, for the commands that explain.

Obeying it is the matter of ``crawler/middlewares/robots.py``; both read it with the same library.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from protego import Protego

from crawler.answer import Answer

NONE_THERE = "there is none, so all is allowed"


@dataclass(frozen=True, slots=True)
class RobotsFound:
    """``words`` for the operator; ``refused`` are those of our addresses that it does not allow."""

    words: str
    refused: tuple[str, ...] = ()
    delay: float | None = None  # seconds, its Crawl-delay
    sitemaps: tuple[str, ...] = ()
    read: bool = True


def read_robots(answer: Answer | None, agent: str, urls: Sequence[str]) -> RobotsFound:
    """``answer`` None: it could not be had."""
    if answer is None:
        return RobotsFound("could not be had, so nothing may be asked", read=False)
    if answer.status >= 500 or answer.status == 429:
        return RobotsFound(f"{answer.trouble.words}, so nothing may be asked", read=False)
    if not answer.came:
        return RobotsFound(f"{answer.trouble.words}: {NONE_THERE}")
    rules = Protego.parse(answer.body.decode("utf-8", errors="replace"))
    refused = tuple(url for url in urls if not rules.can_fetch(url, agent))
    delay = rules.crawl_delay(agent)
    return RobotsFound(
        words=_words(len(refused), len(urls), delay),
        refused=refused,
        delay=delay,
        sitemaps=tuple(rules.sitemaps),
    )


def _words(refused: int, asked: int, delay: float | None) -> str:
    allowed = f"refuses {refused} of our {asked} addresses" if refused else "allows what we ask"
    return allowed + (f"; Crawl-delay {delay:g} s" if delay else "; no Crawl-delay")
