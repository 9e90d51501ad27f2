#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# `patchpolicy summary FILE --watch` prints the new summary when a file changes, keeps the last good one while a file is
# broken, and ends when it is killed. It is read through pipes, with reads that wait; nothing here depends on how long
# anything takes. Arguments: the executable, and the source directory.

set -u
source "$(dirname "${BASH_SOURCE[0]}")/report.sh"
if [ $# -ne 2 ]; then
  echo "usage: $0 PATCHPOLICY SOURCE_DIRECTORY" >&2
  exit 2
fi
tool=$(realpath "$1")
work=$(mktemp -d) || exit 2
watcher=
trap '[ -z "$watcher" ] || kill -KILL "$watcher" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 2
export LC_ALL=C.UTF-8
patience=30 # seconds, of one read


# A configuration of that name, on Linux only: its summary ends with the line `last_line`, which it has once.
last_line='    Does not restart after deployment'
all='{"all_missing":true}'
config() { # NAME [OPTIONS]
  printf '{"format":"patchpolicy/configuration/1","name":"%s","linux":{"routine_maintenance":{"enabled":true,' "$1"
  printf '"schedule":{"recurrence":{"kind":"daily"},"at":"21:00"},"deploy":%s}}}\n' "${2:-$all}"
}
# A file that changes at once.
replace() { # FILE, with the text on standard input
  cat >replacement && mv -f replacement "$1"
}

# Starts the tool; its output is read from descriptor 3, its errors from descriptor 4.
start() { # ARGUMENT...
  rm -f out err
  mkfifo out err || exit 2
  "$tool" summary "$@" --watch >out 2>err &
  watcher=$!
  exec 3<out 4<err
}
# Waits for a line. After a change there may be more than one summary, and a file that is being written may be broken
# for a moment, so what comes before is passed over.
awaits() { # NAME DESCRIPTOR PATTERN
  local text count=0
  while IFS= read -r -t $patience -u "$2" text; do
    if [[ $text =~ $3 ]]; then
      report "$1" ''
      return
    fi
    count=$((count + 1))
    [ $count -lt 10000 ] || break
  done
  report "$1" " no line matches \"$3\""
}
# Waits for a whole summary of that name; it is then in `seen`.
seen=
sees() { # NAME CONFIGURATION
  local text title=
  while IFS= read -r -t $patience -u 3 text; do
    [[ $text == Version* ]] && title=$text seen=
    seen+=$text$'\n'
    if [ "$text" = "$last_line" ] && [ "$title" = "$2" ]; then
      report "$1" ''
      return
    fi
  done
  report "$1" " no summary of \"$2\" comes"
}
# Ends with a status that is not 0, once both pipes are read to their ends.
ends() { # NAME
  local text status pipe
  for pipe in 3 4; do
    while true; do
      IFS= read -r -t $patience -u $pipe text
      status=$?
      [ $status -eq 0 ] || break
    done
    if [ $status -gt 128 ]; then # of a read that waited in vain
      report "$1" ' it does not end'
      kill -KILL "$watcher"
    fi
  done
  wait "$watcher" 2>/dev/null
  status=$?
  watcher=
  exec 3<&- 4<&-
  if [ $status -ne 0 ]; then report "$1" ''; else report "$1" " status $status"; fi
}

# ---- one file

config 'Version 1' >config.json
start config.json
sees "the summary comes first" 'Version 1'
config 'Version 22' >config.json
sees "a file that is rewritten" 'Version 22'
config 'Version 333' | replace config.json
sees "a file that is renamed over it" 'Version 333'

printf '{"format":' | replace config.json
sees "while the file is broken, the last good summary comes again" 'Version 333'
awaits "and the error is on standard error" 4 '^config.json:1:[0-9]+: '
printf '{"format":"patchpolicy/configuration/1","nome":"x"}' | replace config.json
sees "broken in another way: the last good summary" 'Version 333'
awaits "broken in another way: the error" 4 '^config.json:1:[0-9]+: nome: unknown key, did you mean "name"'
rm config.json
sees "while the file is gone, the last good summary" 'Version 333'
awaits "while the file is gone, the error" 4 '^config.json: cannot be read: '
config 'Version 4444' | replace config.json
sees "a file that is mended" 'Version 4444'

config 'Version 55555' '{}' | replace config.json
sees "an option that is switched off" 'Version 55555'
[[ $seen == *"No option is on"* ]] && report "says so" '' || report "says so" ' it does not'
config 'Version 666666' | replace config.json
sees "and on again" 'Version 666666'
[[ $seen == *"Deploys all missing patches"* ]] && report "says so, too" '' || report "says so, too" ' it does not'
LC_ALL=C grep -q $'\033' <<<"$seen" && report "a pipe gets no commands for a terminal" ' it does' || report "a pipe gets no commands for a terminal" ''
kill -TERM "$watcher" 2>/dev/null
ends "ends when it is killed"

# ---- catalog and groups beside it

config 'Version 1' '{"patch_groups":{"include":["A"]}}' >config.json
printf '{"id":"l1","platform":"linux"}\n' >catalog.ndjson
printf '{"format":"patchpolicy/groups/1","groups":[{"name":"A","patches":["l1"]}]}' >groups.json
start config.json --catalog catalog.ndjson --groups groups.json
awaits "counts" 3 '^ *Deploys 1 of 1 patch$'
printf '{"id":"l1","platform":"linux"}\n{"id":"l2","platform":"linux"}\n' | replace catalog.ndjson
awaits "counts of a catalog that changes" 3 '^ *Deploys 1 of 2 patches$'
printf '{"format":"patchpolicy/groups/1","groups":[{"name":"A","patches":["l1","l2"]}]}' | replace groups.json
awaits "counts of groups that change" 3 '^ *Deploys 2 of 2 patches$'
printf '{"id":"l1"}\n' | replace catalog.ndjson
awaits "a broken catalog: the last good summary" 3 '^ *Deploys 2 of 2 patches$'
awaits "a broken catalog: the error" 4 '^catalog.ndjson:1:1: platform: '
printf '{"id":"l1","platform":"linux"}\n' | replace catalog.ndjson
awaits "a catalog that is mended" 3 '^ *Deploys 1 of 1 patch$'
kill -TERM "$watcher" 2>/dev/null
ends "ends when it is killed, with catalog and groups"

# ---- a file that is broken at first

printf '{' >config.json
start config.json --lang nl
awaits "a file that is broken at first: the error" 4 '^config.json:1:[0-9]+: '
config 'Version 1' | replace config.json
awaits "and its summary once it is mended" 3 '^Version 1$'
awaits "in the language that was asked for" 3 '^ *Implementeert alle ontbrekende patches$'
exec 3<&-
exec 3</dev/null
config 'Version 22' | replace config.json
ends "ends when nobody reads it any more"

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
