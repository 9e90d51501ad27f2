#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# The tool refuses bad input and bad command lines: exit status 2, nothing on standard output, a message that says where,
# in bounded time, memory and stack. Arguments: the executable, and the source directory.
# PATCHPOLICY_TEST_MEMORY_KB: the limit of its memory; "unlimited" for a build with sanitizers, as then is its stack.

set -u
if [ $# -ne 2 ]; then
  echo "usage: $0 PATCHPOLICY SOURCE_DIRECTORY" >&2
  exit 2
fi
tool=$(realpath "$1")
data=$(realpath "$2")/examples/data
memory=${PATCHPOLICY_TEST_MEMORY_KB:-1048576}
stack=128  # in KB, as small as threads have it anywhere
[ "$memory" != unlimited ] || stack=unlimited
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export LC_ALL=C

passed=0
failed=0
limited() { (ulimit -v "$memory" && ulimit -s "$stack" && exec timeout 20 "$tool" "$@"); }

# bad NAME PATTERN ARGUMENT...: standard input is that of the caller. Each line on standard error names its file, or is
# the tool's own or its usage; PATTERN, an extended regular expression, is somewhere in them.
bad() {
  local name=$1 pattern=$2 why='' status
  shift 2
  limited "$@" >out 2>err
  status=$?
  [ $status -eq 2 ] || why+=" status $status;"
  [ -s out ] && why+=" standard output is not empty;"
  [ -s err ] || why+=" standard error is empty;"
  grep -Eqe "$pattern" err || why+=" no line matches \"$pattern\";"
  [ -z "$(tail -c 1 err)" ] || why+=" the last line has no end;"
  LC_ALL=C.UTF-8 grep -q '[[:cntrl:]]' err && why+=" a control character;"
  [ "$(wc -l <err)" -le 102 ] || why+=" more than 102 lines;"
  report "$name" "$why"
}

# unsound NAME PATTERN ARGUMENT...: the configuration has errors; status 1, nothing on standard output, and PATTERN is
# somewhere in standard error.
unsound() {
  local name=$1 pattern=$2 why='' status
  shift 2
  limited "$@" >out 2>err
  status=$?
  [ $status -eq 1 ] || why+=" status $status;"
  [ -s out ] && why+=" standard output is not empty;"
  grep -Eqe "$pattern" err || why+=" no line matches \"$pattern\";"
  report "$name" "$why"
}

report() {
  if [ -z "$2" ]; then
    passed=$((passed + 1))
    echo "ok      $1"
  else
    failed=$((failed + 1))
    echo "FAILED  $1:$2"
    sed 's/^/        | /' err | cut -c1-300 | head -5
  fi
}

# The same for a document in a file, once as the configuration, once as the groups.
# bad_document NAME FILE PLACE: PLACE is LINE:COLUMN, a pattern; empty: the file has no place.
bad_document() {
  local place="^$2:${3:+$3:} "
  bad "configuration: $1" "$place" evaluate "$2" --catalog "$data/catalog.ndjson" --platform windows
  bad "groups: $1" "$place" evaluate "$data/pilot.json" --groups "$2" --catalog "$data/catalog.ndjson" --platform windows
}
bad_catalog() {
  bad "catalog: $1" "^$2:${3:+$3:} " evaluate "$data/pilot.json" --catalog "$2" --platform windows
}
bad_anywhere() {
  bad_document "$@"
  bad_catalog "$@"
}

config=$data/pilot.json
catalog=$data/catalog.ndjson
groups=$data/groups.json

# ---- the command line

bad "no command" "^patchpolicy: "
bad "an unknown command" "unknown command \"evalaute\"" evalaute "$config" --catalog "$catalog" --platform windows
bad "a command in capitals" "unknown command \"Default\"" Default
bad "an empty command" "unknown command" ""
bad "an option in place of a command" "unknown" --catalog "$catalog"
bad "an unknown option" "unknown option \"--verbose\"" evaluate "$config" --catalog "$catalog" --platform windows --verbose
bad "an unknown short option" "unknown option \"-v\"" evaluate "$config" --catalog "$catalog" --platform windows -v
bad "an unknown option with a value" "unknown option \"--foo\"" evaluate "$config" --catalog "$catalog" --platform windows --foo=1
bad "an option of another command" "unknown option \"--catalog\"" default --catalog "$catalog"
bad "two things wrong are both said: the option" "unknown option \"--foo\"" evaluate --foo --platform windows
bad "two things wrong are both said: the file" "CONFIG" evaluate --foo --platform windows
bad "an option without its value, at the end" "[-][-]catalog.* value" evaluate "$config" --platform windows --catalog
bad "an option without its value, before another" "[-][-]catalog.* value" evaluate "$config" --catalog --platform windows
bad "an option given twice" "[-][-]platform.*twice" evaluate "$config" --catalog "$catalog" --platform windows --platform windows
bad "an option given twice, in two forms" "[-][-]platform.*twice" evaluate "$config" --catalog "$catalog" --platform windows --platform=mac
bad "a switch given twice" "[-][-]deploying.*twice" evaluate "$config" --catalog "$catalog" --platform windows --deploying --deploying
bad "a switch with a value" "[-][-]deploying.* no value" evaluate "$config" --catalog "$catalog" --platform windows --deploying=yes
bad "no configuration" "CONFIG" evaluate --catalog "$catalog" --platform windows
bad "no catalog" "[-][-]catalog" evaluate "$config" --platform windows
bad "no platform" "[-][-]platform" evaluate "$config" --catalog "$catalog"
bad "two configurations" "unexpected argument" evaluate "$config" "$config" --catalog "$catalog" --platform windows
bad "an argument for a command without" "unexpected argument \"x\"" default x
bad "an unknown platform" "[-][-]platform.*windows.*found \"win\"" evaluate "$config" --catalog "$catalog" --platform win
bad "an empty platform" "[-][-]platform" evaluate "$config" --catalog "$catalog" --platform ""
bad "a platform in capitals" "[-][-]platform.*found \"Windows\"" evaluate "$config" --catalog "$catalog" --platform Windows
bad "an unknown task" "[-][-]task.*routine_maintenance.*found \"maintenance\"" evaluate "$config" --catalog "$catalog" --platform windows --task maintenance
for task in priority_updates zero_day_response; do
  for platform in mac linux; do
    bad "$task on $platform" "[-][-]task.*$task" evaluate "$config" --catalog "$catalog" --platform $platform --task $task
  done
done
bad "an unknown format" "[-][-]format.*found \"xml\"" evaluate "$config" --catalog "$catalog" --platform windows --format xml
bad "standard input as the configuration and the catalog" "standard input|\"-\"" evaluate - --catalog - --platform windows <"$config"
bad "standard input as the groups and the catalog" "standard input|\"-\"" evaluate "$config" --groups - --catalog - --platform windows <"$groups"
bad "standard input as the configuration and the groups" "standard input|\"-\"" evaluate - --groups - --catalog "$catalog" --platform windows <"$config"
bad "an empty name of a configuration" "CONFIG" evaluate "" --catalog "$catalog" --platform windows
bad "an empty name of a catalog" "[-][-]catalog" evaluate "$config" --catalog "" --platform windows
bad "an empty name of a catalog, in the other form" "[-][-]catalog" evaluate "$config" --catalog= --platform windows
for version in 10000 -1 1.5 x "" 99999999999999999999; do
  bad "the major version \"$version\"" "[-][-]major-version" evaluate "$config" --catalog "$catalog" --platform linux --distribution redhat --major-version="$version"
done
# each command that this build has, and what each of them refuses
commands=$("$tool" --help | sed -n 's/^  patchpolicy \([a-z]*\).*/\1/p')
for command in $commands; do
  bad "$command with an unknown option" "unknown option \"--nonsense\"" "$command" --nonsense
  usage=$("$tool" "$command" --help | head -n 1)
  if [[ $usage =~ ^patchpolicy\ [a-z]+\ [A-Z] ]]; then bad "$command without its arguments" "missing" "$command"; fi
done
bad "a command line as long as they come" "unknown command" "$(head -c 100000 /dev/zero | tr '\0' x)"
bad "control characters in a command line" "unknown command" $'a\033[31m\nb'

# ---- a patch that is not there: what there is in its place

cat >few.ndjson <<'EOF'
{"id":"KB1","platform":"windows","bulletin":"MS-1"}
{"id":"KB2:w11","platform":"windows","bulletin":"KB2"}
{"id":"Safari","platform":"mac"}
{"id":"KB3:m","platform":"mac","bulletin":"KB2"}
{"id":"RHSA-1","platform":"linux"}
EOF
for ((i = 0; i < 12; ++i)); do echo "{\"id\":\"many-$i\",\"platform\":\"windows\",\"bulletin\":\"Many\"}"; done >>few.ndjson
no_patch() { # ID, PLATFORM, its name, what is said then
  bad "no patch $1 for $3" "^patchpolicy: few.ndjson has no patch \"$1\" for $3$4\$" explain "$config" "$1" --catalog few.ndjson --platform "$2"
}
no_patch KB9 windows Windows ''
no_patch KB mac Mac ''
no_patch KB1 mac Mac '; there is KB1 for Windows [(][-][-]platform windows[)]'
no_patch Safari linux Linux '; there is Safari for Mac [(][-][-]platform mac[)]'
no_patch RHSA-1 windows Windows '; there is RHSA-1 for Linux [(][-][-]platform linux[)]'
no_patch kb1 windows Windows '; there is KB1; ids are compared exactly, case included'
no_patch SAFARI windows Windows '; there is Safari for Mac [(][-][-]platform mac[)]; ids are compared exactly, case included'
no_patch KB2 windows Windows '; of that bulletin there is KB2:w11; of that bulletin there is KB3:m for Mac [(][-][-]platform mac[)]'
no_patch ms-1 windows Windows '; of that bulletin there is KB1; ids are compared exactly, case included'
no_patch Many windows Windows "$(printf '; of that bulletin there is many-%d' {0..9}); and 2 more"

# ---- zones, instants, counts and intervals

noon=2026-07-01T12:00:00Z
in_utc=(--zone UTC --after $noon)
bad "next without a zone" "[-][-]zone ZONE, or --zone-file, is missing" next "$config" --after $noon
bad "next without an instant" "[-][-]after INSTANT is missing" next "$config" --zone UTC
bad "two zones" "[-][-]zone and --zone-file" next "$config" "${in_utc[@]}" --zone-file nowhere
bad "a zone given twice" "[-][-]zone.*twice" next "$config" "${in_utc[@]}" --zone UTC
bad "an empty zone" "[-][-]zone needs a value" next "$config" --zone= --after $noon
for zone in Nowhere/Land Europe/Amsterdm XYZ Europe Europe/ ../../../etc/passwd /etc/localtime Z; do
  bad "the zone \"$zone\"" "^patchpolicy: --zone: .*\"$zone\"" next "$config" --zone "$zone" --after $noon
done
for zone in +2:00 +02 +0200 +26:00 -02:60 +02:00:60 +02:00Z +; do
  bad "the offset \"$zone\"" "[-][-]zone: expected an offset such as .*found \"${zone/+/[+]}\"" next "$config" --zone="$zone" --after $noon
done
while IFS='|' read -r zone character expected; do
  bad "the POSIX TZ string \"$zone\"" "[-][-]zone: .* at character $character: $expected" next "$config" --zone "$zone" --after $noon
done <<'EOF'
EST5EDT4|9|expected the dates
CET-25|5|expected an offset of at most 24 hours
CET-1:60|7|expected minutes or seconds from 0 to 59
<CET-1|7|expected letters
C1|1|expected a name of three letters
CET-1CEST,|11|expected a date
CET-1CEST,M3.5.0|17|expected "," and a date
CET-1CEST,M13.5.0,M10.5.0|12|expected a month from 1 to 12
CET-1CEST,M3.0.0,M10.5.0|14|expected a week from 1 to 5
CET-1CEST,M3.5.7,M10.5.0|16|expected a weekday from 0
CET-1CEST,M3.5.0/168,M10.5.0|18|expected a time from -167 to 167
CET-1CEST,M3.5.0/,M10.5.0|18|expected a time, such as
CET-1CEST,J0,J366|12|expected a day of the year
CET-1CEST,366,1|11|expected a day of the year
CET-1CEST,M3.5.0,M10.5.0/3x|27|expected nothing more
EOF
for name in utc Utc uTC; do
  bad "the zone $name" "[-][-]zone: there is no zone \"$name\", did you mean \"UTC\"[?]" next "$config" --zone $name --after $noon
done
bad "a zone that commands the terminal" "[-][-]zone" next "$config" --zone $'CET-1\033[31m' --after $noon
bad "a zone of 100 KB" "[-][-]zone" next "$config" --zone "$(head -c 100000 /dev/zero | tr '\0' x)" --after $noon

instants=("" tomorrow 2026-07-01 2026-07-01T12:00Z 2026-07-01T12:00:00 2026-07-01T12:00:00+02:00 2026-07-01t12:00:00z
  "2026-07-01 12:00:00Z" 2026-02-29T12:00:00Z 2026-07-01T24:00:00Z 2026-07-01T12:60:00Z 2026-07-01T12:00:60Z
  2026-07-01T12:00:00.5Z 10000-01-01T00:00:00Z +10001-01-01T00:00:00Z -0001-01-01T00:00:00Z " $noon" "${noon}Z" 1782907200)
for instant in "${instants[@]}"; do
  said="expected an instant in UTC such as .*found \"${instant//+/[+]}\""
  [ -n "$instant" ] || said="needs a value"
  bad "next: the instant \"$instant\"" "[-][-]after.* $said" next "$config" --zone UTC --after="$instant"
  bad "scans: the instant \"$instant\"" "[-][-]installed.* $said" scans "${in_utc[@]}" --endpoint x --installed="$instant"
  bad "validate: the instant \"$instant\"" "[-][-]after.* $said" validate "$config" --zone UTC --after="$instant"
  [ -z "$instant" ] || bad "missed: the instant \"$instant\"" "[-][-]off.* $said" missed "$config" --zone UTC --platform mac --off="$instant/$noon"
done
for count in 0 00 -1 1.5 1e3 0x10 x "" 1000001 99999999999999999999; do
  said="[-][-]count.*(whole number from 1 to 1000000, found \"$count\"|needs a value)"
  bad "next: the count \"$count\"" "$said" next "$config" "${in_utc[@]}" --count="$count"
  bad "scans: the count \"$count\"" "$said" scans "${in_utc[@]}" --endpoint x --count="$count"
done
missed=(missed "$config" --zone UTC --platform windows)
day=$noon/2026-07-02T12:00:00Z
bad "missed without an interval" "[-][-]off FROM/TO is missing" "${missed[@]}"
bad "missed without a platform" "[-][-]platform" missed "$config" --zone UTC --off $day
bad "missed with --after" "unknown option \"--after\"" "${missed[@]}" --off $day --after $noon
bad "an interval with one instant" "[-][-]off: expected two instants, FROM/TO, found \"$noon\"" "${missed[@]}" --off $noon
bad "an interval without its begin" "[-][-]off: expected an instant" "${missed[@]}" --off /$noon
bad "an interval without its end" "[-][-]off: expected an instant" "${missed[@]}" --off $noon/
bad "an interval with three instants" "[-][-]off: expected an instant" "${missed[@]}" --off $day/2026-07-03T12:00:00Z
bad "an interval that ends as it begins" "[-][-]off: expected FROM to be before TO" "${missed[@]}" --off $noon/$noon
bad "an interval that ends before it begins" "[-][-]off: expected FROM to be before TO" "${missed[@]}" --off 2026-07-02T12:00:00Z/$noon
bad "a good interval and a bad one" "[-][-]off: expected FROM to be before TO" "${missed[@]}" --off $day --off $noon/$noon
bad "two bad intervals are both said: the first" "found \"a\"" "${missed[@]}" --off a/$noon --off b/$noon
bad "two bad intervals are both said: the second" "found \"b\"" "${missed[@]}" --off a/$noon --off b/$noon
for option in --zone --after --count --platform; do
  bad "all that is wrong with next is said: $option" "^patchpolicy: $option: " next "$config" --zone Nowhere/Land --after x --count 0 --platform os2
done
bad "next: a task that the platform lacks" "[-][-]task: Mac has no zero_day_response" next "$config" "${in_utc[@]}" --platform mac --task zero_day_response
bad "next: an unknown format" "[-][-]format.*found \"json\"" next "$config" "${in_utc[@]}" --format json
bad "missed: an unknown format" "[-][-]format.*found \"ndjson\"" "${missed[@]}" --off $day --format ndjson
bad "scans without an endpoint" "[-][-]endpoint ID is missing" scans "${in_utc[@]}"
bad "scans of an endpoint without a name" "[-][-]endpoint needs a value" scans "${in_utc[@]}" --endpoint=
bad "scans of a configuration" "unexpected argument" scans "$config" "${in_utc[@]}" --endpoint x
needs_after="the option --after INSTANT is missing: a zone needs the instant from which to look at runs$"
bad "validate with a zone alone" "$needs_after" validate "$config" --zone UTC
bad "validate with an instant alone" "[-][-]zone ZONE, or --zone-file, is missing" validate "$config" --after $noon

# A zone file: a block for 32-bit times and one for 64-bit times, each of a header of 44 bytes and 10 more, and a rule.
zone_file() { # RULE
  for _ in 1 2; do
    printf 'TZif2' && head -c 34 /dev/zero && printf '\1\0\0\0\4\0\0\016\020\0\0CET\0'
  done
  printf '\n%s\n' "$1"
}
zone_file CET-1CEST,M3.5.0,M10.5.0/3 >good.tzif
limited next "$config" --zone-file good.tzif --after $noon >out 2>err
status=$?
[ $status -eq 0 ] && report "a zone file that is good" '' || report "a zone file that is good" " status $status;"
cut_zone() { # BYTES PATTERN
  head -c "$1" good.tzif >cut.tzif
  bad "a zone file cut off after $1 bytes" "^cut.tzif: at byte $1: $2" next "$config" --zone-file cut.tzif --after $noon
}
for size in 1 4 20 43 44 50 55 97 98 100; do cut_zone $size "the file ends before"; done
cut_zone 54 "the file ends before what its header promises"
cut_zone 108 "expected the line with the rule"
cut_zone 120 "the line with the rule .* has no end"
{ cat good.tzif && echo x; } >more.tzif
bad "a zone file with more behind it" "^more.tzif: at byte 136: expected the end of the file" next "$config" --zone-file more.tzif --after $noon
zone_file CET-1CEST >rule.tzif
bad "a zone file with a bad rule" "^rule.tzif: at byte 118: the rule .*expected the dates" next "$config" --zone-file rule.tzif --after $noon
{ printf 'TZif2' && head -c 15 /dev/zero && head -c 24 /dev/zero | tr '\0' '\377'; } >huge.tzif
bad "a zone file that claims to be huge" "^huge.tzif: at byte 44: the file ends before" next "$config" --zone-file huge.tzif --after $noon
sed 's/TZif2/TZif\x00/g' good.tzif >version.tzif
bad "a zone file of version 1" "^version.tzif: at byte 4: .*version 1" next "$config" --zone-file version.tzif --after $noon
: >empty.tzif
for file in "$config" /bin/bash empty.tzif /dev/null /dev/zero; do
  bad "no zone file, $file" "^$file: at byte 0: this is no TZif file" next "$config" --zone-file "$file" --after $noon
done
bad "no zone file on standard input" "^standard input: at byte 0: this is no TZif file" next "$config" --zone-file - --after $noon <"$config"
bad "standard input as the configuration and the zone" "standard input, \"-\"" next - --zone-file - --after $noon <"$config"
bad "a zone file that is missing" "^nowhere.tzif: cannot be read" next "$config" --zone-file nowhere.tzif --after $noon
bad "a zone file that is a folder" "^[.]: cannot be read" next "$config" --zone-file . --after $noon
for command in missed scans validate; do
  case $command in
    missed) words=("${missed[@]:0:2}" --platform windows --off $day) ;;
    scans) words=(scans --endpoint x --after $noon) ;;
    validate) words=(validate "$config" --after $noon) ;;
  esac
  bad "$command: an unknown zone" "[-][-]zone: .*\"Nowhere/Land\"" "${words[@]}" --zone Nowhere/Land
  bad "$command: no zone file" "at byte 0: this is no TZif file" "${words[@]}" --zone-file "$config"
