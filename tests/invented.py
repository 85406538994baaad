"""Outlets and events of our own invention, for the tests of the digest."""

from datetime import UTC, datetime, timedelta

from storage.records import Article
from storage.relevance import Match, Relevance

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # 07:00 in Almaty
TOPIC = "vietnam-kazakhstan"

NAMES = {
    "lotus": "Lotus Daily",
    "radio": "Radio Sông Hồng",
    "steppe": "Степной вестник",
    "dala": "Дала хабары",
    "silk": "丝路晚报",
    "apple": "Apple City Post",
}
HOSTS = {
    "lotus": "lotus.example.vn",
    "radio": "radio.example.vn",
    "steppe": "vestnik.example.kz",
    "dala": "dala.example.kz",
    "silk": "silu.example.cn",
    "apple": "apple.example.com",
}
SIDES = {
    "en": ("Kazakhstan", "Vietnam"),
    "de": ("Kasachstan", "Vietnam"),
    "vi": ("Kazakhstan", "Việt Nam"),
    "ru": ("Казахстан", "Вьетнам"),
    "kk": ("Қазақстан", "Вьетнам"),
    "zh": ("哈萨克斯坦", "越南"),
}


def article(
    outlet: str,
    language: str,
    slug: str,
    title: str,
    *sentences: str,
    hours: float = 12,
    place: str = "title",
) -> Article:
    """``hours``: how long before the issue it was published."""
    names = SIDES.get(language, SIDES["en"])
    sides = zip(("kazakhstan", "vietnam"), names, strict=True)
    matches = tuple(Match(side, name, place) for side, name in sides)
    return Article(
        url=f"https://{HOSTS[outlet]}/{language}/{slug}",
        outlet=outlet,
        edition=f"{outlet}_{language}",
        language=language,
        title=title,
        text="\n".join(sentences),
        lead=sentences[0] if sentences else "",
        published=NOW - timedelta(hours=hours),
        first_seen=NOW - timedelta(hours=hours - 1),
        relevance=(Relevance(TOPIC, True, 1.0, matches),),
    )


LICENCES = (
    article(
        "radio",
        "vi",
        "bang-lai",
        "Việt Nam và Kazakhstan sẽ công nhận giấy phép lái xe của nhau",
        "HÀ NỘI — Hai nước sẽ công nhận giấy phép lái xe của nhau từ ngày 1 tháng 4. "
        "TS. Lê Minh Hạc, người dẫn đầu đoàn đàm phán, cho biết người lái không phải thi lại.",
        "Danh sách các hạng bằng sẽ được công bố vào tháng 1.",
        hours=22,
    ),
    article(
        "lotus",
        "en",
        "licences",
        "Vietnam and Kazakhstan to recognise each other's driving licences",
        "HANOI (LD) – Drivers from either country may use their own licence in the other from "
        "1 April. No second examination will be asked of them, the two ministries said on Friday.",
        "The list of licence classes is to follow in January.",
        hours=20,
    ),
    article(
        "steppe",
        "ru",
        "prava",
        "Вьетнам и Казахстан признают водительские права друг друга",
        "АСТАНА. 20 ноября. СВ – С 1 апреля водителям двух стран не придётся сдавать экзамен "
        "заново. Соглашение касается около 6 тыс. человек, живущих в обеих странах.",
        "Перечень категорий опубликуют в январе.",
        hours=18,
    ),
    article(
        "dala",
        "kk",
        "kualik",
        "Вьетнам мен Қазақстан жүргізуші куәліктерін өзара мойындайды",
        "АСТАНА – Екі елдің жүргізушілері 1 сәуірден бастап қайта емтихан тапсырмайды. "
        "Келісімге жұма күні қол қойылды.",
        "Санаттар тізімі қаңтарда жарияланады.",
        hours=17,
    ),
    article(
        "silk",
        "zh",
        "jiazhao",
        "越南与哈萨克斯坦将互认驾驶执照",
        "（丝路晚报）自四月一日起，两国司机可在对方国家使用本国驾照。双方有关部门周五宣布了这一决定。",
        "准驾车型目录将于一月公布。",
        hours=15,
    ),
    article(
        "radio",
        "de",
        "fuehrerschein",
        "Vietnam und Kasachstan erkennen Führerscheine gegenseitig an",
        "(RADIO SÔNG HỒNG) - Ab dem 1. April genügt der eigene Führerschein auch im anderen Land.",
        hours=14,
    ),
)
FILMS = (
    article(
        "lotus",
        "en",
        "films-plan",
        "Kazakh film week planned in Hue",
        "A week of films from Kazakhstan is planned for the end of November in Hue.",
        hours=100,
    ),
    article(
        "radio",
        "vi",
        "tuan-phim",
        "Tuần phim Kazakhstan khai mạc tại Huế với chín tác phẩm",
        "Chín bộ phim được chiếu miễn phí đến hết thứ Bảy. Buổi đầu tiên đã hết chỗ.",
        hours=9,
    ),
    article(
        "apple",
        "en",
        "films-open",
        "Nine films open Kazakhstan's week on the screens of Hue, Vietnam",
        "All nine films are shown free of charge until Saturday. The first evening was sold out, "
        "and a second hall was opened at short notice. Three of the directors will answer "
        "questions.",
        hours=8,
    ),
)
SURGEONS = (
    article(
        "steppe",
        "ru",
        "khirurgi",
        "Хирурги из Ханоя три недели будут работать в Шымкенте",
        "Шесть врачей приедут 3 декабря по приглашению областной больницы. Они привезут "
        "оборудование для операций на сосудах.",
        hours=11,
        place="lead",
    ),
)
PEPPER = (
    article(
        "radio",
        "vi",
        "ho-tieu",
        "Doanh nghiệp hồ tiêu tìm bạn hàng mới ở Karaganda",
        "Mười hai doanh nghiệp sẽ tham gia hội chợ thực phẩm vào tháng 2. Năm ngoái chỉ có ba.",
        hours=6,
        place="body",
    ),
)
CHESS = (
    article(
        "dala",
        "kk",
        "shahmat",
        "Вьетнам мен Қазақстан балалары онлайн шахмат ойнады",
        "Кездесуге қырық оқушы қатысты. Келесі турнир наурызда өтеді.",
        hours=5,
    ),
)
