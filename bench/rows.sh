# SPDX-License-Identifier: Apache-2.0
# The rows of docs/performance.md; read by bench/run. Each starts what it needs and appends to its own results.

ROWS=(upgrade_1k upgrade_10k upgrade_fast endpoint_1k endpoint_10k sse_1k sse_10k longpoll_1k idle_room stalled_1k resume_1k
    memory_upgrade memory_endpoint memory_sse memory_longpoll polls posts nodes start)

HELLO=(--ready '"hello"')

# rounds ROW N RATE SECONDS MODE PATH FLOOR_RATE [ARGUMENT...]: floor, Parley, peer, floor, …
rounds() {
    local row=$1 n=$2 rate=$3 seconds=$4 mode=$5 path=$6 floor_rate=$7 && shift 7
    start_parley "$OUT/home"
    start_floor
    [[ " ${PEERS:-} " == *" ws "* ]] && start_ws
    follow "$mode" "$path" $((n < 1000 ? n : 1000)) "${WARM_RATE:-100}" 1 "${WARM:-40}" "$@" >/dev/null # the compiler's share
    for round in $(seq "$ROUNDS"); do
        repeat $FLOOR "$floor" "$n" "$floor_rate" 6 | keep "$row" floor "$round"
        follow "$mode" "$path" "$n" "$rate" "$seconds" 4 "$@" | keep "$row" parley "$round"
        if [[ " ${PEERS:-} " == *" ws "* ]]; then repeat $PEER "$peer" "$n" "$floor_rate" 6 | keep "$row" ws "$round"; fi
    done
    stop "$parley" && stop "$floor"
    if [[ " ${PEERS:-} " == *" ws "* ]]; then stop "$peer"; fi
}

row_upgrade_1k() { rounds upgrade_1k 1000 50 8 ws /transport/upgrade 50 "${HELLO[@]}"; }
row_upgrade_10k() { rounds upgrade_10k 10000 5 8 ws /transport/upgrade 5 "${HELLO[@]}"; }
row_upgrade_fast() { rounds upgrade_fast 1000 500 6 ws /transport/upgrade 50 "${HELLO[@]}"; }
row_endpoint_1k() { rounds endpoint_1k 1000 50 8 ws /transport/websocket 50 "${HELLO[@]}"; }
row_endpoint_10k() { rounds endpoint_10k 10000 5 8 ws /transport/websocket 5 "${HELLO[@]}"; }
row_sse_1k() { rounds sse_1k 1000 50 8 sse /transport/sse 50; }
row_sse_10k() { rounds sse_10k 10000 5 8 sse /transport/sse 5; }
row_longpoll_1k() { WARM_RATE=10 rounds longpoll_1k 1000 10 8 longpoll '/transport/long-polling?after={cursor}&wait=25' 50 "${POLL[@]}"; }

# A poll without a cursor is answered at once with one; from then on it is held.
POLL=(--cursor-key cursor --setup 'GET /transport/long-polling')

# there PID: until that load generator has all its connections
there() {
    until [ -f "$OUT/there" ]; do kill -0 "$1" && sleep .2 || exit 1; done
    rm "$OUT/there"
}

# beside ROW N WARMUP ARGUMENT...: N readers at 50/s, alone, and among the connections that the arguments describe
beside() {
    local row=$1 n=$2 warmup=$3 others && shift 3
    start_parley "$OUT/home"
    follow ws /transport/upgrade "$n" 100 1 "${WARM:-40}" "${HELLO[@]}" >/dev/null
    for round in $(seq "$ROUNDS"); do
        follow ws /transport/upgrade "$n" 50 10 "$warmup" "${HELLO[@]}" | keep "$row" alone "$round"
        load ws "ws://127.0.0.1:$PORT/transport/upgrade" --headers <(tail -n +1001 "$OUT/cast/tokens") -d 0 --hold 30 \
            "${HELLO[@]}" --on-ready "touch $OUT/there" "$@" >/dev/null & others=$!
        there $others
        follow ws /transport/upgrade "$n" 50 10 "$warmup" "${HELLO[@]}" | keep "$row" among "$round"
        wait $others
    done
    stop "$parley"
}

# One room of a hundred, among 9,000 who hear nothing of it.
row_idle_room() { ROOM=2 beside idle_room 100 2 -n 9000 --answer '"events":[],={"type":"alive"}'; }

