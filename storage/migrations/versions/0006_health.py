"""What an edition's health is judged by: what its pages gave, since when it is in trouble."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def columns() -> tuple[sa.Column[object], ...]:
    """New ones at each call: a column belongs to one table."""
    return (
        sa.Column("blank", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("received", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("backfill", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("coverage", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("concerns", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("since", sa.String(length=32)),
        sa.Column("mended", sa.String(length=32)),
        sa.Column("last_new", sa.String(length=32)),
        sa.Column("usual_gap", sa.Integer()),
    )


def upgrade() -> None:
    for column in columns():
        op.add_column("reports", column)
    op.create_index("reports_by_end", "reports", ["ended"], unique=False)


def downgrade() -> None:
    op.drop_index("reports_by_end", "reports")
    with op.batch_alter_table("reports") as table:
        for column in columns():
            table.drop_column(column.name)
