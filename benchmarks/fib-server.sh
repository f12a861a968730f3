#!/bin/bash
# Measures the fib server's editions and its peers side by side: memory per idle connection,
# throughput and CPU time per request, and the latency of short requests beside four clients that
# request fib(38) in a loop. Ends with a table.
#
#   JAVA_HOME=/path/to/jdk-25 benchmarks/fib-server.sh [memory|throughput|hogs]...
#
# Without an argument, it measures all of them. All servers run from the start to the end and take
# turns, so that a change of the machine's speed affects all of them. Results go to stdout as
# tab-separated lines, progress goes to stderr. With the defaults, it takes about 9 minutes.
#
#   ROUNDS=1                  how often all but memory is measured; the table shows medians and ranges
#   SECONDS_EACH=4            for each figure, at least 2; and as long to warm up each server
#   CONNECTIONS="64 1000 10000"    NUMBERS="1 20"    PORT=5600 (and the next ones)
#   SERVERS="selector platform virtual virtual-poller go netty"
#       virtual-inline: all requests are computed by the virtual threads that read them
#       virtual-bare: without the JVM flags that the launcher adds
#   GO=go                     the go command; a peer whose toolchain is missing is left out
set -eu
cd "$(dirname "$0")/.."

ROUNDS=${ROUNDS:-1}
SECONDS_EACH=${SECONDS_EACH:-4}
CONNECTIONS=${CONNECTIONS:-64 1000 10000}
NUMBERS=${NUMBERS:-1 20}
PORT=${PORT:-5600}
SERVERS=${SERVERS:-selector platform virtual virtual-poller go netty}
GO=${GO:-go}
JAVA=${JAVA_HOME:?name a JDK 25 or 21}/bin/java
MAIN=("$JAVA" --enable-preview -cp target/showcase.jar showcase.cli.Main)
MEASUREMENTS=${*:-memory throughput hogs}
IDLE=10000

WORK=$(mktemp -d)
declare -A started  # the process that was started for each server
declare -A measured # the process that serves; the launcher starts it in a JVM of its own
declare -A ports
running=()
client=
step=0
steps=0

cleanup() {
  for process in $client "${started[@]}"; do
    kill "$process" 2>/dev/null || true
  done
  rm -rf "$WORK"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

note() { echo "$*" >&2; }

progress() { # what
  step=$((step + 1))
  note "$step/$steps, $((SECONDS / 60)) min $((SECONDS % 60)) s: $*"
}

result() { # measurement server value unit
  printf '%s\t%s\t%s\t%s\n' "$@" | tee -a "$WORK/results"
}

build_peers() {
  if ! command -v "$GO" >/dev/null || ! "$GO" build -o "$WORK/go-peer" benchmarks/peers/go/fib.go; then
    note "no Go: its peer is left out"
  fi
  if ! [ -d benchmarks/peers/netty/target/dependency ]; then
    (cd benchmarks/peers/netty && mvn -q package >&2) || note "no Netty: its peer is left out"
  fi
}

# Starts a server and waits until it accepts connections. Returns 1 if it is not installed.
start() { # server
  local name=$1 port=${ports[$1]}
  case $name in
    go)
      [ -x "$WORK/go-peer" ] || return 1
      "$WORK/go-peer" "$port" &
      ;;
    netty)
      [ -d benchmarks/peers/netty/target/dependency ] || return 1
      "$JAVA" -cp 'benchmarks/peers/netty/target/classes:benchmarks/peers/netty/target/dependency/*' \
        NettyFib "$port" 2>/dev/null &
      ;;
    *-bare)
      "${MAIN[@]}" serve --port "$port" --edition "${name%-bare}" >/dev/null &
      ;;
    *-inline)
      "$JAVA" --enable-preview -jar target/showcase.jar serve --port "$port" \
        --edition "${name%-inline}" --workers inline >/dev/null &
      ;;
    *)
      "$JAVA" --enable-preview -jar target/showcase.jar serve --port "$port" \
        --edition "$name" >/dev/null &
      ;;
  esac
  started[$name]=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    kill -0 "${started[$name]}" || return 1
    sleep 0.1
  done
  case $name in
    go | netty | *-bare) measured[$name]=${started[$name]} ;;
    *) measured[$name]=$(pgrep -P "${started[$name]}" -x java) ;;
  esac
  running+=("$name")
}

load() { # server options...
  local port=${ports[$1]}
  shift
  "$JAVA" -XX:+UseSerialGC "${MAIN[@]:1}" load --port "$port" --json "$@" 2>"$WORK/load.err"
}

whole() { # json name; 0 if the load client could not measure it
  sed -nE "s/.*\"$2\":([0-9]+).*/\1/p" <<<"$1" | grep . || echo 0
}

# In ticks of 10 ms, of the server process alone: its workers compute nothing in these requests.
ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/${measured[$1]}/stat"; }
rss() { awk '/VmRSS/ { print $2 }' "/proc/${measured[$1]}/status"; }

await_connections() { # server how many
  until [ "$(find "/proc/${measured[$1]}/fd" -type l 2>/dev/null | wc -l)" -ge "$2" ]; do
    kill -0 "$client" 2>/dev/null || return 0 # end_load says why
    sleep 0.2
  done
}

end_load() { # server
  wait "$client" || note "$1: $(tail -1 "$WORK/load.err")"
  client=
}

