"""In which letters a word is written, and the languages that a topic is wanted in."""

import re
from dataclasses import dataclass

LETTERS = {
    "Latn": re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]"),
    "Cyrl": re.compile("[Ѐ-ԯ]"),
    "Arab": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
    "Kore": re.compile("[\uac00-\ud7af]"),
    "Jpan": re.compile("[\u3040-\u30ff]"),
    "Hans": re.compile("[\u3400-\u9fff]"),
    "Hant": re.compile("[\u3400-\u9fff]"),
}
# Which signs each of the two Chinas uses: the character sets that they agreed on. A sign that both
# use is in both.
SIGNS = {"Hans": "gb2312", "Hant": "big5"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A language in one of its scripts; ``locale``: of CLDR, "" where it has none for them."""

    language: str
    script: str
    locale: str
    label: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Under which a topic's file may have its words."""
        return tuple(dict.fromkeys((self.locale or self.language, self.language)))

    def writes(self, word: str) -> bool:
        return written_in(word, self.script)

    def has(self, word: str) -> bool:
        """Whether a word that is listed under one of ``keys`` is for this script."""
        return self.language not in IN_TWO_SCRIPTS or self.writes(word)


def written_in(word: str, script: str) -> bool:
    """Whether ``word`` can stand in a text of that script."""
    if not LETTERS[script].search(word):
        return False
    try:
        word.encode(SIGNS.get(script, "utf-8"))
    except UnicodeEncodeError:
        return False
    return True


# The languages of the outlets and agencies that report of these countries.
WANTED = (
    *(Wanted(code, "Latn", code, code) for code in ("en", "vi")),
    Wanted("ru", "Cyrl", "ru", "ru"),
    Wanted("kk", "Cyrl", "kk", "kk Cyrl"),
    Wanted("kk", "Latn", "", "kk Latn"),
    *(Wanted(code, "Latn", code, code) for code in ("de", "fr", "es", "it", "pt")),
    Wanted("zh", "Hans", "zh", "zh"),
    Wanted("zh", "Hant", "zh_Hant", "zh_Hant"),
    Wanted("ja", "Jpan", "ja", "ja"),
    Wanted("ko", "Kore", "ko", "ko"),
    Wanted("th", "Thai", "th", "th"),
    *(Wanted(code, "Latn", code, code) for code in ("id", "tr")),
    Wanted("uz", "Latn", "uz", "uz Latn"),
    Wanted("uz", "Cyrl", "uz_Cyrl", "uz Cyrl"),
    Wanted("ar", "Arab", "ar", "ar"),
)
IN_TWO_SCRIPTS = frozenset({"kk", "zh", "uz"})