done

# ---- configurations with errors

cat >unsound.json <<'EOF'
{ "format": "patchpolicy/configuration/1", "name": "First",
  "mac": { "routine_maintenance": { "enabled": true, "deploy": { "severity": { "security": ["critical"] } }, "schedule": {
    "recurrence": { "kind": "monthly", "on": { "day": 1 } }, "at": "08:00", "stage_hours_before": 9 } } } }
EOF
s10="^unsound.json: error: mac.routine_maintenance.schedule.stage_hours_before: .*[(]hours 9; longest 8[)]"
unsound "evaluate refuses a configuration with errors" "$s10" evaluate unsound.json --catalog "$catalog" --platform windows
unsound "next refuses a configuration with errors" "$s10" next unsound.json "${in_utc[@]}"
unsound "next refuses it for programs, and for another platform" "$s10" next unsound.json "${in_utc[@]}" --format ndjson --platform windows
unsound "missed refuses a configuration with errors" "$s10" missed unsound.json --zone UTC --platform mac --off $day

# ---- files that cannot be read

bad_anywhere "a missing file" nowhere.json
bad_anywhere "a missing folder" nowhere/x.json
mkdir folder
bad_anywhere "a folder" folder
printf '{}' >locked.json
chmod 000 locked.json
if [ ! -r locked.json ]; then bad_anywhere "a file that may not be read" locked.json; fi
if [ -e /proc/self/mem ]; then bad_anywhere "a file whose reading fails" /proc/self/mem; fi
bad "standard input that is closed" "^standard input: " evaluate - --catalog "$catalog" --platform windows <&-
bad "a catalog on standard input that is closed" "^standard input: " evaluate "$config" --catalog - --platform windows <&-
bad "what is wrong with all files is said: the configuration" "^nowhere.json: " evaluate nowhere.json --groups folder --catalog nothing.ndjson --platform windows
bad "what is wrong with all files is said: the groups" "^folder: " evaluate nowhere.json --groups folder --catalog nothing.ndjson --platform windows
bad "what is wrong with all files is said: the catalog" "^nothing.ndjson: " evaluate nowhere.json --groups folder --catalog nothing.ndjson --platform windows

