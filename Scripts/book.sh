#!/bin/sh
# Runs the book program, built when it must be: book.sh build|html|pdf|check|figures.
# When nothing has changed it says so at once, without asking the compiler.
set -eu
cd "$(dirname "$0")/.."
unset OPENBLAS_CORETYPE
program=.build/release/book
what=${1:-build}

case $what in
  build) outputs="html pdf" needs=all ;;
  html) outputs="html" needs=html ;;
  pdf) outputs="pdf" needs=all ;;
  *) outputs="" needs=run ;;
esac

if [ -n "$outputs" ] && [ -x "$program" ]; then
  # the key covers the sources of the program itself: an old one never calls a changed book up to date
  # shellcheck disable=SC2086
  "$program" fresh $outputs && exit 0
fi

sh Scripts/doctor.sh --install "$needs"
echo "  building the book program" >&2
swift build -c release --product book
exec "$program" "$@"
