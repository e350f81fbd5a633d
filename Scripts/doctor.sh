#!/bin/sh
# What this machine lacks: doctor.sh [--install] run|html|pdf|all. Plain sh: it works before anything is built.
# Silent and 0 when nothing is missing (with --install); otherwise it installs, when it may, or prints the one line
# that does, and ends with 4.
set -eu

install=no
if [ "${1:-}" = --install ]; then install=yes; shift; fi
what=${1:-all}

run="libflint-dev libflint-arb-dev libcairo2-dev liblemon-dev duktape-dev pkg-config"
html="pandoc libjs-katex fonts-katex fonts-texgyre fonts-texgyre-math fonts-inconsolata woff2 libharfbuzz-bin"
pdf="texlive-luatex texlive-latex-recommended fonts-texgyre fonts-texgyre-math fonts-lmodern lmodern fonts-inconsolata poppler-utils"
case $what in
  run) list=$run ;;
  html) list="$run $html" ;;
  pdf) list="$run $pdf" ;;
  all) list="$run $html $pdf" ;;
  *) echo "doctor.sh: run, html, pdf or all, not “$what”" >&2; exit 2 ;;
esac

if ! command -v swift >/dev/null 2>&1; then
  echo "doctor: the Swift 6 toolchain is missing; install it from swift.org/install" >&2
  exit 4
fi
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\).*/\1/p' | head -n 1)
if [ "${version:-0}" -lt 6 ]; then
  echo "doctor: Swift ${version:-unknown} is too old; install Swift 6 or newer from swift.org/install" >&2
  exit 4
fi

if [ "$(uname -s)" = Darwin ]; then
  missing=""
  programs=pkg-config
  [ "$what" = run ] || programs="pkg-config pandoc hb-subset woff2_compress kpsewhich" # the fonts come with TeX
  for program in $programs; do
    command -v "$program" >/dev/null 2>&1 || missing="$missing $program"
  done
  [ "$what" = run ] || [ -e /opt/homebrew/lib/node_modules/katex ] || [ -e /usr/local/lib/node_modules/katex ] || missing="$missing katex"
  if [ -n "$missing" ]; then
    echo "doctor: missing:$missing; install with" >&2
    echo "  brew install flint cairo lemon-graph duktape pkg-config pandoc harfbuzz woff2 node && npm install --global katex && brew install --cask mactex-no-gui" >&2
    exit 4
  fi
  [ "$install" = yes ] || echo "doctor: nothing is missing"
  exit 0
fi

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "doctor: this is no Debian; install with your own package manager what Debian calls:" >&2
  echo "  $list" >&2
  [ "$install" = yes ] && exit 0 # it may well be there
  exit 0
fi

missing=""
for package in $list; do
  case " $missing " in *" $package "*) continue ;; esac
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
missing=${missing# }

if [ -z "$missing" ]; then
  [ "$install" = yes ] || echo "doctor: nothing is missing"
  exit 0
fi

line="apt-get update && apt-get install -y --no-install-recommends $missing"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then as_root=no line="su -c '$line'"
  else
    line="sudo sh -c '$line'"
    if sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root=no; fi
  fi
fi

if [ "$install" = no ] || [ "$as_root" = no ]; then
  echo "doctor: missing: $missing; install with" >&2
  echo "  $line" >&2
  exit 4
fi

echo "  installing $missing" >&2
export DEBIAN_FRONTEND=noninteractive
if ! { $as_root apt-get -o DPkg::Lock::Timeout=600 -q update \
  && $as_root apt-get -o DPkg::Lock::Timeout=600 -q install -y --no-install-recommends $missing; } >&2; then
  echo "doctor: the installation failed; try" >&2
  echo "  $line" >&2
  exit 4
fi
