"""Asks whether a locked package has a known vulnerability, and says aloud when nobody could tell.

pip-audit alone ends well when it could look up nothing at all. Exit status: 1 for a finding, else 0.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "config/requirements/test.txt"


def audited() -> list[dict[str, Any]]:
    """One entry per locked package; none if the service that knows could not be reached."""
    ask = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--format", "json"]
    answer = subprocess.run([*ask, "--requirement", str(LOCK)], capture_output=True, text=True, check=False)
    try:
        dependencies: list[dict[str, Any]] = json.loads(answer.stdout)["dependencies"]
    except ValueError:
        return []
    return dependencies


def main() -> int:
    packages = audited()
    known = [package for package in packages if "skip_reason" not in package]
    found = [package for package in known if package["vulns"]]
    for package in found:
        ids = ", ".join(vulnerability["id"] for vulnerability in package["vulns"])
        print(f"{package['name']} {package['version']}: {ids}")
    if not known:
        print("NOT AUDITED: the package index tells nothing of vulnerabilities from here.")
    else:
        print(f"Audited {len(known)} of {len(packages)} packages: {len(found)} vulnerable.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
