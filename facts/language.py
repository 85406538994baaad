"""Which language a text is in, and by what that was told: the decision of ``judge_language``.

A script that one language writes tells it. Else the letters and the small words that only one has
are counted, and py3langid's model weighs the rest. The language that is expected wins where little
speaks for another.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from facts.language_signs import (
    KAZAKH_Q,
    KAZAKH_TURKIC,
    NAMES,
    SCRIPTS,
    SIGNS,
    VIETNAMESE_NAME,
    WRITTEN_IN,
)

# Languages that outlets on this beat write in. Limited to these, py3langid was right on 98.9 % of
# titles; with all its languages on 93.3 % (measured).
EXPECTED = tuple(
    "ar bn de en es fa fr hi id it ja kk km ko ky lo nl pl pt ru th tr uk uz vi zh".split()
)
SAMPLE = 600  # letters of a text that tell its language as well as all

# A letter of these says as much as some of an alphabet.
DENSE = {"Han": 5, "Kana": 5, "Hangul": 5}
SMALL_LATIN = re.compile(
    "\\b[a-z\u00df-\u00ff\u0111\u01a1\u01b0][A-Za-z\u00c0-\u024f\u1e00-\u1eff]*"
)
LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
# Forms that the reform in China made and Japan has not.
SIMPLIFIED = re.compile(
    "[们这说对时经贸发业书领总统访问进与产张长东车马见门关开边运达过还现实议论让谈计设证]"
)
# Units of the model, in which a clear title makes 20 to 100 and a name alone up to 9 (measured).
EXPECTATION = 10
CLEAR = 100  # more than names and quoted words make
FEW = 12  # letters of a text that may be a name of any language
# What somebody says or is called, often in another language than the article's.
QUOTED = re.compile("[«“„].{2,400}?[»”“]", re.S)


class Judgement(NamedTuple):
    """``by``: "letters", "words", or "edition" where the expected language decided."""

    language: str  # ISO 639-1; "" where nothing says which
    by: str


def judge_language(text: str, expected: str = "") -> Judgement:
    """``expected``: the language the edition is published in, "" if that is not known."""
    sample = unicodedata.normalize("NFC", text[:SAMPLE])
    if sample.isupper():
        sample = sample.lower()
    counts = {name: len(letters.findall(sample)) for name, letters in SCRIPTS.items()}
    script = _main_script(sample, counts, expected)
    if not counts[script] or (script == "Latin" and expected and _is_name(sample, counts)):
        return Judgement(expected, "edition" if expected else "")
    if script in ("Han", "Kana"):
        return _han(sample, counts, expected)
    languages = WRITTEN_IN[script]
    if len(languages) == 1:
        return Judgement(next(iter(languages)), "letters")
    return _weighed(sample, script, expected)


def _main_script(sample: str, counts: dict[str, int], expected: str) -> str:
    """Latin names stand in every script: of a text of several, those in capitals do not count."""
    weights = {name: count * DENSE.get(name, 1) for name, count in counts.items()}
    if counts["Latin"] < sum(counts.values()):
        weights["Latin"] = sum(map(len, SMALL_LATIN.findall(sample)))
        weights |= {name: 3 * weights[name] for name in weights if expected in WRITTEN_IN[name]}
    return max(weights, key=weights.__getitem__)


def _is_name(sample: str, counts: dict[str, int]) -> bool:
    return counts["Latin"] < FEW and not re.search(r"\s[a-z]", sample)


def _han(sample: str, counts: dict[str, int], expected: str) -> Judgement:
    """A kana in a Chinese text is a quoted one; a title of Han alone may be Japanese."""
    if counts["Kana"] > min(counts["Han"], 1) and counts["Kana"] * 20 > counts["Han"]:
        return Judgement("ja", "letters")
    if expected == "ja" and not SIMPLIFIED.search(sample):
        return Judgement("ja", "edition")
    return Judgement("zh", "letters")


def _weighed(sample: str, script: str, expected: str) -> Judgement:
    """Among the languages of one script: what the model says, the signs, what is expected."""
    sample = _unquoted(sample)
    if script == "Latin" and _is_kazakh_latin(sample):
        return Judgement("kk", "letters")
    model = _model(sample, script)
    best, second = sorted(model, key=model.__getitem__)[:-3:-1]
    if model[best] - model[second] > CLEAR:
        return Judgement(best, "words")
    signed = _with_signs(_model(_without_names(sample), script), sample, script)
    final = {key: score + EXPECTATION * (key == expected) for key, score in signed.items()}
    told, chosen = (max(scores, key=scores.__getitem__) for scores in (signed, final))
    by = "words" if chosen == best else "letters" if chosen == told else "edition"
    return Judgement(chosen, by)


def _model(text: str, script: str) -> dict[str, float]:
    ranked = _identifier().rank(text if script == "Latin" else LATIN_WORD.sub(" ", text))
    return {key: score for key, score in ranked if key in WRITTEN_IN[script]}


def _with_signs(model: dict[str, float], sample: str, script: str) -> dict[str, float]:
    signed = dict(model)
    for sign in SIGNS.get(script, ()):
        found = sign.weight * len(sign.pattern.findall(sample))
        for language in sign.languages:
            signed[language] += found
    return signed


def _is_kazakh_latin(sample: str) -> bool:
    own, turkic = len(KAZAKH_Q.findall(sample)), len(KAZAKH_TURKIC.findall(sample))
    return bool(own and turkic) and (own + turkic) * 25 > len(sample) and "ə" not in sample


def _unquoted(sample: str) -> str:
    """All, if little stands outside quotation marks."""
    rest = QUOTED.sub(" ", sample)
    return rest if sum(word[0].islower() for word in rest.split()) > 1 else sample


def _without_names(sample: str) -> str:
    """All, if there is nothing else."""
    rest = NAMES.sub(" ", sample)
    bare = VIETNAMESE_NAME.sub(" ", rest)
    return next((part for part in (bare, rest) if len(part.split()) > 1), sample)


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