# ---- documents

: >empty.json
bad_document "an empty file" empty.json 1:1
bad_document "an empty device" /dev/null 1:1
printf ' \n\t\n' >blank.json
bad_document "blanks alone" blank.json 3:1
printf '\357\273\277' >mark.json
bad_document "a byte-order mark alone" mark.json 1:1
printf '\357\273\277\357\273\277{}' >marks.json
bad_document "two byte-order marks" marks.json 1:1
head -c 100 /dev/zero >zeros.json
bad_document "NUL bytes alone" zeros.json 1:1
printf '{"format":"x\0y"}' >nul.json
bad_document "a NUL byte in a string" nul.json 1:13
printf '{\0"format":"x"}' >nul2.json
bad_document "a NUL byte between tokens" nul2.json 1:[12]
printf '{"format":"x"}\0' >nul3.json
bad_document "a NUL byte after the value" nul3.json 1:15
printf 'not json' >word.json
bad_document "no JSON" word.json 1:1
printf '[]' >list.json
bad_document "a list" list.json 1:1
printf '{}' >object.json
bad_document "an object without anything" object.json 1:1
printf '{"format":"patchpolicy/results/9","name":"n","groups":[]}' >format.json
bad_document "another format" format.json 1:11
printf '{"format":\n  "\\ud83d"}' >surrogate.json
bad_document "half of a surrogate pair" surrogate.json 2:4
printf '{"format":"\\udc00\\ud800"}' >surrogates.json
bad_document "a surrogate pair the wrong way around" surrogates.json 1:12
printf '{"format":"caf\351"}' >latin1.json
bad_document "Latin-1" latin1.json 1:15
printf '{"format":"\355\240\200"}' >cesu.json
bad_document "a surrogate in UTF-8" cesu.json 1:12
printf '{"format":"\300\257"}' >overlong.json
bad_document "an overlong sequence" overlong.json 1:12
for form in UTF-16LE UTF-16BE UTF-32LE UTF-32BE; do
  iconv -f UTF-8 -t $form "$groups" >$form.json
  bad_document "$form without a byte-order mark" $form.json 1:1
