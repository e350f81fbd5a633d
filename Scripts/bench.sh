#!/bin/sh
# How long things take, and how the times compare, in one run: certified integrals against python-flint and mpmath on the
# same integrals, equations and mutants a second, one claim, one chapter's check, the audit of four documents, all figures of the gallery, the whole book
# cold (programs built, no results, no rendered formulas) and unchanged.
# Processor seconds for the integrals, else milliseconds of the wall clock; ratios say what machines have in common.
set -eu
cd "$(dirname "$0")/.."
unset OPENBLAS_CORETYPE
chapter=optimal-discriminator
claim=gan/value-js
pairs=Benchmarks/pairs.txt
python=${PYTHON:-python3}

sh Scripts/doctor.sh --install all
for product in integrals "$chapter" gallery book; do swift build -c release --product "$product" >&2; done

fail() { echo "bench: $1 failed; run it by hand" >&2; exit 1; }

# One after the other, three times each; the medians are compared.
median() { sort -g | sed -n 2p; }
ours=""; flint=""; mpmath=""
for round in 1 2 3; do
  ours="$ours$(.build/release/integrals $pairs)
" || fail integrals
  for peer in flint mpmath; do
    status=0
    count=50; [ $peer = flint ] || count=5
    took=$("$python" Benchmarks/peers.py $peer $pairs $count 2>/dev/null) || status=$?
    case $status in
      0) eval "$peer=\"\$$peer\$took
\"" ;;
      3) ;; # not installed
      *) fail "peers.py $peer" ;;
    esac
  done
done
one=$(printf %s "$ours" | median)
awk -v t="$one" 'BEGIN { printf "%-44s %9.1f a second\n", "certified integrals, 30 digits", 1 / t }'
for peer in flint mpmath; do
  eval "times=\$$peer"
  if [ -z "$times" ]; then
    echo "  against $peer: not installed for $python; skipped"
  else
    printf %s "$times" | median | awk -v n="$peer" -v b="$one" \
      '{ printf "%-44s %9.1f a second %9.2f times slower\n", "  the same with " n, 1 / $1, $1 / b }'
  fi
done

now() { perl -MTime::HiRes=time -e 'printf "%d", time * 1000'; }
base=""
measure() { # name, command...
  name=$1; shift
  start=$(now)
  "$@" >"$scratch/output" 2>/dev/null || fail "“$*”"
  took=$(($(now) - start))
  [ "$took" -gt 0 ] || took=1
  [ -n "$base" ] || base=$took
  awk -v n="$name" -v t="$took" -v b="$base" 'BEGIN { printf "%-44s %9d ms %9.2f\n", n, t, t / b }'
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
measure "one claim, certified ($claim)" ".build/release/$chapter" --only "$claim"
measure "one chapter's check ($chapter)" ".build/release/$chapter" --json -
TOOK=$took perl -MJSON::PP -0777 -ne '
  my $ms = $ENV{TOOK}; my $claims = decode_json($_)->{claims};
  my ($equations, $mutants) = (0, 0);
  for my $c (@$claims) {
    $mutants += @{$c->{mutants} // []};
    $equations += @{$_->{points} // []} for grep { $c->{kind} ne "check" } @{$c->{checks}};
  }
  printf "  %-42s %9.0f a second\n", "equations at points, beside their mutants", 1000 * $equations / $ms;
  printf "  %-42s %9.0f a second\n", "mutants, beside their equations", 1000 * $mutants / $ms;
' "$scratch/output"
# 1 says that something is false in them, which is known
audit() {
  .build/release/book audit documents/S0.md documents/S1.md documents/S2.md documents/S3.md --inline \
    --toys documents/S0.toys.md --toys documents/S1.toys.md --toys documents/S2.toys.md --toys documents/S3.toys.md ||
    [ $? -eq 1 ]
}
measure "the audit of four documents" audit
measure "the gallery of figures" .build/release/gallery "$scratch/figures"
rm -rf .build/book/results .build/book/formulas.json .build/book/fonts _book/.published.json
measure "the whole book, cold" .build/release/book build
measure "the whole book, unchanged" .build/release/book fresh
