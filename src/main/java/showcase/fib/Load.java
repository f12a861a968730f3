package showcase.fib;

import java.time.Duration;

/**
 * What a load client asks of a server.
 *
 * @param connections connections to open; those that are not active stay idle
 * @param active connections that ask for fib(n)
 * @param n what they ask for
 * @param hogs further connections that ask for fib(hogN), one request after the other
 * @param hogN what the hogs ask for
 * @param requests how many answers end the run after the warm-up, right or wrong, or 0 if only time
 *     does; in open loop, how many requests fall due
 * @param duration time that ends the run, after the warm-up
 * @param warmUp time before it, which is not counted
 * @param rate requests a second in open loop, or 0 for a closed loop
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
