"""An article as one line of JSON: what ``scrapy extract`` prints and ``-O out.jsonl`` writes."""

import json
from dataclasses import asdict
from typing import Any

from storage.records import Article


def article_object(article: Article) -> dict[str, Any]:
    """``published`` and ``modified`` keep the zone of the page; null where it gives none.

    ``day_only``: the hour of ``published`` means nothing. ``claimed``: a date in the future that
    the page gives. ``truncated`` says why the text cannot be all, ``title_by`` and its like which
    rule gave the field.
    """
    return {
        "url": article.announced_as or article.url,
        "canonical_url": article.url,
        "title": article.title,
        "lead": article.lead,
        "text": article.text,
        "published": article.published.isoformat() if article.published else None,
        "day_only": article.day_only,
        "modified": article.modified.isoformat() if article.modified else None,
        "authors": list(article.authors),
        "language": article.language,
        "claimed": article.claimed.isoformat() if article.claimed else None,
        "truncated": article.truncated or None,
        "edition": article.edition or None,
        "outlet": article.outlet,
        **{f"{field}_by": by or None for field, by in asdict(article.origins).items()},
    }


def judged_object(article: Article) -> dict[str, Any]:
    """With the verdicts of the topics it was judged for."""
    verdicts = {
        verdict.topic: {"relevant": verdict.relevant, "score": verdict.score}
        for verdict in article.relevance
    }
    return article_object(article) | {"relevance": verdicts}


def as_line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)
