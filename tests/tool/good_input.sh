#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# The tool does what its help says: what it prints, in which order, and with which exit status. Arguments: the executable,
# and the source directory.

set -u
source "$(dirname "${BASH_SOURCE[0]}")/report.sh"
if [ $# -ne 2 ]; then
  echo "usage: $0 PATCHPOLICY SOURCE_DIRECTORY" >&2
  exit 2
fi
tool=$(realpath "$1")
data=$(realpath "$2")/examples/data
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export LC_ALL=C.UTF-8

run() { timeout 20 "$tool" "$@" >out 2>err; }

# good NAME ARGUMENT...: status 0, and nothing on standard error. What it printed is in `out`.
good() {
  local name=$1 why='' status
  shift
  run "$@"
  status=$?
  [ $status -eq 0 ] || why+=" status $status;"
  [ -s err ] && why+=" standard error is not empty;"
  report "$name" "$why"
}
# prints NAME EXPECTED ARGUMENT...: good, and prints exactly the lines of EXPECTED.
prints() {
  local name=$1 expected=$2 why='' status
  shift 2
  run "$@"
  status=$?
  [ $status -eq 0 ] || why+=" status $status;"
  [ -s err ] && why+=" standard error is not empty;"
  if [ -n "$expected" ]; then printf '%s\n' "$expected" >expected; else : >expected; fi
  cmp -s out expected || why+=" $(diff expected out | head -4 | tr '\n' ' ');"
  report "$name" "$why"
}
# shows NAME PATTERN: a line of `out` matches an extended regular expression.
shows() {
  if grep -Eqe "$2" out; then report "$1" ''; else report "$1" " no line matches \"$2\""; fi
}

config=$data/pilot.json
catalog=$data/catalog.ndjson
groups=$data/groups.json
windows=(--platform windows --format ndjson)

# ---- help and version

for words in --help -h help; do
  good "$words" $words
  shows "$words says how evaluate is called" 'patchpolicy evaluate CONFIG .*--catalog FILE'
  shows "$words says how default is called" 'patchpolicy default'
  shows "$words says what the exit status means" '[Ee]xit status'
done
good "--version" --version
shows "--version says a version" '^patchpolicy [0-9]+\.[0-9]+\.[0-9]+'
for command in $("$tool" --help | sed -n 's/^  patchpolicy \([a-z]*\).*/\1/p'); do
  good "$command --help" "$command" --help
  shows "$command --help says how it is called" "^patchpolicy $command"
  good "$command -h" "$command" -h
done
good "--help beside other words" evaluate nowhere.json --catalog nothing --help

# ---- the default configuration

good "default" default
cp out default.json
shows "default prints a configuration" '"format": "patchpolicy/configuration/1"'
[ -z "$(tail -c 1 out)" ] && report "default ends with a line end" '' || report "default ends with a line end" ' it does not'
good "default, again" default
cmp -s out default.json && report "default prints the same each time" '' || report "default prints the same each time" ' it does not'
good "evaluate accepts the default configuration" evaluate default.json --catalog "$catalog" --groups "$groups" "${windows[@]}"
[ "$(wc -l <out)" -gt 0 ] && report "and prints verdicts" '' || report "and prints verdicts" ' none'
"$tool" default | run evaluate - --catalog "$catalog" --groups "$groups" "${windows[@]}"
cp out piped
run evaluate default.json --catalog "$catalog" --groups "$groups" "${windows[@]}"
cmp -s out piped && report "from a pipe as well" '' || report "from a pipe as well" ' it differs'

# ---- the example files

for file in pilot scan-only servers; do
  for platform in windows mac linux; do
    good "$file.json on $platform" evaluate "$data/$file.json" --catalog "$catalog" --groups "$groups" --platform $platform --format ndjson
    lines=$(grep -c "\"platform\":\"$platform\"" "$catalog")
    [ "$(wc -l <out)" -eq "$lines" ] && report "$file.json on $platform: one verdict a record" '' || report "$file.json on $platform: one verdict a record" " $(wc -l <out) of $lines"
    grep "\"platform\":\"$platform\"" "$catalog" | sed 's/^{"id":"\([^"]*\)".*/\1/' >expected
    sed 's/^{"id":"\([^"]*\)".*/\1/' out | cmp -s - expected && report "$file.json on $platform: in the order of the catalog" '' || report "$file.json on $platform: in the order of the catalog" ' it is not'
  done
done
run evaluate "$data/scan-only.json" --catalog "$catalog" --groups "$groups" "${windows[@]}"
grep -q '"deploys":true' out && report "scan only deploys nothing" ' it does' || report "scan only deploys nothing" ''

# ---- verdicts, in order

cat >c.json <<'EOF'
{ "format": "patchpolicy/configuration/1", "name": "Test",
  "windows": {
    "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "21:00" },
      "deploy": { "severity": { "security": ["critical"] }, "risk": { "vrr_at_least": 9 },
                  "patch_groups": { "include": ["Yes"], "exclude": ["No"] },
                  "products": { "select_all": true, "cleared": [["Adobe"]] } } },
    "priority_updates": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "12:00" },
      "deploy": { "severity": { "security": ["low"] } } } },
  "mac": { "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "21:00" },
      "deploy": { "severity": { "security": [], "non_security": true } } } },
  "linux": { "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "21:00" },
      "deploy": { "severity": { "security": [], "enhancement": true } } } } }
EOF
cat >g.json <<'EOF'
{ "format": "patchpolicy/groups/1", "groups": [ { "name": "Yes", "patches": ["w4", "w2"] }, { "name": "No", "patches": ["w2"] } ] }
EOF
cat >c.ndjson <<'EOF'
{"id":"w9","platform":"windows","kind":"security","severity":"critical"}
{"id":"m1","platform":"mac","kind":"non_security"}
{"id":"w2","platform":"windows","kind":"security","severity":"critical"}

