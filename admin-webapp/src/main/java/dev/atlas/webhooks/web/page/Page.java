package dev.atlas.webhooks.web.page;

import gg.jte.models.runtime.JteModel;

/** What a resource answers with: a filled template, waiting for the shell around it. */
@FunctionalInterface
public interface Page {
    JteModel in(Shell shell);
}
