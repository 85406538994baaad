"""Where a sentence ends. Splitting is sentencex's work; what it is known to get wrong in our
languages is put together again here.
"""

import re

from sentencex import segment

# sentencex 1.x ends a sentence after these (tried 2026-11-22). Single capitals are initials.
ABBREVIATIONS = re.compile(
    r"(?:^|[\s(«“\"'.])(?:"
    r"TS|GS|PGS|ThS|BS|KS|LS|CN|TP|Tp|TX|Đ/c|"  # vi: titles, "city"
    r"MM|Mme|Mmes|Mlle|Dr|Pr|Me|Mgr|St|Ste|"  # fr
    r"Hr|Hrn|Fr|Frl|Prof|Dipl|Nr|Bd|bzw|ca|"  # de
    r"bn|mn|tn|No|Gen|Col|Lt|Sen|Rep|Gov|Amb|Mr|Mrs|Ms|"  # en
    r"млрд|млн|трлн|тыс|долл|руб|им|ул|стр|акад|проф|"  # ru
    r"мың|теңге|обл|ауд"  # kk
    r")\.$"
)
INITIAL = re.compile(r"(?:^|[\W_])([^\W\d_])\.$")
GERMAN_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
# What a line of prose ends with.
ENDS = re.compile(r"[.!?…。！？؟।។]['\"”’»）)」』]*$")


def split_sentences(paragraph: str, language: str) -> list[str]:
    """The sentences of one paragraph, white space around them removed."""
    joined: list[str] = []
    for piece in segment(language, paragraph):
        if joined and _belongs_to(joined[-1].rstrip(), piece, language):
            joined[-1] += piece
        else:
            joined.append(piece)
    return [sentence.strip() for sentence in joined if sentence.strip()]


def _belongs_to(before: str, piece: str, language: str) -> bool:
    if language == "de" and GERMAN_ORDINAL.search(before):
        return True
    initial = INITIAL.search(before)
    return (
        bool(ABBREVIATIONS.search(before))
        or (initial is not None and initial[1].isupper())
        or piece[:1].islower()
    )