# A room whose other half never reads: their buffers are full before the measured time, and they are dropped after it.
row_stalled_1k() { beside stalled_1k 1000 6 -n 1000 --stall; }

# Readers of a room, alone, and while as many others come back 10,000 events behind; how large the process grew meanwhile,
# with a bound to its heap, since a JVM that may take more does.
row_resume_1k() {
    local live head others
    live=(follow ws /transport/upgrade 1000 10 15 0 "${HELLO[@]}")
    JAVA_OPTIONS="$JAVA_OPTIONS -Xmx512m" start_parley "$OUT/home"
    follow ws /transport/upgrade 1 1000 11 0 "${HELLO[@]}" >/dev/null # what they come back to
    follow ws /transport/upgrade 1000 100 1 "${WARM:-40}" "${HELLO[@]}" >/dev/null
    for round in $(seq "$ROUNDS"); do
        "${live[@]}" | keep resume_1k alone "$round"
        "${live[@]}" --on-ready "touch $OUT/there" | keep resume_1k among "$round" & others=$!
        there $others
        head=$(curl -sf -H "$(sed -n 1p "$OUT/cast/tokens")" "http://127.0.0.1:$PORT/transport/polling" |
            sed 's/.*"cursor":"\([^"]*\)".*/\1/')
        echo 5 >"/proc/$parley/clear_refs" # forgets how large it once was
        load ws "ws://127.0.0.1:$PORT/transport/upgrade?after=${head%-*}-$((${head#*-} - 10000))" -n 1000 -d 60 --pid "$parley" \
            --headers <(tail -n +1001 "$OUT/cast/tokens") "${HELLO[@]}" --seq-key id --catch-up "${head#*-}" >"$OUT/resume"
        sed "s/}\$/,\"peak_kb\":$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$parley/status")}/" "$OUT/resume" |
            keep resume_1k resume "$round"
        wait $others
    done
    stop "$parley"
}

# memory ROW MODE PATH [ARGUMENT...]: what 10,000 idle lines add to the process and, after a collection, to the heap
memory() {
    local row=$1 mode=$2 path=$3 scheme=http && shift 3
    [ "$mode" = ws ] && scheme=ws
    for round in $(seq "${MEMORY_ROUNDS:-3}"); do
        start_parley "$OUT/home"
        load "$mode" "$scheme://127.0.0.1:$PORT$path" -n 200 --headers "$OUT/cast/tokens" -d 0 "$@" >/dev/null
        local heap="jcmd $parley GC.run >/dev/null; jcmd $parley GC.heap_info | grep -o 'used [0-9]*K' | head -1"
        load "$mode" "$scheme://127.0.0.1:$PORT$path" -n 10000 --headers "$OUT/cast/tokens" -d 0 --hold 30 --pid "$parley" \
            --on-start "($heap) >$OUT/before" --on-ready "($heap) >$OUT/after" "$@" >"$OUT/memory"
        sed "s/}\$/,\"heap_kb\":$(($(tr -dc 0-9 <"$OUT/after") - $(tr -dc 0-9 <"$OUT/before")))}/" "$OUT/memory" |
            keep "$row" parley "$round"
        stop "$parley"
    done
}

row_memory_upgrade() { memory memory_upgrade ws /transport/upgrade "${HELLO[@]}"; }
row_memory_endpoint() { memory memory_endpoint ws /transport/websocket "${HELLO[@]}"; }
row_memory_sse() { memory memory_sse sse /transport/sse; }
row_memory_longpoll() { memory memory_longpoll longpoll '/transport/long-polling?after={cursor}&wait=55' "${POLL[@]}"; }

# Polls that find nothing, and a servlet that always answers the same; requests for each second of the server's CPU.
row_polls() {
    start_parley "$OUT/home"
    start_tomcat
    local polling=(-n 32 --interval 0 --cursor-key cursor --headers "$OUT/cast/tokens" --setup 'GET /transport/polling')
    for round in 0 $(seq "$ROUNDS"); do
        for who in parley tomcat; do
            local port=$PORT pid=$parley seconds=$((round ? 8 : 25))
            if [ $who = tomcat ]; then port=$PEER pid=$peer; fi
            load poll "http://127.0.0.1:$port/transport/polling?after={cursor}" "${polling[@]}" -d "$seconds" --pid "$pid" |
                if [ "$round" = 0 ]; then cat >/dev/null; else keep polls $who "$round"; fi
        done
    done
    stop "$parley" && stop "$peer"
}

