# SPDX-License-Identifier: BSL-1.0
"""Every public name of the headers has a docstring.

    python3 tests/gates/docstrings.py <root of the tree>

One docstring speaks for the declarations right below it, without a blank line between, and for overloads. None is
needed by what says nothing new: a specialization, a deduction guide, and `x` and `x_view` of a `basic_x`.
"""

import re
import sys

from gate import finish, need, violation

need("clang", "python3-clang-19")
from headers import read_headers

count = 0
for header in read_headers(sys.argv[1]).values():
    documented = {entity.name for entity in header.entities if entity.doc}
    spoken_for = False
    for entity in header.entities:
        count += 1
        spoken_for = entity.name in documented or (entity.joined and spoken_for)
        says_nothing_new = (entity.is_specialization or entity.kind == "deduction guide"
                            or (entity.kind.startswith("alias") and re.search(r"= basic_\w+<", entity.code)))
        if not spoken_for and not says_nothing_new:
            violation(f"include/patchpolicy/{header.path}:{entity.first}: {entity.kind} {entity.name} has no docstring")
finish()
print(f"{count} public names have docstrings")
