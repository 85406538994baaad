"""One folded text for full-text search in every script.

No tokenizer of SQLite or PostgreSQL finds "duong" in "đường", "grosse" in "Größe" and 班列 inside a
sentence at once; folding both the text and the query here makes any of them do it, alike.
"""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, or that searchers type without.
LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"ـ": "", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"}
)
# Scripts without spaces (kana, Han, Hangul, Thai, Lao, Khmer): each character is a word of its own.
UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])"
)
HANGUL = re.compile("[\uac00-\ud7af]")
SHORT_I = "\ue000"  # й keeps its mark: it is a letter of its own, not an accented и
RARE = re.compile("[^\x00-\x7f]+")


@lru_cache(8)  # an article's title and text are folded three times when it is stored
def fold(text: str) -> str:
    """Lower-case, without diacritics, with spaces between the characters of unspaced scripts."""
    text = unicodedata.normalize("NFC", text).casefold()
    if text.isascii():
        return text
    syllables = bool(HANGUL.search(text))
    return RARE.sub(lambda run: _bare(run[0], syllables), text)


@lru_cache(4096)  # an accented letter between others, a word of Cyrillic: most come again
def _bare(run: str, syllables: bool) -> str:
    """Of letters that are not ASCII, in small ones; those around them play no part."""
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", run.replace("й", SHORT_I))
        if unicodedata.category(character) != "Mn"
    )
    if syllables:  # NFKD took them apart
        bare = unicodedata.normalize("NFC", bare)
    return UNSPACED.sub(r" \1 ", bare.translate(LETTERS).replace(SHORT_I, "й").casefold())


def match_expression(words: str) -> str:
    """What a person typed, as an FTS5 MATCH: each word a quoted phrase, all of them required.

    "" when nothing searchable was typed.
    """
    phrases = (" ".join(fold(word).replace('"', " ").split()) for word in words.split())
    return " AND ".join(f'"{phrase}"' for phrase in phrases if re.search(r"\w", phrase))
