"""What a score is made of: the names of its parts, and how an operator is told of each.

The names are stored with every verdict; one that is given no more is told as it stands.
"""

from collections.abc import Mapping
from enum import StrEnum


class PartName(StrEnum):
    """One observation of ``topics.judge``."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    TITLE_ON_OTHERS = "title on others"
    WITH_ANOTHER = "with another"
    AMONG_THEMSELVES = "among themselves"
    STATISTICS = "statistics"
    BOTH_IN_TITLE = "both in title"
    CLOSE_TOGETHER = "close together"
    NOBODY_ELSE = "nobody else"
    RELATIONS = "relations"
    SPORT = "sport"
    PAST = "past"
    OTHER_COUNTRIES = "other countries"


# Where a side is named, the most prominent place first.
PLACES = (PartName.TITLE, PartName.LEAD, PartName.BODY)
IN_WORDS: Mapping[str, str] = {
    PartName.TITLE: "in the title",
    PartName.LEAD: "in the lead",
    PartName.BODY: "in the body",
    PartName.TITLE_ON_OTHERS: "the title is on others",
    PartName.WITH_ANOTHER: "the lead is on others as well",
    PartName.AMONG_THEMSELVES: "no other country beside it",
    PartName.STATISTICS: "counts of people by country",
    PartName.BOTH_IN_TITLE: "both sides in the title",
    PartName.CLOSE_TOGETHER: "close together",
    PartName.NOBODY_ELSE: "both there and nobody else",
    PartName.RELATIONS: "dealings between them",
    PartName.SPORT: "sport",
    PartName.PAST: "a war that is over",
    PartName.OTHER_COUNTRIES: "several other countries",
}


def in_words(name: str) -> str:
    """A verdict that another version has stored may hold parts that this one does not know."""
    return IN_WORDS.get(name, name)