done
{ printf '\377\376' && cat UTF-16LE.json; } >marked-le.json
{ printf '\376\377' && cat UTF-16BE.json; } >marked-be.json
bad_document "UTF-16LE with a byte-order mark" marked-le.json 1:1
bad_document "UTF-16BE with a byte-order mark" marked-be.json 1:1
bad "UTF-16 is called by its name" "UTF-16" evaluate marked-le.json --catalog "$catalog" --platform windows
head -c 1000000 /bin/bash >program.json
bad_document "a program" program.json 1:1
gzip -c "$config" >packed.json
bad_document "a compressed file" packed.json 1:1
for size in 10 100 1000 2000; do
  head -c $size "$config" >cut.json
  bad "configuration: cut off after $size bytes" "^cut.json:[0-9]+:[0-9]+: " evaluate cut.json --catalog "$catalog" --platform windows
done
head -c 300 "$groups" >cut-groups.json
bad "groups: cut off" "^cut-groups.json:[0-9]+:[0-9]+: " evaluate "$config" --groups cut-groups.json --catalog "$catalog" --platform windows
{ cat "$groups" && echo '}'; } >more.json
bad_document "text after the value" more.json "[0-9]+:[0-9]+"
{ head -c $((17 * 1024 * 1024 - 1)) /dev/zero | tr '\0' ' ' && echo '{}'; } >large.json
bad_document "17 MiB" large.json 1:1
bad "a document without an end" "^standard input:1:1: .*16 MiB" evaluate - --catalog "$catalog" --platform windows < <(yes 2>/dev/null)
bad_document "a device without an end" /dev/zero 1:1
head -c 1000000 /dev/zero | tr '\0' '[' >deep.json
bad_document "a million levels" deep.json "1:[0-9]+"
{ printf '{"format":"patchpolicy/configuration/1","name":"n","x":' && head -c 1000000 /dev/zero | tr '\0' '['; } >deep-key.json
bad "a million levels below a key" "^deep-key.json:1:[0-9]+: .*64 levels" evaluate deep-key.json --catalog "$catalog" --platform windows
{ printf '{"format":"patchpolicy/configuration/1","name":"n","x":' && yes '[{"a":' | head -n 100000 | tr -d '\n'; } >deep-both.json
bad "lists and objects in turn below a key" "^deep-both.json:1:[0-9]+: .*64 levels" evaluate deep-both.json --catalog "$catalog" --platform windows
sed 's/9\.0/1e999/' "$config" >infinite.json
bad "the threshold 1e999" "^infinite.json:[0-9]+:[0-9]+: windows.zero_day_response.deploy.risk.cvss_at_least: .*1e999" evaluate infinite.json --catalog "$catalog" --platform windows
sed 's/9\.0/NaN/' "$config" >nan.json
bad "the threshold NaN" "^nan.json:[0-9]+:[0-9]+: windows.zero_day_response.deploy.risk.cvss_at_least: " evaluate nan.json --catalog "$catalog" --platform windows
sed 's/"12:30"/"24:30"/' "$config" >time.json
bad "the time 24:30" "^time.json:[0-9]+:[0-9]+: windows.priority_updates.schedule.at: .*24:30" evaluate time.json --catalog "$catalog" --platform windows
sed 's/"routine_maintenance"/"priority_updates"/' "$config" >tasks.json
bad "a priority task on a Mac" "^tasks.json:[0-9]+:[0-9]+: mac.priority_updates: " evaluate tasks.json --catalog "$catalog" --platform mac
sed 's/"stage_hours_before": 4/"stage_hours_before": 24/' "$config" >lead.json
bad "a staging lead of 24" "^lead.json:[0-9]+:[0-9]+: windows.routine_maintenance.schedule.stage_hours_before: .*found 24" evaluate lead.json --catalog "$catalog" --platform windows
sed 's/"name": "Known bad"/"name": "Approved"/' "$groups" >twins.json
bad "a group given twice" "^twins.json:[0-9]+:[0-9]+: groups\[1\].name: .*Approved.*twice" evaluate "$config" --groups twins.json --catalog "$catalog" --platform windows
{ printf '{"format":"patchpolicy/groups/1","groups":[' && for i in $(seq 5000); do printf '%s,' "$i"; done && printf '0]}'; } >many.json
bad "thousands of errors are counted" "^many.json: 5001 errors in all" evaluate "$config" --groups many.json --catalog "$catalog" --platform windows
for command in validate summary; do
  if [[ " "$commands" " == *[[:space:]]$command[[:space:]]* ]]; then
    bad "$command: an empty file" "^empty.json:1:1: " $command empty.json
    bad "$command: a missing file" "^nowhere.json: " $command nowhere.json
    bad "$command: the time 24:30" "^time.json:[0-9]+:[0-9]+: windows.priority_updates.schedule.at: .*24:30" $command time.json
  fi
