package showcase.fib;

import java.util.function.Consumer;

/**
 * What all connections of one server share.
 *
 * @param log receives notices, one line each
 * @param failed receives the reason why the server can no longer serve, which ends it
 */
record Service(
    Limits limits,
    Metrics metrics,
    Workers workers,
    Consumer<String> log,
    Consumer<Throwable> failed) {}
