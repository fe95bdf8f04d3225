"""roles are limited

Revision: 0012
Before: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

KNOWN_BEFORE = ('organiser', 'reviewer', 'translator')


def upgrade() -> None:
    with op.batch_alter_table('meeting_role', schema=None) as batch_op:
        batch_op.add_column(sa.Column('scope', sa.String(length=60), nullable=False, server_default=''))
        batch_op.drop_constraint(batch_op.f('uq_meeting_role_meeting_id_person_id_role'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_meeting_role_meeting_id_person_id_role_scope'), ['meeting_id', 'person_id', 'role', 'scope'])
    with op.batch_alter_table('meeting_role', schema=None) as batch_op:
        batch_op.alter_column('scope', server_default=None)


def downgrade() -> None:
    # The code before knows three roles, and each of them once for a person.
    role = sa.table('meeting_role', *map(sa.column, ('id', 'meeting_id', 'person_id', 'role')))
    op.execute(sa.delete(role).where(role.c.role.not_in(KNOWN_BEFORE)))
    kept = sa.select(sa.func.min(role.c.id)).group_by(role.c.meeting_id, role.c.person_id, role.c.role)
    op.execute(sa.delete(role).where(role.c.id.not_in(kept)))
    with op.batch_alter_table('meeting_role', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_meeting_role_meeting_id_person_id_role_scope'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_meeting_role_meeting_id_person_id_role'), ['meeting_id', 'person_id', 'role'])
        batch_op.drop_column('scope')
