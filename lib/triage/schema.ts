import { z } from 'zod'
import { clearance } from '#lib/fast-tracks/schema'
import { choice, line } from '#lib/fields'
import { Consciousness, Spo2Scale, TriageColour } from '#prisma/generated/enums'

/** What a body can have, to the limits of what is measured. Outside them the form asks and does not guess. */
export const limits = {
  respiration: { from: 1, to: 80, unit: 'per minutt', name: 'Respirasjon' },
  saturation: { from: 30, to: 100, unit: '%', name: 'SpO₂' },
  systolic: { from: 30, to: 300, unit: 'mmHg', name: 'Systolisk blodtrykk' },
  pulse: { from: 10, to: 300, unit: 'per minutt', name: 'Puls' },
  temperature: { from: 25, to: 45, unit: '°C', name: 'Temperatur' },
} as const
export type Measure = keyof typeof limits

/** A number with or without one decimal, by comma or point. */
const measure = (name: Measure, decimals: 0 | 1) =>
  z.string(`Skriv ${limits[name].name}.`).transform((text, context) => {
    const { from, to, unit, name: label } = limits[name]
    const written = text.trim()
    const pattern = decimals ? /^\d{1,4}([.,]\d)?$/ : /^\d{1,4}$/
    const refuse = (message: string) => {
      context.addIssue(message)
      return z.NEVER
    }
    if (!written) return refuse(`Skriv ${label}.`)
    if (!pattern.test(written))
      return refuse(decimals ? `Skriv ${label} som 38,4.` : `Skriv ${label} som et helt tall.`)
    const value = Number(written.replace(',', '.'))
    if (value >= from && value <= to) return value
    // 384 is most likely 38,4, but that is for the nurse to say.
    const meant = decimals && /^\d{3}$/.test(written) ? ` Mener du ${written.slice(0, 2)},${written[2]}?` : ''
    return refuse(`Kan ${label} være ${written} ${unit}?${meant} Skriv et tall fra ${from} til ${to}.`)
  })

export const colours = Object.values(TriageColour)
export const levels = Object.values(Consciousness)

export const newsInput = z.strictObject({
  stay: z.uuid(),
  pregnant: z.enum(['yes', '']).optional(),
  respiration: measure('respiration', 0),
  saturation: measure('saturation', 0),
  scale: choice(Object.values(Spo2Scale), 'Velg skala for SpO₂.'),
  scaleDecidedBy: z
    .union([z.literal('').transform(() => null), line(80, 'Skriv navnet på legen, minst to tegn.')])
    .optional()
    .transform((name) => name ?? null),
  oxygen: choice(['yes', 'no'], 'Velg om pasienten får oksygen.').transform((answer) => answer === 'yes'),
  systolic: measure('systolic', 0),
  pulse: measure('pulse', 0),
  consciousness: choice(levels, 'Velg bevissthet.'),
  temperature: measure('temperature', 1),
})
export type NewsInput = z.output<typeof newsInput>

export const colourInput = z.strictObject({ stay: z.uuid(), colour: choice(colours, 'Velg farge.') })
export type ColourInput = z.output<typeof colourInput>

export const clearInput = z.strictObject({ stay: z.uuid(), ...clearance })
export type ClearInput = z.output<typeof clearInput>
