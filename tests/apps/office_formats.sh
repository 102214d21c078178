#!/bin/bash
# Every office format, from the file to a found sentence: makes one file of each with LibreOffice, takes them in, and asks that
# each is read whole and that its own word is found on a page, with a rectangle.
# usage: office_formats.sh PROGRAM     exit status 77 (skipped) without LibreOffice (scripts/install_deps.sh --office)
# Closing line: "N passed, N failed".
set -uo pipefail
program=${1:?program}
command -v soffice > /dev/null || { echo "skipped: no LibreOffice (scripts/install_deps.sh --office)"; exit 77; }
work=$(mktemp -d "${TMPDIR:-/tmp}/vindplaats-office.XXXXXX")
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
judge() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi; }
# $1: source, $2: ending. Each form of a text holds a word of its own, so that a hit tells which file was found.
convert() {
  timeout 120 soffice -env:UserInstallation="file://$work/profile" --headless ${3:+"--infilter=$3"} \
    --convert-to "$2" --outdir "$work/made" "$1" > "$work/said" 2>&1 || cat "$work/said"
}
mkdir "$work/source" "$work/made" "$work/set"
sentence() { echo "De gemeente heeft de nazorg van het $1plan geregeld."; }
for form in doc docx odt rtf; do
  printf '<html><head><meta charset="utf-8"></head><body><h1>Beleidsplan</h1><p>%s</p><p>Één gezin, één plan.</p></body></html>' \
    "$(sentence $form)" > "$work/source/$form.html"
  convert "$work/source/$form.html" "$form" 'HTML (StarWriter)'
done
for form in pptx odp; do
  cat > "$work/source/$form.fodp" << XML
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>
<draw:page draw:name="een"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="5cm"><draw:text-box>
<text:p>$(sentence $form)</text:p></draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document>
XML
  convert "$work/source/$form.fodp" "$form"
done
printf 'maatregel;stand\n%s;1\n' "$(sentence xlsx)" > "$work/source/xlsx.csv"
convert "$work/source/xlsx.csv" xlsx 'Text - txt - csv (StarCalc):59,34,76'
printf '<html><body><h1>Brief</h1><p>%s</p></body></html>\n' "$(sentence html)" > "$work/made/html.html"
sentence txt > "$work/made/txt.txt"
# By content, not by name: the same files again under a name that says nothing.
formats='doc docx odt rtf pptx odp xlsx html txt'
for form in $formats; do
  [ -s "$work/made/$form.$form" ]; judge $? "LibreOffice makes a $form" && cp "$work/made/$form.$form" "$work/set/stuk_$form"
done

"$program" init "$work/dossier" > /dev/null
"$program" -C "$work/dossier" ingest "$work/set" --municipality Test --jobs 2 --ocr never --json > "$work/out" 2> "$work/err"
status=$?
[ $status -eq 0 ]; judge $? "all are read whole (status $status: $(tail -2 "$work/err" | tr '\n' ' '))"
for form in $formats; do
  line=$(grep "stuk_$form\"" "$work/out" | head -1)
  echo "$form: $(echo "$line" | grep -o '"state":"[^"]*"\|"reason":"[^"]*"\|"pages":[0-9]*' | tr '\n' ' ')"
  "$program" -C "$work/dossier" search "${form}plan" --json > "$work/hits" 2> /dev/null
  grep "stuk_$form\"" "$work/hits" | grep -q '"rects":\[\['; judge $? "$form: its word is found, on a page and in a rectangle"
done
"$program" -C "$work/dossier" check > /dev/null; judge $? "the dossier is sound"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
