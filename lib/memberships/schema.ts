import { z } from 'zod'

/** Now, no longer, or not yet. */
export const states = ['active', 'ended', 'coming'] as const
export const orders = ['name', 'role', 'unit'] as const

/** What the address of the list says; whatever is not understood falls back to the first page of those who work here. */
export const staffListInput = z.object({
  show: z.enum(states).catch('active'),
  sort: z.enum(orders).catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type StaffListInput = z.output<typeof staffListInput>
export type MembershipState = (typeof states)[number]
export type StaffOrder = (typeof orders)[number]
