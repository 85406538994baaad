"""What came of one delivery, in one line for the operator."""

from collections.abc import Iterable

from digest.config import Reader
from digest.whose import called
from storage.records import Delivery, DeliveryStatus


def outcome(delivery: Delivery, readers: Iterable[Reader]) -> str:
    """The reader, what happened, and after a failure what happens next."""
    return f"{called(delivery.reader, delivery.topic, readers)}: {_outcome(delivery)}"


def failed(delivery: Delivery) -> bool:
    """Whether somebody should look: not sent, refused, or empty for a reason that is no calm."""
    return bool(delivery.error)


def articles(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"


def _outcome(delivery: Delivery) -> str:
    match delivery.status:
        case DeliveryStatus.SENT:
            return f"sent, {articles(len(delivery.articles))}: {delivery.subject}"
        case DeliveryStatus.NOTHING_NEW if delivery.error:
            return f"nothing to send: {delivery.error}"
        case DeliveryStatus.NOTHING_NEW:
            return "nothing new, nothing sent"
        case DeliveryStatus.REFUSED:
            return f"not sent: {delivery.error}; correct or remove the address in digest.toml"
        case _:
            return f"not sent: {delivery.error}; the mail is kept and goes with the next try"
