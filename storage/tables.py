"""The tables. SQLAlchemy Core; migrations bring a database here, tests compare the two."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
    true,
)
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware instant as ISO 8601 text in UTC.

    SQLAlchemy's own DateTime(timezone=True) gives 13:00+07 back from SQLite as a naive 13:00
    (measured on 2.1.9). Text of a fixed width sorts as the instants do.
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone; an instant is stored only with one")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return datetime.fromisoformat(value) if value else None


class Span(TypeDecorator[timedelta]):
    """A length of time in whole seconds: SQLAlchemy's Interval is an instant of 1970 on SQLite."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else round(value.total_seconds())

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:  # noqa: ARG002
        return None if value is None else timedelta(seconds=value)


metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("outlet", String(64), nullable=False),
    Column("edition", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("title", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("authors", JSON, nullable=False),
    Column("published", Instant),
    Column("day_only", Boolean, nullable=False),
    Column("modified", Instant),
    Column("claimed", Instant),
    Column("truncated", Text, nullable=False, server_default=""),
    Column("origins", JSON, nullable=False, server_default="{}"),
    Column("first_seen", Instant, nullable=False),
    Column("found_new", Boolean, nullable=False, server_default=true()),
    # Of title and text; "" where they are too short to tell, or nobody has computed it yet.
    Column("fingerprint", String(64), nullable=False, server_default=""),
    Index("articles_by_fingerprint", "fingerprint"),
)

# Where an article was announced or found; articles.url, which readers were sent, is one of them.
addresses = Table(
    "addresses",
    metadata,
    Column("url", Text, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("edition", String(64), nullable=False),
    # What the edition's rule makes of the address, see records.Address.
    Column("key", Text, nullable=False),
    Column("slug", Text, nullable=False),
    # False: the article's page said so, and nobody has seen what stands there.
    Column("certain", Boolean, nullable=False),
    Index("addresses_by_article", "article_id"),
    Index("addresses_by_key", "key"),
    Index("addresses_by_slug", "slug"),
    Index("addresses_by_edition", "edition", "key"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("topic", String(64), primary_key=True),
    Column("relevant", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    Column("matches", JSON, nullable=False),
    Column("near", Boolean, nullable=False, server_default=false()),
    Column("parts", JSON, nullable=False, server_default="[]"),
    Column("decided_by", Text, nullable=False, server_default=""),
    Column("words_sum", String(8), nullable=False, server_default=""),
    Index("verdicts_by_topic", "topic", "relevant"),
    Index("verdicts_by_near", "topic", "near"),
)

# Only of relevant pages: what a verdict or a date was read from, for a later look.
pages = Table(
    "pages",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("html", LargeBinary, nullable=False),  # gzip
    Column("sha256", String(64), nullable=False),  # of the page as received
    Column("fetched", Instant, nullable=False),
    # Where it came from, and what came along, to ask for it conditionally.
    Column("address", Text, nullable=False, server_default=""),
    Column("etag", Text, nullable=False, server_default=""),
    Column("last_modified", Text, nullable=False, server_default=""),
)

visits = Table(
    "visits",
    metadata,
    Column("url", Text, primary_key=True),
    Column("edition", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("published", Instant),  # of a page of which no article was kept
)

# Of lists only; those of pages stand with the pages. One without etag and date is of a list whose
# later pages were not all kept: see Validators.owe.
validators = Table(
    "validators",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("noted", Instant, nullable=False),
)

# What an edition published between two instants, asked for by hand. Without ``until``: to now.
backfills = Table(
    "backfills",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("edition", String(64), nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant),
    Column("started", Instant, nullable=False),
    Column("finished", Instant),
    Index("backfills_by_edition", "edition", "since"),
)

# The lists of a backfill that need not be asked again: all that they announced is kept or was
# known.
backfill_lists = Table(
    "backfill_lists",
    metadata,
    Column("backfill_id", ForeignKey("backfills.id"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("source", Text, nullable=False),  # as the outlet's file has it
    Column("page", Integer, nullable=False),
    Column("last", Boolean, nullable=False),  # nothing follows that belongs to the backfill
    Column("oldest", Instant),  # how far back it leads; null where it has no dates
)

# Of hosts that sent Retry-After: what they asked for outlasts the run that was told.
pauses = Table(
    "pauses",
    metadata,
    Column("host", Text, primary_key=True),
    Column("until", Instant, nullable=False),
    Column("reason", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("edition", String(64), nullable=False),
    Column("outlet", String(64), nullable=False),
    Column("outlet_name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("started", Instant, nullable=False),
    Column("ended", Instant, nullable=False),
    *(
        Column(count, Integer, nullable=False)
        for count in ("announced", "known", "fetched", "stored", "relevant", "failed")
    ),
    Column("state", String(16), nullable=False),
    Column("problem", Text, nullable=False),
    Column("obstacle", String(16), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("revisited", Integer, nullable=False, server_default="0"),
    Column("corrected", Integer, nullable=False, server_default="0"),
    Column("blank", JSON, nullable=False, server_default="{}"),
    Column("received", Integer, nullable=False, server_default="0"),
    Column("backfill", Boolean, nullable=False, server_default=false()),
    Column("coverage", JSON, nullable=False, server_default="{}"),
    Column("concerns", JSON, nullable=False, server_default="[]"),
    Column("since", Instant),
    Column("mended", Instant),
    Column("last_new", Instant),
    Column("usual_gap", Span),
    Column("off_topic", Integer, nullable=False, server_default="0"),
    Index("reports_by_edition", "edition", "ended"),
    Index("reports_by_end", "ended"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reader", Text, nullable=False),
    Column("topic", String(64), nullable=False),
    Column("created", Instant, nullable=False),
    Column("status", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("mail", LargeBinary, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("sent", Instant),
    Index("deliveries_by_reader", "reader", "topic", "created"),
    # Without it, each crawl would read through every mail that was ever sent.
    Index("deliveries_by_sending", "status", "sent"),
)

delivered_articles = Table(
    "delivered_articles",
    metadata,
    Column("delivery_id", ForeignKey("deliveries.id"), primary_key=True),
    Column("url", Text, primary_key=True),
    Index("delivered_articles_by_url", "url"),
)

# Each time that an article already sent was looked at again.
looks = Table(
    "looks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("edition", String(64), nullable=False),
    Column("mark", Integer, nullable=False),  # hours after sending
    Column("at", Instant, nullable=False),
    Column("finding", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("changes", JSON, nullable=False),
    Index("looks_by_url", "url", "at"),
    Index("looks_by_finding", "finding", "at"),
)

# What an article was until a look found it changed.
versions = Table(
    "versions",
    metadata,
    Column("look_id", ForeignKey("looks.id"), primary_key=True),
    Column("language", String(8), nullable=False),
    Column("title", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("authors", JSON, nullable=False),
    Column("published", Instant),
    Column("day_only", Boolean, nullable=False),
    Column("modified", Instant),
)
