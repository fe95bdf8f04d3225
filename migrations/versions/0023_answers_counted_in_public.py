"""how many answers were counted in public

Revision: 0023
Before: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.add_column(sa.Column('counted', sa.Integer(), nullable=True))

    op.execute("""
        UPDATE survey SET counted = (
            SELECT count(*) FROM response
            WHERE response.questionnaire_id = survey.questionnaire_id AND response.sent_at IS NOT NULL
        ) WHERE results_published_at IS NOT NULL
    """)
    op.execute(sa.update(sa.table('survey', sa.column('counted'), sa.column('grows_in_public', sa.Boolean))).where(sa.column('grows_in_public', sa.Boolean)).values(counted=0))
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.drop_column('grows_in_public')


def downgrade() -> None:
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.add_column(sa.Column('grows_in_public', sa.Boolean(), server_default=sa.false(), nullable=False))

    # So do those of which some answers still wait: all at once would tell who they are.
    op.execute("""
        UPDATE survey SET grows_in_public = true WHERE counted = 0 OR counted < (
            SELECT count(*) FROM response
            WHERE response.questionnaire_id = survey.questionnaire_id AND response.sent_at IS NOT NULL
        )
    """)
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.drop_column('counted')
