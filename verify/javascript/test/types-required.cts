// Compiled, never run: the same by require().
import webhooks = require("atlas-webhooks");
import web = require("atlas-webhooks/web");

export const event: webhooks.WebhookEvent = webhooks.verify("{}", undefined, "whsec_…");
export const later: Promise<webhooks.WebhookEvent> = web.verify("{}", null, "whsec_…");
