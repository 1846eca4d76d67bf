/** The answer to something that may be refused for a reason we expect. Bugs and outages throw instead. */
export type Result<Value, Refusal extends string> = { ok: true; value: Value } | { ok: false; refusal: Refusal }

export const ok = <const Value>(value: Value) => ({ ok: true as const, value })
export const refuse = <const Refusal extends string>(refusal: Refusal) => ({ ok: false as const, refusal })
