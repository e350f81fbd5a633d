#!/bin/sh
# Runs chapters with fresh seeds and counts alarms: other points, other samples, the same claims.
set -u

usage() {
  cat <<'END'
usage: sh Scripts/audit-seeds.sh [runs] [chapter ...]

Runs every chapter, or those named, with fresh seeds: other points, other samples, the same claims.
5 runs unless a number is given. With the budget of the book (one false alarm in a million runs) an
alarm is a mistake until the opposite is proved; each is printed with what failed and the command
that repeats it. Mutants that stay open are counted beside: no alarm, but a sign that a toy near
equality is missing.

Ends with 0 if there was no alarm, 1 if there was, 2 for wrong arguments, 4 if a chapter cannot be
built or run, 130 if interrupted; what was counted until then is printed.
END
}

case ${1:-} in -h | --help) usage; exit 0 ;; esac
cd "$(dirname "$0")/.." || exit 4

runs=5
case ${1:-} in
'') ;;
*[!0-9]*) ;;
*) runs=$1; shift ;;
esac
if [ "$runs" -eq 0 ]; then
  echo "audit-seeds.sh: the number of runs must be a whole number from 1" >&2
  exit 2
fi

known=$(ls chapters)
chapters=${*:-$known}
for chapter in $chapters; do
  if [ ! -d "chapters/$chapter" ]; then
    echo "audit-seeds.sh: no chapter $chapter; there are:" $known >&2
    exit 2
  fi
done
for chapter in $chapters; do
  echo "building $chapter" >&2
  swift build -c release --product "$chapter" >&2 || exit 4
done

alarms=0 open=0 done=0 total=0
for chapter in $chapters; do total=$((total + runs)); done
work=$(mktemp -d) || exit 4
finish() { rm -rf "$work"; }
report() { echo "$done of $total runs of a chapter: $alarms alarms, $open mutants open"; }
trap 'report; finish; exit 130' INT TERM

run=0
while [ "$run" -lt "$runs" ]; do
  run=$((run + 1))
  for chapter in $chapters; do
    seed=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
    if [ -z "$seed" ]; then
      echo "audit-seeds.sh: no random numbers from /dev/urandom" >&2
      finish
      exit 4
    fi
    .build/release/"$chapter" --seed "$seed" --json "$work/results" >"$work/out" 2>"$work/err"
    status=$?
    unjudged=0
    [ "$status" -gt 1 ] || unjudged=$(grep -oE '"verdict": ?"open"' "$work/results" | wc -l)
    open=$((open + unjudged))
    [ "$unjudged" -eq 0 ] || echo "$unjudged mutants open: swift run -c release $chapter --seed $seed"
    case $status in
    0) done=$((done + 1)) ;;
    1)
      done=$((done + 1)) alarms=$((alarms + 1))
      echo "alarm: swift run -c release $chapter --seed $seed"
      grep -v '✓' "$work/out" | head -n 40
      ;;
    *)
      echo "audit-seeds.sh: $chapter --seed $seed ended with $status" >&2
      cat "$work/err" >&2
      report
      finish
      exit 4
      ;;
    esac
    echo "run $run of $runs, $chapter, seed $seed: $alarms alarms so far" >&2
  done
done
report
finish
[ "$alarms" -eq 0 ]
