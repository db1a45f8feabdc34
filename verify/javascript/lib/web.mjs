import webhooks from "./web.cjs";

export const { verify, sign, VerificationError } = webhooks;
