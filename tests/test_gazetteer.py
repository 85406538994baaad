"""The people, places and institutions of the two countries, found from each of their spellings."""

import re
import unicodedata
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from topics.topic_file import EXACT, Entity, bare
from topics.vocabulary import Topic, load_topic

TOPICS = ("vietnam-kazakhstan", "vietnam-uzbekistan")
# Held by one person at a time.
HIGHEST = re.compile(
    r"(Acting )?(President|Prime Minister|Minister of Foreign Affairs) of (Vietnam|Kazakhstan)"
    r"|General Secretary of the Communist Party of Vietnam"
    r"|Chair(wo)?man of the (National Assembly|Senate|Mazhilis) of (Vietnam|Kazakhstan)"
)
CITIES = {
    "hanoi": "Hà Nội|Ha Noi|HANOI|Hanoï|Hanói|Ханой|Ханоя|Ханою|Ханоем|Ханое|ханойский|Ханойда|"
    "Ханойға|Ханойдан|Ханойдың|Ханойды|Ханоймен|Hanoıda|Hanoyda|Hanoi'de|Hanoi'nin|Xanoyda|"
    "Xanoyga|Xanoyning|Ханойдаги|河内|河內|ハノイ|하노이에서|ฮานอย|في هانوي",
    "astana": "Astana|Астана|Астаны|Астане|Астану|Астаной|Астанада|Астанаға|Астанадан|Астананың|"
    "Астананы|Астанамен|Astanada|Astanağa|Astana'da|Astana'ya|Astana'nın|Ostonada|Ostonaga|"
    "Ostonadan|Ostonaning|Остонада|Остонага|Остонадан|Остонанинг|A-xta-na|阿斯塔纳|阿斯塔納|アスタナ|"
    "아스타나에서|อัสตานา|أستانا|Нур-Султане|Нұр-Сұлтан",
    "ho-chi-minh-city": "Ho Chi Minh City|Hochiminh City|Ho-Chi-Minh-Stadt|Hô-Chi-Minh-Ville|"
    "Ciudad Ho Chi Minh|Città di Ho Chi Minh|Cidade de Ho Chi Minh|Kota Ho Chi Minh|HCMC|TP.HCM|"
    "Thành phố Hồ Chí Minh|Хошимин|Хошимина|Хошимине|Хошимином|Хошиминде|Хошиминнен|Hoşimin'de|"
    "Хо Ши Мин қаласы|Hoshimin|Xoshiminda|Хошиминда|胡志明市|ホーチミン市|호찌민시|"
    "โฮจิมินห์|مدينة هوشي منه",
    "almaty": "Almaty|Алматы|Алматыда|Алматыға|Алматыдан|Алматының|Алматымен|Алма-Ате|Алмаата|"
    "Алматинский|Almatı'da|Almatıda|Almatyda|Olmaotada|Olmaotaning|Олмаотада|Алмати|Алматида|阿拉木图|阿拉木圖|"
    "アルマトイ|アルマティ|알마티에서|อัลมาตี|ألماتي",
}
TOKAYEV = ("Tokayev", "Toqajew", "Токаев", "Тоқаев", "Tô-ca-ép", "托卡耶夫")


def ids(topic: Topic, words: str) -> set[str]:
    return {one.entity for one in topic.mentions(f"… (7) {words}, 2026.")}


@pytest.mark.parametrize("name", TOPICS)
def test_each_spelling_of_each_entity_is_found_as_that_entity(name: str) -> None:
    topic = load_topic(name)
    lost = [
        (entity.id, form)
        for entity in topic.entities.values()
        for word in entity.words
        for form in forms(word)
        if (entity.id, form) not in found(topic, form)
    ]
    assert not lost


def forms(word: str) -> set[str]:
    """As outlets write it; capitals are as they are given where it must be written just so."""
    given = bare(word)
    written = {given} if word.startswith(EXACT) else {given, given.upper()}
    return {unicodedata.normalize(form, one) for form in ("NFC", "NFD") for one in written}


def found(topic: Topic, form: str) -> set[tuple[str, str]]:
    return {(one.entity, one.words) for one in topic.mentions(f"… (7) {form}, 2026.")}


def test_both_countries_have_their_people_offices_and_institutions() -> None:
    topic = load_topic()
    with_offices = [one for one in topic.entities.values() if one.offices]
    dated = [one for one in with_offices if any(office.since for office in one.offices)]
    assert len(topic.entities) >= 500
    assert len(with_offices) >= 200
    assert len(dated) >= 90


@pytest.mark.parametrize("city", CITIES)
def test_the_great_cities_are_found_in_their_cases(city: str) -> None:
    topic = load_topic()
    assert not [words for words in CITIES[city].split("|") if city not in ids(topic, words)]


def test_one_id_in_every_script() -> None:
    assert {one for words in TOKAYEV for one in ids(load_topic(), words)} == {"tokayev"}


def test_the_highest_offices_are_held_by_one_at_a_time() -> None:
    terms: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
    for one in load_topic().entities.values():
        for office, since, until in held(one):
            terms[office].append((since, until, one.id))
    assert len(terms) >= 8
    for office, those in terms.items():
        for (_, until, before), (since, _, after) in pairwise(sorted(those)):
            assert until <= since, f"{before} and {after} both hold {office}"


def held(person: Entity) -> list[tuple[str, date, date]]:
    """Acting ones and the others share an office, and so do chairmen and chairwomen."""
    return [
        (
            office.office.removeprefix("Acting ").replace("Chairwoman", "Chairman"),
            office.since,
            office.until or date.max,
        )
        for office in person.offices
        if office.since
        and HIGHEST.fullmatch(office.office.removeprefix("Deputy Prime Minister and "))
    ]
