"""The message that goes over the wire."""

import email
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path
from random import Random

import pytest

from digest.issue import Digest
from digest.mail import compose, message_id
from digest.render import Rendered, render
from tests.invented import CHESS
from tests.issues import CHANNEL, IMPRINT, STORIES, issue, many, story

CHECK = Path(__file__).parents[2] / "shared" / "checks" / "check_mail.py"
LANGUAGES = ["en", "vi", "ru", "kk"]
ENCODED_WORD = re.compile(r"=\?[^?\s]+\?[bq]\?[^?\s]*\?=", re.IGNORECASE)
# Words of each script to make subjects of; the lengths of Vietnamese syllables, of Russian and
# Kazakh words and of Han phrases fall on every boundary of an encoded word.
VOCABULARY = {
    "vi": "Việt Nam đường sắt hợp tác nghị trường Thủ tướng quốc tế giữa những ưu đãi".split(),
    "ru": "Вьетнам и Казахстан железнодорожного сотрудничества в области энергетики №".split(),
    "kk": "Қазақстан мен Вьетнам ынтымақтастығының өңірлік үдерісі және әуе қатынасы".split(),
    "zh": ["越南", "哈萨克斯坦", "铁路合作", "（图）", "签署", "2026年", "·", "𠮷野家"],
    "en": "Vietnam Kazakhstan railway co-operation, ministers; 50% & 'tea' (2026)".split(),
}


def mail(digest: Digest, rendered: Rendered | None = None) -> bytes:
    return compose(digest, rendered or render(digest), CHANNEL)


def parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def content(message: EmailMessage, subtype: str) -> str:
    part = message.get_body(preferencelist=(subtype,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def head(raw: bytes) -> list[str]:
    return raw.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_parts_arrive_as_they_were_rendered(language: str) -> None:
    digest = issue(language)
    rendered = render(digest)
    message = parsed(mail(digest, rendered))
    assert message.get_content_type() == "multipart/alternative"
    assert content(message, "plain") == rendered.text
    assert content(message, "html") == rendered.html
    assert message["Subject"] == rendered.subject
    assert not [part.defects for part in message.walk() if part.defects]


def test_the_headers_a_mail_program_needs_stand_there_once() -> None:
    message = parsed(mail(issue("ru")))
    assert {name: message.get_all(name) for name in message.keys()} | {  # noqa: SIM118
        "Content-Type": None,
        "Subject": None,
        "Message-ID": None,
    } == {
        "From": ["Vietnam–Kazakhstan News Digest <digest@digest.example>"],
        "To": ["press@embassy.example"],
        "Reply-To": ["desk@digest.example"],
        "Subject": None,
        "Date": ["Sun, 22 Nov 2026 07:00:00 +0500"],
        "Message-ID": None,
        "List-Id": ["<vietnam-kazakhstan.digest.digest.example>"],
        "List-Unsubscribe": ["<mailto:leave@digest.example?subject=unsubscribe>"],
        "Auto-Submitted": ["auto-generated"],
        "Content-Language": ["ru"],
        "MIME-Version": ["1.0"],
        "Content-Type": None,
    }


def test_without_a_reply_address_replies_go_to_the_sender() -> None:
    channel = CHANNEL.model_copy(update={"reply_to": None})
    raw = compose(issue(), render(issue()), channel)
    assert parsed(raw)["Reply-To"] == channel.sender


def test_the_same_issue_gives_the_same_message() -> None:
    assert mail(issue("kk")) == mail(issue("kk"))


def test_the_message_id_tells_issues_apart() -> None:
    digest = issue()
    other = digest.reader.model_copy(update={"address": "other@embassy.example"})
    variants = [
        digest,
        replace(digest, stories=digest.stories[:2]),
        replace(digest, reader=other),
        replace(digest, made=digest.made + timedelta(days=1)),
    ]
    assert len({message_id(each, CHANNEL) for each in variants}) == len(variants)
    later = replace(digest, made=digest.made + timedelta(hours=2))
    assert message_id(later, CHANNEL) == message_id(digest, CHANNEL)
    assert re.fullmatch(r"<[0-9a-f]{32}@digest\.example>", message_id(digest, CHANNEL))


@pytest.mark.parametrize("language", VOCABULARY)
def test_long_subjects_arrive_unchanged_and_rightly_encoded(language: str) -> None:
    chance = Random(language)  # noqa: S311 - the same subjects every time
    digest, rendered = issue(), render(issue())
    joint = "" if language == "zh" else " "
    for _ in range(300):
        words = chance.choices(VOCABULARY[language], k=chance.randint(1, 24))
        subject = joint.join(words)[:120].strip()
        raw = mail(digest, replace(rendered, subject=subject))
        assert parsed(raw)["Subject"] == subject
        lines = [line for line in head(raw) if ENCODED_WORD.search(line)]
        assert all(len(line) <= 78 for line in head(raw))
        assert all(len(word) <= 75 for line in lines for word in ENCODED_WORD.findall(line))


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Minh Khai – phòng báo chí, Đại sứ quán tại A-xta-na",
        "Пресс-служба посольства Республики Казахстан во Вьетнаме и Лаосе",
        'Press "Desk", (Astana); x@y <z>',
        "大使馆新闻处",
        "Line\r\nBcc: all@example.org",
        "",
    ],
)
def test_names_in_any_script_arrive_and_add_no_header(name: str) -> None:
    digest = issue()
    named = digest.reader.model_copy(update={"name": name})
    channel = CHANNEL.model_copy(update={"sender_name": name})
    raw = compose(replace(digest, reader=named), render(digest), channel)
    message = parsed(raw)
    addresses = [message[field].addresses[0] for field in ("To", "From")]
    assert [each.addr_spec for each in addresses] == [named.address, channel.sender]
    shown = " ".join(name.split()).replace("<z>", "").strip()
    assert all(each.display_name == shown or len(shown) > 60 for each in addresses)
    assert message["Bcc"] is None
    assert all(len(line) <= 78 for line in head(raw))


