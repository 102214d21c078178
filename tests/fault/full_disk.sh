#!/bin/bash
# Fills the disk of a dossier (a small tmpfs) during an ingest, again and again with a little more room, and then lets it
# go on with enough: every time it must stop cleanly and say so, the dossier must be sound in between and searchable, and
# in the end answer as one that was never disturbed.
# usage: full_disk.sh PROGRAM FOLDER_OF_FILES [STEPS]
# Needs the right to mount; exit status 77 (skipped) without it. Closing line: "N passed, N failed".
set -uo pipefail
program=${1:?program} folder=${2:?folder} steps=${3:-4}
export VINDPLAATS_OFFICE=none
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-disk.XXXXXX")
mkdir "$work/disk"
if ! mount -t tmpfs -o size=64k tmpfs "$work/disk" 2> /dev/null; then
  rm -rf "$work"
  echo "skipped: no right to mount a tmpfs"
  exit 77
fi
trap 'umount -l "$work/disk"; rm -rf "$work"' EXIT
passed=0 failed=0
judge() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi; }
answers() {
  "$program" -C "$1" evidence --json
  "$program" -C "$1" search gezin --limit 200 --json
  "$program" -C "$1" status --json
}
ingest() { "$program" -C "$1" ingest "$folder" --municipality Test --jobs 2; }

"$program" init "$work/whole" > /dev/null
ingest "$work/whole" > /dev/null 2>&1
answers "$work/whole" > "$work/whole.txt" 2> /dev/null
[ -s "$work/whole.txt" ]; judge $? "the undisturbed dossier answers"
kib=$(du -sk "$work/whole" | cut -f1)

dossier=$work/disk/dossier full=0
mount -o remount,size=1M "$work/disk"
"$program" init "$dossier" > /dev/null; judge $? "a dossier on the small disk"
for step in $(seq 1 "$steps"); do
  mount -o remount,size=$((1024 + kib * step / (steps + 2)))k "$work/disk"
  ingest "$dossier" > /dev/null 2> "$work/said"
  status=$?
  if [ $status -eq 4 ]; then
    full=$((full + 1))
    grep -qi 'space\|full' "$work/said"; judge $? "step $step: says that the disk is full ($(tail -1 "$work/said"))"
  else
    [ $status -eq 0 ] || [ $status -eq 3 ]; judge $? "step $step: ends well or says why it does not (status $status: $(tail -1 "$work/said"))"
  fi
  "$program" -C "$dossier" search gezin --json > /dev/null 2> "$work/said"
  [ $? -le 1 ]; judge $? "step $step: what is in can be searched ($(tail -1 "$work/said"))"
done
[ $full -gt 0 ]; judge $? "the disk was full at least once"
mount -o remount,size=$((kib * 4 + 65536))k "$work/disk"
ingest "$dossier" > /dev/null 2>&1
answers "$dossier" > "$work/after.txt" 2> /dev/null
cmp "$work/whole.txt" "$work/after.txt"; judge $? "the same answers, byte for byte"
"$program" -C "$dossier" check; judge $? "the dossier is sound"
chmod -R a-w "$dossier"
mount -o remount,ro "$work/disk" && "$program" -C "$dossier" search gezin --json > "$work/ro.txt" 2> "$work/said"
[ -s "$work/ro.txt" ]; judge $? "a dossier on a disk that cannot be written is searched ($(tail -1 "$work/said"))"
echo "the disk was full $full times"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