warm_up() {
  for name in "${running[@]}"; do
    progress "$name warms up"
    for n in $NUMBERS; do
      load "$name" --connections 64 --n "$n" --seconds "$SECONDS_EACH" >/dev/null || true
    done
  done
}

# Before anything else: after earlier connections, a heap has room that is resident already.
memory() {
  for name in "${running[@]}"; do
    progress "memory of $IDLE idle connections: $name"
    load "$name" --connections 4 --requests 400 >/dev/null || true # loads what is loaded only once
    local before
    before=$(rss "$name")
    load "$name" --connections "$IDLE" --active 0 --seconds 4 >/dev/null &
    client=$!
    await_connections "$name" "$IDLE"
    sleep 2 # until each session has begun
    result "resident per idle connection" "$name" \
      "$(awk "BEGIN { printf \"%.2f\", ($(rss "$name") - $before) / $IDLE }")" "KiB"
    end_load "$name"
  done
}

throughput() {
  for n in $NUMBERS; do
    for connections in $CONNECTIONS; do
      for name in "${running[@]}"; do
        progress "fib($n), $connections connections: $name"
        # The client is connected before a server has accepted thousands of connections.
        local warm_up=$((connections < 5000 ? 2 : 5))
        load "$name" --connections "$connections" --n "$n" --warm-up "$warm_up" \
          --seconds "$SECONDS_EACH" >"$WORK/json" &
        client=$!
        await_connections "$name" "$connections"
        sleep 2.5 # after the warm-up: opening and closing connections is not part of a request
        local used millis rate
        used=-$(ticks "$name")
        millis=-$(date +%s%3N)
        sleep $((SECONDS_EACH - 1))
        used=$((used + $(ticks "$name")))
        millis=$((millis + $(date +%s%3N)))
        local loaded=true
        kill -0 "$client" 2>/dev/null || loaded=false
        end_load "$name"
        rate=$(whole "$(cat "$WORK/json")" perSecond)
        result "fib($n), $connections connections" "$name" "$rate" "per second"
        if $loaded && [ "$rate" -gt 0 ]; then
          result "fib($n), $connections connections" "$name" \
            "$(awk "BEGIN { printf \"%.2f\", $used * 1e7 / $millis / $rate }")" \
            "CPU us per request"
        else
          note "$name: no processor time, for the load ended before it was measured"
        fi
      done
    done
  done
}

hogs() {
  for count in 0 4; do
    for name in "${running[@]}"; do
      progress "800 fib(1) per second beside $count clients with fib(38): $name"
      local json
      # A starved server does not answer all requests, and load fails.
      json=$(load "$name" --connections 8 --rate 800 --warm-up 2 --seconds "$SECONDS_EACH" \
        --hogs "$count" --hog-n 38) || true
      result "800 fib(1) per second, $count hogs" "$name" "$(whole "$json" perSecond)" "per second"
      [ "$(whole "$json" perSecond)" = 0 ] ||
        result "800 fib(1) per second, $count hogs" "$name" "$(whole "$json" p99)" "p99 us"
    done
  done
}

count_steps() {
  local servers=${#running[@]}
  steps=$servers
  for measurement in $MEASUREMENTS; do
    case $measurement in
      memory) steps=$((steps + servers)) ;;
      throughput)
        steps=$((steps + ROUNDS * servers * $(wc -w <<<"$NUMBERS") * $(wc -w <<<"$CONNECTIONS")))
        ;;
      hogs) steps=$((steps + ROUNDS * servers * 2)) ;;
      *)
        note "no measurement '$measurement'; there are memory, throughput and hogs"
        exit 2
        ;;
    esac
  done
}

table() {
  sort -t$'\t' -k1,1 -k4,4 -k2,2 -k3,3g "$WORK/results" | awk -F'\t' -v servers="${running[*]}" '
    function finish() {
      if (!count) return
      if (!((what, unit) in row)) { row[what, unit] = ++rows; label[rows] = what ", " unit }
      middle = values[int((count + 1) / 2)]
      cell[row[what, unit], who] = \
        count > 1 ? middle " (" values[1] " to " values[count] ")" : middle
    }
    { if ($1 != what || $2 != who || $4 != unit) { finish(); count = 0 }
      what = $1; who = $2; unit = $4; values[++count] = $3 }
    END {
      finish()
      columns = split(servers, name, " ")
      line = "| |"; rule = "|---|"
      for (i = 1; i <= columns; i++) { line = line " " name[i] " |"; rule = rule "---|" }
      print line; print rule
      for (r = 1; r <= rows; r++) {
        line = "| " label[r] " |"
        for (i = 1; i <= columns; i++)
          line = line " " ((r, name[i]) in cell ? cell[r, name[i]] : "none") " |"
        print line
      }
    }'
}

if [ "$SECONDS_EACH" -lt 2 ]; then
  note "SECONDS_EACH must be at least 2"
  exit 2
fi
build_peers
next=$PORT
for name in $SERVERS; do
  ports[$name]=$next
  next=$((next + 1))
  start "$name" || note "$name does not start"
done
count_steps
[[ " $MEASUREMENTS " != *" memory "* ]] || memory
warm_up
for ((round = 1; round <= ROUNDS; round++)); do
  for measurement in ${MEASUREMENTS/memory/}; do
    "$measurement"
  done
done
echo
echo "$ROUNDS rounds of $SECONDS_EACH s, $("$JAVA" -version 2>&1 | sed -n 2p), $(nproc) processors, $(date +%F):"
table