# Posts over 64 sockets, each with one on its way, and over one; the store alone beside them.
row_posts() {
    start_parley "$OUT/home"
    local room text
    room=$(sed -n 2p "$OUT/cast/rooms")
    text='{"type":"post","key":"t={t}.{i}","room":"'$room'","text":"{pad}"}'
    for round in 0 $(seq "$ROUNDS"); do
        $JAVA -cp "$OUT/war/WEB-INF/lib/*" bench/Commits.java "$OUT" | keep posts store "$round"
        rm -f "$OUT"/commits-*
        for n in 64 1; do
            load ws-echo "ws://127.0.0.1:$PORT/transport/upgrade" -n $n --headers "$OUT/cast/tokens" "${HELLO[@]}" -d 8 --warmup 4 \
                --pub-text "$text" --size $((${#text} + 150)) --marker '"type":"ack"' --pid "$parley" | keep posts "parley-$n" "$round"
        done
        [ "$round" != 0 ] || rm "$OUT/results/posts.jsonl" # the compiler's share
    done
    stop "$parley"
}

# start_postgres: an empty cluster of its own that syncs; its programs refuse to run as root
start_postgres() {
    local as=() bin data
    bin=${POSTGRES:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)}
    data=$(mktemp -d)
    if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=nobody --regid=nogroup --clear-groups) && chown nobody "$data"; fi
    "${as[@]}" "$bin/initdb" -D "$data" -U parley -A trust -E UTF8 --no-sync >/dev/null
    "${as[@]}" "$bin/postgres" -D "$data" -p "$BASE" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 \
        >"$OUT/postgres.out" 2>&1 & postgres=$!
    await "$OUT/postgres.out" 'ready to accept'
}

# 64 posters, each with one post on its way, spread over 1, 2 and 4 nodes on one PostgreSQL, and 16.
row_nodes() {
    local room text count n i pids loads
    start_postgres
    for round in 0 $(seq "$ROUNDS"); do
        for count in 1 2 4; do
            pids=()
            for i in $(seq "$count"); do
                PORT=$((BASE + i)) start_parley "$OUT/node-$i" --store-url "jdbc:postgresql://127.0.0.1:$BASE/postgres?user=parley"
                pids+=("$parley")
            done
            [ -f "$OUT/many/rooms" ] || $JAVA bench/Prepare.java "http://127.0.0.1:$((BASE + 1))" 100 "$OUT/many"
            room=$(sed -n 2p "$OUT/many/rooms")
            text='{"type":"post","key":"t={t}.{i}","room":"'$room'","text":"{pad}"}'
            for n in 64 16; do
                loads=()
                for i in $(seq "$count"); do
                    load ws-echo "ws://127.0.0.1:$((BASE + i))/transport/upgrade" -n $((n / count)) "${HELLO[@]}" -d 8 --warmup 10 \
                        --headers <(tail -n +$(((i - 1) * n / count + 1)) "$OUT/many/tokens") --pub-text "$text" \
                        --size $((${#text} + 150)) --marker '"type":"ack"' --pid "${pids[i - 1]}" >"$OUT/nodes-$i.out" & loads+=($!)
                done
                wait "${loads[@]}"
                for i in $(seq "$count"); do keep nodes "$count-$n" "$round" <"$OUT/nodes-$i.out"; done
            done
            for i in "${pids[@]}"; do stop "$i"; done
        done
        [ "$round" != 0 ] || rm "$OUT/results/nodes.jsonl" # the first one fills the database
    done
    stop "$postgres"
    rm -rf "$OUT/many"
}

# From the start of the process to the first page.
row_start() {
    local since who
    for round in $(seq "$ROUNDS"); do
        for who in parley tomcat; do
            since=$(date +%s%N)
            if [ $who = parley ]; then
                $JAVA -jar "$WAR" --port $PORT --home "$OUT/home" >"$OUT/start.out" 2>&1 & local pid=$! port=$PORT
            else
                $JAVA -cp "$OUT/bare:$OUT/war/WEB-INF/launcher/*" BareTomcat $PEER >"$OUT/start.out" 2>&1 & local pid=$! port=$PEER
            fi
            until curl -sf "http://127.0.0.1:$port/" >/dev/null; do sleep .02; done
            echo "{\"ms\":$((($(date +%s%N) - since) / 1000000))}" | keep start $who "$round"
            stop $pid
        done
    done
}
