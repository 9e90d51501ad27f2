#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# The dialog of examples/reboot_dialog.cpp plays the sample script as tests/golden/reboot_dialog.txt has it, and refuses
# scripts with bad lines. Arguments: the executable, and the source directory.

set -u
source "$(dirname "${BASH_SOURCE[0]}")/report.sh"
if [ $# -ne 2 ]; then
  echo "usage: $0 REBOOT_DIALOG SOURCE_DIRECTORY" >&2
  exit 2
fi
dialog=$(realpath "$1")
source=$(realpath "$2")
data=$source/examples/data
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export LC_ALL=C.UTF-8

# good NAME ARGUMENT...: status 0, and nothing on standard error. What it printed is in `out`.
good() {
  local name=$1 why='' status
  shift
  timeout 20 "$dialog" "$@" >out 2>err
  status=$?
  [ $status -eq 0 ] || why+=" status $status;"
  [ -s err ] && why+=" standard error is not empty;"
  report "$name" "$why"
}
# bad NAME STATUS PATTERN ARGUMENT...: nothing on standard output, and a line on standard error that matches PATTERN.
bad() {
  local name=$1 expected=$2 pattern=$3 why='' status
  shift 3
  timeout 20 "$dialog" "$@" >out 2>err </dev/null
  status=$?
  [ $status -eq "$expected" ] || why+=" status $status;"
  [ -s out ] && why+=" standard output is not empty;"
  grep -Eqe "$pattern" err || why+=" no line matches \"$pattern\";"
  grep -q '[[:cntrl:]]' err && why+=" a control character;"
  report "$name" "$why"
}
# shows NAME PATTERN: a line of `out` matches an extended regular expression.
shows() {
  if grep -Eqe "$2" out; then report "$1" ''; else report "$1" " no line matches \"$2\""; fi
}
script() { printf '%s\n' "$@" >s.script; }

# ---- the sample script

good "the sample script" --script "$data/reboot.script"
why=$(diff "$source/tests/golden/reboot_dialog.txt" out)
report "prints tests/golden/reboot_dialog.txt" "${why:+ $(head -4 <<<"$why" | tr '\n' ' ')}"
sed 's/$/\r/' "$data/reboot.script" >crlf.script
good "a script with carriage returns" --script crlf.script
why=$(diff "$source/tests/golden/reboot_dialog.txt" out)
report "prints the same" "${why:+ $(head -4 <<<"$why" | tr '\n' ' ')}"
for pattern in 'extend 1 to 20, cancel timeout' '#{8}\.{12}\] 6 of 10 minutes left' 'refused .*not permit' \
  'waits for log-off' 'action +deploy' 'action +the restart is done'; do
  shows "the sample script has \"$pattern\"" "$pattern"
done

# ---- other settings

script 'request before' 'wait 60' 'request after zero_day_response' 'extend 9' 'cancel restart' 'log off' 'restart'
good "a configuration" "$data/pilot.json" --script s.script
shows "two requests are one: the longer countdown" '15 of 15 minutes left'
shows "a choice that is not set is refused" 'refused +the settings do not permit it'
good "the script before the configuration" --script s.script "$data/pilot.json"
script 'wait 5' quit nonsense
bad "what follows quit is read, too" 2 '^s\.script:3: ' --script s.script
script 'wait 5 # five' $'\t' '  quit#' 'wait 7'
good "quit" --script s.script
grep -q 20:12 out && report "quit ends" ' it does not' || report "quit ends" ''

# ---- typed lines

printf 'nonsense\n\n# a comment\nrequest before\nhelp\nquit\nwait 7\n' >typed
good "typed lines" <typed
shows "a bad line is told, and the dialog goes on" 'expected request, .* found "nonsense"'
shows "and the next line is played" 'waiting for the deadline'
grep -q 20:07 out && report "quit ends typed lines" ' it does not' || report "quit ends typed lines" ''
good "nothing typed" </dev/null
good "standard input that is closed" <&-

# ---- bad scripts and command lines

refuses() { # LINE PATTERN: the second line of a script
  script 'request before' "$1" 'wait 60'
  bad "the line \"$(tr -d '[:cntrl:]' <<<"$1")\"" 2 "^s\.script:2: $2" --script s.script
}
refuses 'Wait 10' 'expected request, wait, .* found "Wait"'
refuses 'wait' 'expected minutes, 1 to 10080, found the end of the line'
refuses 'wait 0' 'expected minutes, 1 to 10080, found "0"'
refuses 'wait -5' 'expected minutes, .* found "-5"'
refuses 'wait 10081' 'expected minutes, .* found "10081"'
refuses 'wait 99999999999999999999' 'expected minutes, .* found "9999'
refuses 'wait 5min' 'expected minutes, .* found "5min"'
refuses 'wait 5 6' 'expected the end of the line, found "6"'
refuses 'sleep x' 'expected minutes'
refuses 'extend' 'expected minutes, 0 to 10080'
refuses 'cancel' 'expected timeout or restart, found the end of the line'
refuses 'cancel all' 'expected timeout or restart, found "all"'
refuses 'log in' 'expected off or on, found "in"'
refuses 'request' 'expected before or after, found the end of the line'
refuses 'request before maintenance' 'expected routine_maintenance, .* found "maintenance"'
refuses 'request after zero_day_response' 'zero-day response of "Built-in settings" is off'
refuses $'\033[31m' 'expected request, .*u001b'
script 'wait' 'wait 1' 'log'
bad "two bad lines: the first" 2 '^s\.script:1: ' --script s.script
bad "two bad lines: the second" 2 '^s\.script:3: ' --script s.script
script 'request before zero_day_response'
bad "a request that the configuration does not make" 2 'asks for no reboot before' "$data/pilot.json" --script s.script

bad "a script that is not there" 2 '^nowhere.script: cannot be read' --script nowhere.script
bad "a configuration that is not there" 2 '^nowhere.json: cannot be read' nowhere.json
bad "a folder as a script" 2 'cannot be read' --script "$data"
printf '{}' >object.json
bad "a bad configuration" 2 '^object.json:1:1: ' object.json
sed 's/"extend_up_to_minutes": 30/"extend_up_to_minutes": 5/' "$data/pilot.json" >short.json
bad "a configuration with an error" 1 '^short.json: error: windows.routine_maintenance.reboot.before.user.extend_up_to_minutes: .*less than it lasts' short.json
bad "an unknown option" 2 'usage: ' --nonsense
bad "an option without its value" 2 'usage: ' --script
bad "two configurations" 2 'usage: ' a.json b.json
if [ -w /dev/full ]; then
  timeout 20 "$dialog" --script "$data/reboot.script" >/dev/full 2>err
  status=$?
  : >out
  [ $status -eq 2 ] && grep -q '^standard output: ' err && report "a full device" '' || report "a full device" " status $status"
fi

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
