"""what is held of people

Revision: 0010
Before: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('erased_person',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('erased_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('texts', sa.String(length=20), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_erased_person'))
    )
    op.create_table('retention_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('kept', sa.String(length=20), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retention_report'))
    )
    with op.batch_alter_table('retention_report', schema=None) as batch_op:
        batch_op.create_index('ix_retention_report_at', ['at'], unique=False)

    op.create_table('retention_choice',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('kept', sa.String(length=20), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.CheckConstraint('days >= 0', name=op.f('ck_retention_choice_days_not_negative')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_retention_choice_meeting_id_meeting'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'kept', name=op.f('pk_retention_choice'))
    )
    op.create_table('data_export',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['file_id'], ['stored_file.id'], name=op.f('fk_data_export_file_id_stored_file')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_data_export_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_export'))
    )
    with op.batch_alter_table('data_export', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_data_export_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('outgoing_mail', schema=None) as batch_op:
        batch_op.add_column(sa.Column('emptied_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('used_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('warned_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True))

    # Nobody is to end for a lack of what was not noted before: the last sign-in counts.
    op.execute(
        "UPDATE person SET used_at = (SELECT max(sign_in.created_at) FROM sign_in "
        "WHERE sign_in.person_id = person.id)"
    )
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.add_column(sa.Column('personal', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('seen_by', sa.String(length=20), server_default='organisers', nullable=False))
        batch_op.add_column(sa.Column('kept', sa.String(length=20), server_default='meeting', nullable=False))
        batch_op.add_column(sa.Column('why', sa.JSON(none_as_null=True), nullable=True))
    op.execute("UPDATE question SET personal = true WHERE code IN ('role', 'regions', 'languages')")


def downgrade() -> None:
    with op.batch_alter_table('question', schema=None, recreate='never') as batch_op:
        batch_op.drop_column('why')
        batch_op.drop_column('kept')
        batch_op.drop_column('seen_by')
        batch_op.drop_column('personal')

    with op.batch_alter_table('person', schema=None, recreate='never') as batch_op:
        batch_op.drop_column('erased_at')
        batch_op.drop_column('warned_at')
        batch_op.drop_column('used_at')

    with op.batch_alter_table('outgoing_mail', schema=None, recreate='never') as batch_op:
        batch_op.drop_column('emptied_at')

    with op.batch_alter_table('data_export', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_data_export_person_id'))

    op.drop_table('data_export')
    op.drop_table('retention_choice')
    with op.batch_alter_table('retention_report', schema=None) as batch_op:
        batch_op.drop_index('ix_retention_report_at')

    op.drop_table('retention_report')
    op.drop_table('erased_person')
