"""Text that stands in no paragraph: between line breaks, or behind a block that is no part of it.

Bitrix and older systems write so. The generic reader glues such pieces together, "station.Twelve
drivers", unless each is a paragraph: ``wrap_runs`` makes it one.
"""

from typing import Any

from lxml import etree

from crawler.reading.prose import BLOCKS, clean

# What holds whole texts; inside of a paragraph or a heading, lines are read right.
HOLDERS = frozenset("div td article section main center blockquote".split())
SENTENCE, FEWEST = 60, 2  # letters; pieces


def wrap_runs(tree: Any) -> None:
    """Changes ``tree``."""
    breaks = (one.getparent() for one in tree.iter("br"))
    blocks = (one.getparent() for one in tree.iter(*BLOCKS) if (one.tail or "").strip())
    for holder in list(dict.fromkeys([*breaks, *blocks])):
        if holder is not None and holder.tag in HOLDERS and _holds_text(holder):
            _wrap(holder)


def _wrap(holder: Any) -> None:
    run = _run(holder.text)
    parts: list[Any] = []
    for child in list(holder):
        if child.tag == "br" or child.tag in BLOCKS:
            parts += [run, child] if child.tag != "br" else [run]
            run = _run(child.tail)
            child.tail = None
        else:
            run.append(child)
    holder.text = None
    holder[:] = [part for part in (*parts, run) if part.tag != "p" or _says(part)]


def _holds_text(holder: Any) -> bool:
    """Whether enough of its pieces are sentences; menus and forms are broken into lines too."""
    texts = [holder.text, *(child.tail for child in holder)]
    return sum(len((text or "").strip()) >= SENTENCE for text in texts) >= FEWEST


def _run(text: str | None) -> Any:
    run = etree.Element("p")
    run.text = text
    return run


def _says(part: Any) -> bool:
    return len(part) > 0 or bool(clean(part.text or ""))
