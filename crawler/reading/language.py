"""Which language a text is in, told as the fields of an article are: with the rule."""

from crawler.reading.found import Found
from facts.language import judge_language, prepare

__all__ = ["language_of", "prepare"]


def language_of(text: str, prior: str = "") -> Found[str]:
    """ISO 639-1. ``prior`` is the language the edition is published in, "" if that is not known."""
    return Found(*judge_language(text, prior))