{"id":"w1","platform":"windows","kind":"security","severity":"critical","vendor":"adobe ","vrr":9.00}
{"id":"l1","platform":"linux","kind":"enhancement","host_key":{"any":["thing"]}}
{"id":"w4","platform":"windows","kind":"security","severity":"low"}
{"id":"w3","platform":"windows","kind":"security","severity":"critical"}
{"id":"w5","platform":"windows","supersedes":["w3"],"kind":"bug_fix"}
EOF
w9='{"id":"w9","deploys":true,"selected_by":[{"rule":"severity"}],"stopped_by":[]}'
w2='{"id":"w2","deploys":false,"selected_by":[{"rule":"severity"},{"rule":"patch_group","group":"Yes"}],"stopped_by":[{"rule":"excluded_group","group":"No"}]}'
w1='{"id":"w1","deploys":false,"selected_by":[{"rule":"risk_vrr"},{"rule":"severity"}],"stopped_by":[{"rule":"product_filter","at":["Adobe"]}]}'
w4='{"id":"w4","deploys":true,"selected_by":[{"rule":"patch_group","group":"Yes"}],"stopped_by":[]}'
w3='{"id":"w3","deploys":false,"selected_by":[],"stopped_by":[{"rule":"not_latest","latest":"w5"}]}'
w5='{"id":"w5","deploys":false,"selected_by":[],"stopped_by":[{"rule":"nothing_selects"}],"unknown":["vrr"]}'
all=$(printf '%s\n' "$w9" "$w2" "$w1" "$w4" "$w3" "$w5")
prints "verdicts of Windows" "$all" evaluate c.json --catalog c.ndjson --groups g.json "${windows[@]}"
prints "the order of the options does not matter" "$all" evaluate --format ndjson --groups g.json --platform windows --catalog c.ndjson c.json
prints "options with an equals sign" "$all" evaluate c.json --catalog=c.ndjson --groups=g.json --platform=windows --format=ndjson
prints "the task by name" "$all" evaluate c.json --catalog c.ndjson --groups g.json "${windows[@]}" --task routine_maintenance
prints "only what deploys" "$(printf '%s\n' "$w9" "$w4")" evaluate c.json --catalog c.ndjson --groups g.json "${windows[@]}" --deploying
prints "without groups" "$(printf '%s\n' "$w9" "${w2/\{\"id\":\"w2\"*/\{\"id\":\"w2\",\"deploys\":true,\"selected_by\":[\{\"rule\":\"severity\"\}],\"stopped_by\":[]\}}" "$w1" \
  '{"id":"w4","deploys":false,"selected_by":[],"stopped_by":[{"rule":"nothing_selects"}],"unknown":["vrr"]}' "$w3" "$w5")" evaluate c.json --catalog c.ndjson "${windows[@]}"
none() { printf '{"id":"%s","deploys":false,"selected_by":[],"stopped_by":[{"rule":"nothing_selects"}]}\n' "$@"; }
prints "another task" "$(none w9 w2 w1)
{\"id\":\"w4\",\"deploys\":true,\"selected_by\":[{\"rule\":\"severity\"}],\"stopped_by\":[]}
$(none w3 w5)" evaluate c.json --catalog c.ndjson --groups g.json "${windows[@]}" --task priority_updates
prints "a task that is off" "$(none w9 w2 w1 w4 w3 w5)" evaluate c.json --catalog c.ndjson --groups g.json "${windows[@]}" --task zero_day_response
prints "nothing of what a task that is off" "" evaluate c.json --catalog c.ndjson --groups g.json "${windows[@]}" --task zero_day_response --deploying
prints "verdicts of Mac, the others passed over" '{"id":"m1","deploys":true,"selected_by":[{"rule":"severity"}],"stopped_by":[]}' \
  evaluate c.json --catalog c.ndjson --groups g.json --platform mac --format ndjson
l1='{"id":"l1","deploys":true,"selected_by":[{"rule":"severity"}],"stopped_by":[],"installs":["l1"]}'
run evaluate c.json --catalog c.ndjson --platform linux --format ndjson
grep -q '^{"id":"l1","deploys":true,"selected_by":\[{"rule":"severity"}\],"stopped_by":\[\]' out && [ "$(wc -l <out)" -eq 1 ] &&
  report "verdicts of Linux, the others passed over" '' || report "verdicts of Linux, the others passed over" ' not the one expected'
for system in redhat oracle; do
  prints "enhancements do not exist on $system 7" "$(none l1)" evaluate c.json --catalog c.ndjson --platform linux --format ndjson --distribution $system --major-version 7
  run evaluate c.json --catalog c.ndjson --platform linux --format ndjson --distribution $system --major-version 8
  grep -q '"deploys":true' out && report "but on $system 8" '' || report "but on $system 8" ' they do not'
done

# ---- standard input, empty catalogs, and the forms that lines may have

for name in c.json c.ndjson g.json; do
  case $name in
    c.json) prints "the configuration on standard input" "$all" evaluate - --catalog c.ndjson --groups g.json "${windows[@]}" <$name ;;
    c.ndjson) prints "the catalog on standard input" "$all" evaluate c.json --catalog - --groups g.json "${windows[@]}" <$name ;;
    g.json) prints "the groups on standard input" "$all" evaluate c.json --catalog c.ndjson --groups - "${windows[@]}" <$name ;;
  esac
done
prints "the catalog from a slow pipe" "$all" evaluate c.json --catalog - --groups g.json "${windows[@]}" < <(while IFS= read -r text; do printf '%s' "${text:0:20}"; sleep 0.02; printf '%s\n' "${text:20}"; done <c.ndjson)
: >empty.ndjson
printf '\n\r\n  \t\n\n' >blank.ndjson
printf '\357\273\277' >mark.ndjson
for file in empty.ndjson blank.ndjson mark.ndjson /dev/null; do
  for platform in windows mac linux; do
    prints "an empty catalog, $file, on $platform" "" evaluate c.json --catalog $file --groups g.json --platform $platform --format ndjson
  done
  good "an empty catalog as text, $file" evaluate c.json --catalog $file --platform windows
done
prints "an empty catalog on standard input" "" evaluate c.json --catalog - "${windows[@]}" </dev/null
{ printf '\357\273\277' && sed 's/$/\r/' c.ndjson; } >crlf.ndjson
prints "a catalog with a byte-order mark and carriage returns" "$all" evaluate c.json --catalog crlf.ndjson --groups g.json "${windows[@]}"
head -c -1 c.ndjson >cut.ndjson
prints "a catalog whose last line has no end" "$all" evaluate c.json --catalog cut.ndjson --groups g.json "${windows[@]}"
{ printf '\357\273\277' && sed 's/$/\r/' c.json; } >crlf.json
{ printf '\357\273\277' && sed 's/$/\r/' g.json; } >crlf-groups.json
prints "documents with a byte-order mark and carriage returns" "$all" evaluate crlf.json --catalog c.ndjson --groups crlf-groups.json "${windows[@]}"
mkdir 'a folder'
cp c.ndjson 'a folder/c é "1".ndjson'
prints "a file name with blanks, quotes and accents" "$all" evaluate c.json --catalog 'a folder/c é "1".ndjson' --groups g.json "${windows[@]}"
cp c.ndjson ./-c.ndjson
prints "a file name that begins with a dash" "$all" evaluate c.json --catalog=-c.ndjson --groups g.json "${windows[@]}"
{ head -c $((16 * 1024 * 1024 - $(wc -c <c.json))) /dev/zero | tr '\0' ' ' && cat c.json; } >largest.json
prints "a configuration of 16 MiB" "$all" evaluate largest.json --catalog c.ndjson --groups g.json "${windows[@]}"

# ---- text for people

good "text" evaluate c.json --catalog c.ndjson --groups g.json --platform windows
cp out text
shows "text names the configuration, the platform and the task" 'Test.*Windows.*routine maintenance'
shows "text says what deploys" '^yes +w9 '
shows "text says what does not" '^no +w2 .*excluded.*No'
shows "text counts" '2 of 6 patches deploy'
good "text, by its name" evaluate c.json --catalog c.ndjson --groups g.json --platform windows --format text
cmp -s out text && report "text is the default" '' || report "text is the default" ' it is not'
good "text, only what deploys" evaluate c.json --catalog c.ndjson --groups g.json --platform windows --deploying
shows "text, only what deploys: w9" '^yes +w9 '
grep -q '^no ' out && report "text, only what deploys: nothing else" ' there is more' || report "text, only what deploys: nothing else" ''
shows "text, only what deploys: all are counted" '2 of 6 patches deploy'
good "text of a task that is off" evaluate c.json --catalog c.ndjson --platform windows --task zero_day_response
shows "text says that a task is off" '\(off\)'
printf '{"id":"x\\u001b[31m\\u009b32m\\ny","platform":"windows"}\n' >hostile.ndjson
sed 's/"Test"/"T\\u001b[31m\\nest"/' c.json >hostile.json
good "text of names that command the terminal" evaluate hostile.json --catalog hostile.ndjson --platform windows
grep -q '[[:cntrl:]]' out && report "text shows no control characters" ' it does' || report "text shows no control characters" ''
printf '{"id":"x","platform":"windows","supersedes":["x","nowhere"]}\n{"id":"y\\u001b","platform":"windows","supersedes":["z"]}\n{"id":"z","platform":"windows","supersedes":["y\\u001b"]}\n' >circle.ndjson
run evaluate c.json --catalog circle.ndjson --platform windows
[ $? -eq 0 ] && grep -q 'circle' err && report "text notes a circle of supersession" '' || report "text notes a circle of supersession" ' it does not'
grep -q '[[:cntrl:]]' err && report "notes show no control characters" ' they do' || report "notes show no control characters" ''

# ---- when tasks run

amsterdam=CET-1CEST,M3.5.0,M10.5.0/3
cat >nights.json <<'EOF'
{ "format": "patchpolicy/configuration/1", "name": "Nights",
  "windows": {
    "routine_maintenance": { "enabled": true, "deploy": { "severity": { "security": ["critical"] } },
      "schedule": { "recurrence": { "kind": "weekly", "weekdays": ["sunday"] }, "at": "02:30", "stage_hours_before": 2 } },
    "priority_updates": { "enabled": true, "deploy": { "severity": { "security": ["low"] } },
      "schedule": { "recurrence": { "kind": "weekly", "weekdays": ["sunday"] }, "at": "02:30", "run_on_boot_if_missed": true } } },
  "mac": { "routine_maintenance": { "enabled": true, "deploy": { "severity": { "security": ["critical"] } },
      "schedule": { "recurrence": { "kind": "monthly", "on": { "day": 1 } }, "at": "04:00", "stage_hours_before": 4 } } },
  "linux": { "routine_maintenance": { "enabled": true, "deploy": { "all_missing": true },
      "schedule": { "recurrence": { "kind": "daily" }, "at": "00:00", "run_on_boot_if_missed": true } } } }
