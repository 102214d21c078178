#!/bin/bash
# Kills an ingest (the main process, by SIGKILL) at random moments, lets the same command go on, and compares what the
# dossier then answers, byte for byte, with an undisturbed one. When an ingest gets to its end before the wanted number
# of kills is reached, a new round begins with a new dossier.
# usage: kill_ingest.sh PROGRAM FOLDER_OF_FILES KILLS [SEED]
# Closing line: "N passed, N failed".
set -uo pipefail
program=${1:?program} folder=${2:?folder} kills=${3:?number of kills} seed=${4:-1}
export VINDPLAATS_OFFICE=none
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-kill.XXXXXX")
trap 'rm -rf "$work"' EXIT
RANDOM=$seed

# A container too: some of the files again with other bytes, in an archive within an archive, and a mail.
python3 - "$folder" "$work/pakket.zip" << 'END' || { echo "0 passed, 1 failed"; exit 1; }
import io, pathlib, sys, zipfile
inner = io.BytesIO()
pdfs = sorted(pathlib.Path(sys.argv[1]).rglob('*.pdf'))[:6]
def add(archive, name, data):
    archive.writestr(zipfile.ZipInfo(name, (2013, 5, 31, 0, 0, 0)), data)
with zipfile.ZipFile(inner, 'w') as archive:
    for number, pdf in enumerate(pdfs[3:]):
        add(archive, f'{number}.pdf', pdf.read_bytes() + b'\n% again\n')
with zipfile.ZipFile(sys.argv[2], 'w') as archive:
    for number, pdf in enumerate(pdfs[:3]):
        add(archive, f'{number}.pdf', pdf.read_bytes() + b'\n% again\n')
    add(archive, 'binnen.zip', inner.getvalue())
    add(archive, 'post.eml', 'From: a@example.org\nTo: b@example.org\nSubject: c\n\nDe gemeente heeft een plan.\n')
END

ingest() { exec "$program" -C "$1" ingest "$folder" "$work/pakket.zip" --municipality Test --jobs 2; }
answers() {
  "$program" -C "$1" evidence --json
  for query in gezin 'plan OR aanpak' '"de gemeente"' 'regi* NOT nazorg' zorg; do
    "$program" -C "$1" search "$query" --limit 200 --json
  done
  "$program" -C "$1" status --json
}
passed=0 failed=0
judge() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi; }

"$program" init "$work/whole" > /dev/null || { echo "0 passed, 1 failed"; exit 1; }
begun=$(date +%s%N)
(ingest "$work/whole") > /dev/null 2>&1
span_ms=$((($(date +%s%N) - begun) / 1000000))
answers "$work/whole" > "$work/whole.txt" 2> /dev/null
[ -s "$work/whole.txt" ]; judge $? "the undisturbed dossier answers"

done_kills=0 round=0
while [ "$done_kills" -lt "$kills" ] && [ "$round" -lt "$kills" ]; do
  round=$((round + 1))
  dossier=$work/killed$round
  "$program" init "$dossier" > /dev/null
  hit=1
  while [ "$hit" -eq 1 ] && [ "$done_kills" -lt "$kills" ]; do
    (ingest "$dossier") > /dev/null 2>&1 &
    pid=$!
    wait_ms=$((RANDOM % (span_ms / 2 + 50)))
    sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
    if kill -KILL "$pid" 2> /dev/null; then done_kills=$((done_kills + 1)); else hit=0; fi
    wait "$pid" 2> /dev/null
  done
  (ingest "$dossier") > /dev/null 2>&1
  answers "$dossier" > "$work/killed.txt" 2> /dev/null
  cmp "$work/whole.txt" "$work/killed.txt"; judge $? "round $round: the same answers, byte for byte"
  "$program" -C "$dossier" check; judge $? "round $round: the dossier is sound"
  sleep 0.3
  ! pgrep -f "^$program -C $dossier ingest" > /dev/null; judge $? "round $round: no process is left behind"
  rm -rf "$dossier"
done
[ "$done_kills" -ge "$kills" ]; judge $? "all kills hit a running ingest"
echo "$done_kills kills in $round rounds of an ingest that takes $span_ms ms"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
