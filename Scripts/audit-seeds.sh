#!/bin/sh
# Runs every chapter with fresh seeds and counts alarms: other points, other samples, the same claims.
# With the budget of the book an alarm by chance comes once in a million runs: an alarm is a mistake
# until the opposite is proved. Each is printed with the command that repeats it.
#
#   sh Scripts/audit-seeds.sh [runs]      (5 runs unless a number is given)
set -u
cd "$(dirname "$0")/.." || exit 4
runs=${1:-5}
case $runs in '' | *[!0-9]* | 0) echo "audit-seeds.sh: the number of runs must be a whole number from 1" >&2; exit 2 ;; esac

chapters=$(ls chapters)
for chapter in $chapters; do
  swift build -c release --product "$chapter" || exit 4
done

alarms=0 done=0
for run in $(seq "$runs"); do
  for chapter in $chapters; do
    seed=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
    .build/release/"$chapter" --seed "$seed" >/dev/null 2>&1
    status=$?
    done=$((done + 1))
    if [ "$status" -ne 0 ]; then
      alarms=$((alarms + 1))
      echo "alarm: swift run -c release $chapter --seed $seed   (status $status)"
    fi
  done
  echo "$run of $runs: $alarms alarms in $done runs of a chapter"
done
[ "$alarms" -eq 0 ]