EOF
in_gap='{"platform":"windows","task":"routine_maintenance","date":"2026-03-29","local":"2026-03-29T03:00:00","instant":"2026-03-29T01:00:00Z","offset":"+02:00","moved":"gap","stage":{"local":"2026-03-29T00:00:00","instant":"2026-03-28T23:00:00Z","cut":false}}'
in_gap_too='{"platform":"windows","task":"priority_updates","date":"2026-03-29","local":"2026-03-29T03:00:00","instant":"2026-03-29T01:00:00Z","offset":"+02:00","moved":"gap"}'
linux_29='{"platform":"linux","task":"routine_maintenance","date":"2026-03-29","local":"2026-03-29T00:00:00","instant":"2026-03-28T23:00:00Z","offset":"+01:00"}'
linux_30='{"platform":"linux","task":"routine_maintenance","date":"2026-03-30","local":"2026-03-30T00:00:00","instant":"2026-03-29T22:00:00Z","offset":"+02:00"}'
next=(next nights.json --format ndjson --zone "$amsterdam")
prints "runs of all tasks in the order of time" "$(printf '%s\n' "$linux_29" "$in_gap" "$in_gap_too" "$linux_30")" "${next[@]}" --after 2026-03-28T12:00:00Z --count 4
prints "runs strictly after the instant" "$(printf '%s\n' "$linux_30")" "${next[@]}" --after 2026-03-29T01:00:00Z --count 1
prints "runs until a second before" "$in_gap" "${next[@]}" --after 2026-03-29T00:59:59Z --count 1
prints "runs of one platform" "$(printf '%s\n' "$in_gap" "$in_gap_too")" "${next[@]}" --after 2026-03-28T12:00:00Z --count 2 --platform windows
prints "runs of one task" "$in_gap_too" "${next[@]}" --after 2026-03-28T12:00:00Z --count 1 --task priority_updates
prints "a run in a fold" '{"platform":"windows","task":"routine_maintenance","date":"2026-10-25","local":"2026-10-25T02:30:00","instant":"2026-10-25T00:30:00Z","offset":"+02:00","moved":"fold","stage":{"local":"2026-10-25T00:30:00","instant":"2026-10-24T22:30:00Z","cut":false}}' \
  "${next[@]}" --after 2026-10-24T12:00:00Z --count 1 --platform windows --task routine_maintenance
prints "staging on the first of the month" '{"platform":"windows","task":"routine_maintenance","date":"2026-03-01","local":"2026-03-01T02:30:00","instant":"2026-03-01T01:30:00Z","offset":"+01:00","stage":{"local":"2026-03-01T00:30:00","instant":"2026-02-28T23:30:00Z","cut":false}}' \
  "${next[@]}" --after 2026-02-28T12:00:00Z --count 1 --platform windows
sed 's/"at": "02:30", "stage_hours_before": 2/"at": "02:30", "stage_hours_before": 3/' nights.json >longer.json
prints "staging that the first of the month cuts" '{"platform":"windows","task":"routine_maintenance","date":"2026-03-01","local":"2026-03-01T02:30:00","instant":"2026-03-01T01:30:00Z","offset":"+01:00","stage":{"local":"2026-03-01T00:00:00","instant":"2026-02-28T23:00:00Z","cut":true}}' \
  next longer.json --format ndjson --zone "$amsterdam" --after 2026-02-28T12:00:00Z --count 1 --platform windows
sed 's/"at": "02:30", "stage_hours_before": 2/"at": "00:00", "stage_hours_before": 2/' nights.json >midnight.json
prints "staging for which there is no time" '{"platform":"windows","task":"routine_maintenance","date":"2026-03-01","local":"2026-03-01T00:00:00","instant":"2026-02-28T23:00:00Z","offset":"+01:00","stage":null}' \
  next midnight.json --format ndjson --zone "$amsterdam" --after 2026-02-28T12:00:00Z --count 1 --platform windows
good "ten runs without a count" "${next[@]}" --after 2026-03-28T12:00:00Z
[ "$(wc -l <out)" -eq 10 ] && report "ten runs, indeed" '' || report "ten runs, indeed" " $(wc -l <out)"
good "a thousand runs" "${next[@]}" --after 2026-03-28T12:00:00Z --count 1000
sed 's/,"stage.*//; s/.*"instant":"\([^"]*\)".*/\1/' out >instants
[ "$(wc -l <instants)" -eq 1000 ] && sort -c instants && report "a thousand runs are in order" '' || report "a thousand runs are in order" ' they are not'
prints "the last run there is" '{"platform":"linux","task":"routine_maintenance","date":"9999-12-31","local":"9999-12-31T00:00:00","instant":"9999-12-31T00:00:00Z","offset":"+00:00"}' \
  next nights.json --format ndjson --zone UTC --after 9999-12-30T12:00:00Z --platform linux
prints "no further run" "" next nights.json --format ndjson --zone UTC --after 9999-12-31T00:00:00Z --platform linux
good "no further run, for people" next nights.json --zone UTC --after 9999-12-31T00:00:00Z --platform linux
shows "no further run, for people: it is said" 'no further run'
prints "no run of a configuration that only scans" "" next "$data/scan-only.json" --format ndjson --zone UTC --after 2026-01-01T00:00:00Z
good "no run, for people" next "$data/scan-only.json" --zone UTC --after 2026-01-01T00:00:00Z
shows "no run, for people: it is said" 'none of these tasks is on'

good "runs for people" next nights.json --zone "$amsterdam" --after 2026-03-28T12:00:00Z --count 3
shows "runs for people: the zone and the instant" "^Nights: .*$amsterdam after Sat 2026-03-28 13:00 [(]2026-03-28T12:00:00Z[)]"
shows "runs for people: a run with its staging" '^Sun 2026-03-29 03:00 +Sun 2026-03-29 01:00 +Sun 2026-03-29 00:00 +Windows, routine maintenance$'
shows "runs for people: what the clocks do" '^ +02:30 on 2026-03-29 does not exist: the clocks jump from 02:00 to 03:00$'
shows "runs for people: what they meet" '^ +at the same instant as priority updates$'
good "text is the default" next nights.json --zone "$amsterdam" --after 2026-03-28T12:00:00Z --count 3 --format text
good "runs on the first, for people" next longer.json --zone "$amsterdam" --after 2026-02-28T12:00:00Z --count 1 --platform windows
shows "runs on the first, for people: staging is later" 'stages from Sun 2026-03-01 00:00, later than asked'
sed 's/"at": "02:30", "stage_hours_before": 2/"at": "02:30", "clock_change": { "gap": "skip" }/' nights.json >skip.json
good "a run that is left out, for people" next skip.json --zone "$amsterdam" --after 2026-03-28T12:00:00Z --count 3
sed -n '3,$p' out | cut -c1-105 >skips
printf '%s\n' \
  'runs                  in UTC                task' \
  'Sun 2026-03-29 00:00  Sat 2026-03-28 23:00  Linux, routine maintenance' \
  '    no run on Sun 2026-03-29: 02:30 does not exist, the clocks jump from 02:00 to 03:00 (Windows, routine' \
  'Sun 2026-03-29 03:00  Sun 2026-03-29 01:00  Windows, priority updates' \
  '    02:30 on 2026-03-29 does not exist: the clocks jump from 02:00 to 03:00' \
  'Mon 2026-03-30 00:00  Sun 2026-03-29 22:00  Linux, routine maintenance' >expected
diff expected skips >differs && report "a run that is left out, for people: in its place" '' || report "a run that is left out, for people: in its place" " $(head -4 differs | tr '\n' ' ')"
skipped() { # NAME EXPECTED ARGUMENT...: so many runs are said to be left out
  local name=$1 expected=$2
  shift 2
  good "$name" next skip.json --zone "$amsterdam" "$@"
  [ "$(grep -c '^    no run on ' out)" -eq "$expected" ] && report "$name: so many" '' || report "$name: so many" " $(grep -c '^    no run on ' out), not $expected"
}
windows_routine=(--platform windows --task routine_maintenance)
skipped "a run that is left out before the first run" 1 --after 2026-03-29T00:59:59Z --count 1 "${windows_routine[@]}"
skipped "at the change of the clocks it is over" 0 --after 2026-03-29T01:00:00Z --count 1 "${windows_routine[@]}"
skipped "nothing is left out before the change" 0 --after 2026-03-20T12:00:00Z --count 1 "${windows_routine[@]}"
skipped "nothing is left out of other tasks" 0 --after 2026-03-28T12:00:00Z --count 5 --platform windows --task priority_updates
skipped "runs left out of many years" 11 --after 2026-03-22T12:00:00Z --count 520 "${windows_routine[@]}"
good "runs until the calendar ends" next nights.json --zone UTC --after 9999-12-30T12:00:00Z --platform linux
shows "runs until the calendar ends: the last one" '^Fri 9999-12-31 00:00 '
[ "$(tail -1 out)" = "no further run until 9999-12-31" ] && report "runs until the calendar ends: it is said" '' || report "runs until the calendar ends: it is said" " $(tail -1 out)"
good "hostile names of a configuration with runs" next hostile.json --zone "$amsterdam" --after 2026-03-28T12:00:00Z
grep -q '[[:cntrl:]]' out && report "runs show no control characters" ' they do' || report "runs show no control characters" ''

