"""The lead of a story: two or three sentences of its headline's article, never a word of our own.

The one decision is which sentences.
"""

import re

from digest.clean import CUT, clean_text, cut, width
from digest.issue import Quote
from facts.sentences import ENDS, split_sentences
from storage.records import Article

SENTENCES = 3
# About 65 English words, a quarter of a minute: with the headlines above it, the reader is through
# the lead story in the first minute. A Han or Hangul character counts as two.
# A first sentence that is longer is cut rather than dropped, so that a story has a lead.
WIDTH = 420
BEGINNING = 20_000  # characters of a text in which its first sentences are


# Where and by whom, not what: HÀ NỘI — … HANOI, 20 November (VNA) – … АСТАНА. 20 ноября. АГЕНТСТВО
# – … (VOVWORLD) - … and a bracket in front of Han text.
DATELINE = re.compile(r"(?P<prefix>[^—–]{2,60}?)(?:\s*[—–]\s*|\s+-{1,2}\s+)(?=\S)")
HAN_AGENCY = re.compile(r"[（【][^（）【】]{2,30}[）】]\s*[—–-]*\s*")
AGENCY = re.compile(r"[(（\[](?=[^\W\d_])[^()（）\[\]\d]{2,40}[)）\]]")
DATE = re.compile(r"\d{1,2}\.?\s+[^\W\d_]+\.?|[^\W\d_]+[a-zа-яё]\.?\s+\d{1,2}\b|[\d./]+")
# A paragraph shorter than this without a full stop is a byline, a caption or a subheading.
HEADING_LENGTH = 80


def choose_lead(article: Article) -> tuple[Quote, ...]:
    """The first sentences, the outlet's own summary before its text; () if there are none."""
    chosen: list[str] = []
    for sentence in _sentences(article):
        if chosen and width("".join(chosen)) + width(sentence) > WIDTH:
            break
        chosen.append(_marked(cut(sentence, WIDTH), article))
        if len(chosen) == SENTENCES:
            break
    return tuple(Quote(sentence, article) for sentence in chosen)


def strip_dateline(text: str) -> str:
    """The text without the place and agency in front of it, if what follows begins a sentence."""
    for _ in range(2):  # "VIETNAM, August 18 - HÀ NỘI — …" has two
        found = HAN_AGENCY.match(text)
        if found is None and (dashed := DATELINE.match(text)) and _is_dateline(dashed["prefix"]):
            found = dashed
        rest = text[found.end() :] if found else ""
        text = rest if rest and not rest[0].islower() else text
    return text


def _sentences(article: Article) -> list[str]:
    lead = clean_text(article.lead)
    lines = [clean_text(line) for line in article.text[:BEGINNING].split("\n")]
    body = [line for line in lines if line and (_is_prose(line) or lead.startswith(line))]
    if not " ".join(filter(None, lines)).startswith(lead):
        body = [lead, *body]
    found: list[str] = []
    for line in body:
        for sentence in split_sentences(strip_dateline(line), article.language):
            if not _repeats(sentence, [article.title, *found]):
                found.append(sentence)
        if len(found) >= SENTENCES:
            break
    return found


def _marked(sentence: str, article: Article) -> str:
    """Where a text that is cut ends inside what we quote of it."""
    if not article.truncated or ENDS.search(sentence):
        return sentence
    is_last = clean_text(article.text[-BEGINNING:]).endswith(sentence)
    return sentence.rstrip(" ,;:–—-") + CUT if is_last else sentence


def _is_prose(line: str) -> bool:
    return bool(ENDS.search(line)) or len(line) > HEADING_LENGTH


def _is_dateline(prefix: str) -> bool:
    """A bracketed agency after at most four words, or nothing but capitals and a date."""
    bare = AGENCY.sub(" ", prefix)
    if bare != prefix and prefix.rstrip()[-1:] in ")）]" and len(bare.split()) <= 4:
        return any(agency[1].isupper() for agency in AGENCY.findall(prefix))
    words = re.findall(r"[^\W\d_]+", DATE.sub(" ", bare))
    # One short word in capitals may be a name ("EU – Kazakhstan trade"), not a place.
    enough = len("".join(words)) >= 5
    return enough and all(word.isupper() for word in words)


def _repeats(sentence: str, known: list[str]) -> bool:
    plain = re.sub(r"[\W_]+", "", sentence).casefold()
    return any(plain == re.sub(r"[\W_]+", "", other).casefold() for other in known)
