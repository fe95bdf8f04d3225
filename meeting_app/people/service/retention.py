"""What ends with time: one run a day, one line of the report for each class."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from meeting_app.core import jobs, outbox
from meeting_app.core.db import Base, db
from meeting_app.core.feature import Feature
from meeting_app.core.forgetting import SCRUB
from meeting_app.core.personal import SPANS, Kept
from meeting_app.core.privacy import Texts, count_changed
from meeting_app.core.requests import KEYS_KEPT, SpentKey
from meeting_app.people import letters
from meeting_app.people.audit import record
from meeting_app.people.models import (
    Action,
    AddressClaim,
    AuditEntry,
    DataExport,
    Link,
    Person,
    PersonMerge,
    RetentionReport,
    SignIn,
)
from meeting_app.people.service.erasure import erase

WARNED_BEFORE = timedelta(days=30)
EVERY = timedelta(days=1)


def run_endings(features: Iterable[Feature], now: datetime) -> bool:
    """End what is due, once a day. True when this was the run of the day."""
    last = db.session.scalar(select(func.max(RetentionReport.at)))
    if last is not None and now - last < EVERY - timedelta(minutes=5):
        return False
    features = list(features)
    ended: Counter[Kept] = Counter()
    for feature in features:
        for ending in feature.privacy.endings if feature.privacy else ():
            ended[ending.kept] += ending.end(now)
    ended[Kept.ACCOUNT] += end_accounts(features, now)
    for kept, rows in sorted(ended.items()):
        db.session.add(RetentionReport(at=now, kept=kept, rows=rows))
    record(
        Action.RETENTION_RAN,
        actor=None,
        now=now,
        details={str(kept): rows for kept, rows in sorted(ended.items()) if rows},
    )
    if any(ended.values()):
        jobs.enqueue(
            SCRUB,
            f"scrub-day-{now.timestamp():.0f}",
            {"letters": [], "contents": []},
            run_at=now,
        )
    return True


def forget_sign_ins(now: datetime) -> int:
    """Of links and sign-ins: some days after they were used, ended or ran out."""
    before = now - SPANS[Kept.SIGN_IN]
    links = delete(Link).where(Link.expires_at <= before)
    over = func.coalesce(SignIn.ended_at, SignIn.expires_at) <= before
    claims = delete(AddressClaim).where(
        func.coalesce(AddressClaim.ended_at, AddressClaim.expires_at) <= before
    )
    return sum(map(count_changed, (links, claims, delete(SignIn).where(over))))


def forget_merges(now: datetime) -> int:
    """Of people: long after nothing can be undone any more."""
    return count_changed(
        delete(PersonMerge).where(PersonMerge.merged_at <= now - SPANS[Kept.AUDIT])
    )


def forget_keys(now: datetime) -> int:
    return count_changed(delete(SpentKey).where(SpentKey.spent_at <= now - KEYS_KEPT))


def forget_trail(now: datetime) -> int:
    """From its beginning only, so that the chain of the rest holds."""
    return count_changed(delete(AuditEntry).where(AuditEntry.at <= now - SPANS[Kept.AUDIT]))


def end_exports(now: datetime) -> int:
    """Files with somebody's data: gone from the disk within the hour by `files.sweep`."""
    due = db.session.scalars(select(DataExport).where(DataExport.ends_at <= now)).all()
    for one in due:
        kept = one.file
        db.session.delete(one)
        db.session.flush()
        if kept is not None:
            db.session.delete(kept)
    return len(due)


def end_accounts(features: Iterable[Feature], now: datetime) -> int:
    """Those that nothing needs and nobody used for long: first a letter, then the erasure."""
    unused_since = now - SPANS[Kept.ACCOUNT]
    used_at = func.coalesce(Person.used_at, Person.created_at)
    candidates = db.session.scalars(
        select(Person).where(
            Person.erased_at.is_(None),
            used_at <= unused_since + WARNED_BEFORE,
            ~Person.is_administrator,
        )
    ).all()
    needed = _needed([person.id for person in candidates]) if candidates else set()
    ended = 0
    for person in candidates:
        if person.id in needed:
            continue
        if person.warned_at is None:
            person.warned_at = now
            if person.active:
                outbox.post(letters.account_ends(person, now + WARNED_BEFORE), now)
        elif person.warned_at <= now - WARNED_BEFORE:
            erase(person, features, texts=Texts.NAMELESS, actor=None, now=now)
            ended += 1
    return ended


def _needed(numbers: list[int]) -> set[int]:
    """Those to whom a row of any other package points: what comes with an account keeps nobody."""
    found: set[int] = set()
    for mapper in Base.registry.mappers:
        if mapper.class_.__module__.startswith("meeting_app.people."):
            continue
        for column in mapper.local_table.columns:
            if any(key.column.table.name == "person" for key in column.foreign_keys):
                found.update(
                    db.session.scalars(select(column).where(column.in_(numbers)).distinct())
                )
    return found