# ---- zones of all kinds

instant_of() { # NAME EXPECTED ARGUMENT...: the only run has that instant
  local name=$1 expected=$2 why=''
  shift 2
  run next nights.json --format ndjson --platform linux --after 2026-07-01T12:00:00Z --count 1 "$@" || why+=" status $?;"
  [ -s err ] && why+=" standard error is not empty;"
  grep -q "\"date\":\"2026-07-02\".*\"instant\":\"$expected\"" out || why+=" not at $expected;"
  report "$name" "$why"
}
instant_of "UTC" 2026-07-02T00:00:00Z --zone UTC
instant_of "an offset to the east" 2026-07-01T18:30:00Z --zone +05:30
instant_of "an offset to the west" 2026-07-02T09:30:00Z --zone -09:30
instant_of "an offset with an equals sign" 2026-07-02T02:00:00Z --zone=-02:00
instant_of "an offset with seconds" 2026-07-01T23:40:28Z --zone +00:19:32
instant_of "a POSIX TZ string" 2026-07-01T22:00:00Z --zone "$amsterdam"
instant_of "a POSIX TZ string of the south" 2026-07-01T14:00:00Z --zone AEST-10AEDT,M10.1.0,M4.1.0/3
instant_of "a name with a sign, as POSIX has it" 2026-07-02T02:00:00Z --zone GMT+2
instant_of "a POSIX TZ string without daylight saving" 2026-07-02T03:00:00Z --zone '<-03>3'
zone_file() { # RULE: a zone file without history
  for _ in 1 2; do
    printf 'TZif2' && head -c 34 /dev/zero && printf '\1\0\0\0\4\0\0\016\020\0\0CET\0'
  done
  printf '\n%s\n' "$1"
}
zone_file "$amsterdam" >zone.tzif
instant_of "a zone file" 2026-07-01T22:00:00Z --zone-file zone.tzif
instant_of "a zone file on standard input" 2026-07-01T22:00:00Z --zone-file - <zone.tzif
if [ -e /usr/share/zoneinfo/Europe/Amsterdam ]; then
  instant_of "a name" 2026-07-01T22:00:00Z --zone Europe/Amsterdam
  instant_of "a name in the file's place" 2026-07-01T22:00:00Z --zone-file /usr/share/zoneinfo/Europe/Amsterdam
  TZ=Asia/Tokyo instant_of "the zone of the environment does not matter" 2026-07-01T22:00:00Z --zone Europe/Amsterdam
  if [ -e /usr/share/zoneinfo/tzdata.zi ]; then
    run next nights.json --zone amsterdam --after 2026-07-01T02:00:00Z
    grep -q 'did you mean "Europe/Amsterdam"' err && report "a name without its continent" '' || report "a name without its continent" ' it is not guessed'
  else
    echo "SKIPPED a name without its continent: there is no /usr/share/zoneinfo/tzdata.zi"
  fi
else
  echo "SKIPPED names of zones: there is no /usr/share/zoneinfo/Europe/Amsterdam"
fi

# ---- missed runs

missed=(missed nights.json --zone "$amsterdam")
off() { printf '2026-%sZ/2026-%sZ' "$1" "$2"; }
answer() { # NAME OUTCOME PATTERN ARGUMENT...: the answer for programs has that outcome, and in one line matches PATTERN
  local name=$1 outcome=$2 pattern=$3 why='' status
  shift 3
  run "${missed[@]}" --format json "$@"
  status=$?
  [ $status -eq 0 ] || why+=" status $status;"
  [ -s err ] && why+=" standard error is not empty;"
  grep -q "\"outcome\": \"$outcome\"" out || why+=" not $outcome;"
  tr -d ' \n' <out | grep -Eqe "$pattern" || why+=" does not match \"$pattern\";"
  report "$name" "$why"
}
lin=(--platform linux)
answer "a missed run" due '"due":[{]"from":"2026-03-02T08:00:00Z","to":"2026-03-02T09:00:00Z"[}],"missed":[{]"date":"2026-03-02","local":"2026-03-02T00:00:00",.*[}],"served_by":null[}]$' \
  "${lin[@]}" --off "$(off 03-01T12:00:00 03-02T08:00:00)"
answer "several missed runs" due '"from":"2026-03-09T08:00:00Z".*"date":"2026-03-09"' "${lin[@]}" --off "$(off 03-01T12:00:00 03-09T08:00:00)"
answer "a run that was moved" due '"missed":[{]"date":"2026-03-29",.*"moved":"gap"[}]' --platform windows --task priority_updates --off "$(off 03-28T12:00:00 03-29T08:00:00)"
answer "nothing was missed" nothing_missed '"due":null,"missed":null,"served_by":null' "${lin[@]}" --off "$(off 03-01T12:00:00 03-01T20:00:00)"
answer "at the boot it runs" nothing_missed '"missed":null' "${lin[@]}" --off "$(off 03-01T12:00:00 03-01T23:00:00)"
answer "at the switching off it does not" due '"date":"2026-03-02"' "${lin[@]}" --off "$(off 03-01T23:00:00 03-01T23:00:01)"
answer "a regular run serves" served '"due":null,"missed":[{]"date":"2026-03-02".*"served_by":[{]"date":"2026-03-03"' "${lin[@]}" --off "$(off 03-01T12:00:00 03-02T22:30:00)"
answer "switched off" switched_off '"due":null,"missed":[{]"date":"2026-03-01".*"served_by":null' --platform windows --off "$(off 02-28T12:00:00 03-02T08:00:00)"
answer "off again within the hour" due '"from":"2026-03-02T12:00:00Z"' "${lin[@]}" --off "$(off 03-01T12:00:00 03-02T08:00:00)" --off "$(off 03-02T08:30:00 03-02T12:00:00)"
answer "off again after the hour" nothing_missed '"due":null' "${lin[@]}" --off "$(off 03-01T12:00:00 03-02T08:00:00)" --off "$(off 03-02T09:30:00 03-02T12:00:00)"
answer "intervals in another order" due '"from":"2026-03-02T12:00:00Z"' "${lin[@]}" --off "$(off 03-02T08:30:00 03-02T12:00:00)" --off "$(off 03-01T12:00:00 03-02T08:00:00)"
answer "a task that is off" task_off '"task":"zero_day_response".*"missed":null' --platform windows --task zero_day_response --off "$(off 02-28T12:00:00 03-02T08:00:00)"
people() { # NAME PATTERN ARGUMENT...: the answer for people
  local name=$1 pattern=$2
  shift 2
  good "$name" "${missed[@]}" "$@"
  shows "$name: it is said" "$pattern"
}
people "a missed run, for people" '^catch-up due +Mon 2026-03-02 09:00 [(]2026-03-02T08:00:00Z[)]$' "${lin[@]}" --off "$(off 03-01T12:00:00 03-02T08:00:00)"
people "nothing missed, for people" '^no run was missed$' "${lin[@]}" --off "$(off 03-01T12:00:00 03-01T20:00:00)"
people "a regular run serves, for people" '^no catch-up +the regular run at Tue 2026-03-03 00:00' "${lin[@]}" --off "$(off 03-01T12:00:00 03-02T22:30:00)"
people "switched off, for people" '^no catch-up +.*does not run on boot' --platform windows --off "$(off 02-28T12:00:00 03-02T08:00:00)"
people "a task that is off, for people" 'the task is off' --platform windows --task zero_day_response --off "$(off 02-28T12:00:00 03-02T08:00:00)"
people "one missed run, for people" '^missed +Mon 2026-03-02 00:00 [(]2026-03-01T23:00:00Z[)]$' "${lin[@]}" --off "$(off 03-01T12:00:00 03-02T08:00:00)"
grep -q '^    [^ ]' out && report "one missed run, for people: nothing more is said of it" ' it is' || report "one missed run, for people: nothing more is said of it" ''
in_march() { people "$1, for people" "$2" --platform windows --task priority_updates --off "$(off "$3" "$4")"; }
jumped='^    02:30 on 2026-03-29 does not exist: the clocks jump from 02:00 to 03:00$'
in_march "a missed run that was moved" "$jumped" 03-28T12:00:00 03-29T08:00:00
in_march "a run that serves and was moved" "$jumped" 03-21T12:00:00 03-29T00:30:00
in_march "a missed run that was not moved, and served by one that was" '^missed +Sun 2026-03-22 02:30' 03-21T12:00:00 03-29T00:30:00
[ "$(grep -c 'does not exist' out)" -eq 1 ] && report "it says once what the clocks do" '' || report "it says once what the clocks do" ' it does not'
collapsed() { # NAME EXPECTED ARGUMENT...: so many runs were missed
  local name=$1 expected=$2
  shift 2
  people "$name" "^    the latest of $expected missed runs$" "${lin[@]}" "$@"
}
collapsed "several missed runs, for people" 8 --off "$(off 03-01T12:00:00 03-09T08:00:00)"
collapsed "two missed runs, for people" 2 --off "$(off 03-01T23:00:00 03-02T23:00:01)"
collapsed "missed runs of several times off" 4 --off "$(off 03-03T08:30:00 03-05T12:00:00)" --off "$(off 03-01T12:00:00 03-03T08:00:00)"
collapsed "missed runs of times off an hour apart" 4 --off "$(off 03-01T12:00:00 03-03T08:00:00)" --off "$(off 03-03T09:00:00 03-05T12:00:00)"
collapsed "missed runs of times off that overlap" 4 --off "$(off 03-01T12:00:00 03-04T08:00:00)" --off "$(off 03-03T09:00:00 03-05T12:00:00)"
collapsed "missed runs, the others being over" 2 --off "$(off 03-01T12:00:00 03-03T08:00:00)" --off "$(off 03-03T09:00:01 03-05T12:00:00)"
collapsed "missed runs, a regular one having made up for the others" 2 --off "$(off 03-01T12:00:00 03-03T22:30:00)" --off "$(off 03-03T23:00:01 03-05T23:30:00)"

