import webhooks from "./index.cjs";

export const { verify, sign, VerificationError } = webhooks;
