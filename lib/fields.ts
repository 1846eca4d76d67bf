import { z } from 'zod'
import { dayOf, now } from '#lib/clock'
import { readDay, readTime, type TimeRefusal } from '#lib/local-time'

/** Text that a person wrote, on one line: trimmed, well-formed, without control signs. */
export const line = (max: number, message: string) =>
  z
    .string(message)
    .transform((text) => text.trim())
    .refine(
      (text) => text.length >= 2 && text.length <= max && text.isWellFormed() && !/\p{Cc}|\uFFFD/u.test(text),
      message,
    )

/** The same on several lines, and at least so long. */
export const paragraph = (min: number, max: number, message: string) =>
  z
    .string(message)
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .refine(
      (text) => text.isWellFormed() && !/[^\P{Cc}\n\t]|\uFFFD/u.test(text),
      'Teksten har tegn som ikke kan leses.',
    )
    .refine((text) => text.length >= min, message)
    .refine((text) => text.length <= max, `Teksten er for lang. Det er plass til ${max} tegn.`)

/**
 * A number that can be rung in Norway, with or without +47: eight digits, five that begin with zero, or 116117. Answers it
 * grouped as it is read, `55 00 42 40` or `412 34 567`. `door.is_phone` says the same.
 */
export const phoneNumber = (message: string) =>
  z.string(message).transform((text, context) => {
    const digits = text
      .trim()
      .slice(0, 40)
      .replaceAll(/[\s.-]/g, '')
      .replace(/^(?:\+|00)47/, '')
    if (/^[2-9]\d{7}$/.test(digits)) {
      const groups = /^(?:[49]|80)/.test(digits) ? /^(\d{3})(\d{2})(\d{3})$/ : /^(\d{2})(\d{2})(\d{2})(\d{2})$/
      return (groups.exec(digits) ?? []).slice(1).join(' ')
    }
    if (/^(?:0\d{4}|116117)$/.test(digits)) return digits
    context.addIssue(message)
    return z.NEVER
  })

/** One of a closed list; nothing chosen is a question to the one who sent it. */
export const choice = <const Code extends string>(codes: readonly Code[], message: string) => z.enum(codes, message)

const problem: Record<TimeRefusal, string> = {
  not_a_time: 'Skriv tiden som 22.11.2026 14.05, eller bare 14.05 for i dag.',
  no_clock: 'Skriv også klokkeslettet, for eksempel 22.11.2026 14.05.',
  no_such_time: 'Denne tiden finnes ikke. Skriv den som 22.11.2026 14.05.',
  summer_gap: 'Denne tiden finnes ikke: klokken ble stilt fram denne natten.',
  summer_twice: 'Denne tiden kom to ganger: klokken ble stilt tilbake. Skriv sommertid eller vintertid etter den.',
}

/** A moment as Norwegian clocks show it: `22.11.2026 kl. 14.05`, or `14.05` for today. */
export const localTime = z.string(problem.not_a_time).transform((text, context) => {
  const [, written = '', season] = /^(.*?)\s*(sommertid|vintertid)?$/i.exec(text.trim().slice(0, 60)) ?? []
  const clock = /^(?:kl\.?\s*)?(\d{1,2})[.:]?(\d{2})$/i.exec(written)
  const whole = clock ? `${dayOf(now())} ${clock[1]}:${clock[2]}` : written
  const offset = season && (season.toLowerCase() === 'sommertid' ? '+02:00' : '+01:00')
  const time = readTime(offset ? `${whole}${offset}` : whole, 'Europe/Oslo')
  if (time.ok) return time.value
  context.addIssue(problem[time.refusal])
  return z.NEVER
})

/** A day as `24.11.2026`, or as a date field sends it; answers `YYYY-MM-DD`. */
export const localDay = (message: string) =>
  z.string(message).transform((text, context) => {
    const day = readDay(text.trim())
    if (day.ok) return day.value
    context.addIssue(message)
    return z.NEVER
  })