done
bad "a bad configuration on standard input" "^standard input:1:1: " evaluate - --catalog "$catalog" --platform windows <object.json

# ---- catalogs

bad_catalog "a document in place of a catalog" "$config" 1:2
bad_catalog "no JSON" word.json 1:1
bad_catalog "an object without anything" object.json 1:1
bad_catalog "NUL bytes alone" zeros.json 1:1
bad_catalog "two byte-order marks" marks.json 1:1
for form in UTF-16LE UTF-16BE UTF-32LE UTF-32BE; do bad_catalog "$form" $form.json "1:1"; done
bad_catalog "a program" program.json 1:1
bad_catalog "a million levels" deep.json "1:[0-9]+"
line() { # a record with these members; then a good one
  printf '\n{"id":"a","platform":"windows",%s}\n{"id":"b","platform":"windows"}\n' "$1"
}
line '"vrr":1e999' >c.ndjson
bad_catalog "the score 1e999" c.ndjson 2:38
line '"title":"\ud800"' >c.ndjson
bad_catalog "half of a surrogate pair" c.ndjson 2:41
line '"kind":"\u001b[31m\u009b32m"' >c.ndjson
bad_catalog "a value that commands the terminal" c.ndjson 2:39
line '"released":"2023-02-29"' >c.ndjson
bad_catalog "a date that does not exist" c.ndjson 2:43
line '"x":1,"x":1' >c.ndjson
bad_catalog "a foreign key given twice" c.ndjson 2:38
line '"id":"a"' >c.ndjson
bad_catalog "a key given twice" c.ndjson 2:32
printf '{"id":"a","platform":"windows"}\n{"id":"a","platform":"mac"}\n' >c.ndjson
bad_catalog "an id given twice" c.ndjson "2:[0-9]+"
printf '{"id":"a","platform":"windows"}\n{"id":"b","plat' >c.ndjson
bad_catalog "a cut-off line" c.ndjson "2:[0-9]+"
line "\"x\":$(head -c 64 /dev/zero | tr '\0' '[')" >c.ndjson
bad_catalog "65 levels" c.ndjson "2:[0-9]+"
line "\"title\":\"$(head -c 1100000 /dev/zero | tr '\0' x)\"" >c.ndjson
bad_catalog "a line above 1 MiB" c.ndjson 2:1
{ printf '{"id":1}\n'; head -c 10000000 /dev/zero | tr '\0' '\n'; printf '{"id":2}\n'; } >c.ndjson
bad_catalog "errors ten million blank lines apart" c.ndjson 10000002:7
line '"kind":"optional"' | bad "a bad catalog on standard input" "^standard input:2:39: kind: " evaluate "$config" --catalog - --platform windows
bad "a line of 100 MB from a pipe" "^standard input:1:1: .*1 MiB" evaluate "$config" --catalog - --platform windows < <(head -c 100000000 /dev/zero | tr '\0' x)
bad "a line of 100 MB of NUL bytes from a pipe" "^standard input:1:1: .*1 MiB" evaluate "$config" --catalog - --platform windows < <(head -c 100000000 /dev/zero)
bad "a hundred lines of 2 MB from a pipe" "^standard input:100:1: .*1 MiB" evaluate "$config" --catalog - --platform windows < <(for _ in $(seq 100); do head -c 2000000 /dev/zero | tr '\0' x; echo; done)
lines=$((2000000 * ${PATCHPOLICY_TEST_EFFORT:-100} / 100))
bad "$lines bad lines from a pipe" "^standard input: $((2 * lines)) errors in all" evaluate "$config" --catalog - --platform windows < <(yes '{}' 2>/dev/null | head -n "$lines")