# ---- daily scans

scans=(scans --endpoint PC-0001 --format ndjson)
scan_28='{"reason":"daily","date":"2026-03-28","local":"2026-03-28T01:03:27","instant":"2026-03-28T00:03:27Z","offset":"+01:00","window":{"from":"2026-03-27T23:00:00Z","to":"2026-03-28T01:00:00Z"}}'
scan_29='{"reason":"daily","date":"2026-03-29","local":"2026-03-29T01:03:27","instant":"2026-03-29T00:03:27Z","offset":"+01:00","window":{"from":"2026-03-28T23:00:00Z","to":"2026-03-29T01:00:00Z"}}'
scan_30='{"reason":"daily","date":"2026-03-30","local":"2026-03-30T01:03:27","instant":"2026-03-29T23:03:27Z","offset":"+02:00","window":{"from":"2026-03-29T22:00:00Z","to":"2026-03-30T00:00:00Z"}}'
prints "daily scans" "$(printf '%s\n' "$scan_28" "$scan_29" "$scan_30")" "${scans[@]}" --zone "$amsterdam" --after 2026-03-27T12:00:00Z --count 3
prints "scans strictly after the instant" "$scan_29" "${scans[@]}" --zone "$amsterdam" --after 2026-03-28T00:03:27Z --count 1
prints "the scan of the installation" "$(printf '%s\n' '{"reason":"installed","date":"2026-03-28","local":"2026-03-28T15:00:00","instant":"2026-03-28T14:00:00Z","offset":"+01:00"}' "$scan_29")" \
  "${scans[@]}" --zone "$amsterdam" --after 2026-03-27T12:00:00Z --count 2 --installed 2026-03-28T14:00:00Z
prints "nothing scans before it is installed" "$scan_30" "${scans[@]}" --zone "$amsterdam" --after 2026-03-29T12:00:00Z --count 1 --installed 2026-03-01T00:00:00Z
good "ten scans without a count" "${scans[@]}" --zone "$amsterdam" --after 2026-03-27T12:00:00Z
[ "$(wc -l <out)" -eq 10 ] && report "ten scans, indeed" '' || report "ten scans, indeed" " $(wc -l <out)"
prints "a window of one hour" '{"reason":"daily","date":"2026-04-24","local":"2026-04-24T01:31:43","instant":"2026-04-23T22:31:43Z","offset":"+03:00","window":{"from":"2026-04-23T22:00:00Z","to":"2026-04-23T23:00:00Z"}}' \
  "${scans[@]}" --zone EET-2EEST,M4.5.5/0,M10.5.4/24 --after 2026-04-23T12:00:00Z --count 1
good "another endpoint" scans --endpoint PC-0002 --format ndjson --zone "$amsterdam" --after 2026-03-27T12:00:00Z --count 1
[ -s out ] && ! printf '%s\n' "$scan_28" | cmp -s - out && report "another endpoint scans at another time" '' || report "another endpoint scans at another time" ' it does not'
good "scans for people" scans --endpoint $'PC\033[31m' --zone "$amsterdam" --after 2026-03-27T12:00:00Z --count 2 --installed 2026-03-27T14:00:00Z
shows "scans for people: the installation" '^Fri 2026-03-27 15:00 +Fri 2026-03-27 14:00 +the engine was installed$'
shows "scans for people: the window" 'daily, between Sat 2026-03-28 00:00 and Sat 2026-03-28 02:00$'
grep -q '^    ' out && report "scans for people: nothing is said of the clocks" ' it is' || report "scans for people: nothing is said of the clocks" ''
grep -q 'no further' out && report "scans for people: there are more" ' it says there are none' || report "scans for people: there are more" ''
grep -q '[[:cntrl:]]' out && report "scans show no control characters" ' they do' || report "scans show no control characters" ''
scan_note() { # NAME NOTE ARGUMENT...: a line of the scans for people is NOTE, and there is no other note
  local name=$1 note=$2
  shift 2
  good "$name" scans --endpoint PC-0001 "$@"
  [ "$(grep '^ ' out)" = "    $note" ] && report "$name: it is said" '' || report "$name: it is said" " $(grep '^ ' out)"
}
scan_note "a window that ends at a jump" "the clocks jump from 02:00 to 03:00" --zone "$amsterdam" --after 2026-03-28T12:00:00Z --count 3
scan_note "a window that begins at a jump" "the clocks jump from 00:00 to 01:00" --zone EET-2EEST,M4.5.5/0,M10.5.4/24 --after 2026-04-23T12:00:00Z --count 1
scan_note "a window in which the day before comes again" \
  "the clocks go back from 00:01 to Sat 2006-10-28 23:01, and the window goes on while they show the day before again" \
  --zone NST3:30NDT,M4.1.0/0:01,M10.5.0/0:01 --after 2006-10-28T12:00:00Z --count 1
