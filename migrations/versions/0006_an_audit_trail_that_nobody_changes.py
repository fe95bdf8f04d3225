"""an audit trail that nobody changes, and what looking through it found

Revision: 0006
Before: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

# An entry is never changed, and deleted only when its 24 months are over. A later migration that
# rebuilds the table on SQLite must make its triggers again.
_GUARD = {
    'sqlite': (
        """CREATE TRIGGER audit_entry_never_changes BEFORE UPDATE ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'an entry of the audit trail never changes'); END""",
        """CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
        WHEN OLD.at > datetime('now', '-730 days')
        BEGIN SELECT RAISE(ABORT, 'an entry of the audit trail stays for 24 months'); END""",
    ),
    'postgresql': (
        """CREATE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND OLD.at <= now() - interval '730 days' THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'an entry of the audit trail never changes and stays for 24 months';
        END $$""",
        """CREATE TRIGGER audit_entry_never_changes BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_guard()""",
        """CREATE TRIGGER audit_entry_stays BEFORE TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_guard()""",
    ),
}
_UNGUARD = {
    'sqlite': (
        'DROP TRIGGER audit_entry_never_changes',
        'DROP TRIGGER audit_entry_stays',
    ),
    'postgresql': (
        'DROP TRIGGER audit_entry_never_changes ON audit_entry',
        'DROP TRIGGER audit_entry_stays ON audit_entry',
        'DROP FUNCTION audit_entry_guard()',
    ),
}


def upgrade() -> None:
    op.create_table('audit_check',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entries', sa.Integer(), nullable=False),
    sa.Column('broken_id', sa.Integer(), nullable=True),
    sa.Column('head_id', sa.Integer(), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_check'))
    )
    with op.batch_alter_table('audit_check', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_check_at'), ['at'], unique=False)
    for statement in _GUARD[op.get_bind().dialect.name]:
        op.execute(statement)



def downgrade() -> None:
    with op.batch_alter_table('audit_check', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_check_at'))

    op.drop_table('audit_check')
    for statement in _UNGUARD[op.get_bind().dialect.name]:
        op.execute(statement)
