#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# The agent of examples/agent lives through a year: every run comes once, and killed by `kill -9` at any point it goes
# on as if nothing had been. Arguments: the executable, the tool patchpolicy, and the source directory.

set -u
source "$(dirname "${BASH_SOURCE[0]}")/report.sh"
if [ $# -ne 3 ]; then
  echo "usage: $0 AGENT PATCHPOLICY SOURCE_DIRECTORY" >&2
  exit 2
fi
agent=$(realpath "$1")
tool=$(realpath "$2")
data=$(realpath "$3")/examples/agent/data
# In memory if possible: this is about a process that dies, and what it has written outlives that on any file system.
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export LC_ALL=C.UTF-8
files=(--configuration "$data/configuration.json" --catalog "$data/updates.txt" --timeline "$data/timeline.txt")

# same NAME FILE FILE
same() {
  local why
  why=$(diff "$2" "$3" 2>&1 | head -6 | tr '\n' '|')
  report "$1" "${why:+ $why}"
}
# bad NAME PATTERN ARGUMENT...: status 2 at most, nothing on standard output, and a line that matches PATTERN.
bad() {
  local name=$1 pattern=$2 why='' status
  shift 2
  timeout 20 "$agent" "$@" >out 2>err
  status=$?
  { [ $status -eq 1 ] || [ $status -eq 2 ]; } || why+=" status $status;"
  [ -s out ] && why+=" standard output is not empty;"
  grep -Eqe "$pattern" err || why+=" no line matches \"$pattern\": $(head -2 err)"
  grep -q '[[:cntrl:]]' err && why+=" a control character;"
  report "$name" "$why"
}

# ---- a year in which nothing disturbs it

live() { timeout 60 "$agent" --state "$@" "${files[@]}"; }
live year >printed 2>err
status=$?
[ $status -eq 0 ] && [ ! -s err ] && report "lives for a year" '' || report "lives for a year" " status $status: $(head -3 err)"
same "prints its log" year.log printed

# What the log says of runs is what the schedules say, by another program, each once.
# What it says of installations is what was installed.
"$tool" next "$data/configuration.json" --platform windows --zone CET-1CEST,M3.5.0,M10.5.0/3 \
  --after 2023-12-31T22:59:59Z --count 2000 --format ndjson |
  sed -n 's/.*"task":"\([a-z_]*\)","date":"\(2024-[0-9-]*\)".*/\1 \2/p' | sort >expected_runs
[ "$(wc -l <expected_runs)" -gt 400 ] && report "the tool lists the runs" '' || report "the tool lists the runs" ' too few'
once() { # WHICH, LOG, MACHINE
  sed -n 's/^.\{26\}\(run\|missed\) \([a-z_]*\) \(20[0-9-]*\):.*/\2 \3/p' "$2" | sort >runs
  same "$1: every run comes once" expected_runs runs
  sed -n 's/^.\{26\}installs \([^ ]*\): .*/\1/p' "$2" | sort >log_installs
  cut -d'|' -f2 "$3" | tr -d ' ' | sort >installs
  same "$1: what is installed is in the log" installs log_installs
  report "$1: no run installs a patch twice" "$(cut -d'|' -f1,2 "$3" | sort | uniq -d | head -3)"
  report "$1: no deployment ends twice" "$(grep -o ' done [a-z_]* 20.*' "$2" | sort | uniq -d | head -3)"
  report "$1: nothing is staged twice" "$(grep -o ' stages [a-z_]* 20[0-9-]*' "$2" | sort | uniq -d | head -3)"
}
once "undisturbed" year.log year.machine

while IFS= read -r line; do # what the timeline is there for
  grep -qF "$line" year.log && report "the year has: ${line:0:60}" '' || report "the year has: $line" ' no such line'
done <<'EOF'
Wed 2024-01-10 21:17      deploys routine_maintenance 2024-01-10, which waited for the restart
Wed 2024-01-10 21:40      installs KB5034441: failed
Thu 2024-01-11 12:31      missed priority_updates 2024-01-11: the machine was off; the schedule does not run on boot if missed, so this run is lost
Mon 2024-02-19 08:30      catches up routine_maintenance 2024-02-14: patches: 3
no restart before it: the run catches up after a boot, which serves
Thu 2024-03-14 07:40      the countdown runs until Thu 2024-03-14 07:50: show the countdown
Sat 2024-04-06 23:00      run zero_day_response 2024-04-06: nothing to deploy
Sat 2024-04-27 22:20      missed zero_day_response 2024-04-26: the machine was off; a regular run within the hour serves instead
Wed 2024-05-15 16:30      stages routine_maintenance 2024-05-15: patches: 2
Wed 2024-05-15 23:00      the machine is off until Wed 2024-05-15 23:04:01
Thu 2024-06-13 08:15      catches up routine_maintenance 2024-06-12: patches: 3
Wed 2024-07-10 23:03      installs chrome-126: installed
Wed 2024-07-10 23:06      the machine is off until Wed 2024-07-10 23:10:01
refused: the countdown would become longer than it may
put off until log-off: take the countdown away
Thu 2024-12-12 07:50      catches up routine_maintenance 2024-12-11: patches: 3
EOF
after() { grep -FA1 "$1" year.log | tail -n 1; }
[[ $(after 'Wed 2024-01-10 21:46      done') == *"no restart after it"* ]] && report "a boot serves what was installed before it" '' ||
  report "a boot serves what was installed before it" " $(after 'Wed 2024-01-10 21:46      done')"
waits=$(grep -c 'deploys routine_maintenance 2024-11-13' year.log)
report "a later run takes the place of one that waits" "${waits#0}"

if [ -e /usr/share/zoneinfo/Europe/Amsterdam ]; then
  live named --zone Europe/Amsterdam >/dev/null 2>err
  same "a zone by its name" year.log named.log
fi
if [ -e /usr/share/zoneinfo/Japan ]; then
  live tokyo --zone JST-9 --days 14 >/dev/null 2>err
  live japan --zone Japan --days 14 >/dev/null 2>err
  same "a zone whose name has no slash" tokyo.log japan.log
fi

# ---- updates that replace one another in a circle

cat >circle.txt <<'EOF'
2024-01-09 | KB1 | security critical | no | 0 | | KB1
2024-01-09 | KB2 | security critical | no | 0 | | KB3
2024-01-09 | KB3 | security critical | no | 0 | | KB2
EOF
timeout 20 "$agent" --state circle "${files[@]}" --catalog circle.txt --days 14 >out 2>err
status=$?
[ $status -eq 0 ] && report "lives with a circle" '' || report "lives with a circle" " status $status"
cut -d'|' -f2 circle.machine 2>/dev/null | tr -d ' ' | sort >installs
printf 'KB%d\n' 1 2 3 >expected
same "each of a circle is installed once" expected installs

# ---- killed again and again

# The delays grow, so that the year ends at last also where a process starts slowly; where it is fast, more years are lived.
kills=0
for ((seed = 1; seed <= 8 || (kills < 40 && seed <= 80); ++seed)); do
  RANDOM=$seed
  rm -f killed killed.*
  for ((attempt = 0; attempt < 400; ++attempt)); do
    "$agent" --state killed "${files[@]}" >/dev/null 2>err &
    process=$!
    sleep "$(printf '0.%03d' $((1 + RANDOM % (10 + attempt + attempt * attempt / 20))))"
    kill -KILL $process 2>/dev/null
    wait $process 2>/dev/null
    status=$?
    [ $status -eq 137 ] || break
    kills=$((kills + 1))
  done
  [ $status -eq 0 ] && report "seed $seed: ends at last" '' || report "seed $seed: ends at last" " status $status: $(head -1 err)"
  grep -v 'the agent starts again$' killed.log >without_notes
  same "seed $seed: the log is that of the undisturbed year" year.log without_notes
  same "seed $seed: the installations are those of the undisturbed year" year.machine killed.machine
  once "seed $seed" killed.log killed.machine
done
echo "killed $kills times"
[ $kills -ge 40 ] && report "it was killed often enough" '' || report "it was killed often enough" " $kills times"

# ---- stopped in other ways

for days in 40 11 279 366; do live short --days $days >/dev/null 2>err; done # at the end of day 279 a catch-up is planned
grep -v 'the agent starts again$' short.log >without_notes
same "a year in four lives" year.log without_notes
live short >out 2>err
why=$(grep -v 'starts again$' out err)
report "nothing is left to do after that" "${why:0:100}"

# ---- what people get wrong

run() { bad "$1" "$2" --state new "${files[@]}" "${@:3}"; }
bad "no state" '[-][-]state FILE is missing'
bad "an unknown option" 'unknown option "--foo"' --foo x
bad "an option without its value" '[-][-]state needs a value' --state
run "a date that is none" '[-][-]from: expected a date .* found "2024-02-30"' --from 2024-02-30
run "days that are none" '[-][-]days: expected a whole number' --days 0
run "an unknown zone" '[-][-]zone: there is no .*/Nowhere, and as a POSIX TZ string it is wrong at character 8: ' --zone Nowhere
run "a zone that is a folder" '[-][-]zone: .*Europe' --zone Europe
run "a zone outside of the folder" '[-][-]zone: .*expected' --zone ../zoneinfo/Japan
run "a zone of the system that is not there" '[-][-]zone: there is no .*Nowhere/Land' --zone Nowhere/Land
for option in --configuration --catalog --timeline; do
  run "no such file: $option" '^nowhere: cannot be read: No such file or directory; --help says ' $option nowhere
  run "a folder: $option" '^\.: cannot be read: ' $option .
done
: >empty
run "an empty configuration" '^empty:1:1: expected an object' --configuration empty
run "no updates" '^empty: there are no updates in it$' --catalog empty
run "an empty timeline" '^empty: there is nothing in it$' --timeline empty
refuses() { # OPTION LINE PATTERN
  printf '\n%s\n' "$2" >input
  run "$1: $2" "^input:2: $3" "$1" input
}
refuses --catalog '2024-01-32 | KB1' 'expected the date of the release'
refuses --catalog '2024-01-31 | KB1 | securty | no | 0 | |' 'expected security, .*found "securty"'
refuses --catalog '2024-01-31 | KB1 | security | perhaps | 0 | |' 'expected required, .*found "perhaps"'
refuses --catalog '2024-01-31 | KB1 | security | no | x | |' 'expected the code'
sed 's/"extend_up_to_minutes": [0-9]*/"extend_up_to_minutes": 1/' "$data/configuration.json" >short.json
run "a configuration with an error" '^short.json: error: windows.[a-z_.]*extend_up_to_minutes: ' --configuration short.json
refuses --timeline 'mondays 08:30 log on' 'expected dialog, or daily, .*found "mondays 08:30"'
refuses --timeline 'monday 08:30 log in' 'expected log on, .*found "log"'
refuses --timeline 'monday 08:30 shut down until 2024-01-01 09:00' 'expected a date and a time when that begins'
refuses --timeline '2024-01-01 09:00 shut down until 2024-01-01 08:00' 'expected a date and a time when that begins'
refuses --timeline 'dialog extend x' 'expected minutes'
[ ! -e new ] && report "what is refused leaves no state" '' || report "what is refused leaves no state" ' it does'

damaged() { # NAME PATTERN COMMAND...
  cp year bad_state && cp year.log bad_state.log && cp year.machine bad_state.machine
  "${@:3}"
  bad "$1" "$2" --state bad_state "${files[@]}"
}
damaged "a state with another line" '^bad_state:2: cannot be understood' sed -i '2s/^/x/' bad_state
damaged "a state that is cut off" '^bad_state: the line "session" is missing' sed -i '$d' bad_state
damaged "a state of something else" '^bad_state:[0-9]+: cannot be understood' cp "$data/timeline.txt" bad_state
damaged "a log that is cut off" '^bad_state.log: is shorter' sed -i '$d' bad_state.log
if [ -w /dev/full ]; then
  "$agent" --state full "${files[@]}" >/dev/full 2>err
  [ $? -eq 2 ] && grep -q '^standard output: ' err && report "a full device" '' || report "a full device" " $(head -2 err)"
  same "its log is whole" year.log full.log
fi
bad "a state where none can be" '^nowhere/state.log: cannot be opened' --state nowhere/state "${files[@]}"

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
