package showcase.fib;

import java.util.function.Consumer;

/**
 * What all connections of one server share.
 *
 * @param log receives notices, one line each
 * @param reserve given up by whoever runs out of memory
 * @param failed receives the reason why the server can no longer serve, which ends it
 */
record Service(
    Limits limits,
    Metrics metrics,
    Workers workers,
    Consumer<String> log,
    Reserve reserve,
    Consumer<Throwable> failed) {}
