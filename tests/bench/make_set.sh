#!/bin/sh
# Makes a set of documents to measure on: every PDF of a folder, copied with a changed byte count so that each copy is a
# document of its own (a comment line after the end of a PDF is allowed and changes its hash, not its pages).
# usage: make_set.sh FROM_FOLDER TO_FOLDER COPIES
set -eu
[ $# -eq 3 ] || { echo "usage: $0 FROM_FOLDER TO_FOLDER COPIES" >&2; exit 2; }
from=$1 to=$2 copies=$3
mkdir -p "$to"
copy=1
while [ "$copy" -le "$copies" ]; do
  find "$from" -type f -name '*.pdf' | LC_ALL=C sort | while read -r file; do
    name=$(basename "$file" .pdf)
    { cat "$file"; printf '\n%% copy %s\n' "$copy"; } > "$to/$copy-$name.pdf"
  done
  copy=$((copy + 1))
done