# ---- reboots and their results

reboot=(reboot "$config" --catalog "$catalog" --platform)
bad "reboot: no platform" "[-][-]platform" reboot "$config" --catalog "$catalog"
bad "reboot: no catalog" "[-][-]catalog" reboot "$config" --platform windows
bad "reboot: a task that a Mac lacks" "[-][-]task: Mac has no zero_day_response" "${reboot[@]}" mac --task zero_day_response
bad "reboot: a format for verdicts" "[-][-]format: expected text or json, found \"ndjson\"" "${reboot[@]}" windows --format ndjson
bad "reboot: an option of evaluate" "unknown option \"--deploying\"" "${reboot[@]}" windows --deploying
bad "reboot: results without a value" "[-][-]results.* value" "${reboot[@]}" windows --results
bad "reboot: results given twice" "[-][-]results.*twice" "${reboot[@]}" windows --results a --results b
bad "reboot: standard input as the catalog and the results" "standard input" reboot "$config" --catalog - --results - --platform windows <"$catalog"
bad_results() { # NAME FILE PLACE
  bad "results: $1" "^$2:${3:+$3:} " "${reboot[@]}" windows --results "$2"
}
bad_results "a missing file" nowhere.ndjson
bad_results "a folder" folder
bad_results "no JSON" word.json 1:1
bad_results "a list" list.json 1:1
bad_results "an object without anything" object.json 1:1
bad_results "NUL bytes alone" zeros.json 1:1
bad_results "two byte-order marks" marks.json 1:1
bad_results "UTF-16" marked-le.json 1:1
bad_results "a million levels" deep.json "1:[0-9]+"
awk 'BEGIN { for (x = "x"; length(x) < 60000; x = x x); for (i = 0; i < 280; ++i) print "{\"id\":\"" x i "\",\"code\":0}"
             print "{\"id\":\"A1\",\"code\":\"3010\"}" }' >long.ndjson
