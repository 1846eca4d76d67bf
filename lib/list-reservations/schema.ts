import { z } from 'zod'

export const reservationInput = z.strictObject({
  patient: z.uuid(),
  /** Whether the patient does not want to stand on lists. */
  reserved: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
})
export type ReservationInput = z.output<typeof reservationInput>
