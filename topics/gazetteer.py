"""What the people of a topic's file were on a given day: the decision of ``office_on``."""

from datetime import date

from topics.topic_file import Entity, Office


def office_on(entity: Entity, day: date) -> str:
    """The office that was held on that ``day``; several in the order in which they were taken, ""
    where the file does not know. A wrong office is worse than none: one without the day on which it
    was taken may have come later."""
    held = [office for office in entity.offices if _is_held(office, day)]
    held.sort(key=lambda office: office.since or date.max)
    return " and ".join(office.office for office in held)


def _is_held(office: Office, day: date) -> bool:
    begun = office.since is not None and office.since <= day
    return begun and (office.until is None or day <= office.until)
