#!/bin/bash
# Loads the fib server for some minutes with honest, malformed, slow, half-closing, vanishing and
# greedy clients at the same time, and kills one of its worker processes every 5 s. Reports wrong
# and lost answers, and the server's threads, descriptors, processes and heap before and after.
#
#   JAVA_HOME=/path/to/jdk-25 benchmarks/fib-server-soak.sh [MINUTES [EDITION]]
#
# MINUTES is 30 and EDITION virtual if not given. PORT=5620. Progress goes to stderr. The exit code
# is 1 if an answer was wrong or lost, or if something is left after the load.
set -eu
cd "$(dirname "$0")/.."

MINUTES=${1:-30}
EDITION=${2:-virtual}
PORT=${PORT:-5620}
BIN=${JAVA_HOME:?name a JDK 25 or 21}/bin
WORK=$(mktemp -d)
launcher=
load=

cleanup() {
  kill $load $launcher 2>/dev/null || true
  rm -rf "$WORK"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

soak() { # seconds
  "$BIN/java" -Xmx512m benchmarks/soak/Soak.java "$PORT" "$server" "$1" &
  load=$!
  wait "$load"
}

# After requests that replace killed workers, and a quiet time in which unused threads of the JDK end.
look() {
  "$BIN/java" --enable-preview -cp target/showcase.jar showcase.cli.Main load --port "$PORT" \
    --connections 4 --n 25 --requests 40 >/dev/null 2>&1 || code=1
  sleep 65 # the JDK ends the thread that waits for the ends of processes after 60 s
  "$BIN/jcmd" "$server" GC.run >/dev/null
  "$BIN/jcmd" "$server" GC.run >/dev/null
  "$BIN/jcmd" "$server" Thread.print | sed -nE 's/^"([^"]*)".*/\1/p' |
    sed 's/[0-9][0-9]*/N/g' | sort >"$WORK/$1"
  threads=$(wc -l <"$WORK/$1")
  descriptors=$(find "/proc/$server/fd" -type l | wc -l)
  children=$(pgrep -c -P "$server" || true)
  heap=$("$BIN/jcmd" "$server" GC.heap_info |
    sed -nE 's/.*total [0-9]+K, used ([0-9]+)K.*/\1/p' | awk '{ sum += $1 } END { print sum }')
  echo "$1: $threads threads, $descriptors descriptors, $children workers, $heap KiB of heap"
}

"$BIN/java" --enable-preview -jar target/showcase.jar serve --port "$PORT" --edition "$EDITION" \
  >"$WORK/out" 2>"$WORK/log" &
launcher=$!
until grep -q grace "$WORK/out"; do
  kill -0 "$launcher" || { cat "$WORK/log" >&2; exit 1; }
  sleep 0.1
done
server=$(pgrep -P "$launcher" -x java)

echo "soak: first 20 s, so that what is loaded once does not count" >&2
code=0
soak 20 >/dev/null || code=1
look before
before="$threads $descriptors $children"
most=$((heap + heap / 2))
soak "$(awk "BEGIN { print int($MINUTES * 60) }")" || code=1
look after
if [ "$threads $descriptors $children" != "$before" ] || [ "$heap" -gt "$most" ]; then
  echo "soak: after differs from before" >&2
  diff "$WORK/before" "$WORK/after" >&2 || true
  code=1
fi
sed 's/^/log: /' "$WORK/log" | sort | uniq -c | sort -rn | head -20
exit "$code"
