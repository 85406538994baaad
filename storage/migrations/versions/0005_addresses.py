"""Addresses: all under which an article was announced or found.

Keys and fingerprints are computed by the crawl of each edition when it begins, which knows the
edition's rule; see storage.addresses.Addresses.refresh.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column: sa.Column[str] = sa.Column("fingerprint", sa.String(length=64), nullable=False, server_default="")
    op.add_column("articles", column)
    op.create_index("articles_by_fingerprint", "articles", ["fingerprint"])
    op.create_table(
        "addresses",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"]),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_index("addresses_by_article", "addresses", ["article_id"])
    op.create_index("addresses_by_key", "addresses", ["key"])
    op.create_index("addresses_by_slug", "addresses", ["slug"])
    op.create_index("addresses_by_edition", "addresses", ["edition", "key"])
    op.execute(
        "INSERT INTO addresses (url, article_id, edition, key, slug, certain)"
        " SELECT url, id, edition, '', '', true FROM articles"
    )


def downgrade() -> None:
    op.drop_table("addresses")
    op.drop_index("articles_by_fingerprint", "articles")
    with op.batch_alter_table("articles") as table:
        table.drop_column("fingerprint")
