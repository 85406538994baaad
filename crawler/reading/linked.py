"""What a page says in JSON-LD: its articles, and who wrote them."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

# schema.org's types of what we read end like this: NewsArticle, BlogPosting, Report. A page may
# declare its organisation and breadcrumbs as well.
ARTICLE_TYPES = ("Article", "Posting", "Report")
# What declares the page around an article; many sites date nothing else.
PAGE_TYPES = ("WebPage", "ItemPage", "CreativeWork", "Recipe")
MOST_NODES = 500  # of a page; a real one has some dozens
DEEPEST = 8  # levels of lists and objects in each other; a real page has four

Node = dict[str, Any]


def linked_nodes(page: Any) -> list[Node]:
    """All that is described at the first levels, in the page's order."""
    nodes = (node for data in _documents(page) for node in _nodes_in(data))
    return list(islice(nodes, MOST_NODES))


def articles_of(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if any(kind.endswith(ARTICLE_TYPES) for kind in _kinds(node))]


def pages_of(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if any(kind in PAGE_TYPES for kind in _kinds(node))]


def people_of(nodes: list[Node]) -> tuple[str, ...]:
    """The authors of the first article that names any."""
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    for article in articles_of(nodes):
        for key in ("author", "creator"):
            if people := tuple(_people(article.get(key), known)):
                return people
    return ()


def _documents(page: Any) -> Iterator[object]:
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            # Line feeds inside strings are common and harmless.
            yield json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes_in(data: object, depth: int = 0) -> Iterator[Node]:
    if isinstance(data, list) and depth < DEEPEST:
        for entry in data:
            yield from _nodes_in(entry, depth + 1)
    elif isinstance(data, dict) and depth < DEEPEST:
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes_in(data.get(key), depth + 1)


def _kinds(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if type(kind) is str]


def _people(author: object, known: dict[str, Node], depth: int = 0) -> Iterator[str]:
    if depth == DEEPEST:
        return
    if isinstance(author, list):
        for entry in author:
            yield from _people(entry, known, depth + 1)
    elif isinstance(author, dict):
        name = author.get("name") or known.get(str(author.get("@id")), {}).get("name")
        if isinstance(name, str | list):
            yield from _people(name, known, depth + 1)
    elif isinstance(author, str) and author.strip() and "://" not in author:
        yield " ".join(author.split())