# On every 30 December its clocks jump a whole day.
day_lost='<-10>10<+14>-14,J364/0,J100/0'
no_scan="no scan on Fri 2011-12-30: the clocks jump from 00:00 to Sat 2011-12-31 00:00"
scan_note "a day without a scan before the first scan" "$no_scan" --zone "$day_lost" --after 2011-12-29T12:00:00Z --count 1
shows "a day without a scan before the first scan: the scan" '^Sat 2011-12-31 01:03:27 '
scan_note "a day without a scan between two scans" "$no_scan" --zone "$day_lost" --after 2011-12-28T12:00:00Z --count 2
scan_note "a day without a scan until it begins" "$no_scan" --zone "$day_lost" --after 2011-12-30T09:59:59Z --count 1
scan_note "a day without a scan after the installation" "$no_scan" --zone "$day_lost" --after 2011-12-01T11:00:00Z --count 2 --installed 2011-12-29T12:00:00Z
good "a day without a scan that is over" scans --endpoint PC-0001 --zone "$day_lost" --after 2011-12-30T10:00:00Z --count 3
grep -q '^ ' out && report "a day without a scan that is over: nothing is said" ' it is' || report "a day without a scan that is over: nothing is said" ''
good "a scan that was done, and one that comes" scans --endpoint PC-0001 --zone UTC --after 2026-03-28T01:30:00Z --count 1
grep -q '^ ' out && report "a scan that was done is not missing" ' it is' || report "a scan that was done is not missing" ''
last_scan() { # NAME ARGUMENT...: the end of the calendar is said
  local name=$1
  shift
  good "$name" scans --endpoint x --zone +09:00 "$@"
  [ "$(tail -1 out)" = "no further scan until 9999-12-31" ] && report "$name: it is said" '' || report "$name: it is said" " $(tail -1 out)"
}
last_scan "no further scan" --after 9999-12-31T20:00:00Z
last_scan "scans until the calendar ends" --after 9999-12-29T20:00:00Z --count 3
good "as many scans as the calendar has" scans --endpoint x --zone +09:00 --after 9999-12-29T20:00:00Z --count 1
grep -q 'no further' out && report "as many scans as the calendar has: nothing of its end" ' it is said' || report "as many scans as the calendar has: nothing of its end" ''
prints "no further scan, for programs" "" scans --endpoint x --zone +09:00 --after 9999-12-31T20:00:00Z --format ndjson

# ---- validation with a zone

good "validate without a zone" validate nights.json
shows "validate without a zone: tasks that meet" '^warning: windows.priority_updates.schedule: .*"routine_maintenance"'
grep -q 'the clocks' out && report "validate without a zone says nothing of clocks" ' it does' || report "validate without a zone says nothing of clocks" ''
good "validate with a zone" validate nights.json --zone "$amsterdam" --after 2026-01-01T00:00:00Z
shows "validate with a zone: a time that is jumped over" '^note: windows.routine_maintenance.schedule.at: the clocks jump .*runs 10; .*2026-03-29'
shows "validate with a zone: a time that occurs twice" '^note: windows.routine_maintenance.schedule.at: the clocks are set back .*runs 10; .*2026-10-25'
good "validate with a zone whose clocks do not change" validate nights.json --zone UTC --after 2026-01-01T00:00:00Z
grep -q 'the clocks' out && report "and nothing is said of clocks" ' it is' || report "and nothing is said of clocks" ''
good "validate with runs that are left out" validate skip.json --zone-file zone.tzif --after 2026-01-01T00:00:00Z --format ndjson
shows "validate with runs that are left out: for programs" '^[{]"code":"clock_change_skips_runs","level":"warning","path":"windows.routine_maintenance.schedule.clock_change.gap",.*"runs":10,.*"2026-03-29"'
sed 's/"at": "04:00", "stage_hours_before": 4/"at": "04:00", "stage_hours_before": 5/' nights.json >first.json
run validate first.json --zone "$amsterdam" --after 2026-01-01T00:00:00Z
[ $? -eq 1 ] && [ ! -s err ] && report "validate with an error: status 1" '' || report "validate with an error: status 1" ' another status, or standard error is not empty'
shows "validate with an error: it is told" '^error: mac.routine_maintenance.schedule.stage_hours_before: .*hours 5; longest 4'

# ---- reboots

cat >reboot.json <<'EOS'
{ "format": "patchpolicy/configuration/1", "name": "Reboots",
  "windows": {
    "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "21:00" },
      "deploy": { "severity": { "security": ["critical"] } },
      "reboot": { "before": {}, "after": { "when": "if_required",
        "user": { "force_after_minutes": 60, "warn_at_logoff": true, "countdown_minutes": 10, "extend_up_to_minutes": 11, "may_cancel_restart": true } } } },
    "priority_updates": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "12:00" },
      "deploy": { "severity": { "security": ["moderate"] } }, "reboot": { "before": { "user": { "warn_at_logoff": true } }, "after": { "when": "always" } } },
    "zero_day_response": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "23:00" },
      "deploy": { "severity": { "security": ["low"] } }, "reboot": { "after": { "when": "always" } } } },
  "mac": { "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "21:00" },
      "deploy": { "severity": { "security": ["critical"] } } } },
  "linux": { "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "21:00" },
      "deploy": { "all_missing": true }, "reboot": { "after_if_required": true } } } }
EOS
cat >reboot.ndjson <<'EOS'
{"id":"w1","platform":"windows","kind":"security","severity":"critical","reboot":"no"}
{"id":"w2","platform":"windows","kind":"security","severity":"critical"}
{"id":"w3","platform":"windows","kind":"security","severity":"low","reboot":"no"}
{"id":"m1","platform":"mac","kind":"security","severity":"critical","operating_system":true}
{"id":"m2","platform":"mac","kind":"security","severity":"critical","reboot":"required"}
{"id":"l1","platform":"linux","reboot":"maybe"}
EOS
reboot=(reboot reboot.json --catalog reboot.ndjson --platform)
results() { printf '%s\n' "$@" >results.ndjson; }
good "a forecast for people" "${reboot[@]}" windows
shows "a forecast for people: the task" '^Reboots: Windows, routine maintenance$'
shows "a forecast for people: before" '^before +a reboot is asked for$'
shows "a forecast for people: the user's part is not set" 'the user: not set'
shows "a forecast for people: after" '^after +depends on the results of the installation$'
shows "a forecast for people: the patch" 'neither data nor results .*: w2$'
shows "a forecast for people: the deadline" 'begins 60 minutes after it is asked for, or at log-off; the user is warned'
shows "a forecast for people: the dialog" 'dialog: 10 minutes, may be extended to 11 minutes, may be put off altogether$'
prints "a forecast for programs" '{
  "platform": "windows",
  "task": "routine_maintenance",
  "before": {
    "answer": "requested",
    "reasons": [{
      "reason": "before_deployment"
    }]
  },
  "after": {
    "answer": "depends_on_results",
    "reasons": [{
      "reason": "unknown",
      "patches": ["w2"]
    }],
    "user": {
      "force_after_minutes": 60,
      "warn_at_logoff": true,
      "countdown_minutes": 10,
      "extend_up_to_minutes": 11,
      "may_cancel_restart": true
    }
  }
}' "${reboot[@]}" windows --format json
good "text of a reboot, by its name" "${reboot[@]}" windows --format text
results '{"id":"w1","code":0}' '{"id":"w2","code":0}'
good "results without a restart" "${reboot[@]}" windows --results results.ndjson
shows "results without a restart: none" '^after +no reboot: no patch that is deployed requires it$'
results '{"id":"w1","code":3010}'
good "a result with a restart" "${reboot[@]}" windows --results results.ndjson
shows "a result with a restart: it decides" 'results of the installation require it: w1$'
shows "a result with a restart: what has no result" 'neither data nor results .*: w2$'
results '{"id":"w1","code":1603}' '{"id":"w2","code":3017}'
good "failed, yet with a restart" "${reboot[@]}" windows --results results.ndjson
shows "failed, yet with a restart: it is asked for" 'results of the installation require it: w2$'
results '{"id":"w1","code":1603}' '{"id":"w2","code":-1}'
good "all failed" "${reboot[@]}" windows --results results.ndjson
shows "all failed: none" '^after +no reboot: nothing is deployed$'
shows "all failed: the list alone decides before" '^before +a reboot is asked for$'
good "no results at all" "${reboot[@]}" windows --results /dev/null
shows "no results at all: what is unknown is asked for" '^after +a reboot is asked for$'
results '{"id":"w1","code":0}' '' '{"code":0,"id":"w2"}'
sed 's/$/\r/' results.ndjson | run "${reboot[@]}" windows --results -
[ $? -eq 0 ] && grep -q 'no patch that is deployed requires it' out && report "results on standard input" '' || report "results on standard input" ' not read'
results '{"id":"w1","code":0}' '{"id":"w3\u001b","code":3010}' '{"id":"w3","code":3010}'
run "${reboot[@]}" windows --results results.ndjson
[ $? -eq 0 ] && [ "$(grep -c '^note: the result of "w3' err)" -eq 2 ] && report "results of other patches are noted" '' || report "results of other patches are noted" ' they are not'
grep -q '[[:cntrl:]]' err && report "and show no control characters" ' they do' || report "and show no control characters" ''
good "always" "${reboot[@]}" windows --task zero_day_response
shows "always: before is off" '^before +no reboot: it is switched off$'
shows "always: after" 'always restarts after it has deployed: w3$'
good "always, with nothing to deploy" "${reboot[@]}" windows --task priority_updates
shows "always, with nothing to deploy: none before" '^before +no reboot: nothing is deployed$'
shows "always, with nothing to deploy: none after" '^after +no reboot: nothing is deployed$'
good "a Mac" "${reboot[@]}" mac
shows "a Mac has none before" '^before +no reboot: this platform does not restart before deployment$'
shows "a Mac restarts after a system patch" 'system patch of a Mac always restarts: m1$'
grep -q m2 out && report "a Mac does not ask the records" ' it does' || report "a Mac does not ask the records" ''
good "Linux" "${reboot[@]}" linux
shows "Linux depends on the results" '^after +depends on the results'
good "a task that is off has no reboot" reboot "$data/scan-only.json" --catalog reboot.ndjson --platform windows
shows "and says so" '^Scan only: Windows, routine maintenance \(off\)$'
good "the sample results" reboot "$config" --catalog "$catalog" --platform windows --results <(head -n 2 "$data/results.ndjson")
shows "the sample results are of patches that deploy" 'results of the installation require it: KB5036892'
if [ -w /dev/full ]; then
  timeout 20 "$tool" "${reboot[@]}" windows >/dev/full 2>err
  status=$?
  [ $status -eq 2 ] && grep -q '^standard output: ' err && report "a full device: a reboot" '' || report "a full device: a reboot" " status $status"
fi

# ---- the grid of patch groups

cat >grid.json <<'EOS'
{ "format": "patchpolicy/configuration/1", "name": "Grid",
  "windows": {
    "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "21:00" },
      "deploy": { "patch_groups": { "include": ["One"], "exclude": ["Two", "Gone\u001b"] } } },
    "zero_day_response": { "enabled": false, "deploy": { "patch_groups": { "include": ["Two"] } } } },
  "linux": { "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "21:00" },
      "deploy": { "all_missing": true } } } }
