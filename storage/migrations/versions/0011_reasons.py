"""Why a verdict is what it is, whether a person should look at it, and by which words it was given."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    near: sa.Column[bool] = sa.Column("near", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("verdicts", near)
    op.add_column("verdicts", sa.Column("parts", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "verdicts", sa.Column("decided_by", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "verdicts", sa.Column("words_sum", sa.String(length=8), nullable=False, server_default="")
    )
    op.create_index("verdicts_by_near", "verdicts", ["topic", "near"])


def downgrade() -> None:
    op.drop_index("verdicts_by_near", "verdicts")
    for name in ("words_sum", "decided_by", "parts", "near"):
        op.drop_column("verdicts", name)
