"""Backfills: how far each has come, and when pages outside a window were published."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backfills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=True),
        sa.Column("started", sa.String(length=32), nullable=False),
        sa.Column("finished", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("backfills_by_edition", "backfills", ["edition", "since"])
    op.create_table(
        "backfill_lists",
        sa.Column("backfill_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("last", sa.Boolean(), nullable=False),
        sa.Column("oldest", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["backfill_id"], ["backfills.id"]),
        sa.PrimaryKeyConstraint("backfill_id", "url"),
    )
    op.add_column("visits", sa.Column("published", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("visits") as visits:
        visits.drop_column("published")
    op.drop_table("backfill_lists")
    op.drop_index("backfills_by_edition", table_name="backfills")
    op.drop_table("backfills")
