"""The reading of an audit: a known fault is never passed over in silence."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.project.dependencies import Audit, read_accepted, read_audit

TODAY = datetime.now(UTC).date()
REPORT = {
    "dependencies": [
        {"name": "good", "version": "1.0", "vulns": []},
        {"name": "strange", "skip_reason": "not found"},
        {
            "name": "bad",
            "version": "2.0",
            "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.1"]}],
        },
    ]
}
FAULT = "bad 2.0: PYSEC-1 (mended in 2.1)"


@pytest.mark.parametrize(
    ("accepted", "faults"),
    [
        ({}, (FAULT,)),
        ({"PYSEC-1": TODAY}, ()),
        ({"CVE-1": TODAY + timedelta(days=1)}, ()),
        ({"PYSEC-1": TODAY - timedelta(days=1)}, (FAULT,)),
        ({"PYSEC-2": TODAY}, (FAULT,)),
    ],
)
def test_read_audit_names_each_fault_that_nobody_accepted(
    accepted: dict[str, date], faults: tuple[str, ...]
):
    assert read_audit(REPORT, accepted) == Audit(faults, asked=2, unknown=1)


def test_read_accepted_without_a_reason_refuses():
    project = {"tool": {"audit": {"accepted": {"PYSEC-1": {"until": TODAY, "why": ""}}}}}

    with pytest.raises(ValueError, match="PYSEC-1"):
        read_accepted(project)
