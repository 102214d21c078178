#!/bin/bash
# Kills by SIGKILL, at random moments of an ingest, one of its processes: the main one, the keeper of the fork server, the
# fork server or a worker. A worker's death costs its document, which a retry reads; the death of the others ends the run, and the same command goes on.
# What was told to be in must be in, and in the end the dossier must answer as an undisturbed one, byte for byte.
# usage: kill_anything.sh PROGRAM FOLDER_OF_FILES KILLS [SEED]
# Closing line: "N passed, N failed".
set -uo pipefail
program=${1:?program} folder=${2:?folder} kills=${3:?number of kills} seed=${4:-1}
export VINDPLAATS_OFFICE=none
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-kills.XXXXXX")
trap 'rm -rf "$work"' EXIT
RANDOM=$seed
passed=0 failed=0 main=0 keeper=0 server=0 worker=0
judge() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi; }
ingest() { exec "$program" -C "$1" ingest "$folder" --municipality Test --jobs 2 --json; }
answers() {
  "$program" -C "$1" evidence --json
  for query in gezin 'plan OR aanpak' '"de gemeente"' zorg; do "$program" -C "$1" search "$query" --limit 200 --json; done
  "$program" -C "$1" status --json
}
children() { cat "/proc/$1/task/$1/children" 2> /dev/null; }
first() { echo "${1%% *}"; }
# Sets $victim: the main process $1, the keeper under it, the fork server under that, or a worker under that; the next of
# these that there is.
choose_victim() {
  local keeper_id server_id worker_ids wanted=$((RANDOM % 4))
  for _ in {1..20}; do # workers come and go with the files: look again when there is none just now
    keeper_id=$(first "$(children "$1")")
    server_id=$(first "$(children "${keeper_id:-0}")")
    worker_ids=$(children "${server_id:-0}")
    if [ $wanted -ne 3 ] || [ -n "${worker_ids// /}" ] || [ ! -e "/proc/$1" ]; then break; fi
  done
  victim=$1 kind=main
  if [ $wanted -eq 1 ] && [ -n "$keeper_id" ]; then victim=$keeper_id kind=keeper; fi
  if [ $wanted -eq 2 ] && [ -n "$server_id" ]; then victim=$server_id kind=server; fi
  if [ $wanted -eq 3 ] && [ -n "${worker_ids// /}" ]; then
    # shellcheck disable=SC2206
    local workers=($worker_ids)
    victim=${workers[RANDOM % ${#workers[@]}]} kind=worker
  fi
}

"$program" init "$work/whole" > /dev/null || { echo "0 passed, 1 failed"; exit 1; }
begun=$(date +%s%N)
(ingest "$work/whole") > /dev/null 2>&1
span_ms=$((($(date +%s%N) - begun) / 1000000))
answers "$work/whole" > "$work/whole.txt" 2> /dev/null
[ -s "$work/whole.txt" ]; judge $? "the undisturbed dossier answers"

done_kills=0 round=0
while [ "$done_kills" -lt "$kills" ] && [ "$round" -lt $((kills * 2)) ]; do
  round=$((round + 1))
  dossier=$work/killed$round
  "$program" init "$dossier" > /dev/null
  : > "$work/told"
  attempt=0
  while [ "$done_kills" -lt "$kills" ] && [ "$attempt" -lt 8 ]; do
    attempt=$((attempt + 1))
    (ingest "$dossier") > "$work/out" 2> /dev/null &
    pid=$!
    wait_ms=$((RANDOM % (span_ms + 20)))
    sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
    choose_victim "$pid"
    if kill -KILL "$victim" 2> /dev/null; then done_kills=$((done_kills + 1)); declare "$kind=$((${!kind} + 1))"; fi
    wait "$pid" 2> /dev/null
    cat "$work/out" >> "$work/told"
  done
  # A document whose worker was killed says so; a retry reads it from the kept original.
  (ingest "$dossier") > "$work/out" 2> /dev/null
  cat "$work/out" >> "$work/told"
  "$program" -C "$dossier" ingest --retry > /dev/null 2>&1
  grep -o '"path":"[^"]*"' "$work/told" | sort -u > "$work/named"
  "$program" -C "$dossier" status --json 2> /dev/null | grep -v '"state":"waiting"' | grep -o '"path":"[^"]*"' | sort -u > "$work/kept"
  [ -z "$(comm -23 "$work/named" "$work/kept")" ]; judge $? "round $round: what was told to be in is in"
  answers "$dossier" > "$work/killed.txt" 2> /dev/null
  cmp "$work/whole.txt" "$work/killed.txt"
  judge $? "round $round: the same answers, byte for byte; $(diff "$work/whole.txt" "$work/killed.txt" | cut -c1-600 | head -6)"
  "$program" -C "$dossier" check > /dev/null; judge $? "round $round: the dossier is sound"
  rm -rf "$dossier"
done
[ "$done_kills" -ge "$kills" ]; judge $? "as many kills as asked for"
echo "$done_kills kills in $round rounds: $main of the main process, $keeper of the keeper, $server of the fork server, $worker of workers"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
