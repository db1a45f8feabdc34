// Compiled, never run: what a user of the types may write.
import { sign, verify, VerificationError, type WebhookEvent } from "atlas-webhooks";
import * as web from "atlas-webhooks/web";

interface Deal {
  deal: { id: string; value: number };
}

export function take(body: Buffer, headers: NodeJS.Dict<string | string[]>): number {
  try {
    const event = verify<WebhookEvent<Deal>>(body, headers["atlas-signature"], "whsec_…");
    return event.previous?.deal?.value ?? event.data.deal.value;
  } catch (e) {
    if (e instanceof VerificationError && e.code === "too_old") return 0;
    throw e;
  }
}

export async function answer(request: Request): Promise<Response> {
  const event: WebhookEvent = await web.verify(
    await request.arrayBuffer(),
    request.headers.get("atlas-signature"),
    "whsec_…",
    60,
  );
  return new Response(event.id);
}

export const header: string = sign("{}", "whsec_…");

// @ts-expect-error: parsed JSON is not the raw body
verify({ id: "evt_1" }, header, "whsec_…");
