#!/bin/sh
# check_style_test.sh CHECK_STYLE - plants one fault at a time in a small sound tree and sees that it is found.
set -eu
check=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

plant() { # path, lines (with \n for their ends)
  mkdir -p "$tree/$(dirname "$1")"
  # shellcheck disable=SC2059
  printf "$2" > "$tree/$1"
}

make_sound_tree() {
  rm -rf "${tree:?}"/*
  plant core/span.h '// span.h - a span.\n#pragma once\n\n#include <vector>\n'
  plant core/span.cc '#include "core/span.h"\n\n#include <string>\n'
  plant ingest/reader.cc '#include <PDFDoc.h>\n\n#include "core/span.h"\n'
  plant nlp/token.h '// token.h - a token.\n// Units: bytes.\n#pragma once\n#include <unicode/uchar.h>\n#include "core/span.h"\n'
  plant index/store.cc '#include <sqlite3.h>\n#include "nlp/token.h"\n'
  plant apps/main.cc '#include "index/store.h"\n#include "cmake/build_config.h"\n'
  plant tests/nlp/token_test.cc '#include "nlp/token.h"\n#include "tests/nlp/words.h"\n'
}

expect_fault() { # name, path, lines, expected
  make_sound_tree
  plant "$2" "$3"
  if found=$("$check" "$tree"); then found="(nothing)"; fi
  if [ "$found" != "$4" ]; then
    printf '%s\n  expected: %s\n  found:    %s\n' "$1" "$4" "$found"
    failures=$((failures + 1))
  fi
}

make_sound_tree
if ! found=$("$check" "$tree"); then
  printf 'a sound tree has faults:\n%s\n' "$found"
  failures=$((failures + 1))
fi

expect_fault include_up core/up.cc '#include "nlp/token.h"\n' \
  'core/up.cc:1: core/ includes nlp/, which is not below it'
expect_fault include_sideways nlp/side.cc '#include "core/span.h"\n#include "ingest/reader.h"\n' \
  'nlp/side.cc:2: nlp/ includes ingest/, which is not below it'
expect_fault reports_do_not_analyse reports/a.cc '#include "nlp/token.h"\n' \
  'reports/a.cc:1: reports/ includes nlp/, which is not below it'
expect_fault include_without_folder nlp/near.cc '#include "token.h"\n' \
  'nlp/near.cc:1: "token.h" does not start at the root'
expect_fault include_upwards_path nlp/near.cc '#include "../core/span.h"\n' \
  'nlp/near.cc:1: "../core/span.h" does not start at the root'
expect_fault poppler_outside_ingest apps/a.cc '#include <GfxState.h>\n' \
  'apps/a.cc:1: Poppler is included, only ingest/ may'
expect_fault icu_outside_nlp index/a.cc '#include <unicode/utf8.h>\n' 'index/a.cc:1: ICU is included, only nlp/ may'
expect_fault re2_outside_nlp apps/a.cc '#  include <re2/re2.h>\n' 'apps/a.cc:1: RE2 is included, only nlp/ may'
expect_fault sqlite_outside_index nlp/a.cc '#include <sqlite3.h>\n' 'nlp/a.cc:1: SQLite is included, only index/ may'
expect_fault no_pragma core/a.h '// a.h - a.\n#include <vector>\n' \
  'core/a.h:2: #pragma once should follow the opening comment'
expect_fault no_purpose core/a.h '#pragma once\n' 'core/a.h:1: should open with "// a.h - what it is for"'
expect_fault own_header_late core/span.cc '#include <string>\n#include "core/span.h"\n' \
  'core/span.cc:1: "core/span.h" should be the first include'
expect_fault empty_name core/text_util.cc '\n' 'core/text_util.cc:1: name the file for the thing it holds'
expect_fault camel_case_name core/TextSpan.cc '\n' 'core/TextSpan.cc:1: file names are in snake_case'
expect_fault too_long core/a.cc "$(awk 'BEGIN { for (i = 0; i < 501; ++i) printf "\\n" }')" \
  'core/a.cc:501: a file has at most 500 lines'
expect_fault machine_path docs/a.md 'see /home/jan/vindplaats\n' 'docs/a.md:1: a path of one machine'
make_sound_tree
plant core/span.h '// span.h - a span.\n#pragma once\n#include "core/ring.h"\n'
plant core/ring.h '// ring.h - a ring.\n#pragma once\n#include "core/span.h"\n'
if "$check" "$tree" | grep -q 'core/ring.h:1: is part of a ring of includes'; then :; else
  echo 'ring: two headers that include each other are not found'
  failures=$((failures + 1))
fi
rm -rf "${tree:?}"/*
if "$check" "$tree" 2> /dev/null; then
  echo 'an empty tree passes: a check that looked at nothing'
  failures=$((failures + 1))
fi

[ $failures = 0 ] && echo 'every planted fault was found'
