#!/bin/bash
# Runs every command of docs/handleiding/README.md, in order, in one folder of its own: a walk-through that is printed
# must work. A line ends with the status that it is to give behind "# " where that is not 0.
# usage: walkthrough.sh PROGRAM SOURCE_DIR [FOLDER]   FOLDER: keep what was made here; else a temporary one
set -euo pipefail
program=$(realpath "$1") source=$(realpath "$2")
if [ $# -gt 2 ]; then
  mkdir -p "$3"; work=$(realpath "$3")
else
  work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-walkthrough.XXXXXX")
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work/bin"
ln -sf "$program" "$work/bin/vindplaats"
ln -sfn "$source/corpus/samples" "$work/inzending"
export PATH="$work/bin:$PATH"

# The blocks marked sh, with continued lines joined: a command a line.
awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$source/docs/handleiding/README.md" |
  sed -e ':a' -e '/\\$/N; s/\\\n */ /; ta' > "$work/commands"

cd "$work"
ran=0
while IFS= read -r line; do
  [ -n "$line" ] || continue
  expected=0
  if [[ $line =~ \#\ ([0-9]+)$ ]]; then expected=${BASH_REMATCH[1]}; fi
  got=0
  eval "$line" > "$work/out" 2> "$work/err" < /dev/null || got=$?
  if [ "$got" -ne "$expected" ]; then
    echo "status $got instead of $expected: $line"
    cat "$work/out" "$work/err"
    exit 1
  fi
  ran=$((ran + 1))
done < "$work/commands"
if [ "$ran" -lt 15 ]; then echo "only $ran commands were found"; exit 1; fi
echo "$ran commands ran"
