package dev.atlas.webhooks.dsl.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON value of an event, or {@link Absent#MISSING} where there is none. Immutable. */
public sealed interface Value {

    /** What stands for no value: the member is not there, or it is there and null. */
    enum Absent implements Value {
        MISSING,
        NULL
    }

    /** A JSON string. */
    record Text(String text) implements Value {}

    /** A number, exact. Two numbers are equal when they are the same amount: {@code 3.0} is {@code 3}. */
    record Num(BigDecimal amount) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Num num && amount.compareTo(num.amount) == 0;
        }

        @Override
        public int hashCode() {
            return amount.stripTrailingZeros().hashCode();
        }
    }

    /** A number beyond the limits of {@link Decimals}; equal only to the same digits, and never comparable. */
    record Huge(String digits) implements Value {}

    /** {@code true} or {@code false}. */
    record Bool(boolean truth) implements Value {}

    /** A JSON object in the order of the event; of duplicate keys the last one counts. */
    record Obj(Map<String, Value> members) implements Value {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** The member of that name, {@link Absent#MISSING} if there is none. */
        public Value member(String name) {
            return members.getOrDefault(name, Absent.MISSING);
        }
    }

    /** A JSON array. */
    record Arr(List<Value> elements) implements Value {
        public Arr {
            elements = List.copyOf(elements);
        }
    }
}
