#!/bin/bash
# The whole chain against what only extracts text (`xargs -P2 pdftotext`) and against two desktop indexers (recollindex,
# omindex) on the same files in one run: seconds, processor seconds, pages/s, pages per processor second, peak memory of the
# largest process, size of what is kept. Prints a Markdown table; an indexer that is not installed gets no row and is named.
# usage: compare_indexers.sh FOLDER_OF_PDFS [COPIES]   (VINDPLAATS=path of the program, default build/release)
# Packages: scripts/install_deps.sh --bench
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${VINDPLAATS:-$here/../../build/release/apps/cli/vindplaats}
folder=${1:?folder of PDFs} copies=${2:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-compare.XXXXXX")
trap 'rm -rf "$work"' EXIT
export VINDPLAATS_OFFICE=none HOME=$work/home XDG_CACHE_HOME=$work/home/cache
mkdir -p "$work/home/recoll" "$work/text"
"$here/make_set.sh" "$folder" "$work/set" "$copies" > /dev/null

run_pdftotext() { find "$work/set" -name '*.pdf' -print0 | xargs -0 -P2 -I{} sh -c 'pdftotext -q "$1" "$2/$(basename "$1").txt" || true' sh {} "$work/text"; }
run_vindplaats() { "$program" init "$work/dossier" > /dev/null; "$program" -C "$work/dossier" ingest "$work/set" --municipality Test --jobs 2 --ocr never || [ $? -eq 3 ]; }
run_recollindex() { printf 'topdirs = %s\nthrQSizes = 2 2 2\nthrTCounts = 2 2 1\n' "$work/set" > "$work/home/recoll/recoll.conf"; recollindex -c "$work/home/recoll"; }
run_omindex() { omindex --db "$work/omega" --url / "$work/set"; }
kept() { case $1 in pdftotext) echo "$work/text" ;; vindplaats) echo "$work/dossier/index.db" ;; recollindex) echo "$work/home/recoll/xapiandb" ;; omindex) echo "$work/omega" ;; esac; }

find "$work/set" -name '*.pdf' -exec cat {} + > /dev/null   # all of them from the disk cache
missing=''
for tool in pdftotext vindplaats recollindex omindex; do
  [ "$tool" = vindplaats ] || command -v "$tool" > /dev/null || { missing="$missing $tool"; continue; }
  # In a process of its own that says what it and its children took: seconds, processor seconds, largest resident set.
  python3 - "$tool" > "$work/$tool.figures" 2> "$work/$tool.err" <(declare -f "run_$tool"; declare -p work program) << 'PY' || { echo "compare_indexers: $tool failed: $(tail -1 "$work/$tool.err")" >&2; exit 1; }
import resource, subprocess, sys, time
script = open(sys.argv[2]).read()
begun = time.monotonic()
done = subprocess.run(["bash", "-euo", "pipefail", "-c", script + "\nrun_" + sys.argv[1]], stdout=subprocess.DEVNULL)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.monotonic() - begun, spent.ru_utime + spent.ru_stime, spent.ru_maxrss)
sys.exit(done.returncode)
PY
done
pages=$("$program" -C "$work/dossier" status --json 2> /dev/null | grep -o '"pages":[0-9][0-9]*' | cut -d: -f2 | awk '{s += $1} END {print s}')
text=$(du -sb "$work/text" 2> /dev/null | cut -f1)
documents=$(find "$work/set" -name '*.pdf' | wc -l)
echo "$documents documents, $pages pages, $((text / 1024)) KiB of text"
echo
echo "| tool | s | CPU s | pages/s | pages per CPU s | largest process MB | kept MB | kept / text |"
echo "|---|---|---|---|---|---|---|---|"
for tool in pdftotext vindplaats recollindex omindex; do
  [ -s "$work/$tool.figures" ] || continue
  size=$(du -sb "$(kept "$tool")" | cut -f1)
  awk -v tool="$tool" -v pages="$pages" -v size="$size" -v text="$text" '{ printf "| %s | %.1f | %.1f | %.0f | %.0f | %.0f | %.1f | %.2f |\n", tool, $1, $2, pages / $1, pages / $2, $3 / 1024, size / 1048576, size / (text > 0 ? text : 1) }' "$work/$tool.figures"
done
[ -z "$missing" ] || echo "not installed:$missing (scripts/install_deps.sh --bench)"
