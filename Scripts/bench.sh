#!/bin/sh
# How long things take, and how the times compare: one claim of certified integrals, one chapter's check, all figures of
# the gallery, the whole book cold (programs built, no results, no rendered formulas) and unchanged.
# Times are of the wall clock in milliseconds; the ratios are against the claim, so that machines can be compared.
set -eu
cd "$(dirname "$0")/.."
unset OPENBLAS_CORETYPE
chapter=optimal-discriminator
claim=gan/value-js

sh Scripts/doctor.sh --install all
for product in "$chapter" gallery book; do swift build -c release --product "$product" >&2; done

now() { perl -MTime::HiRes=time -e 'printf "%d", time * 1000'; }
base=""
measure() { # name, command...
  name=$1; shift
  start=$(now)
  "$@" >/dev/null 2>&1 || { echo "bench: “$*” failed; run it by hand" >&2; exit 1; }
  took=$(($(now) - start))
  [ "$took" -gt 0 ] || took=1
  [ -n "$base" ] || base=$took
  awk -v n="$name" -v t="$took" -v b="$base" 'BEGIN { printf "%-44s %9d ms %9.2f\n", n, t, t / b }'
}

drawings=$(mktemp -d)
trap 'rm -rf "$drawings"' EXIT
printf '%-44s %12s %9s\n' "" time ratio
measure "one claim, certified ($claim)" ".build/release/$chapter" --only "$claim"
measure "one chapter's check ($chapter)" ".build/release/$chapter"
measure "the gallery of figures" .build/release/gallery "$drawings"
rm -rf .build/book/results .build/book/formulas.json .build/book/fonts _book/.published.json
measure "the whole book, cold" .build/release/book build
measure "the whole book, unchanged" .build/release/book fresh
