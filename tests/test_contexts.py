"""What lowers and raises: in every language, and never an ordinary word taken for a country."""

import tomllib
from collections import Counter
from collections.abc import Iterable

import pytest
from babel import Locale

from topics.meanings import Kind
from topics.spelling import key
from topics.vocabulary import Topic, load_topic
from topics.written import FOLDER

CONTEXTS = tomllib.loads((FOLDER / "contexts" / "world.toml").read_text(encoding="utf-8"))
LANGUAGES = "en vi ru kk de fr es it pt zh ja ko th id tr uz ar".split()
# Reached when the lists were written; may only rise.
FEWEST = {"sport": 70, "statistics": 14, "relations": 60}
# ISO 3166 codes of the members of the United Nations.
MEMBERS = (
    "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF"
    " CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD"
    " GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP"
    " KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY"
    " MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG"
    " SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC"
    " VE VN VU WS YE ZA ZM ZW"
).split()
# Names that say something else more often: a man's name, an island, a verb, "means", "financial".
COMMON = {
    ("vi", "DE"), ("fr", "MU"), ("fr", "DM"), ("es", "MU"), ("es", "GD"), ("de", "IS"),
    ("tr", "GH"), ("ko", "SD"), ("ar", "ML"), ("ar", "BJ"), ("tr", "DM"),
}  # fmt: skip
READ = "en vi ru kk de fr es zh ja ko tr ar".split()
OTHERS = (Kind.COUNTRY, Kind.BLOC)

# Words that begin like a country or a bloc, or are one when marks or capitals are dropped.
ORDINARY = {
    "en": "Turkistan region; roman numerals; malign; germane; modification; the Jordan River; a"
    " turkey for dinner; Bertrand Russell; Georgie; Frances; stubborn; trumpet; polish the text;"
    " the Indian Ocean; Phu Quoc Island; Latin America; English-speaking;"
    " Russian language; ethnic Russians; niger;"
    " macronutrients; jordanesque; chad; Guinea pigs; rabat; putty; a chili; Astana's muscat wine",
    "vi": "anh em; tiếng Anh; quyền anh; Tuấn Anh; mong có ngày; giới hạn quốc gia; thống nhất ban"
    " hành; nhà máy thủy điện; phần lãnh thổ; cô Nga; Minh Đức; bộ áo dài; Áo dài; Pháp luật;"
    " tiếng Nga; miền Bắc kinh doanh; Sân vận động Mỹ Đình; triệu tiền; năm phiên; ai cấp",
    "ru": "Туркестан; в Туркестане; русский язык; на русском языке; путина; самое важное; тускло;"
    " модификация; Данияр; Герман; катарсис; малиновый; кубанский; индивид; гавань; манил;"
    " этнические корейцы",
    "kk": "Түркістан; судан шықты; қатар; бірқатар; қатарында; Данияр; ғана; орыс тілі",
    "de": "die Armen; den armen Ländern; Rabatt; auf Deutsch; Rohpolen; polenta; im Gange",
    "fr": "la langue russe; en russe; Maurice; modifier; les îles; islander; polenta",
    "es": "irán mañana; un modelo; gana el premio; granada; rubio; América Latina; chile",
    "it": "i meloni; modificare; italicus; mali; un fico",
    "pt": "maduro; América Latina; gana; chá",
    "zh": "沿海地区; 上海地区; 马里兰州; 印度洋; 俄语; 国外长期投资者",
    "ja": "マリーナ; スタイル; タイトル; トリビア; インド洋; ロシア語; サマリー",
    "ko": "인도적 지원; 것이란 점; 지배구조; 보통가격; 수단; 상대만; 러시아어",
    "id": "puting beliung; perunggu; bahasa Inggris",
    "tr": "mali işler; katar; Rusça; Türkistan; Türk dili; umman; yemen",
    "uz": "Turkiston; yaman; qatar; rus tilida",
    "ar": "مالي; الهندسة; العراقيل; مصرف; اللغة الروسية; قطرة",
}
# What a communiqué or a business page may say, and no match: none is a word of sport.
NO_MATCH = {
    "en": "a round of talks; captain of industry; the final document; League of Arab States; a draw"
    " on reserves; marathon talks; project kick-off; the US opens a consulate; the naval squadron"
    " titled and listed; in the last 16 months; lightweight cars; left-winger; Friendship Medal",
    "vi": "Huy chương Hữu nghị; chính quyền Anh; tỷ số giới tính; nguyện vọng bằng; Đội trưởng",
    "ru": "медаль «Дружба»; товарищеские отношения; квалификационные требования; раунд переговоров",
    "kk": "«Достық» медалі; кезең; келіссөздер раунды",
    "de": "ringen um Frieden; in Schach halten; der Persische Golf; Verteidigungsminister",
    "fr": "s'attaquant aux défis; médaille de l'Amitié; phase de consultations; poids lourds",
    "es": "la Liga Árabe; un jugador clave; Medalla de la Amistad; el golfo",
    "it": "turismo e sport; atmosfera amichevole; il golfo; medaglia al valore",
    "pt": "Ministério do Esporte; seleção de estudantes; encontro amistoso",
    "zh": "首轮磋商; 代表团团长", "ja": "映画監督; 先制攻撃; 日本代表団",
    "ko": "지배구조; 금융감독원", "id": "pemain utama; kolam renang",
    "uz": "korrupsiyaga qarshi kurash",
    "ar": "الرئيس المنتخب; التلاعب بالأسعار; تدريب",
}  # fmt: skip
# Said at home: none is a word of dealings between two.
AT_HOME = {
    "en": "exports totalled; investment increased; supplies totalled; the stake increased",
    "ru": "консультация врача; коллегия министерства; экспорт вырос",
    "kk": "дәрігердің консультациясы",
    "vi": "chuyện tham nhũng; học bóng đá; Trung Quốc thu hút; đại sự; dài suốt",
    "fr": "traiter un problème; le traitement; accorder; acquitter",
    "id": "konsultasi dokter", "ko": "양자컴퓨터; 축전지; 특수교육",
    "zh": "中国书法; 新建交通枢纽", "ja": "記者会見",
}  # fmt: skip


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic()


