# SPDX-License-Identifier: BSL-1.0
"""What the gates in Python share; as common.cmake, a gate says each violation in a line and fails if there was one."""

import importlib.util
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "docs" / "site"))
violations = 0


def need(module, package):
    if importlib.util.find_spec(module) is None:
        print(f"SKIPPED: a gate that needs {package}, which is not there")
        sys.exit()


def violation(text):
    global violations
    violations += 1
    print(text, flush=True)


def finish():
    if violations:
        sys.exit(f"there are {violations} violations")
