"""Where each field of an article came from, what its page claims, and whether it is whole."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("articles", sa.Column("claimed", sa.String(length=32)))
    op.add_column(
        "articles", sa.Column("truncated", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("articles", sa.Column("origins", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    for name in ("origins", "truncated", "claimed"):
        op.drop_column("articles", name)
