#!/bin/bash
# Measures the whole chain (keep, read, analyse, tag, index) against `xargs -P2 pdftotext` on the same files in one run,
# alternating, and prints a Markdown table: wall and CPU seconds, pages/s, ratios, peak memory, and the cost of a second
# ingest of the same folder.
# usage: throughput.sh FOLDER_OF_PDFS [COPIES] [ROUNDS]   (VINDPLAATS=path of the program, default build/release)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${VINDPLAATS:-$root/build/release/apps/cli/vindplaats}
folder=${1:?folder of PDFs} copies=${2:-1} rounds=${3:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$here/make_set.sh" "$folder" "$work/set" "$copies"

# Seconds as "wall cpu" of a command, children included.
timed() {
  local TIMEFORMAT='%R %U %S'
  { time "$@" > "$work/out" 2> "$work/err" || true; } 2>&1 | awk '{print $1, $2 + $3}'
}
run_pdftotext() {
  find "$work/set" -name '*.pdf' -print0 | LC_ALL=C sort -z | xargs -0 -P2 -I{} pdftotext -q {} /dev/null
}
run_ingest() {
  rm -rf "$work/dossier"
  "$program" init "$work/dossier" > /dev/null
  "$program" -C "$work/dossier" ingest "$work/set" --municipality Test --jobs 2 --ocr never
}
# Largest sum of proportional set sizes over the program's processes, and largest single worker, in MB.
watch_memory() {
  run_ingest > /dev/null 2>&1 &
  local pid=$! total=0 worker=0
  while kill -0 "$pid" 2>/dev/null; do
    local sum=0 first=1
    for child in $(pgrep -f "^$program -C $work/dossier ingest" | sort -n); do
      local pss
      pss=$(awk '/^Pss:/{print $2}' "/proc/$child/smaps_rollup" 2>/dev/null || echo 0)
      pss=${pss:-0}
      sum=$((sum + pss))
      if [ $first -eq 0 ] && [ "$pss" -gt "$worker" ]; then worker=$pss; fi
      first=0
    done
    [ "$sum" -gt "$total" ] && total=$sum
    sleep 0.1
  done
  wait "$pid" || true
  echo "$((worker / 1024)) $((total / 1024))"
}

documents=$(find "$work/set" -name '*.pdf' | wc -l)
: > "$work/pdftotext.times"; : > "$work/ingest.times"
run_pdftotext > /dev/null 2>&1 || true   # warm the disk cache
for _ in $(seq "$rounds"); do
  timed run_pdftotext >> "$work/pdftotext.times"
  timed run_ingest >> "$work/ingest.times"
done
pages=$("$program" -C "$work/dossier" status --json 2>/dev/null | grep -o '"pages":[0-9][0-9]*' | cut -d: -f2 | awk '{s += $1} END {print s}')
median() { sort -n -k"$2" "$1" | awk -v c="$2" '{v[NR] = $c} END {print v[int((NR + 1) / 2)]}'; }
pw=$(median "$work/pdftotext.times" 1); pc=$(median "$work/pdftotext.times" 2)
iw=$(median "$work/ingest.times" 1); ic=$(median "$work/ingest.times" 2)
again=$(timed "$program" -C "$work/dossier" ingest "$work/set" --municipality Test --jobs 2 --ocr never)
hashing=$(timed sh -c "find '$work/set' -name '*.pdf' -print0 | xargs -0 sha256sum")
read -r worker total < <(watch_memory)
index=$(du -k "$work/dossier/index.db" | cut -f1)
printf '%s documents, %s pages, %s rounds, two processes each, medians\n\n' "$documents" "$pages" "$rounds"
printf '| | wall s | CPU s | pages/s (wall) | pages per CPU s |\n|---|---|---|---|---|\n'
awk -v p="$pages" -v w="$pw" -v c="$pc" 'BEGIN{printf "| xargs -P2 pdftotext | %.2f | %.2f | %.0f | %.0f |\n", w, c, p/w, p/c}'
awk -v p="$pages" -v w="$iw" -v c="$ic" 'BEGIN{printf "| vindplaats ingest --jobs 2 | %.2f | %.2f | %.0f | %.0f |\n", w, c, p/w, p/c}'
awk -v a="$pw" -v b="$iw" -v c="$pc" -v d="$ic" 'BEGIN{printf "| **ratio (higher is better)** | **%.2f** | **%.2f** | | |\n\n", a/b, c/d}'
printf 'peak memory (PSS): largest worker %s MB, all processes %s MB; index.db %s MB\n' "$worker" "$total" "$((index / 1024))"
printf 'second ingest: wall %s s, CPU %s s for %s files; sha256sum of the same files: wall %s s, CPU %s s\n' \
  ${again} "$documents" ${hashing}
