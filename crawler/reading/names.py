"""Which names a byline holds: without "By", roles, dates, handles and addresses.

A name is short and written like one: capitals in scripts that have them, a few letters in Han.
"""

import re
from collections.abc import Iterable, Iterator

from crawler.reading.prose import clean

LONGEST, MOST = 60, 8  # letters of a name; names
LINE = 100  # letters of a line that is a byline, or of the end of a paragraph that holds one
# What stands before a name in the languages we read.
BEFORE = re.compile(
    r"""\W*(?:this\s\w+\swas\s|(?:ein\s)?(?:artikel|beitrag|interview|kommentar|verfasst|geschrieben
    |gespeichert)\s(?=von\s))?
    (?:(?:(?:written|posted|published|submitted|reported|reporting|article|story|text|words)\s+by
    |by(?=\W)|von(?=\s)|par(?=\W)|por(?=\W)|oleh(?=\W)|di(?=\s)|autore?s?(?=\s*[:：])
    |auteure?s?(?=\s*[:：])|authors?(?=\W|$)|text(?=\s*[:：])|от(?=\s)
    |автор(?:ы|лар|и)?(?=\W)|текст(?=\s*:)|мәтін(?=\s*:)|авторы(?=\s*:)|тілші(?=\W)
    |yaz(?:an|ar)(?=\s*:)|muallif(?=\s*:)|penulis(?=\s*:)|بقلم|كتبه?(?=\s*:)
    |tác\sgiả|người\sviết|bài\sviết|bài(?=\s*:)|thực\shiện|phóng\sviên|PV(?=[\s:]))\s*[:：]?\s*
    |(?:作者|撰文|撰稿|著者|執筆|取材・文|文|取材|记者|記者|글|기자|โดย|ໂດຍ|ដោយ|ผู้เขียน|เรื่อง)
    (?:\s*[:：/／|・＝=]\s*|\s+))""",
    re.I | re.X,
)
# What ends the names of a line: what follows is a date, a place, an address, an office.
ENDS = r"\s*(?:\s[–—―-]\s|[(（\[]|https?:|\S+@|@|\s[^\W\d]{3,9}\.?\s\d{1,2},|\s\d"
ENDS += r"|\s(?:am|on|le|el|em|il|den|ngày|lúc|vào)\s\d).*"
AFTER = {
    True: re.compile(ENDS, re.S),
    False: re.compile(
        rf"""{ENDS}|\s*(?:\d|\b(?:updated|published|posted|reporting)\b
        |\b(?:for|in|on|at|from|as|is|was|has|says?|reports?|für|aus|pour|para|theo|của)\s
        |发自|报道|报导|摄|翻訳者|\s(?:来源|责任编辑|编辑|出自)).*""",
        re.I | re.X | re.S,
    ),
}
BETWEEN = re.compile(
    r"\s*[;,，、；|]\s*|\s+(?:and|und|et|y|e|và|и|және|мен|with|avec|с|dan|/|และ)\s+"
    r"|(?<=\w\s\w)\s+&\s+|(?<=\w\w)\s+&\s+(?=\w+\s\w)"
)
# With the vowel signs and tones of Arabic, Thai, Lao, Burmese and Khmer, which are no letters.
SIGNS = "\u0300-\u036f\u064b-\u0655\u0e31-\u0e4e\u0eb1-\u0ecd\u102b-\u103e\u17b6-\u17d3"
NAME = re.compile(rf"(?:[^\W\d_]|[ .'’‘ʼ`‐·{SIGNS}-])+")
HAN = re.compile("[\u4e00-\u9fff]")
HAN_NAME = r"[\u4e00-\u9fff·]{2,4}"
HAN_NAMES = re.compile(rf"{HAN_NAME}(?:\s+{HAN_NAME})+")
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,4} [\u3040-\u30ff\u3400-\u9fff]{1,5}")
# Chinese papers name their reporter at either end of a text: "（记者 …）", "某报记者 … 报道". The
# gap tells it from a reporter without a name.
HAN_BYLINE = re.compile(
    rf"(?:记者|記者|作者|撰文|撰稿|文)(?:\s*[：:／/]\s*|\s+)({HAN_NAME}(?:[\s、，,]+{HAN_NAME})*)"
    r"(?=$|[\s）)】\]|])"
)
# Or alone in brackets, known by the family name: the hundred most common ones.
FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧葉蘇魏呂盧鍾譚陸賈韋鄒龍賀顧龔萬錢嚴湯"
)
HAN_SIGNED = re.compile(
    rf"[（(]\s*([{FAMILY}][\u4e00-\u9fff]{{1,2}})(?:\s+\S{{2,8}}(?:报道|电))?\s*[）)]$"
)
# Offices, which stand behind a name.
OFFICES = frozenset(
    """author authors writer writers reporter reporters editor editors editor-in-chief correspondent
    contributor contributors contributing managing associate assistant executive columnist director
    manager head president founder professor specialist redakteur redakteurin autor autorin
    journalist md phd dvm mba rd m.d ph.d редактор корреспондент журналист автор тілші""".split()
)
# Words that name nobody alone, and an office or a paper together.
OFFICIAL = frozenset(
    """by staff senior chief deputy editorial news desk team guest expert redaktion rédaction
    redacción redazione redakcja редакция phóng viên 记者 記者 作者 编辑 編輯 报道 本报""".split()
)
# Words that no name holds: what buttons say.
BUTTONS = frozenset(
    """share follow facebook twitter linkedin email print subscribe comments comment view profile
    read more about bio posts all articles contact updated published anonymous unknown written
    learn watch live click reviewed reviewer licensed license type home back next sign login
    artikel beitrag interview foto bild über sur sobre""".split()
)
AGENCY = 6  # letters of an agency that is known by its initials: VNA, TTXVN
NOBODY = frozenset(
    "admin administrator webmaster root null none undefined unknown user by von par por от".split()
)
SMALL = frozenset(
    """de da do dos das del della di du des la le van der den von vom zu zur ten ter bin bint ibn
    al el y e und and the of ap nic mac qizi kyzy uulu ogly o'g'li""".split()
)


