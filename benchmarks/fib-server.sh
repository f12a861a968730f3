#!/bin/bash
# Measures the fib server and its peers in one run: throughput, CPU time per request, memory per idle
# connection, and starvation. Peers whose toolchain is missing are left out.
#
#   benchmarks/fib-server.sh [throughput|memory|hogs|hold]...     without an argument, all of them
#
# ROUNDS=3 WARM_UP=8 SECONDS_EACH=4 NUMBERS="1 20" CONNECTIONS="64 1000 10000" PORT=5599 JAVA_HOME=...
# SERVERS="virtual virtual-bare platform selector go netty"
#
# virtual, platform and selector are started as a user starts them. virtual-bare is virtual without
# the flags that the launcher adds; virtual-inline computes everything on its virtual threads. Each
# server is restarted in each round. Results go to stdout as tab-separated lines; the medians, ranges
# and ratios to Go and Netty come last.
set -eu
cd "$(dirname "$0")/.."

ROUNDS=${ROUNDS:-3}
SECONDS_EACH=${SECONDS_EACH:-4}
WARM_UP=${WARM_UP:-8}
NUMBERS=${NUMBERS:-1 20}
CONNECTIONS=${CONNECTIONS:-64 1000 10000}
PORT=${PORT:-5599}
JAVA=${JAVA_HOME:?name a JDK 25 or 21}/bin/java
SERVERS=${SERVERS:-"virtual platform selector go netty"}
JAR=("$JAVA" --enable-preview -jar target/showcase.jar)
BARE=("$JAVA" --enable-preview -cp target/showcase.jar showcase.cli.Main)
WORK=$(mktemp -d)
server=   # the process that was started
measured= # the process that serves; the launcher starts it in a JVM of its own
client=

cleanup() {
  for process in $client $server; do
    kill "$process" 2>/dev/null || true
  done
  rm -rf "$WORK"
}
trap cleanup EXIT

build_peers() {
  if command -v go >/dev/null; then
    go build -o "$WORK/go-peer" benchmarks/peers/go/fib.go
  fi
  if command -v mvn >/dev/null; then
    (cd benchmarks/peers/netty && mvn -q package 2>/dev/null) || echo "no Netty peer" >&2
  fi
}

# Starts a server and waits until it accepts connections. Returns 1 if it is not installed.
start() {
  case $1 in
    go)
      [ -x "$WORK/go-peer" ] || return 1
      "$WORK/go-peer" "$PORT" &
      ;;
    netty)
      [ -d benchmarks/peers/netty/target/dependency ] || return 1
      "$JAVA" -cp 'benchmarks/peers/netty/target/classes:benchmarks/peers/netty/target/dependency/*' \
        NettyFib "$PORT" 2>/dev/null &
      ;;
    virtual-bare)
      "${BARE[@]}" serve --port "$PORT" >/dev/null &
      ;;
    *-inline)
      "${JAR[@]}" serve --port "$PORT" --edition "${1%-inline}" --workers inline >/dev/null &
      ;;
    *)
      "${JAR[@]}" serve --port "$PORT" --edition "$1" >/dev/null &
      ;;
  esac
  server=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; do
    kill -0 "$server" || return 1
    sleep 0.1
  done
  measured=$server
  case $1 in
    go | netty | virtual-bare) ;;
    *) measured=$(pgrep -P "$server" -x java) ;;
  esac
}

stop() {
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
}

load() {
  "$JAVA" -XX:+UseSerialGC "${BARE[@]:1}" load --port "$PORT" --json "$@" 2>"$WORK/load.err" ||
    { echo "load $*: $(tail -1 "$WORK/load.err")" >&2; return 1; }
}

field() { # json name
  sed -E "s/.*\"$2\":([0-9.E-]+).*/\1/" <<<"$1"
}

ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$measured/stat"; }
rss() { awk '/VmRSS/ { print $2 }' "/proc/$measured/status"; }

await_connections() { # how many
  until [ "$(find "/proc/$measured/fd" -type l | wc -l)" -ge "$1" ]; do
    kill -0 "$client"
    sleep 0.2
  done
}

result() { # measurement server value unit
  printf '%s\t%s\t%s\t%s\n' "$@" | tee -a "$WORK/results"
}

