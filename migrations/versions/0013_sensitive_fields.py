"""sensitive fields

Revision: 0013
Before: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sensitive_field',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('handed_to', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('days_kept', sa.Integer(), nullable=False),
    sa.Column('modes', sa.JSON(), nullable=False),
    sa.Column('needed', sa.Boolean(), nullable=False),
    sa.CheckConstraint('days_kept BETWEEN 0 AND 30', name=op.f('ck_sensitive_field_days_kept_few')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_sensitive_field_meeting_id_meeting'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sensitive_field')),
    sa.UniqueConstraint('meeting_id', 'field', name=op.f('uq_sensitive_field_meeting_id_field'))
    )
    op.create_table('sensitive_value',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('sealed', sa.Text(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('consented_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_sensitive_value_meeting_id_meeting'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sensitive_value_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sensitive_value')),
    sa.UniqueConstraint('meeting_id', 'person_id', 'field', name=op.f('uq_sensitive_value_meeting_id_person_id_field'))
    )
    with op.batch_alter_table('sensitive_value', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sensitive_value_person_id'), ['person_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('sensitive_value', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sensitive_value_person_id'))

    op.drop_table('sensitive_value')
    op.drop_table('sensitive_field')
