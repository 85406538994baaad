"""Second looks at articles that were sent: looks, versions, where pages came from, two counts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PAGE = ("address", "etag", "last_modified")
COUNTS = ("revisited", "corrected")


def upgrade() -> None:
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("finding", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("looks_by_url", "looks", ["url", "at"], unique=False)
    op.create_index("looks_by_finding", "looks", ["finding", "at"], unique=False)
    op.create_table(
        "versions",
        sa.Column("look_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("published", sa.String(length=32), nullable=True),
        sa.Column("day_only", sa.Boolean(), nullable=False),
        sa.Column("modified", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["look_id"], ["looks.id"]),
        sa.PrimaryKeyConstraint("look_id"),
    )
    op.create_index("deliveries_by_sending", "deliveries", ["status", "sent"], unique=False)
    for name in PAGE:
        text: sa.Column[str] = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("pages", text)
    for name in COUNTS:
        count: sa.Column[int] = sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        op.add_column("reports", count)


def downgrade() -> None:
    with op.batch_alter_table("reports") as reports:
        for name in COUNTS:
            reports.drop_column(name)
    with op.batch_alter_table("pages") as pages:
        for name in PAGE:
            pages.drop_column(name)
    op.drop_index("deliveries_by_sending", "deliveries")
    op.drop_table("versions")
    op.drop_table("looks")
