"""`digest topic propose`: unknown names in every script, and what a person does with them."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.cli import main
from facts.full_names import find_full_names
from storage.installation import CONFIG, DATABASE
from storage.records import Article, Outcome, Visit
from storage.store import open_store
from topics.judge import judge
from topics.known_names import Known, gazetteer
from topics.proposals import Names, Proposal
from topics.sightings import sightings
from topics.vocabulary import load_topic, topic_file
from topics.written import read_topic

WHEN = datetime(2026, 11, 1, 5, tzinfo=UTC)
NAMED = "vietnam-kazakhstan"
TEXTS = (
    ("en", "Vietnam and Kazakhstan agree on rice. Kazakh Ambassador Alibek Serikov was in Hanoi on"
     " Monday, and the energy market was open. Energy prices fell, Serikov said."),
    ("ru", "Вьетнам и Казахстан договорились. Посол Казахстана встретился с Алибеком Сериковым в"
     " Ханое. Рынок открыт."),
    ("de", "Vietnam und Kasachstan sind sich einig. Der Botschafter Alibek Serikow sprach in Hanoi"
     " vom Handel und vom Handel mit Reis."),
    ("zh", "越南和哈萨克斯坦达成协议。哈萨克斯坦大使阿利别克·谢里科夫在河内。"),
    ("vi", "Việt Nam và Kazakhstan ký thỏa thuận. Đại sứ Lò Thị Chum đến Hà Nội cùng ngoại trưởng"
     " Murat Nortleu."),
    ("en", "Vietnam and Kazakhstan agree. Minister Murat Nortleu met Lo Thi Chum, Vietnamese"
     " envoy, in Astana. GDP grew."),
)  # fmt: skip


def article(number: int, language: str, text: str) -> Article:
    return Article(
        url=f"https://outlet.example/{number}",
        outlet=f"outlet{number % 2}",
        edition="outlet_en",
        language=language,
        title=f"Title {number}",
        text=text,
        published=WHEN.replace(day=1 + number),
        first_seen=WHEN,
    )


def proposals(*texts: tuple[str, str], least: int = 2) -> dict[str, Proposal]:
    names = Names(load_topic(NAMED))
    for number, (language, text) in enumerate(texts):
        names.read(article(number, language, text))
    found = names.proposals(gazetteer(read_topic(topic_file(NAMED))), least)
    return {one.name: one for one in found}


def test_one_name_in_four_languages_is_one_proposal() -> None:
    found = proposals(*TEXTS)
    assert [*found] == ["Murat Nortleu", "Alibek Serikov", "Lo Thi Chum"]
    one = found["Alibek Serikov"]
    assert (one.articles, one.outlets, one.days, one.side) == (4, 2, 4, "Kazakhstan")
    assert {language for _, language, _ in one.spellings} == {"en", "ru", "de", "zh"}
    assert ("Serikov", "en", 1) in one.spellings, "the same article said whole who that is"
    assert one.newest.url == "https://outlet.example/3"
    assert one.newest.text == ""
    assert ("Botschafter", "de", 1) in one.offices
    assert one.alike == ()


def test_what_may_be_a_known_one_is_asked_and_not_merged() -> None:
    (found,) = proposals(*TEXTS)["Murat Nortleu"].alike
    assert found.same
    assert found.known == Known("nurtleu", "Murat Nurtleu", "Kazakhstan", "people")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Vietnam And Kazakhstan Sign Rich Deal In Turkish Resort Bodrum"),  # a headline
        ("en", "Monday was cold. November in Germany and Europe, where GDP fell. Yesterday too."),
        ("de", "Der Handel, das Wachstum und die Zusammenarbeit mit der Wirtschaft steigen."),
        ("en", "Kassym-Jomart Tokayev and Murat Nurtleu of the Hanoi Times and the Steppe Fund."),
        ("vi", "Bộ trưởng Bộ Ngoại giao và Thủ tướng Phạm Minh Chính. Trong Tháng Mười."),
    ],
)
def test_what_is_no_unknown_name(language: str, text: str) -> None:
    assert not proposals((language, text), (language, text), (language, text))


def test_a_name_alone_may_be_of_one_with_two() -> None:
    text = "Vietnam and Kazakhstan. There Bolat Omirov met Aset Omirov, and Bolat Omirov left."
    found = proposals(("en", text), ("en", f"{text} Kazakhs saw Omirov."))
    assert {name: one.articles for name, one in found.items()} == {
        "Bolat Omirov": 2,
        "Aset Omirov": 2,
    }, "of which of the two is not known"


def test_what_stands_beside_a_name() -> None:
    text = (
        "President Kassym-Jomart Tokayev met Deputy Prime Minister and Minister of Trade Aset"
        " Omirov. Dana Saparova, the deputy head of a Vietnamese fund, left with K. Omirova."
    )
    found = {one.words: one for one in sightings(text, "en", load_topic(NAMED))}
    assert [*found] == ["Trade Aset Omirov", "Dana Saparova", "K. Omirova"]
    assert found["Trade Aset Omirov"].office == "Deputy Prime Minister and Minister of"
    assert found["Trade Aset Omirov"].side == "Kazakhstan"
    assert found["Dana Saparova"].office == "the deputy head of a Vietnamese fund"
    assert found["Dana Saparova"].side == "Vietnam"


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "He met Aset Omirov-Dau's envoy, N. T. Kim.", ["Aset Omirov-Dau", "N. T. Kim"]),
        ("ja", "ムフタル・サパロフ大使がエネルギーを視察。", ["ムフタル・サパロフ"]),
        ("zh", "部长努尔兰·别克托夫和阮文春。", ["努尔兰·别克托夫", "阮文春"]),
        ("fr", "Hier soir,\nAset Omirov\nest venu.", ["Hier", "Aset Omirov"]),
    ],
)  # fmt: skip
def test_a_name_is_taken_as_it_is_written(language: str, text: str, names: list[str]) -> None:
    found = sorted(find_full_names(text, language), key=lambda one: one.pieces[0].start)
    spans = [(one.pieces[0].start, one.pieces[-1].end) for one in found]
    assert [text[start:end] for start, end in spans if end - start > 2] == names


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (CONFIG, DATABASE):
        monkeypatch.delenv(name, raising=False)
    topic = load_topic(NAMED)
    with open_store(f"sqlite:///{tmp_path}/vnkz.sqlite3") as store:
        for number, (language, text) in enumerate(TEXTS):
            one = article(number, language, text)
            judged = replace(one, relevance=(judge(one, topic),))
            store.articles.save(judged, Visit(one.url, one.edition, Outcome.RELEVANT, WHEN))
    (tmp_path / "digest.toml").write_text(
        f'[[readers]]\naddress = "a@b.example"\ntopic = "{NAMED}"\n', encoding="utf-8"
    )
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_what_a_person_reads(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topic", "propose", "--limit", "2"]) == 0
    page, said = capsys.readouterr()
    assert said == ""
    flat = " ".join(page.split())
    assert "3 names there that no word of the topic finds." in flat
    assert "1. Murat Nortleu murat-nortleu a spelling of Murat Nurtleu (nurtleu)?" in flat
    assert (
        "2. Alibek Serikov alibek-serikov 4 articles of 2 outlets, 2026-11-01 to 2026-11-04" in flat
    )
    assert "阿利别克·谢里科夫 (zh 1)" in flat
    assert "nearest side, a guess: Kazakhstan" in flat
    assert "Lo Thi Chum" not in flat
    assert "… and 1 more; --limit shows them" in flat
    assert all(len(line) <= 80 for line in page.splitlines() if "http" not in line)
    assert main(["topic", "propose", "--since", "2026-11-06"]) == 0
    assert "no name there that the topic does not know recurs." in " ".join(
        capsys.readouterr().out.split()
    )


def test_what_is_pasted_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topic", "propose", "--toml", "--side", "Vietnam"]) == 0
    page = capsys.readouterr().out
    draft = folder / "draft.toml"
    draft.write_text(page, encoding="utf-8")
    people = [one["id"] for side in tomllib.loads(page)["sides"] for one in side.get("people", ())]
    assert people == ["lo-thi-chum", "alibek-serikov"], "a spelling of a known one is a comment"
    topic = load_topic(draft)
    for words in ("Alibek Serikow", "Алибеком Сериковым", "阿利别克·谢里科夫", "Lò Thị Chum"):
        (mention,) = topic.mentions(f"… {words} …")
        assert mention.entity == ("lo-thi-chum" if "Chum" in words else "alibek-serikov")

    assert main(["topic", "propose", "--toml", "murat-nortleu=nurtleu"]) == 0
    page = capsys.readouterr().out
    draft.write_text(page, encoding="utf-8")
    topic = load_topic(draft)
    (mention,) = topic.mentions("… Murat Nortleu …")
    assert (mention.entity, mention.owner) == ("nurtleu", "Kazakhstan")
    assert topic.entities["nurtleu"].offices == load_topic(NAMED).entities["nurtleu"].offices
    assert [one.entity for one in topic.mentions("… Nurtleu …")] == ["nurtleu"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["alibek-serikof"], "no name is proposed by the key 'alibek-serikof'; did you mean"),
        (["--toml", "murat-nortleu=nurtle"], "of the id 'nurtle'; did you mean 'nurtleu'?"),
        (["--toml", "--side", "Vietnm"], "has no side 'Vietnm'; did you mean 'Vietnam'?"),
    ],
)
def test_what_there_is_not(
    capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    assert main(["topic", "propose", *words]) == 2
    assert complaint in capsys.readouterr().err


def test_words_for_nobody_are_refused_with_their_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    sides = '[[sides]]\nparty = "vietnam"\n[[sides]]\nparty = "kazakhstan"\n'
    people = '[[sides.people]]\nid = "nurtlew"\nwords = ["Nurtlew"]\n'
    (tmp_path / "mine.toml").write_text(f'title = "Mine"\n{sides}{people}', encoding="utf-8")
    assert main(["topic", "check", "mine.toml"]) == 2
    said = capsys.readouterr().err
    assert "mine.toml:7: " in said or "mine.toml, line 7" in said
    assert '"nurtlew" has no name' in said
    assert "did you mean 'nurtleu'?" in said
