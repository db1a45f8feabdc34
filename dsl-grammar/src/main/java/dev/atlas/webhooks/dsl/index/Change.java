package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.scan.Capture;

/**
 * A field is there in {@code previous} with another value than it has now.
 *
 * @param before the values in {@code previous}, arrays whole
 * @param now    the same in the event
 * @param from   what an old value must pass, even one that is missing
 * @param to     the same of a new one
 */
record Change(Source before, Source now, CapturedTest from, CapturedTest to) implements Residue {

    @Override
    public boolean test(Matches event) {
        int start = event.top();
        before.push(event);
        int middle = event.top();
        now.push(event);
        int end = event.top();
        boolean passes =
                differs(event, start, middle, end) && any(event, start, middle, from) && any(event, middle, end, to);
        event.release(start);
        return passes;
    }

    private static boolean any(Matches event, int from, int to, CapturedTest test) {
        for (int i = from; i < to; i++) {
            if (test.test(event, event.at(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(Matches event, int start, int middle, int end) {
        int old = next(event, start, middle);
        int current = next(event, middle, end);
        if (old == middle) {
            return false;
        }
        Capture capture = event.capture();
        boolean single =
                next(event, old + 1, middle) == middle && current < end && next(event, current + 1, end) == end;
        if (single) {
            return capture.parts().differs(event.at(old), event.at(current));
        }
        while (old < middle && current < end && capture.parts().isSame(event.at(old), event.at(current))) {
            old = next(event, old + 1, middle);
            current = next(event, current + 1, end);
        }
        return old < middle || current < end;
    }

    /** The next place of a value that is not missing. */
    private static int next(Matches event, int from, int to) {
        int at = from;
        while (at < to && event.at(at) == Capture.END) {
            at++;
        }
        return at;
    }
}
