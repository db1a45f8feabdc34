package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.scan.Capture;

/**
 * Of the elements of all arrays that are reached some passes, or all do.
 *
 * @param all whether all must; then there must be an array, though an empty one will do
 */
record Quantifier(Source arrays, Residue body, boolean all) implements Residue {

    @Override
    public boolean test(Matches event) {
        int from = event.top();
        arrays.push(event);
        int end = event.top();
        int outer = event.element();
        boolean isArray = false;
        boolean decided = false;
        for (int i = from; !decided && i < end; i++) {
            int value = event.at(i);
            if (value != Capture.END && event.capture().isArray(value)) {
                isArray = true;
                decided = hasElement(event, value);
            }
        }
        event.setElement(outer);
        event.release(from);
        return all ? isArray && !decided : decided;
    }

    /** Whether an element passes, or, where all must, one does not. */
    private boolean hasElement(Matches event, int array) {
        Capture capture = event.capture();
        int element = capture.parts().first(array);
        while (element != Capture.END) {
            event.setElement(element);
            if (body.test(event) != all) {
                return true;
            }
            element = capture.next(element);
        }
        return false;
    }
}
