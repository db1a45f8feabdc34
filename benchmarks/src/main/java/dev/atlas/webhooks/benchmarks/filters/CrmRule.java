package dev.atlas.webhooks.benchmarks.filters;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a team wants to hear of: {@code type in (…) and deal.value > X and tag:T}, in the words of each engine.
 *
 * @param object the member of {@code data} that the number is in
 * @param bounds one number, or two for {@code between}
 */
record CrmRule(List<String> types, String object, String field, Range range, List<BigDecimal> bounds, String tag) {

    enum Range {
        ABOVE,
        AT_MOST,
        BETWEEN
    }

    boolean matches(CrmEvent event) {
        BigDecimal number = event.numbers().get(field);
        return types.contains(event.type()) && event.tags().contains(tag) && number != null && holds(number);
    }

    private boolean holds(BigDecimal number) {
        int toFirst = number.compareTo(bounds.get(0));
        return switch (range) {
            case ABOVE -> toFirst > 0;
            case AT_MOST -> toFirst <= 0;
            case BETWEEN -> toFirst >= 0 && number.compareTo(bounds.get(1)) <= 0;
        };
    }

    String atlas() {
        String path = object + "." + field;
        return "type in (" + String.join(", ", types) + ") and " + path
                + switch (range) {
                    case ABOVE -> " > " + bounds.get(0);
                    case AT_MOST -> " <= " + bounds.get(0);
                    case BETWEEN -> " between " + bounds.get(0) + " and " + bounds.get(1);
                }
                + " and tag:" + tag;
    }

    /** A pattern of event-ruler. */
    String ruler() {
        String numeric =
                switch (range) {
                    case ABOVE -> "\">\"," + bounds.get(0);
                    case AT_MOST -> "\"<=\"," + bounds.get(0);
                    case BETWEEN -> "\">=\"," + bounds.get(0) + ",\"<=\"," + bounds.get(1);
                };
        return "{\"type\":[" + quoted() + "],\"tags\":[\"" + tag + "\"],\"data\":{\"" + object + "\":{\"" + field
                + "\":[{\"numeric\":[" + numeric + "]}]}}}";
    }

    String cel() {
        String path = "data." + object + "." + field;
        // Doubles on both sides, in the order that is cheapest for it.
        return "type in [" + quoted() + "] && "
                + switch (range) {
                    case ABOVE -> path + " > " + bounds.get(0).doubleValue();
                    case AT_MOST -> path + " <= " + bounds.get(0).doubleValue();
                    case BETWEEN ->
                        path + " >= " + bounds.get(0).doubleValue() + " && " + path + " <= "
                                + bounds.get(1).doubleValue();
                }
                + " && \"" + tag + "\" in tags";
    }

    private String quoted() {
        return types.stream().map(type -> "\"" + type + "\"").collect(Collectors.joining(","));
    }
}
