"""Which language a text is in: the edition's, unless the text clearly says otherwise."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from crawler.reading.found import Found

# Languages that outlets on this beat write in. Limited to these, py3langid was right on 98.9 % of
# titles; with all its languages on 93.3 % (measured).
EXPECTED = tuple(
    "ar bn de en es fa fr hi id it ja kk km ko ky lo nl pl pt ru th tr uk uz vi zh".split()
)
ENOUGH = 200  # characters from which the text outweighs what the outlet says of itself
# Letters that Kazakh Cyrillic has and Russian has not; і is also Ukrainian.
KAZAKH = re.compile("[әғқңөұүһӘҒҚҢӨҰҮҺ]")


def language_of(text: str, prior: str = "") -> Found[str]:
    """ISO 639-1. ``prior`` is the language the edition is published in, "" if that is not known."""
    if prior and len(text) < ENOUGH:
        return Found(prior, "edition")
    found = str(_identifier().classify(text[:3000])[0])
    if found in ("ru", "uk", "ky", "kk") and len(KAZAKH.findall(text)) > len(text) / 100:
        return Found("kk", "letters")
    return Found(found, "words")


def prepare() -> None:
    """Loads the model now: for a moment that takes 108 MB, most of which come back, and it keeps
    whoever waits for an answer waiting. A process that will read pages does it while it is small.
    """
    _identifier()


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(EXPECTED)
    identifier._full_model = None  # all its languages: 28 MB (measured) that nobody asks for again
    return identifier
