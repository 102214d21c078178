#!/bin/bash
# Interrupts an ingest as a terminal does (SIGINT to the whole process group) once the first documents are in: it must
# finish those that are being read, say how to go on and end with 130; the same command then goes on to the same dossier
# as one that was never interrupted. A second signal ends it at once, and nothing that it said was in is lost.
# usage: interrupt_ingest.sh PROGRAM FOLDER_OF_FILES
# Closing line: "N passed, N failed".
set -uo pipefail
set -m # every background job has a process group of its own
program=${1:?program} folder=${2:?folder}
export VINDPLAATS_OFFICE=none
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-interrupt.XXXXXX")
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
judge() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi; }
answers() {
  "$program" -C "$1" evidence --json
  "$program" -C "$1" search gezin --limit 200 --json
  "$program" -C "$1" status --json
}
ingest() { "$program" -C "$1" ingest "$work/set" --municipality Test --jobs 2 "${@:2}"; }

# Enough documents that some still wait when the first is in.
mkdir "$work/set"
for copy in 1 2 3 4 5 6 7 8; do
  find "$folder" -type f -name '*.pdf' | LC_ALL=C sort | while read -r file; do
    { cat "$file"; printf '\n%% copy %s\n' "$copy"; } > "$work/set/$copy-$(basename "$file")"
  done
done
documents=$(find "$work/set" -type f | wc -l)
"$program" init "$work/whole" > /dev/null
ingest "$work/whole" > /dev/null 2>&1
usual=$?
answers "$work/whole" > "$work/whole.txt" 2> /dev/null
[ -s "$work/whole.txt" ]; judge $? "the undisturbed dossier answers"

# $1: dossier, $2: number of signals. Sets $status, and leaves what was said in $work/said.
interrupt() {
  "$program" init "$1" > /dev/null
  rm -f "$work/progress" && mkfifo "$work/progress"
  "$program" -C "$1" ingest "$work/set" --municipality Test --jobs 2 --json --progress json \
    > "$work/out" 2> "$work/progress" &
  local pid=$! sent=0
  : > "$work/said"
  while IFS= read -r line; do
    printf '%s\n' "$line" >> "$work/said"
    case $line in
      *'"event":"progress"'*) [ "$sent" -gt 0 ] || { sent=1; kill -INT -- "-$pid"; [ "$2" -lt 2 ] || kill -INT -- "-$pid"; } ;;
    esac
  done < "$work/progress"
  wait "$pid"
  status=$?
}
named() { grep -o '"path":"[^"]*"' "$work/out" | sort -u; }
kept() { "$program" -C "$1" status --json 2> /dev/null | grep -v '"state":"waiting"' | grep -o '"path":"[^"]*"' | sort -u; }

interrupt "$work/cut" 1
[ "$status" -eq 130 ]; judge $? "an interrupted ingest ends with 130 (it was $status)"
grep -q 'the same command goes on' "$work/said"; judge $? "it says how to go on"
in=$(named | wc -l)
[ "$in" -ge 1 ] && [ "$in" -lt "$documents" ]; judge $? "some documents were in, some were not ($in of $documents)"
named > "$work/named"; kept "$work/cut" > "$work/kept"
[ -z "$(comm -23 "$work/named" "$work/kept")" ]; judge $? "what was told to be in is in"
# Files that still wait are no fault of the dossier, yet all is not well: they are named, and how to go on.
"$program" -C "$work/cut" check > "$work/checked" 2> "$work/advice"
status=$?
"$program" -C "$work/cut" status --json 2> /dev/null | grep '"state":"waiting"' | grep -o '"path":"[^"]*"' | cut -d'"' -f4 | sort > "$work/waiting"
grep '^waiting: ' "$work/checked" | cut -c10- | sort | cmp - "$work/waiting"; judge $? "check names the files that wait, as status does"
[ -z "$(grep -v '^waiting: \|^the dossier is sound$' "$work/checked")" ]; judge $? "the dossier has no faults in between ($(head -1 "$work/checked"))"
if [ -s "$work/waiting" ]; then # nearly always; how many is a matter of moments
  [ $status -eq 3 ]; judge $? "check does not say that all is well while files wait (status $status)"
  grep -q 'not read yet.*goes on' "$work/advice"; judge $? "check says how to go on"
fi
ingest "$work/cut" > /dev/null 2>&1
[ $? -eq "$usual" ]; judge $? "the same command goes on to the end"
answers "$work/cut" > "$work/cut.txt" 2> /dev/null
cmp "$work/whole.txt" "$work/cut.txt"; judge $? "the same answers, byte for byte"

interrupt "$work/twice" 2
[ "$status" -eq 130 ]; judge $? "a second signal ends it too with the status of an interrupt (it was $status)"
named > "$work/named"; kept "$work/twice" > "$work/kept"
[ -z "$(comm -23 "$work/named" "$work/kept")" ]; judge $? "what was told to be in is in, also then"
ingest "$work/twice" > /dev/null 2>&1
answers "$work/twice" > "$work/twice.txt" 2> /dev/null
cmp "$work/whole.txt" "$work/twice.txt"; judge $? "the same answers, byte for byte, also then"
echo "$in of $documents documents were in when it stopped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
