"""Rungs are counted from deadlines too, and a reminder knows of the first sign that it was seen.

What was laid out before is laid out once more where there is a deadline, by itself.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("laid", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sign", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Back: what was seen is forgotten."""
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_column("sign")
        batch_op.drop_column("seen")
    with op.batch_alter_table("laid", schema=None) as batch_op:
        batch_op.drop_column("answer_by")
