#!/bin/sh
# Compares our reading of the PDFs in a folder with pdftotext's. The program must have been built (vp_fidelity).
# Usage: tests/eval/fidelity.sh BUILD_DIR PATH... ; options of vp_fidelity may stand before the paths.
set -eu
if [ $# -lt 2 ]; then
  echo "usage: $0 BUILD_DIR [--missing N] [--differential] PATH..." >&2
  exit 2
fi
program="$1/tests/eval/vp_fidelity"
shift
exec "$program" "$@"