EOS
cat >grid-groups.json <<'EOS'
{ "format": "patchpolicy/groups/1", "groups": [
  { "name": "One", "patches": ["B", "w1", "x\u001b", "l1"] }, { "name": "Two", "patches": ["w2", "y", "y"] }, { "name": "None", "patches": [] } ] }
EOS
cat >grid.ndjson <<'EOS'
{"id":"l1","platform":"linux"}
{"id":"w1","bulletin":"B","platform":"windows"}
{"id":"m1","bulletin":"B","platform":"mac"}
{"id":"w2","bulletin":"B","platform":"windows"}
EOS
grid=(grid grid.json --catalog grid.ndjson --groups grid-groups.json)
prints "the grid of Windows" 'Grid: patch groups for Windows, routine maintenance

group  choice   Windows    Mac  Linux  total  if assigned, active on
One    include        2  1 (x)  1 (o)      4  Windows
Two    exclude        1  0 (x)  0 (o)      1  -
None   -              0  0 (x)  0 (o)      0  -

(o)  the configuration contains the group'"'"'s patches of that platform
(x)  the configuration does not contain them

Names that match nothing in the catalog:
  One: x\u001b
  Two: y

Groups that the configuration names and the file does not have:
  Gone\u001b: exclude in Windows, routine maintenance' "${grid[@]}" --for windows
good "the grid of a task that is off" "${grid[@]}" --for windows --task zero_day_response --endpoints 1
shows "the grid of a task that is off: says so" '^Grid: patch groups for Windows, zero-day response \(off\)$'
shows "the grid of a task that is off: the choice" '^Two +include +1 '
shows "the grid of a task that is off: nothing by it" '^Two .* -$'
good "the grid of Linux" "${grid[@]}" --for linux
shows "the grid of Linux: the task" 'Linux, routine maintenance \(all missing patches\)$'
shows "the grid of Linux: its own column has no eye" '^One +- +2 \(o\) +1 \(x\) +1 +4 +Windows$'
good "the grid, assigned to nobody" "${grid[@]}" --for mac --endpoints 0
shows "the grid, assigned to nobody: nothing is active" '^One .* -$'
shows "the grid, assigned to nobody: why" '^Nothing is active: .* no endpoint'
prints "a group opened" 'Grid: patch group "One"

platform  patch  status                      deploys
Windows   w1     active                      yes, by routine maintenance
Windows   w2     active                      no
Mac       m1     not active: group not used  no
Linux     l1     not active: group not used  yes, by routine maintenance

The status looks at this group alone; what deploys is judged by all tasks of the platform.
Names that match nothing in the catalog: x\u001b' "${grid[@]}" --for windows --endpoints 3 --group One
good "an empty group opened" "${grid[@]}" --for windows --group None
shows "an empty group opened: says so" '^It holds no patch of the catalog'
prints "a group opened for programs" '{
  "name": "Two",
  "endpoints": 0,
  "records": [{
    "id": "w2",
    "platform": "windows",
    "status": "not_active",
    "because": ["group_not_used", "not_assigned"],
    "deploys": false,
    "tasks": []
  }]
}' "${grid[@]}" --for windows --endpoints=0 --group Two --format json
good "the grid for programs" "${grid[@]}" --for mac --endpoints 4 --format json
shows "the grid for programs: the endpoints" '^  "endpoints": 4,$'
shows "the grid for programs: the task" '^  "platform": "mac",$'
shows "the grid for programs: names that match nothing" '"unknown": \["x\\u001b"\]'
shows "the grid for programs: groups that are not there" '"name": "Gone\\u001b",$'
printf '{"format":"patchpolicy/groups/1","groups":[]}' >no-groups.json
good "the grid without groups" grid grid.json --catalog grid.ndjson --groups no-groups.json --for windows
shows "the grid without groups: says so" '^There are no groups'
shows "the grid without groups: those that are named" '^  One: include in Windows, routine maintenance$'
good "the grid of an empty catalog" grid grid.json --catalog /dev/null --groups grid-groups.json --for windows
shows "the grid of an empty catalog: all names match nothing" '^  One: B, w1, x'
if [ -w /dev/full ]; then
  timeout 20 "$tool" "${grid[@]}" --for windows >/dev/full 2>err
  status=$?
  [ $status -eq 2 ] && grep -q '^standard output: ' err && report "a full device: a grid" '' || report "a full device: a grid" " status $status"
fi

# ---- summaries, and what an edit changes

good "a summary" summary nights.json
cp out summary.txt
shows "a summary: the name" '^Nights$'
shows "a summary: the schedule" '^    Every week on Sunday$'
shows "a summary: a finding at its task" '^    Warning: another task of this platform runs at the same time'
grep -q 'Next run' out && report "a summary without a zone says no next runs" ' it does' || report "a summary without a zone says no next runs" ''
good "a summary as text, by its name, in English, by its code" summary nights.json --format text --lang en
cmp -s out summary.txt && report "those are the defaults" '' || report "those are the defaults" ' they are not'
good "a summary with next runs" summary nights.json --zone "$amsterdam" --after 2026-03-28T12:00:00Z
shows "a summary with next runs: a run that is moved" '^    Next run: Sunday, March 29, 2026 at 03:00, as 02:30 does not exist'
shows "a summary with next runs: its staging" '^      Stages from Sunday, March 29, 2026 at 00:00$'
good "a summary with counts" summary c.json --catalog c.ndjson --groups g.json
shows "a summary with counts: deploying" '^    Deploys 2 of 6 patches$'
shows "a summary with counts: alone" '^      Selected by patch group: 2, 1 of them by nothing else$'
shows "a summary with counts: kept back" '^      Selected, but excluded by a patch group: 1$'
good "a summary of what is only scanned" summary "$data/scan-only.json"
[ "$(grep -c '^  Scan only: nothing is deployed$' out)" -eq 3 ] && report "says so on each tab" '' || report "says so on each tab" ' it does not'
dutch=(summary nights.json --lang nl --zone "$amsterdam" --after 2026-03-28T12:00:00Z)
good "a summary in Dutch" "${dutch[@]}"
shows "a summary in Dutch: the schedule" '^    Elke week op zondag$'
shows "a summary in Dutch: a next run" '^    Volgende uitvoering: zondag 29 maart 2026 om 03:00, want 02:30 bestaat niet'
shows "a summary in Dutch: a finding" '^    Waarschuwing: een andere taak van dit platform'
for lang in en nl; do
  [ $lang = en ] && weekly='Every week on Sunday' || weekly='Elke week op zondag'
  good "a summary in Markdown, $lang" summary nights.json --lang $lang --format markdown
  shows "a summary in Markdown, $lang: headings" '^# Nights$'
  shows "a summary in Markdown, $lang: lines" "^- $weekly\$"
  good "a summary in HTML, $lang" summary nights.json --lang $lang --format html
  shows "a summary in HTML, $lang: the language" "^<section class=\"patchpolicy-summary\" lang=\"$lang\">\$"
  shows "a summary in HTML, $lang: lines with their fields" "<li data-path=\"windows.routine_maintenance.schedule.recurrence\">$weekly</li>"
  shows "a summary in HTML, $lang: findings with their level" '<li class="warning" data-path="windows.'
  good "a summary in JSON, $lang" summary nights.json --lang $lang --format json
  shows "a summary in JSON, $lang: the format" '^  "format": "patchpolicy/summary/1",$'
  shows "a summary in JSON, $lang: the language" "^  \"language\": \"$lang\",\$"
  shows "a summary in JSON, $lang: the sentence" "\"text\": \"$weekly\"\$"
