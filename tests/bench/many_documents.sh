#!/bin/bash
# One run over very many documents (copies with changed bytes): does memory stay flat, does speed hold, does `search`
# answer meanwhile, and what does one document more cost then? Prints a Markdown table.
# usage: many_documents.sh FOLDER_OF_PDFS [DOCUMENTS] [SLICE]   (VINDPLAATS=path of the program, default build/release)
# DOCUMENTS (20000): how many; SLICE (1000): the first and last so many are compared.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${VINDPLAATS:-$here/../../build/release/apps/cli/vindplaats}
folder=${1:?folder of PDFs} documents=${2:-20000} slice=${3:-1000}
export VINDPLAATS_OFFICE=none
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-many.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Copies that differ in a comment after the end of the file, which readers pass over; whole rounds of the folder, so that
# the first and the last slice hold the same mix.
mapfile -d '' -t originals < <(find "$folder" -name '*.pdf' -print0 | LC_ALL=C sort -z)
[ "${#originals[@]}" -gt 0 ] || { echo "many_documents: no PDF in $folder" >&2; exit 2; }
mkdir "$work/set"
for ((i = 0; i < documents; i++)); do
  copy=$(printf '%s/set/%06d.pdf' "$work" "$i")
  { cat "${originals[i % ${#originals[@]}]}"; printf '\n%%copy %d\n' "$i"; } > "$copy"
done

"$program" init "$work/dossier" > /dev/null
"$program" -C "$work/dossier" ingest "$work/set" --municipality Test --jobs 2 --ocr never --json > "$work/out" 2> "$work/err" &
pid=$!
begun=$(date +%s%N)
: > "$work/samples"
searches=0 answered=0 slowest=0
while kill -0 "$pid" 2> /dev/null; do
  now=$((($(date +%s%N) - begun) / 1000000))
  rss=$(awk '/^VmRSS:/{print $2}' "/proc/$pid/status" 2> /dev/null || true)
  echo "$now $(wc -l < "$work/out") ${rss:-0}" >> "$work/samples"
  before=$(date +%s%N)
  status=0
  "$program" -C "$work/dossier" search gezin --limit 1 --json > /dev/null 2>&1 || status=$?
  took=$((($(date +%s%N) - before) / 1000000))
  searches=$((searches + 1))
  [ "$status" -gt 1 ] || answered=$((answered + 1))   # 1: nothing found, as before the first documents
  [ "$took" -le "$slowest" ] || slowest=$took
  sleep 0.5
done
status=0
wait "$pid" || status=$?
span=$((($(date +%s%N) - begun) / 1000000))
done_documents=$(wc -l < "$work/out")
echo "$span $done_documents 0" >> "$work/samples"

# One new document into all that: what a small ingest costs in a large dossier, its own reading included.
mkdir "$work/one"
{ cat "${originals[0]}"; printf '\n%%one more\n'; } > "$work/one/one.pdf"
rss_one=0 before=$(date +%s%N)
"$program" -C "$work/dossier" ingest "$work/one" --municipality Test --jobs 2 --ocr never > /dev/null 2>&1 &
one=$!
while kill -0 "$one" 2> /dev/null; do
  rss=$(awk '/^VmHWM:/{print $2}' "/proc/$one/status" 2> /dev/null || true)
  [ "${rss:-0}" -le "$rss_one" ] || rss_one=$rss
  sleep 0.05
done
wait "$one" || [ $? -eq 3 ]
one_ms=$((($(date +%s%N) - before) / 1000000))

# Milliseconds at which so many documents were done, between the two samples around it.
at() {
  awk -v n="$1" '$2 >= n { print (d == $2 ? $1 : t + (n - d) * ($1 - t) / ($2 - d)); found = 1; exit } { t = $1; d = $2 }
    END { if (!found) print t }' "$work/samples"
}
# The last lines come out when the program ends, after it has put the index in order: that is told apart.
last=$(sed '$d' "$work/samples" | awk '{ if ($2 > most) most = $2 } END { print most }')
first=$(at "$slice"); last_from=$(at $((last - slice))); last_to=$(at "$last")
awk -v documents="$done_documents" -v span="$span" -v slice="$slice" -v first="$first" -v from="$last_from" -v to="$last_to" \
  -v searches="$searches" -v answered="$answered" -v slowest="$slowest" -v status="$status" \
  -v one_ms="$one_ms" -v rss_one="$rss_one" '
  { if ($3 > 0) { rss[++n] = $3; if ($3 > peak) peak = $3 } }
  END {
    early = rss[int(n / 4) + 1]; late = rss[n > 1 ? n - 1 : n]
    print "| measure | value |"; print "|---|---|"
    printf "| documents done, exit status | %d, %d |\n| seconds | %.1f |\n", documents, status, span / 1000
    printf "| memory of the main process after a quarter / near the end / most | %.0f / %.0f / %.0f MB |\n", early / 1024, late / 1024, peak / 1024
    if (first > 0 && to > from)
      printf "| documents/s, first %d / last %d / ratio | %.1f / %.1f / %.2f |\n", slice, slice, slice * 1000 / first, slice * 1000 / (to - from), first / (to - from)
    printf "| one document more, main process at most | %.2f s, %.0f MB |\n", one_ms / 1000, rss_one / 1024
    printf "| putting the index in order at the end | %.1f s |\n", (span - to) / 1000
    printf "| searches during the run, answered, slowest | %d, %d, %d ms |\n", searches, answered, slowest
  }' "$work/samples"
[ "$done_documents" -eq "$documents" ] && [ "$answered" -eq "$searches" ]
