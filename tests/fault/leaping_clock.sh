#!/bin/bash
# Ingests while the wall clock leaps years back and forth at every look (leaping_clock.cc): no document may be timed out by
# it, none may wait for it, and the dossier must answer as one that was made under a steady clock.
# usage: leaping_clock.sh PROGRAM LEAPING_CLOCK.so FOLDER_OF_FILES
# Closing line: "N passed, N failed".
set -uo pipefail
program=${1:?program} clock=${2:?library} folder=${3:?folder}
export VINDPLAATS_OFFICE=none
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-clock.XXXXXX")
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
judge() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi; }
answers() {
  "$program" -C "$1" evidence --json
  "$program" -C "$1" search gezin --limit 200 --json
  "$program" -C "$1" status --json
}

for _ in 1 2 3 4 5 6 7 8; do LD_PRELOAD=$clock date +%Y; done > "$work/years"
LD_PRELOAD=$clock python3 -c 'import time; print(*[time.gmtime().tm_year for _ in range(8)], sep="\n")' >> "$work/years"
[ "$(sort -u "$work/years" | wc -l)" -ge 4 ]; judge $? "the clock leaps"

"$program" init "$work/steady" > /dev/null && "$program" init "$work/leaping" > /dev/null
"$program" -C "$work/steady" ingest "$folder" --municipality Test --jobs 2 > /dev/null 2>&1; steady=$?
LD_PRELOAD=$clock timeout 120 "$program" -C "$work/leaping" ingest "$folder" --municipality Test --jobs 2 \
  --progress json > /dev/null 2> "$work/said"
leaping=$?
[ "$steady" -eq "$leaping" ]; judge $? "ends as under a steady clock (status $leaping, not $steady: $(tail -1 "$work/said"))"
answers "$work/steady" > "$work/steady.txt" 2> /dev/null
answers "$work/leaping" > "$work/leaping.txt" 2> /dev/null
[ -s "$work/steady.txt" ] && cmp "$work/steady.txt" "$work/leaping.txt"; judge $? "the same answers, byte for byte"
LD_PRELOAD=$clock timeout 120 "$program" -C "$work/leaping" ingest "$folder" --municipality Test > "$work/out" 2> "$work/said"
[ $? -le 3 ]; judge $? "a second run goes on from what is there ($(tail -1 "$work/said"))"
"$program" -C "$work/leaping" check; judge $? "the dossier is sound"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
