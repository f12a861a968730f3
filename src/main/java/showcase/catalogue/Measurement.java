package showcase.catalogue;

/** A number that is shown and never asserted, such as a time or a ratio. */
public record Measurement(String name, double value, String unit) {}