throughput() {
  for n in $NUMBERS; do
    for connections in $CONNECTIONS; do
      for name in $SERVERS; do
        start "$name" || continue
        load --connections "$connections" --n "$n" --seconds "$WARM_UP" >/dev/null
        load --connections "$connections" --n "$n" --seconds "$SECONDS_EACH" >"$WORK/json" &
        client=$!
        await_connections "$connections"
        sleep 1.5 # the first second is the warm-up of load
        used=-$(ticks)
        millis=-$(date +%s%3N)
        sleep $((SECONDS_EACH - 1)) # opening and closing connections is not part of a request
        used=$((used + $(ticks)))
        millis=$((millis + $(date +%s%3N)))
        wait "$client"
        client=
        rate=$(field "$(cat "$WORK/json")" perSecond)
        result "fib($n), $connections connections" "$name" "$rate" "per second"
        result "fib($n), $connections connections" "$name" \
          "$(awk "BEGIN { print $used * 1e7 / $millis / $rate }")" "CPU us per request"
        stop
      done
    done
  done
}

memory() {
  for name in $SERVERS; do
    start "$name" || continue
    # So that what a server loads only once does not count for the connections.
    load --connections 100 --seconds "$WARM_UP" >/dev/null
    before=$(rss)
    load --connections 10000 --active 0 --seconds 6 >/dev/null &
    client=$!
    await_connections 10000
    sleep 2 # until each session has begun
    after=$(rss)
    wait "$client"
    client=
    result "resident per idle connection" "$name" \
      "$(awk "BEGIN { print ($after - $before) / 10000 }")" "KiB"
    stop
  done
}

hogs() {
  for name in virtual-inline $SERVERS; do
    start "$name" || continue
    load --connections 8 --rate 800 --seconds "$WARM_UP" --hogs 4 --hog-n 38 >/dev/null || true
    for hogs in 0 4; do
      json=$(load --connections 8 --rate 800 --seconds "$SECONDS_EACH" --warm-up 2 \
        --hogs "$hogs" --hog-n 38) || true # a starved server does not answer all requests
      result "800 fib(1) per second, $hogs hogs" "$name" "$(field "$json" perSecond)" "per second"
      result "800 fib(1) per second, $hogs hogs" "$name" "$(field "$json" p99)" "p99 us"
    done
    stop
  done
}

hold() {
  start virtual
  wanted=$(($(ulimit -n) - 100))
  json=$(load --connections "$wanted" --seconds 5)
  result "held of $(ulimit -n) descriptors" virtual "$(field "$json" connections)" "connections"
  result "held of $(ulimit -n) descriptors" virtual "$(field "$json" served)" "answered"
  result "held of $(ulimit -n) descriptors" virtual \
    "$(($(field "$json" wrong) + $(field "$json" failed)))" "wrong or failed"
  stop
}

build_peers
for round in $(seq "$ROUNDS"); do
  for measurement in ${*:-throughput memory hogs hold}; do
    "$measurement"
  done
done
echo
echo "$ROUNDS rounds, $("$JAVA" -version 2>&1 | sed -n 2p), $(nproc) processors, $(date +%F):"
sort -t$'\t' -k1,1 -k4,4 -k2,2 -k3,3g "$WORK/results" | awk -F'\t' '
  function median() { return values[int((count + 1) / 2)] }
  function flush() {
    if (!count) return
    keys[++rows] = what SUBSEP unit SUBSEP who
    medians[what, unit, who] = median()
    ranges[what, unit, who] = values[1] " to " values[count]
  }
  function ratio(row, peer,   base) {
    split(row, part, SUBSEP)
    base = medians[part[1], part[2], peer]
    return base > 0 ? sprintf("%.2f x %s", medians[part[1], part[2], part[3]] / base, peer) : ""
  }
  { if ($1 != what || $2 != who || $4 != unit) { flush(); count = 0 }
    what = $1; who = $2; unit = $4; values[++count] = $3 }
  END {
    flush()
    OFS = "\t"
    for (i = 1; i <= rows; i++) {
      split(keys[i], part, SUBSEP)
      print part[1], part[3], medians[keys[i]], part[2], "(" ranges[keys[i]] ")", \
        ratio(keys[i], "go"), ratio(keys[i], "netty")
    }
  }'
