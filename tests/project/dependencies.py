"""Part of `make check`: are the locked packages free of known faults, and which packages are there.

The audit asks the advisory index, and says so where it does not answer: a machine without the
internet can still check everything else. The bill of materials (CycloneDX) needs no network; it is
written to `build/sbom.json`.

A known fault that does not touch us is listed with its reason and a day in pyproject.toml:

    [tool.audit.accepted]
    "PYSEC-2026-1" = { until = 2026-12-31, why = "we never parse such files" }
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
LOCK = ROOT / "requirements.lock"
SBOM = ROOT / "build" / "sbom.json"
AUDIT_SECONDS = 30
SBOM_SECONDS = 60


@dataclass(frozen=True)
class Audit:
    faults: tuple[str, ...]
    """One line per known fault that nobody accepted."""
    asked: int
    """Packages that the index told about."""
    unknown: int
    """Packages that it does not know."""


def read_audit(report: Mapping[str, Any], accepted: Mapping[str, date]) -> Audit:
    """report: what pip-audit prints as JSON. accepted: {name of a fault: until which day}."""
    today = datetime.now(UTC).date()
    faults, asked, unknown = [], 0, 0
    for package in report["dependencies"]:
        if "skip_reason" in package:
            unknown += 1
            continue
        asked += 1
        for fault in package["vulns"]:
            names = {fault["id"], *fault.get("aliases", ())}
            if any(accepted.get(name, date.min) >= today for name in names):
                continue
            mended = ", ".join(fault.get("fix_versions", ())) or "no version yet"
            faults.append(
                f"{package['name']} {package['version']}: {fault['id']} (mended in {mended})"
            )
    return Audit(tuple(faults), asked, unknown)


def read_accepted(project: Mapping[str, Any]) -> dict[str, date]:
    """From pyproject.toml; ValueError where an entry has no reason."""
    listed = project.get("tool", {}).get("audit", {}).get("accepted", {})
    for name, entry in listed.items():
        if not entry.get("why"):
            raise ValueError(f"{name} is accepted without a reason")
    return {name: entry["until"] for name, entry in listed.items()}


def _run(words: Sequence[str], seconds: int) -> subprocess.CompletedProcess[str] | None:
    """None where it took too long."""
    command = [str(Path(sys.executable).with_name(words[0])), *words[1:]]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return None


def audit() -> tuple[bool, str]:
    """Whether nothing speaks against the lock file, and a sentence about it."""
    done = _run(
        ["pip-audit", "-r", str(LOCK), "--disable-pip", "--require-hashes", "-f", "json",
         "--progress-spinner", "off"],
        AUDIT_SECONDS,
    )  # fmt: skip
    if done is None or not done.stdout.strip():
        return True, "Dependencies: not audited, the advisory index does not answer."
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    found = read_audit(json.loads(done.stdout), read_accepted(project))
    if found.faults:
        return False, "Dependencies with known faults:\n  " + "\n  ".join(found.faults)
    if not found.asked:
        return True, "Dependencies: not audited, the index that answers here knows no advisories."
    return True, f"Dependencies: {found.asked} audited, {found.unknown} unknown to the index."


def write_sbom() -> tuple[bool, str]:
    """The bill of materials of what runs in production."""
    SBOM.parent.mkdir(exist_ok=True)
    done = _run(
        ["cyclonedx-py", "requirements", str(LOCK), "--pyproject", str(ROOT / "pyproject.toml"),
         "--output-reproducible", "--of", "JSON", "-o", str(SBOM)],
        SBOM_SECONDS,
    )  # fmt: skip
    if done is None or done.returncode:
        return False, f"The bill of materials could not be written.\n{done.stderr if done else ''}"
    parts = json.loads(SBOM.read_text())["components"]
    bare = [part["name"] for part in parts if not _has_hash(part)]
    if bare:
        return False, f"Packages without a hash in the bill of materials: {', '.join(bare)}"
    return True, f"Bill of materials: {len(parts)} packages, {SBOM.relative_to(ROOT)}"


def _has_hash(part: Mapping[str, Any]) -> bool:
    """The hashes of the lock file stand with the place where a package comes from."""
    places = part.get("externalReferences", [])
    return bool(part.get("hashes")) or any(place.get("hashes") for place in places)


def main() -> int:
    results = [audit(), write_sbom()]
    for _good, sentence in results:
        print(sentence)
    return 0 if all(good for good, _sentence in results) else 1


if __name__ == "__main__":
    sys.exit(main())
