package showcase.fib;

import java.time.Duration;

/**
 * The load that a load client puts on a server.
 *
 * @param connections number of connections to open; those that are not active stay idle
 * @param active number of connections that ask for fib(n)
 * @param n what the active connections ask for
 * @param hogs number of further connections that ask for fib(hogN), one request after another
 * @param hogN what the hogs ask for
 * @param requests number of answers, right or wrong, after which the run ends, not counting the
 *     warm-up; 0 for no such limit; in an open loop, the number of requests to send
 * @param duration length of the run after the warm-up
 * @param warmUp length of the warm-up, which is not counted
 * @param rate requests per second in an open loop, or 0 for a closed loop
 */
public record Load(
    int connections,
    int active,
    int n,
    int hogs,
    int hogN,
    long requests,
    Duration duration,
    Duration warmUp,
    double rate) {}
