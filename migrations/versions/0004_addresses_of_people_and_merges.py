"""addresses of people and merges

Revision: 0004
Before: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

ADDRESS = ['person_id', 'address', 'is_primary', 'confirmed_at']


def upgrade() -> None:
    op.create_table('address_claim',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_address_claim_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_address_claim')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_address_claim_token_hash'))
    )
    with op.batch_alter_table('address_claim', schema=None) as batch_op:
        batch_op.create_index('ix_address_claim_recent', ['person_id', 'created_at'], unique=False)

    op.create_table('email_address',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('is_primary', sa.Boolean(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_email_address_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_email_address')),
    sa.UniqueConstraint('address', name=op.f('uq_email_address_address'))
    )
    with op.batch_alter_table('email_address', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_email_address_person_id'), ['person_id'], unique=False)
        batch_op.create_index('uq_email_address_primary', ['person_id'], unique=True, sqlite_where=sa.text('is_primary'), postgresql_where=sa.text('is_primary'))

    op.create_table('person_merge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kept_id', sa.Integer(), nullable=False),
    sa.Column('gone_id', sa.Integer(), nullable=False),
    sa.Column('merged_by_id', sa.Integer(), nullable=True),
    sa.Column('merged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('filled', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['gone_id'], ['person.id'], name=op.f('fk_person_merge_gone_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['kept_id'], ['person.id'], name=op.f('fk_person_merge_kept_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['merged_by_id'], ['person.id'], name=op.f('fk_person_merge_merged_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_merge'))
    )
    with op.batch_alter_table('person_merge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_merge_gone_id'), ['gone_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_merge_kept_id'), ['kept_id'], unique=False)

    person = sa.table('person', *map(sa.column, ('id', 'email', 'email_confirmed_at')))
    op.execute(
        sa.insert(sa.table('email_address', *map(sa.column, ADDRESS))).from_select(
            ADDRESS,
            sa.select(person.c.id, person.c.email, sa.true(), person.c.email_confirmed_at),
        )
    )


def downgrade() -> None:
    with op.batch_alter_table('person_merge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_merge_kept_id'))
        batch_op.drop_index(batch_op.f('ix_person_merge_gone_id'))

    op.drop_table('person_merge')
    with op.batch_alter_table('email_address', schema=None) as batch_op:
        batch_op.drop_index('uq_email_address_primary', sqlite_where=sa.text('is_primary'), postgresql_where=sa.text('is_primary'))
        batch_op.drop_index(batch_op.f('ix_email_address_person_id'))

    op.drop_table('email_address')
    with op.batch_alter_table('address_claim', schema=None) as batch_op:
        batch_op.drop_index('ix_address_claim_recent')

    op.drop_table('address_claim')
