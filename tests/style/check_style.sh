#!/bin/sh
# check_style.sh [ROOT] - the rules of layout that neither compiler nor clang-tidy sees. One line a fault:
#   path:line: what is, what should be
# Exit status 1 when there is a fault, 0 when there is none. What each rule is for stands at its function.
# shellcheck disable=SC2086  # lists of file names without spaces
set -eu
export LC_ALL=C
cd "${1:-$(dirname "$0")/../..}"

list_files() { # tests for find
  for folder in core ingest nlp readers index reports exports apps tests; do
    [ ! -d $folder ] || find $folder -type f \( "$@" \)
  done | sort
}
headers=$(list_files -name '*.h')
sources=$(list_files -name '*.h' -o -name '*.cc')

# Includes point down, name a file from the root, and foreign libraries stay in the folder that wraps them.
# Poppler's core headers are those with a capital and no folder: <PDFDoc.h>.
check_includes() {
  awk '
    BEGIN {
      below["core"] = "core"
      below["ingest"] = "core ingest"
      below["nlp"] = "core nlp"
      below["readers"] = "core nlp readers"
      below["index"] = "core nlp index"
      below["reports"] = "core index reports"
      below["exports"] = "core index reports exports"
      below["apps"] = "core ingest nlp readers index reports exports apps cmake"
      below["tests"] = "core ingest nlp readers index reports exports apps cmake tests"
    }
    function fault(text) { printf "%s:%d: %s\n", FILENAME, FNR, text }
    function only_in(library, folder) {
      if (layer != folder && layer != "tests") fault(library " is included, only " folder "/ may")
    }
    FNR == 1 { split(FILENAME, parts, "/"); layer = parts[1] }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
      split($0, quoted, "\""); target = quoted[2]; split(target, parts, "/")
      if (!(parts[1] in below) && parts[1] != "cmake") fault("\"" target "\" does not start at the root")
      else if (index(" " below[layer] " ", " " parts[1] " ") == 0) fault(layer "/ includes " parts[1] "/, which is not below it")
    }
    /^[ \t]*#[ \t]*include[ \t]*<([A-Z][A-Za-z0-9]*\.h|goo\/|splash\/|fofi\/|poppler)/ { only_in("Poppler", "ingest") }
    /^[ \t]*#[ \t]*include[ \t]*<unicode\// { only_in("ICU", "nlp") }
    /^[ \t]*#[ \t]*include[ \t]*<re2\// { only_in("RE2", "nlp") }
    /^[ \t]*#[ \t]*include[ \t]*<sqlite3/ { only_in("SQLite", "index") }
    /^[ \t]*#[ \t]*include[ \t]*<qpdf\// { only_in("qpdf", "exports") }
  ' $sources /dev/null
}

# Headers that include each other in a ring.
check_rings() {
  for header in $headers; do
    sed -n "s|^#include \"\\([^\"]*\\)\".*|$header \\1|p" "$header"
  done | tsort 2>&1 > /dev/null | sed -n 's|^tsort: \([a-z].*\.h\)$|\1:1: is part of a ring of includes|p'
}

# A header opens with its purpose, "// name.h - ...", and the first line after the comment is #pragma once.
check_headers() {
  awk '
    FNR == 1 {
      opened = 0
      name = FILENAME; sub(/.*\//, "", name)
      if (index($0, "// " name " - ") != 1) printf "%s:1: should open with \"// %s - what it is for\"\n", FILENAME, name
    }
    !opened && !/^\/\// { opened = 1; if ($0 != "#pragma once") printf "%s:%d: #pragma once should follow the opening comment\n", FILENAME, FNR }
  ' $headers /dev/null
}

# name.cc beside name.h includes it first, so that every header is proven to stand alone.
check_own_header() {
  for source in $sources; do
    case $source in *.cc) ;; *) continue ;; esac
    own=${source%.cc}.h
    [ -f "$own" ] || continue
    first=$(grep -n -m1 '^#include' "$source" || true)
    [ "${first#*:}" = "#include \"$own\"" ] || echo "$source:${first%%:*}: \"$own\" should be the first include"
  done
}

# Names say what a file holds, in snake case.
check_names() {
  for source in $sources; do
    name=${source##*/}
    case $name in
      *[!a-z0-9_.]*) echo "$source:1: file names are in snake_case" ;;
    esac
    case _${name%.*}_ in
      *_util_* | *_utils_* | *_common_* | *_helper_* | *_helpers_* | *_misc_* | *_manager_*)
        echo "$source:1: name the file for the thing it holds" ;;
    esac
  done
}

# 500 lines is the ceiling.
check_length() {
  awk 'FNR == 501 { printf "%s:501: a file has at most 500 lines\n", FILENAME }' $sources /dev/null
}

# Nothing may depend on the machine of one person.
check_machine_paths() {
  find . \( -name .git -o -path ./build \) -prune -o -type f \
    \( -name '*.h' -o -name '*.cc' -o -name '*.cmake' -o -name '*.txt' -o -name '*.json' -o -name '*.sh' \
    -o -name '*.md' -o -name '*.toml' -o -name '*.csv' -o -name '*.tsv' -o -name '*.sql' -o -path './scripts/*' \
    -o -path './.ci/*' \) -print | sort | sed 's|^\./||' | while read -r file; do
    grep -nE '(^|[^A-Za-z0-9_.$}*-])/(work|root|Users|home/[a-z]+)/' "$file" /dev/null || true
  done | awk -F: '$1 !~ /^tests\/style\// { printf "%s:%s: a path of one machine\n", $1, $2 }'
}

faults=$(check_includes; check_rings; check_headers; check_own_header; check_names; check_length; check_machine_paths)
[ -z "$faults" ] || { echo "$faults"; exit 1; }
[ -n "$sources" ] || { echo "no sources found in $PWD" >&2; exit 1; }
