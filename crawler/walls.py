"""Whether a page is a wall where an article was expected: the decision of ``wall_of``.

Walls come with status 200 and a sentence or two, which would be stored as an article. Only a page
with little to read can be one: articles have a password field in their menus, and write about
captchas, cookies and JavaScript.
"""

import re
from typing import Any

from crawler.reading.parsing import Unparsable, parse_page
from crawler.reading.prose import clean, paragraphs
from crawler.trouble import NONE, Trouble
from storage.records import Obstacle

# Bytes of UTF-8, menus and footers included. Of 729 real pages six have less, and one of these was
# a wall (measured).
MOST_TEXT = 1200
# Of tags; nobody draws so little text with more. 58,000 items of a list took 4 to 11 s
# (measured), and no limit of time is set here.
MOST_TAGS = 5000
LOGIN = Trouble("asks for a login", Obstacle.REFUSED)
CAPTCHA = Trouble("asks whether we are human", Obstacle.REFUSED)
SCRIPTS = Trouble("asks for JavaScript", Obstacle.REFUSED)
COOKIES = Trouble("asks for cookies", Obstacle.REFUSED)

LOGIN_FIELD = "//input[translate(@type, 'PASWORD', 'pasword') = 'password']"
# What the common challenges leave in a page, whatever its language.
CHALLENGES = re.compile(
    r"g-recaptcha|h-captcha|hcaptcha\.com|cf-turnstile|cdn-cgi/challenge|challenge-form|_incapsula_"
    r"|captcha-delivery|smart-?captcha|px-captcha|awswafintegration|geetest",
    re.I,
)
HUMAN = re.compile(
    r"""captcha|are\syou\s(?:a\s)?(?:human|robot)|not\sa\srobot|just\sa\smoment|checking\syour\sbrowser
    |mã\sxác\snhận|không\sphải\s(?:là\s)?(?:r[ôo]-?b[ốo]t|người\smáy)|не\sробот|капч|робот\sемес
    |kein\sroboter|pas\sun\srobot|no\ssoy\sun\srobot|机器人|機器人|验证码|驗證碼|ロボット|로봇|หุ่นยนต์""",
    re.I | re.X,
)
SIGN_IN = re.compile(
    r"""log\s?[io]n|sign\s?in|subscri|đăng\snhập|авториз|вход|войти|войдите|кіру|тіркел|anmeld|einloggen
    |connexion|connect|identifi|inici[ae]|登录|登錄|登入|ログイン|로그인|เข้าสู่ระบบ""",
    re.I | re.X,
)
# The word is written so in every language that we read; the demand to switch it on differs.
SCRIPT = re.compile(r"java\s?script", re.I)
COOKIE = re.compile(r"cookies?\b|куки|кукис|クッキー|쿠키|คุกกี้", re.I)
SWITCHED_ON = re.compile(
    r"""enabl|turn\son|switch(?:ed)?\son|disabled|requir|support|accept|allow|bật|kích\shoạt|cho\sphép
    |chấp\snhận|включ|отключ|разреш|прин(?:ять|им)|қос|рұқсат|aktivier|einschalten|akzeptier|zulassen
    |activ|accept|autoris|habilit|permit|启用|啟用|开启|打开|允许|接受|有効|許可|활성|허용|เปิด|ยอมรับ""",
    re.I | re.X,
)


def wall_of(body: bytes, article: str = "") -> Trouble:
    """What the page asks for before it shows anything; NONE if it is no wall.

    ``article``: the text that was read out of it, if any. Then the marks must stand in what a
    reader sees: a short item of news has a login in its menu too.
    """
    if _long(article) or body.count(b"<") > MOST_TAGS:
        return NONE
    try:
        tree = parse_page(body)
    except Unparsable:
        return NONE
    text = _text(tree)
    if _long(text):
        return NONE
    return _asked_by_challenge(body, tree, text, article) or _asked_to_switch_on(text) or NONE


def _asked_by_challenge(body: bytes, tree: Any, text: str, article: str) -> Trouble | None:
    if HUMAN.search(text) or (not article and CHALLENGES.search(body.decode("latin-1"))):
        return CAPTCHA
    if tree.xpath(LOGIN_FIELD) and (not article or SIGN_IN.search(_headings(tree))):
        return LOGIN
    return None


def _asked_to_switch_on(text: str) -> Trouble | None:
    if not SWITCHED_ON.search(text):
        return None
    if SCRIPT.search(text):
        return SCRIPTS
    return COOKIES if COOKIE.search(text) else None


def instead(body: bytes, otherwise: Trouble) -> Trouble:
    """Why ``body`` holds nothing of what it should: the wall that it is, or else what was found."""
    wall = wall_of(body)
    return otherwise if wall is NONE else wall


def _long(text: str) -> bool:
    return len(text.encode("utf-8", "replace")) > MOST_TEXT


def _headings(tree: Any) -> str:
    headings = tree.iter("title", "h1", "h2")
    return "\n".join(clean(heading.text_content()) for heading in headings)


def _text(tree: Any) -> str:
    """With the title, and with what is shown to those who run no scripts, such as us."""
    silent = " ".join(clean(element.text_content()) for element in tree.iter("noscript"))
    lines = [clean(tree.findtext(".//title") or ""), *paragraphs(tree), silent]
    return "\n".join(line for line in lines if line)
