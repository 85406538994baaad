"""Whether an article was found where only new ones are: of those without a date, the news."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column: sa.Column[bool] = sa.Column("found_new", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("articles", column)


def downgrade() -> None:
    with op.batch_alter_table("articles") as table:
        table.drop_column("found_new")