def names_in(texts: Iterable[str], *, trusted: bool = False) -> tuple[str, ...]:
    """The names of people in lines of bylines, each once.

    ``trusted``: the page says that these are names, and so may be any that are no sentences.
    """
    found = (name for text in texts for name in _names(clean(text), trusted))
    unique: dict[str, str] = {}
    for name in found:
        unique.setdefault(name.casefold(), name)
    names = [name for name in unique.values() if not _words(name) & OFFICES]
    return tuple(names or unique.values())[:MOST]


def is_introduction(text: str) -> bool:
    """Whether it says "By" and no name."""
    before = BEFORE.match(f"{text} ")
    return before is not None and not text[before.end() :].strip(" :：")


def introduced_in(text: str) -> tuple[str, ...]:
    """The names that a line of any text says are its author's."""
    if 4 < len(text) < LINE and (before := BEFORE.match(text)):
        return names_in([text[before.end() :]])
    for end in () if text.isascii() else (text[:LINE], text[-LINE:]):
        if found := HAN_BYLINE.search(end) or HAN_SIGNED.search(end):
            return names_in([found[1]])
    return ()


def _names(text: str, trusted: bool) -> Iterator[str]:
    if text.startswith(("@", "www.")) or "://" in text:
        return
    if trusted and ":" in text[4:] and not BEFORE.match(text):
        return
    for piece in re.split(r"\s[|•·‧]\s", text):
        found = list(_names_of_piece(piece, trusted))
        if found:
            yield from found
            return


def _names_of_piece(text: str, trusted: bool) -> Iterator[str]:
    line = _without_before(text.lstrip("[(（【 "))
    for part in BETWEEN.split(AFTER[trusted].sub("", f" {line} ")):
        name = _without_before(part).strip(" .,:;·|*/\\-–—\"'“”‘’[]()（）【】")
        for one in name.split() if _are_chinese(name) else [name]:
            if _is_name(one, trusted):
                yield one


def _are_chinese(names: str) -> bool:
    """Whether they are several, with a space between; a Japanese name has one within."""
    return bool(HAN_NAMES.fullmatch(names)) and all(name[0] in FAMILY for name in names.split())


def _without_before(text: str) -> str:
    before = BEFORE.match(text)
    while before and before.end() < len(text):
        text = text[before.end() :]
        before = BEFORE.match(text)
    return text


def _words(name: str) -> set[str]:
    return {word.casefold().strip(".,") for word in name.split()}


def _is_name(name: str, trusted: bool) -> bool:
    words = _words(name)
    if not 1 < len(name) <= LONGEST or len(name.split()) > 6 or ":" in name:
        return False
    if words <= NOBODY or words & BUTTONS:
        return False
    if trusted:
        return any(letter.isalpha() for letter in name)
    return bool(words - OFFICES - OFFICIAL) and NAME.fullmatch(name) is not None and _is_cased(name)


def _is_cased(name: str) -> bool:
    """Whether it is written as names are in its script."""
    if HAN.search(name):
        return len(name) <= 4 or "·" in name or JAPANESE.fullmatch(name) is not None
    if not any(letter.islower() or letter.isupper() for letter in name):
        return True
    if name.isupper() and " " not in name:
        return len(name) <= AGENCY
    words = [word for word in name.split() if word.casefold() not in SMALL]
    return " " in name and not name[0].islower() and all(word[0].isupper() for word in words)