def found(topic: Topic, texts: Iterable[str], language: str, *kinds: Kind) -> dict[str, list[str]]:
    """By text, the words of these kinds in it."""
    words = {
        text: [m.words for m in topic.mentions(text, language) if m.kind in kinds] for text in texts
    }
    return {text: hits for text, hits in words.items() if hits}


@pytest.mark.parametrize("table", FEWEST)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(table: str, language: str) -> None:
    listed = CONTEXTS[table][language]
    assert len({key(word.removeprefix("=")) for word in listed}) >= FEWEST[table]


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        pytest.param(ORDINARY, OTHERS, id="countries"),
        pytest.param(NO_MATCH, (Kind.SPORT,), id="sport"),
        pytest.param(AT_HOME, (Kind.RELATION,), id="relations"),
    ],
)
def test_ordinary_words_are_none(
    texts: dict[str, str], kinds: tuple[Kind, ...], topic: Topic
) -> None:
    taken = {
        language: hits
        for language, listed in texts.items()
        if (hits := found(topic, (text.strip() for text in listed.split(";")), language, *kinds))
    }
    assert not taken


@pytest.mark.parametrize("language", READ)
def test_every_member_of_the_united_nations_is_found(language: str, topic: Topic) -> None:
    names = Locale.parse(language).territories
    sides = topic.countries.values()
    missed = [
        (code, names[code])
        for code in MEMBERS
        if code not in sides
        and (language, code) not in COMMON
        and not any(m.kind in OTHERS for m in topic.mentions(names[code], language))
    ]
    assert not missed


def test_a_side_is_not_another_country_and_no_word_of_it_counts_for_nothing(topic: Topic) -> None:
    own = {"VN": "Viet Nam", "KZ": "Kazakhstan"}
    for word, meanings in topic.aliases.items():
        kinds = Counter(alias.kind for alias in meanings)
        of_a_side = kinds[Kind.NAME] + kinds[Kind.HINT]
        assert not (of_a_side and meanings[0].owner in CONTEXTS["never"]), word
        if meanings[0].kind is Kind.COUNTRY:
            assert meanings[0].owner not in own.values(), word


@pytest.mark.parametrize(
    ("text", "language", "owner"),
    [
        ("Đoàn sang nước Anh", "vi", "United Kingdom"),
        ("Việt Nam và Liên bang Nga", "vi", "Russia"),
        ("Нидерландах", "ru", "Netherlands"),
        ("Иранға", "kk", "Iran"),
        ("Данияның", "kk", "Denmark"),
        ("タイと", "ja", "Thailand"),
        ("マリと", "ja", "Mali"),
        ("이란과", "ko", "Iran"),
        ("ومصر", "ar", "Egypt"),
        ("ASEAN会議", "ja", "ASEAN"),
        ("与G20峰会", "zh", "Group of Twenty"),
        ("саммит «Центральная Азия – Китай»", "ru", "Central Asia and others"),
        ("C5+1", "en", "Central Asia and others"),
        ("Совещание СВМДА", "ru", "CICA"),
    ],
)
def test_short_names_are_found_where_they_stand_alone(
    text: str, language: str, owner: str, topic: Topic
) -> None:
    assert owner in {m.owner for m in topic.mentions(text, language) if m.kind in OTHERS}


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Bán kết: thắng ở loạt sút luân lưu", "vi", Kind.SPORT),
        ("Шахматист сыграл вничью", "ru", Kind.SPORT),
        ("グランドマスターが勝利", "ja", Kind.SPORT),
        ("Рейтинг паспортов мира", "ru", Kind.STATISTICS),
        ("护照指数公布", "zh", Kind.STATISTICS),
        ("Посол вручил верительные грамоты", "ru", Kind.RELATION),
        ("両国は協定に署名した", "ja", Kind.RELATION),
        ("Hai nước ký hiệp định", "vi", Kind.RELATION),
        ("Elshi delegasıany qabyldady", "kk", Kind.RELATION),
    ],
)
def test_words_of_contexts_are_found(text: str, language: str, kind: Kind, topic: Topic) -> None:
    assert kind in {m.kind for m in topic.mentions(text, language)}