done
good "a summary in HTML with next runs" summary nights.json --format html --zone UTC --after 2026-03-28T12:00:00Z
shows "a summary in HTML with next runs: instants" '<time datetime="2026-03-29T02:30:00Z">Sunday, March 29, 2026 at 02:30</time>'
summary_status() { # NAME STATUS ARGUMENT...: nothing on standard error
  local name=$1 expected=$2 status
  shift 2
  run "$@"
  status=$?
  [ $status -eq "$expected" ] && [ ! -s err ] && report "$name" '' || report "$name" " status $status, or standard error is not empty"
}
for format in text markdown html json; do
  summary_status "a summary of a configuration with an error, $format: status 1" 1 summary first.json --format $format
  shows "and it is printed with the error in place, $format" 'a run on the first of the month cannot be staged before that day begins'
done
shows "the error for programs" '"level": "error",$'
good "a summary from a pipe" summary - < <(cat nights.json)
cmp -s out summary.txt && report "is the same" '' || report "is the same" ' it is not'
sed 's/"Test"/"<b>T\\u001b[31m*\\n"/' c.json >hostile.json
for format in text markdown html; do
  good "a summary of a hostile name, $format" summary hostile.json --format $format
  LC_ALL=C.UTF-8 grep -q '[[:cntrl:]]' out && report "shows no control characters, $format" ' it does' || report "shows no control characters, $format" ''
done
grep -q '<b>' out && report "and no elements of others" ' it does' || report "and no elements of others" ''

good "a configuration and itself" diff nights.json nights.json
[ -s out ] && report "do not differ" ' they do' || report "do not differ" ''
good "the same, in another form" diff nights.json <(tr -d '\n' <nights.json) --catalog c.ndjson
[ -s out ] && report "do not differ either" ' they do' || report "do not differ either" ''
differs() { # NAME ARGUMENT...: status 1
  local name=$1
  shift
  summary_status "$name" 1 diff "$@"
}
same() { # NAME EXPECTED: what was printed
  printf '%s\n' "$2" >expected
  if cmp -s out expected; then report "$1" ''; else report "$1" " $(diff expected out | head -4 | tr '\n' ' ')"; fi
}
sed -e 's/"at": "12:00"/"at": "13:00"/' -e 's/{ "vrr_at_least": 9 }/{ "vrr_at_least": 8.5, "exploited": true }/' \
  -e 's/"exclude": \["No"\]/"exclude": []/' -e 's/"name": "Test"/"name": "Test 2"/' c.json >d.json
differs "two configurations" c.json d.json
same "two configurations, in words" 'Configuration
  - Test
  + Test 2

Windows: Routine maintenance
  - By risk score: VRR 9 or more
  + By risk score: VRR 8.5 or more
  + By risk score: vulnerabilities that are reported exploited
  - Patch group “No” excluded, whatever else selects the patches

Windows: Priority updates
  - At 12:00
  + At 13:00'
printf '%s' '{"format":"patchpolicy/configuration/1","name":"X","windows":{"routine_maintenance":{"enabled":false,"schedule":{"recurrence":{"kind":"daily"},"at":"03:00"}}}}' >off.json
differs "a task that is off" off.json <(sed 's/03:00/04:00/' off.json)
same "a task that is off, in words" 'Windows: Routine maintenance (off)
  - At 03:00
  + At 04:00'
differs "two configurations, in Dutch" c.json d.json --lang nl
shows "two configurations, in Dutch: the task" '^Windows: Prioriteitsupdates$'
shows "two configurations, in Dutch: before" '^  - Om 12:00$'
shows "two configurations, in Dutch: after" '^  \+ Op risicoscore: VRR 8,5 of hoger$'
differs "two configurations, for programs" c.json d.json --format ndjson
same "two configurations, a field a line" '{"path":"name","before":"Test","after":"Test 2"}
{"path":"windows.routine_maintenance.deploy.risk.vrr_at_least","before":9,"after":8.5}
{"path":"windows.routine_maintenance.deploy.risk.exploited","before":false,"after":true}
{"path":"windows.routine_maintenance.deploy.patch_groups","before":{"include":["Yes"],"exclude":["No"]},"after":{"include":["Yes"]}}
{"path":"windows.priority_updates.schedule.at","before":"12:00","after":"13:00"}'
differs "an option that is switched off" c.json <(sed 's/"risk": { "vrr_at_least": 9 },//' c.json) --format ndjson
same "an option that is switched off is null" '{"path":"windows.routine_maintenance.deploy.risk","before":{"vrr_at_least":9},"after":null}'
differs "patches that are gained" c.json d.json --catalog c.ndjson --groups g.json
shows "patches that are gained: the platform" '^Windows: Patches$'
shows "patches that are gained: why" '^  \+ w2  \(Routine maintenance: .*patch group “Yes”\)$'
differs "patches that are lost" d.json c.json --catalog c.ndjson --groups g.json
shows "patches that are lost: why" '^  - w2  \(Routine maintenance: excluded by a patch group “No”\)$'
differs "patches that are gained, for programs" c.json d.json --catalog c.ndjson --groups g.json --format ndjson
shows "patches that are gained, for programs: the line" '^\{"platform":"windows","task":"routine_maintenance","change":"gained","verdict":\{"id":"w2","deploys":true,'
differs "patches that are lost, for programs" d.json c.json --catalog c.ndjson --groups g.json --format ndjson
shows "patches that are lost, for programs: the line" '"change":"lost","verdict":\{"id":"w2","deploys":false,.*"rule":"excluded_group","group":"No"'

# ---- output that cannot be written

full() { # NAME ARGUMENT...: standard output is a full device
  local name=$1 why='' status
  shift
  timeout 20 "$tool" "$@" >/dev/full 2>err
  status=$?
  : >out
  [ $status -eq 2 ] || why+=" status $status;"
  grep -Eq '^(patchpolicy: )?standard output: ' err || why+=" no message;"
  report "$name" "$why"
}
if [ -w /dev/full ]; then
  full "a full device: default" default
  full "a full device: help" --help
  full "a full device: help of a command" evaluate --help
  full "a full device: version" --version
  full "a full device: verdicts" evaluate c.json --catalog c.ndjson "${windows[@]}"
  full "a full device: text" evaluate c.json --catalog c.ndjson --platform windows
  full "a full device: many verdicts" evaluate "$config" --catalog "$catalog" "${windows[@]}"
  full "a full device: runs" next nights.json --zone UTC --after 2026-01-01T00:00:00Z
  full "a full device: a missed run" missed nights.json --zone UTC --platform linux --off 2026-01-01T00:00:00Z/2026-01-02T00:00:01Z
  full "a full device: a summary" summary nights.json
  full "a full device: a summary that is watched" summary nights.json --watch
  full "a full device: a difference" diff c.json d.json
  full "a full device: scans" scans --endpoint PC-0001 --zone UTC --after 2026-01-01T00:00:00Z
fi
timeout 20 "$tool" default >&- 2>err
status=$?
: >out
[ $status -eq 2 ] && [ -s err ] && report "standard output that is closed" '' || report "standard output that is closed" " status $status"
timeout 20 "$tool" evaluate c.json --catalog c.ndjson "${windows[@]}" >&- 2>err
status=$?
[ $status -eq 2 ] && [ -s err ] && report "standard output that is closed, with files to read" '' || report "standard output that is closed, with files to read" " status $status"

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
