#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# The tool does what its help says: what it prints, in which order, and with which exit status. Arguments: the executable,
# and the source directory.

set -u
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

passed=0
failed=0
report() { # NAME WHY: an empty reason is good
  if [ -z "$2" ]; then
    passed=$((passed + 1))
    echo "ok      $1"
  else
    failed=$((failed + 1))
    echo "FAILED  $1:$2"
    sed 's/^/        | /' out err 2>/dev/null | cut -c1-300 | head -10
  fi
}
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
