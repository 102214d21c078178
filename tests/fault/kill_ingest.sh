#!/bin/bash
# Kills an ingest (the main process, by SIGKILL) at random moments until it gets to its end, and compares what the
# dossier then answers, byte for byte, with an undisturbed one.
# usage: kill_ingest.sh PROGRAM FOLDER_OF_FILES KILLS [SEED]
# Closing line: "N passed, N failed".
set -uo pipefail
program=${1:?program} folder=${2:?folder} kills=${3:?number of kills} seed=${4:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-kill.XXXXXX")
trap 'rm -rf "$work"' EXIT
RANDOM=$seed

ingest() { "$program" -C "$1" ingest "$folder" --municipality Test --jobs 2; }
answers() {
  "$program" -C "$1" evidence --json
  for query in gezin 'plan OR aanpak' '"de gemeente"' 'regi* NOT nazorg' zorg; do
    "$program" -C "$1" search "$query" --limit 200 --json
  done
  "$program" -C "$1" status --json
}

"$program" init "$work/whole" > /dev/null || { echo "0 passed, 1 failed"; exit 1; }
begun=$(date +%s%N)
ingest "$work/whole" > /dev/null 2>&1
span_ms=$((($(date +%s%N) - begun) / 1000000))
answers "$work/whole" > "$work/whole.txt" 2> /dev/null

"$program" init "$work/killed" > /dev/null
done_kills=0
for _ in $(seq "$kills"); do
  ingest "$work/killed" > /dev/null 2>&1 &
  pid=$!
  # Later kills come later within the run, so that early, middle and late moments are all hit while it gets on.
  wait_ms=$((RANDOM % (span_ms / 4 + 20)))
  sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
  if kill -KILL "$pid" 2> /dev/null; then done_kills=$((done_kills + 1)); fi
  wait "$pid" 2> /dev/null
done
ingest "$work/killed" > /dev/null 2>&1
answers "$work/killed" > "$work/killed.txt" 2> /dev/null

passed=0 failed=0
judge() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi; }
[ -s "$work/whole.txt" ]; judge $? "the undisturbed dossier answers"
[ "$done_kills" -gt 0 ]; judge $? "at least one kill hit a running ingest"
cmp "$work/whole.txt" "$work/killed.txt"; judge $? "the killed dossier answers the same, byte for byte"
"$program" -C "$work/killed" check; judge $? "the killed dossier is sound"
sleep 0.2
! pgrep -f "^$program -C $work/killed ingest" > /dev/null; judge $? "no process is left behind"
echo "$done_kills kills over an ingest of $span_ms ms"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
