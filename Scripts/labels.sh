#!/bin/sh
# Typesets the formulas that figures miss: runs the programs given (or the gallery), collects, calls LaTeX.
#   Scripts/labels.sh [PROGRAM ...]
set -eu
cd "$(dirname "$0")/.."
mkdir -p .build/labels
LABELS_COLLECT="$PWD/.build/labels/missing.txt"
export LABELS_COLLECT
: >"$LABELS_COLLECT"
drawings=$(mktemp -d)
trap 'rm -rf "$drawings"' EXIT
for program in "${@:-gallery}"; do
  case $program in
  gallery) swift run -c release gallery "$drawings" ;;
  *) swift run -c release "$program" --figures "$drawings" || true ;;
  esac
done
if [ -s "$LABELS_COLLECT" ]; then
  texlua Scripts/labels.lua formulas "$LABELS_COLLECT"
else
  echo "labels: none is missing"
fi
