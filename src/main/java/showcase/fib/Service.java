package showcase.fib;

import java.util.function.Consumer;

/**
 * What all connections of one server share.
 *
 * @param log receives notices, one line each
 */
record Service(Limits limits, Metrics metrics, Workers workers, Consumer<String> log) {}
