#!/bin/sh
# Typesets the formulas that figures miss: draws them in collecting mode, then calls LaTeX once for all.
#   Scripts/labels.sh [CHAPTER ...]      all chapters and the gallery unless some are named
# Needs lualatex, texlua and pdftocairo. The outlines are kept in Sources/Plotting/Labels; commit them.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .build/labels
LABELS_COLLECT="$PWD/.build/labels/missing.txt"
export LABELS_COLLECT
: >"$LABELS_COLLECT"
drawings=$(mktemp -d)
trap 'rm -rf "$drawings"' EXIT
if [ $# -eq 0 ]; then
  set -- gallery
  for chapter in chapters/*/; do set -- "$@" "$(basename "$chapter")"; done
fi
for program in "$@"; do
  case $program in
  gallery) swift run -c release gallery "$drawings" >/dev/null ;;
  # a chapter that is not green still draws
  *) swift run -c release "$program" --figures "$drawings/$program" >/dev/null || echo "labels: $program ended with code $?" ;;
  esac
done
if [ -s "$LABELS_COLLECT" ]; then
  texlua Scripts/labels.lua formulas "$LABELS_COLLECT"
else
  echo "labels: none is missing"
fi
