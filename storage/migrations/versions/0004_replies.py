"""A delivery can be a reply in the thread of a card."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("under_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("delivery_under_id_fkey", "card", ["under_id"], ["id"], ondelete="CASCADE")


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint("delivery_under_id_fkey", type_="foreignkey")
        batch_op.drop_column("under_id")
