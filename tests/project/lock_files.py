"""Part of `make check`, offline: the lock files satisfy pyproject.toml, carry hashes, name no index."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; ([^\\]+))?")
EXTRAS = {
    "requirements.lock": ("postgres", "scale"),
    "requirements-dev.lock": ("postgres", "scale", "dev"),
}


def locked(name: str) -> tuple[dict[str, str], list[str]]:
    """{package: version} and what is wrong with the file itself."""
    text = (ROOT / name).read_text()
    found: dict[str, str] = {}
    faults = []
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    for block in blocks:
        match = LOCKED.match(block)
        if match is None:
            faults.append(f"{name}: not a pinned package: {block.splitlines()[0]}")
            continue
        found[canonicalize_name(match[1])] = match[2]
        if "--hash=sha256:" not in block:
            faults.append(f"{name}: {match[1]} has no hash")
    if "://" in text or "--index-url" in text or "--find-links" in text:
        faults.append(f"{name}: names an address")
    return found, faults


def faults() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    found = []
    for name, extras in EXTRAS.items():
        versions, wrong = locked(name)
        found += wrong
        wanted = list(project["dependencies"])
        for extra in extras:
            wanted += project["optional-dependencies"][extra]
        for line in wanted:
            requirement = Requirement(line)
            if requirement.marker and not requirement.marker.evaluate(dict(default_environment())):
                continue
            version = versions.get(canonicalize_name(requirement.name))
            if version is None:
                found.append(f"{name}: {requirement.name} is not locked")
            elif version not in requirement.specifier:
                found.append(f"{name}: {requirement.name} {version} does not satisfy {line}")
    return found


def main() -> int:
    found = faults()
    print("\n".join(found) if found else "The lock files satisfy pyproject.toml.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
