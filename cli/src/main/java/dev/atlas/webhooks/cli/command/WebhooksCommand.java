package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.Atlas;
import dev.atlas.webhooks.cli.listen.ListenOptions;
import dev.atlas.webhooks.cli.listen.Listening;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atlas webhooks}. */
@Command(name = "webhooks", description = "Receives webhooks on this machine.")
public final class WebhooksCommand {
    private final Atlas atlas;

    public WebhooksCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    /** Forwards what comes. */
    @Command(
            description = {
                "Forwards webhooks to this machine, as a real endpoint would get them.",
                "",
                "The server keeps a temporary endpoint with a secret of its own: the same bytes, headers and signature, and"
                        + " an entry in the delivery log with the local answer. After a lost connection, a sleep or a restart"
                        + " of the server it goes on where it stood, and nothing is lost. Retry by hand and replays come"
                        + " here too. It ends with Ctrl-C, and the endpoint with it; one with a name (--session) stays, with"
                        + " its secret, for a day."
            },
            footer = {
                "  atlas webhooks listen --forward-to localhost:3000",
                "  atlas webhooks listen --forward-to localhost:3000/hooks --events 'deal.*' --filter 'deal.value > 10000'",
                "  atlas webhooks listen --forward-to localhost:3000 --once --timeout 30s --exit-code",
                "  SECRET=$(atlas webhooks listen --session ada --print-secret)"
            })
    int listen(@Mixin ListenOptions options) {
        return new Listening(atlas.api(), atlas.json(), atlas.output(), options).run();
    }
}
