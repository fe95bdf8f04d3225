"""questions of the registration

Revision: 0022
Before: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('registration', schema=None) as batch_op:
        batch_op.add_column(sa.Column('response_id', sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_registration_response_id'), ['response_id'])
        batch_op.create_foreign_key(batch_op.f('fk_registration_response_id_response'), 'response', ['response_id'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('registration_desk', schema=None) as batch_op:
        batch_op.add_column(sa.Column('questionnaire_id', sa.Integer(), nullable=True))

    _give_questionnaires()
    with op.batch_alter_table('registration_desk', schema=None) as batch_op:
        batch_op.alter_column('questionnaire_id', existing_type=sa.Integer(), nullable=False)
        batch_op.create_foreign_key(batch_op.f('fk_registration_desk_questionnaire_id_questionnaire'), 'questionnaire', ['questionnaire_id'], ['id'])


def _give_questionnaires() -> None:
    """Each desk gets one without questions, or that which going down has left of it, with answers."""
    bind = op.get_bind()
    desk = sa.table('registration_desk', sa.column('meeting_id'), sa.column('questionnaire_id'))
    questionnaire = sa.table('questionnaire', sa.column('id'), sa.column('meeting_id'))
    asked = [sa.table(name, sa.column('questionnaire_id')).c.questionnaire_id for name in ('survey', 'call')]
    for meeting_id in bind.scalars(sa.select(desk.c.meeting_id)).all():
        left = sa.select(sa.func.min(questionnaire.c.id)).where(
            questionnaire.c.meeting_id == meeting_id, *(questionnaire.c.id.not_in(sa.select(one)) for one in asked)
        )
        number = bind.scalar(left)
        if number is None:
            made = sa.insert(questionnaire).values(meeting_id=meeting_id)
            number = bind.scalar(made.returning(questionnaire.c.id))
        bind.execute(sa.update(desk).where(desk.c.meeting_id == meeting_id).values(questionnaire_id=number))
    op.execute("""
        UPDATE registration SET response_id = (
            SELECT max(response.id) FROM response
            JOIN registration_desk ON registration_desk.questionnaire_id = response.questionnaire_id
            WHERE registration_desk.meeting_id = registration.meeting_id
            AND response.person_id = registration.person_id
        )
    """)


def downgrade() -> None:
    """Questions and answers stay: only what led to them goes."""
    with op.batch_alter_table('registration_desk', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_registration_desk_questionnaire_id_questionnaire'), type_='foreignkey')
        batch_op.drop_column('questionnaire_id')

    with op.batch_alter_table('registration', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_registration_response_id_response'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_registration_response_id'), type_='unique')
        batch_op.drop_column('response_id')