@pytest.mark.parametrize(
    "title", ["A\r\nBcc: all@example.org", "=?utf-8?q?hidden?=", "\ud800 tea", "x" * 5000]
)
def test_hostile_titles_do_not_reach_the_headers(title: str) -> None:
    digest = issue("en", [story([replace(CHESS[0], title=title)])])
    raw = mail(digest)
    assert parsed(raw)["Bcc"] is None
    assert len(parsed(raw)["Subject"]) <= 120
    assert parsed(raw)["Subject"] != "hidden"


@pytest.mark.parametrize("topic", ["vietnam-kazakhstan", "Việt Nam", "энергетика", "a b/c"])
def test_the_list_id_is_one_whatever_the_topic_is_called(topic: str) -> None:
    digest = issue()
    named = digest.reader.model_copy(update={"topic": topic})
    list_id = parsed(mail(replace(digest, reader=named)))["List-Id"]
    assert re.fullmatch(r"<[A-Za-z0-9-]+\.digest\.digest\.example>", list_id)


def test_the_unsubscribe_address_is_the_one_in_the_mail() -> None:
    rendered = render(issue())
    assert IMPRINT.unsubscribe_uri in rendered.text
    assert f'href="{IMPRINT.unsubscribe_uri}"' in rendered.html


@pytest.mark.skipif(not CHECK.exists(), reason="the mail checker is not beside this checkout")
def test_no_requirement_for_mails_is_failed(tmp_path: Path) -> None:
    for language in LANGUAGES:
        for number in (0, 1, 12, 60, 600):
            digest = issue(language, many(number))
            kind = "empty" if not number else "issue"
            (tmp_path / f"{kind}_{language}_{number}.eml").write_bytes(mail(digest))
        (tmp_path / f"issue_{language}_usual.eml").write_bytes(mail(issue(language, STORIES)))
    report = check(tmp_path, "issue") + check(tmp_path, "empty", "--empty-day")
    assert not re.findall(r"^.*\bFAIL\b.*$", report, re.MULTILINE)
    assert len(re.findall(r"passed, 0 failed", report)) == len(list(tmp_path.iterdir()))


def check(folder: Path, kind: str, *options: str) -> str:
    files = [str(path) for path in sorted(folder.glob(f"{kind}_*.eml"))]
    command = [sys.executable, str(CHECK), "--no-web", *options, *files]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
