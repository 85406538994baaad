"""A value with the rule that gave it."""

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """``by``: in words for an operator, the kind of rule first: "json-ld", "meta og:title",
    "selector .body", "h1", "trafilatura"; "" where none gave a value."""

    value: T
    by: str