bad_results "a line behind as much as a document may have" long.ndjson 281:19
result() { printf '\n{"id":"a",%s}\n{"id":"b","code":0}\n' "$1" >r.ndjson; }
result '"code":"3010"'
bad_results "a code as text" r.ndjson 2:18
result '"code":3010.5'
bad_results "a code with decimals" r.ndjson 2:18
result '"code":1e99'
bad_results "a code out of range" r.ndjson 2:18
result '"code":1000000000000000000'
bad_results "a code of 19 digits" r.ndjson 2:18
result '"code":null'
bad_results "a code that is null" r.ndjson 2:18
result '"result":0'
bad_results "an unknown key" r.ndjson "2:[0-9]+: result"
result '"code":0,"code":0'
bad_results "a key given twice" r.ndjson 2:20
result '"code":0}{'
bad_results "two values in a line" r.ndjson "2:[0-9]+"
printf '{"id":"a","code":0}\n{"id":"b","code":0}\n{"id":"a","code":0}\n' >r.ndjson
bad_results "an id given twice" r.ndjson "3:[0-9]+: id"
printf '{"id":"a","code":0}\n{"id":"b","co' >r.ndjson
bad_results "a cut-off line" r.ndjson "2:[0-9]+"
{ printf '{"id":"' && head -c 1100000 /dev/zero | tr '\0' x && printf '","code":0}\n'; } >r.ndjson
bad_results "a line above 1 MiB" r.ndjson 1:1
bad_results "a device without an end" /dev/zero 1:1
bad "what is wrong with all files is said: the results" "^nothing.ndjson: " reboot nowhere.json --catalog folder --results nothing.ndjson --platform windows
bad "what is wrong with all files is said, beside the results" "^nowhere.json: " reboot nowhere.json --catalog folder --results nothing.ndjson --platform windows
yes '{}' 2>/dev/null | head -n 100000 >r.ndjson
bad_results "thousands of errors" r.ndjson
sed 's/"extend_up_to_minutes": 30/"extend_up_to_minutes": 5/' "$config" >short.json
limited reboot short.json --catalog "$catalog" --platform windows >out 2>err
status=$?
[ $status -eq 1 ] && [ ! -s out ] && grep -q '^short.json: error: windows.routine_maintenance.reboot.before.user.extend_up_to_minutes: ' err &&
  report "reboot: a configuration with an error gives status 1" '' || report "reboot: a configuration with an error gives status 1" " status $status"

