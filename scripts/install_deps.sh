#!/bin/sh
# install_deps.sh - the one list of Debian packages, and their installation.
#
#   scripts/install_deps.sh            what building and running needs
#   scripts/install_deps.sh --tests    and what scripts/check needs
#   scripts/install_deps.sh --office   and LibreOffice, by which office files are read (heavy; without it they wait)
#   scripts/install_deps.sh --corpus   and what remaking corpus/samples needs
#   scripts/install_deps.sh --bench    and what tests/bench compares with
#   scripts/install_deps.sh --list     prints the names (of the chosen groups), installs nothing
#
# As root, or as an ordinary user with sudo. Does nothing, quickly, when all is there.
set -eu

build_packages='build-essential ca-certificates ccache cmake g++ libboost-dev libcli11-dev libdeflate-dev libexpected-dev
  libicu-dev libkainjow-mustache-dev libpoppler-dev libpoppler-private-dev libpq-dev libqpdf-dev libre2-dev libseccomp-dev libleptonica-dev libsqlite3-dev libtesseract-dev libtomlplusplus-dev libwebp-dev
  libxlsxwriter-dev libzip-dev nettle-dev ninja-build nlohmann-json3-dev node-typescript pkg-config poppler-data tesseract-ocr-nld wdutch'
test_packages='chromium chromium-driver clang-format clang-tidy git libgmock-dev libgtest-dev lld poppler-utils postgresql-15 python3
  python3-selenium qpdf'
bench_packages='poppler-utils python3 recollcmd xapian-omega'
office_packages='libreoffice-calc-nogui libreoffice-impress-nogui libreoffice-writer-nogui'
corpus_packages='chromium fonts-dejavu fonts-liberation groff hyphen-nl imagemagick img2pdf libreoffice-writer-nogui
  poppler-utils python3 qpdf weasyprint'

say() { echo "install_deps: $*" >&2; }

packages=$build_packages
list_only=no
for argument in "$@"; do
  case $argument in
    --tests) packages="$packages $test_packages" ;;
    --office) packages="$packages $office_packages" ;;
    --bench) packages="$packages $bench_packages" ;;
    --corpus) packages="$packages $corpus_packages" ;;
    --list) list_only=yes ;;
    *)
      say "unknown option $argument (there are --tests, --office, --bench, --corpus and --list)"
      exit 2
      ;;
  esac
done

if [ $list_only = yes ]; then
  for package in $packages; do echo "$package"; done | sort -u
  exit 0
fi

if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
  say "this list is for Debian 12 (bookworm), and here is no apt-get; install what matches: $packages"
  exit 1
fi

missing=
for package in $packages; do
  case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2> /dev/null || true) in
    installed) ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

ask_for_root() {
  say "these packages are missing:$missing"
  say "$1; let someone who is root run:"
  say "  apt-get update && apt-get install --no-install-recommends$missing"
  exit 1
}

if [ "$(id -u)" = 0 ]; then
  as_root=
elif command -v sudo > /dev/null; then
  as_root=sudo
  [ -t 0 ] || as_root='sudo -n' # nobody is there to type a password
  $as_root true || ask_for_root "sudo refuses"
else
  ask_for_root "you are not root and there is no sudo"
fi

apt() { # quiet, and without questions
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" \
    < /dev/null
}

# Lists of packages that are absent or too old to know a package must be fetched first.
all_known() {
  for package in $missing; do
    [ -n "$(apt-cache --quiet=2 madison "$package" 2> /dev/null)" ] || return 1
  done
}

say "installing$missing"
fetched=no
if ! all_known; then
  if ! apt update; then
    say "apt-get update failed; is there a network, and may you use ${as_root:-apt-get}?"
    exit 1
  fi
  fetched=yes
fi
# shellcheck disable=SC2086  # a list of words
if ! apt install -y --no-install-recommends $missing; then
  if [ $fetched = yes ]; then
    say "apt-get install failed; its own message stands above"
    exit 1
  fi
  say "trying again with fresh package lists"
  # shellcheck disable=SC2086
  if ! apt update || ! apt install -y --no-install-recommends $missing; then
    say "apt-get failed; its own message stands above"
    exit 1
  fi
fi

if [ ! -s /usr/share/dict/dutch ]; then
  say "wdutch is installed, but /usr/share/dict/dutch is not there; apt-get install --reinstall wdutch brings it back"
  exit 1
fi
