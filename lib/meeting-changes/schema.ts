import { z } from 'zod'
import { paragraph } from '#lib/fields'
import { inviteFields, invitedOf, placeOf, timeFields, timesOf } from '#lib/meetings/schema'

/** Which meeting, and as it was seen. */
const seen = { meeting: z.uuid(), seen: z.coerce.number().int().min(1).max(100_000) }

export const confirmInput = z.strictObject({ ...seen, time: z.uuid('Velg en tid.') })
export type ConfirmInput = z.output<typeof confirmInput>

export const moveInput = z.strictObject({ ...seen, ...timeFields }).transform((form) => ({
  meeting: form.meeting,
  seen: form.seen,
  times: timesOf(form),
  ...placeOf(form),
}))
export type MoveInput = z.output<typeof moveInput>

export const cancelInput = z.strictObject({
  ...seen,
  why: paragraph(5, 600, 'Skriv hvorfor, med minst 5 tegn. Alle får se det.'),
})
export type CancelInput = z.output<typeof cancelInput>

/** One more, chosen from those who may be asked, or a guest. */
export const inviteInput = z.strictObject({ ...seen, ...inviteFields }).transform((form) => ({
  meeting: form.meeting,
  seen: form.seen,
  insteadOf: form.insteadOf,
  ...invitedOf(form),
}))
export type InviteInput = z.output<typeof inviteInput>

export const removeInput = z.strictObject({ ...seen, participant: z.uuid() })
export type RemoveInput = z.output<typeof removeInput>
