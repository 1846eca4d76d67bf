import 'server-only'
import { showDate, showMoment, showTime } from '#lib/dates'
import { aboutDecision, capacityText, purposeTitle, tookPartText } from '#lib/minutes/text'
import type { MinutesContent } from '#lib/minutes/schema'
import { type Block, writePdf } from '#lib/pdf'

type Edition = { edition: number; content: MinutesContent; hash: Uint8Array; signed: { by: string; at: Date } | null }

/** The minutes on paper: a tagged PDF that says which edition it is, and by whom it was signed. */
export function minutesPdf({ edition, content, hash, signed }: Edition): Promise<Buffer> {
  const { patient, participants, view, items, measures } = content
  const heading = (text: string): Block => ({ kind: 'heading', level: 2, text })
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
  const place = [content.place, content.onVideo && 'på video'].filter(Boolean).join(' og ')
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: `Referat fra ${purposeTitle[content.purpose].toLowerCase()}` },
    paragraph(`${patient.name}, født ${showDate(patient.birthDate)}`),
    paragraph(
      `${showMoment(content.startsAt)} til ${showTime(content.endsAt)}${place ? `, ${place}` : ''}. Møteleder: ${content.chair}.`,
    ),
    paragraph(
      signed
        ? `Signert av ${signed.by} ${showMoment(signed.at)}. Utgave ${edition}.`
        : `Utkast, utgave ${edition}. Ikke signert.`,
    ),
    heading('Til stede'),
    {
      kind: 'table',
      head: ['Navn', 'Rolle', 'Sted', 'Deltok'],
      rows: participants.map((one) => [
        one.name,
        capacityText[one.capacity],
        one.place,
        [tookPartText[one.tookPart], one.reason].filter(Boolean).join(': '),
      ]),
    },
    ...(view
      ? [
          heading('Pasientens eget syn'),
          paragraph(`«${view.text}»${view.helper ? ` Skrevet ned av ${view.helper}.` : ''}`),
        ]
      : []),
    ...items.flatMap(({ title, note }) => [heading(title), paragraph(note || 'Ikke noe notert.')]),
    ...participants.flatMap(({ name, statement }) =>
      statement ? [heading(`Skriftlig innspill fra ${name}`), paragraph(statement)] : [],
    ),
    ...aboutDecision(content).flatMap(({ title, lines }) => [
      heading(title),
      { kind: 'list', items: lines } satisfies Block,
    ]),
    ...(measures.length
      ? [
          heading('Tiltak'),
          {
            kind: 'table',
            head: ['Tiltak', 'Mål', 'Hvem', 'Frist'],
            rows: measures.map((one) => [one.text, one.goal ?? '', one.responsible, showDate(one.dueOn)]),
          } satisfies Block,
        ]
      : []),
    { kind: 'paragraph', small: true, text: `Sjekksum (SHA-256): ${Buffer.from(hash).toString('hex')}` },
  ]
  return writePdf({ title: 'Møtereferat', blocks, footer: 'Samløp' })
}
