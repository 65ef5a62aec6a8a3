"""Indexes that hold all that counting a meeting's answers and a community's companies needs."""

from collections.abc import Sequence

from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index("answer_count", ["meeting_id", "choice", "organisation_id"], unique=False)
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index("organisation_kind", ["community_id", "kind"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index("organisation_kind")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index("answer_count")