# ---- summaries, and what an edit changes

for lang in de EN nl-NL; do bad "summary: the language \"$lang\"" "[-][-]lang: expected en or nl, found \"$lang\"" summary "$config" --lang $lang; done
bad "summary: an empty language" "[-][-]lang" summary "$config" --lang=
bad "summary: an unknown format" "[-][-]format: expected text, markdown, html or json, found \"ndjson\"" summary "$config" --format ndjson
bad "summary: an instant without a zone" "[-][-]zone ZONE, or --zone-file, is missing" summary "$config" --after $noon
bad "summary: a zone without an instant" "$needs_after" summary "$config" --zone UTC
bad "summary: a bad instant" "[-][-]after: expected an instant" summary "$config" --zone UTC --after tomorrow
bad "summary: all that is wrong is said: the language" "[-][-]lang" summary "$config" --lang de --format xml --after x
bad "summary: all that is wrong is said: the format" "[-][-]format" summary "$config" --lang de --format xml --after x
bad "summary: all that is wrong is said: the zone" "[-][-]zone" summary "$config" --lang de --format xml --after x
bad "summary: standard input that is watched" "[-][-]watch: standard input does not change" summary - --watch <"$config"
bad "summary: a catalog on standard input that is watched" "[-][-]watch: standard input" summary "$config" --catalog - --watch <"$catalog"
bad "summary: a value of a switch" "[-][-]watch.* no value" summary "$config" --watch=yes
bad "summary: what is wrong with all files is said: the catalog" "^nothing.ndjson: " summary nowhere.json --groups folder --catalog nothing.ndjson
bad "summary: what is wrong with all files is said: the groups" "^folder: " summary nowhere.json --groups folder --catalog nothing.ndjson
bad "summary: what is wrong with all files is said: the configuration" "^nowhere.json: " summary nowhere.json --groups folder --catalog nothing.ndjson
bad "diff: one configuration" "AFTER" diff "$config"
bad "diff: three configurations" "unexpected argument" diff "$config" "$config" "$config"
bad "diff: an unknown language" "[-][-]lang: expected en or nl, found \"de\"" diff "$config" "$config" --lang de
bad "diff: an unknown format" "[-][-]format: expected text or ndjson, found \"json\"" diff "$config" "$config" --format json
bad "diff: standard input twice" "standard input" diff - - <"$config"
bad "diff: what is wrong with all files is said: before" "^nowhere.json: " diff nowhere.json object.json --catalog nothing.ndjson
bad "diff: what is wrong with all files is said: after" "^object.json:1:1: " diff nowhere.json object.json --catalog nothing.ndjson
bad "diff: what is wrong with all files is said: the catalog" "^nothing.ndjson: " diff nowhere.json object.json --catalog nothing.ndjson

# ---- the grid of patch groups

grid=(grid "$config" --catalog "$catalog" --groups "$groups")
bad "grid: no platform" "[-][-]for" "${grid[@]}"
bad "grid: no groups" "[-][-]groups" grid "$config" --catalog "$catalog" --for windows
bad "grid: no catalog" "[-][-]catalog" grid "$config" --groups "$groups" --for windows
bad "grid: an unknown platform" "[-][-]for.*windows.*found \"win\"" "${grid[@]}" --for win
bad "grid: the platform by its other name" "unknown option \"--platform\"" "${grid[@]}" --platform windows
bad "grid: a task that a Mac lacks" "[-][-]task: Mac has no zero_day_response" "${grid[@]}" --for mac --task zero_day_response
bad "grid: a format for verdicts" "[-][-]format: expected text or json, found \"ndjson\"" "${grid[@]}" --for mac --format ndjson
for count in -1 1.5 x 9999999999999999999; do
  bad "grid: $count endpoints" "[-][-]endpoints: .* found \"$count\"" "${grid[@]}" --for windows --endpoints=$count
done
bad "grid: a group that is not there" "[-][-]group: .*groups.json has no group \"approved\", expected one of \"Approved\"" "${grid[@]}" --for windows --group approved
bad "grid: a group that commands the terminal" "[-][-]group: " "${grid[@]}" --for windows --group $'a\033[31m\nb'
bad "grid: all that is wrong is said: the task" "[-][-]task" "${grid[@]}" --for windows --task x --endpoints y
bad "grid: all that is wrong is said: the endpoints" "[-][-]endpoints" "${grid[@]}" --for windows --task x --endpoints y
bad "grid: what is wrong with all files is said: the groups" "^folder: " grid nowhere.json --groups folder --catalog nothing.ndjson --for windows
bad "grid: what is wrong with all files is said: the catalog" "^nothing.ndjson: " grid nowhere.json --groups folder --catalog nothing.ndjson --for windows
sed 's/"extend_up_to_minutes": 30/"extend_up_to_minutes": 5/' "$config" >short.json
limited grid short.json --catalog "$catalog" --groups "$groups" --for windows >out 2>err
status=$?
[ $status -eq 1 ] && [ ! -s out ] && grep -q '^short.json: error: ' err &&
  report "grid: a configuration with an error gives status 1" '' || report "grid: a configuration with an error gives status 1" " status $status"

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
