"""For which topics a crawl judges: those that readers follow, and those of the setting TOPICS.

Decided here: what an operator types must be right before anything is fetched; a reader's topic
whose file broke leaves the readers of the others theirs. A process judges all its editions by the
words that it found when it began, whoever edits them meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from scrapy.settings import BaseSettings

from storage.installation import namesakes, topic_name
from storage.settings_file import ConfigError
from topics.vocabulary import Topic, load_topic


@dataclass(frozen=True, slots=True)
class Judging:
    """``problems``: by name, why a topic that readers follow cannot be judged for."""

    topics: tuple[Topic, ...]
    problems: Mapping[str, str]

    def told(self) -> list[str]:
        """Before anything is fetched."""
        return [f"{problem}; the other topics are judged" for problem in self.problems.values()]

    def concluded(self) -> list[str]:
        """What is to be done when all is read."""
        return [
            f"nothing was judged for the topic '{name}', see above: once that is mended,"
            " `digest topic apply NAME` judges what was stored meanwhile"
            for name in self.problems
        ]


def judging(settings: BaseSettings) -> Judging:
    """Raises ConfigError if none can be judged for, or if what was typed is wrong."""
    return _judging(tuple(settings.getlist("TOPICS")), tuple(settings.getlist("READERS_TOPICS")))


@cache
def _judging(given: tuple[str, ...], followed: tuple[str, ...]) -> Judging:
    typed = [topic for topic in given if topic not in followed]
    if complaint := namesakes([*followed, *typed]):
        raise ConfigError(complaint)
    topics = {name: load_topic(name) for name in typed}
    problems: dict[str, str] = {}
    for name in followed:
        try:
            topics[name] = load_topic(name)
        except ConfigError as error:
            problems[topic_name(name)] = str(error)
    if not topics:
        raise ConfigError("; ".join(problems.values()))
    return Judging(tuple(topics.values()), problems)
