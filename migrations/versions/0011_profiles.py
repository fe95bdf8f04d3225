"""profiles

Revision: 0011
Before: 0010
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
AT_FIRST = {
    'pronunciation': '',
    'job_title': '',
    'presence': 'named',
    'pseudonym': '',
    'shows_photo': 'participants',
    'shows_biography': 'everybody',
    'shows_job_title': 'everybody',
    'shows_organisation': 'everybody',
    'shows_country': 'organisers',
    'shows_address': 'organisers',
}


def upgrade() -> None:
    op.create_table('profile',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=6), nullable=False),
    sa.Column('legal_name', sa.Text(), nullable=True),
    sa.Column('pronunciation', sa.String(length=200), nullable=False),
    sa.Column('job_title', sa.String(length=200), nullable=False),
    sa.Column('speaks', sa.JSON(), nullable=False),
    sa.Column('biography', sa.JSON(), nullable=False),
    sa.Column('photo_id', sa.Integer(), nullable=True),
    sa.Column('presence', sa.String(length=12), nullable=False),
    sa.Column('pseudonym', sa.String(length=200), nullable=False),
    sa.Column('shows_photo', sa.String(length=12), nullable=False),
    sa.Column('shows_biography', sa.String(length=12), nullable=False),
    sa.Column('shows_job_title', sa.String(length=12), nullable=False),
    sa.Column('shows_organisation', sa.String(length=12), nullable=False),
    sa.Column('shows_country', sa.String(length=12), nullable=False),
    sa.Column('shows_address', sa.String(length=12), nullable=False),
    sa.Column('shown_changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_profile_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['photo_id'], ['stored_file.id'], name=op.f('fk_profile_photo_id_stored_file'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_profile')),
    sa.UniqueConstraint('code', name=op.f('uq_profile_code')),
    sa.UniqueConstraint('person_id', name=op.f('uq_profile_person_id'))
    )

    bind, person = op.get_bind(), sa.table('person', sa.column('id'))
    numbers = bind.scalars(sa.select(person.c.id).order_by(person.c.id)).all()
    codes: set[str] = set()
    while len(codes) < len(numbers):
        codes.add(''.join(secrets.choice(LETTERS) for _ in range(6)))
    if numbers:
        profile = sa.table('profile', *map(sa.column, ('person_id', 'code', *AT_FIRST)),
            sa.column('speaks', sa.JSON), sa.column('biography', sa.JSON))
        rows = [
            {'person_id': number, 'code': code, 'speaks': [], 'biography': [], **AT_FIRST}
            for number, code in zip(numbers, codes, strict=True)
        ]
        bind.execute(sa.insert(profile), rows)


def downgrade() -> None:
    op.drop_table('profile')
