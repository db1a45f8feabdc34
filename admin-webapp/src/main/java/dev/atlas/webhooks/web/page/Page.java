package dev.atlas.webhooks.web.page;

import gg.jte.models.runtime.JteModel;

/** What a resource answers with: a filled template, waiting for the shell around it. */
@FunctionalInterface
public interface Page {
    JteModel in(Shell shell);

    /** A page that shows nothing that a request brings: only such may be compressed beside the token of its forms (BREACH). */
    static Page unmoved(Page page) {
        return new Unmoved(page);
    }

    /** See {@link #unmoved}. */
    record Unmoved(Page page) implements Page {
        @Override
        public JteModel in(Shell shell) {
            return page.in(shell);
        }
    }
}
