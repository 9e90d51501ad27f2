# SPDX-License-Identifier: BSL-1.0
# Sourced by the scripts here: counts what is as it should be, and says what is not.

passed=0
failed=0
report() { # NAME WHY: an empty reason is good. What the last command printed may be in `out` and `err`.
  if [ -z "$2" ]; then
    passed=$((passed + 1))
    echo "ok      $1"
  else
    failed=$((failed + 1))
    echo "FAILED  $1:$2"
    for printed in out err; do [ ! -f $printed ] || sed 's/^/        | /' $printed | cut -c1-300 | head -10; done
  fi
}
