import { expect, test, vi } from 'vitest'
import { writeCardPdf } from '#lib/cards/pdf'
import { qrOf } from '#lib/cards/qr'
import { writeCardText } from '#lib/cards/schema'
import { signToken } from '#lib/cards/token'
import { readPdf } from '#tests/support/pdf'
import { scanPdf } from '#tests/support/qr'
import { keyFrom } from '#tests/support/records/card-token'

vi.setConfig({ testTimeout: 60_000 })

const token = signToken(keyFrom('any'), { id: '01a20392-fb83-70ae-91ed-3c501bd85a68', validUntil: '2027-03-01' })
const code = `https://samlop.helse-fjordkyst.example.no/k#${writeCardText(token)}`
const face = {
  ...{ name: 'Solveig Haugland', ward: 'Lungeavdelingen 4B', hospital: 'Helse Fjordkyst HF', number: '3F9-A07' },
  ...{ phone: '55 00 42 40', nightPhone: null, validUntil: '2027-03-01', qr: qrOf(code) },
}

test('a card is two pages of the size of a bank card, tagged, with name, ward, telephone and last day', async () => {
  const { info, text } = readPdf(await writeCardPdf(face, false))
  expect(info).toMatch(/Pages:\s+2/)
  // 85.6 × 54 mm in points.
  expect(info).toMatch(/Page size:\s+242\.6\d* x 153\.07\d* pts/)
  expect(info).toMatch(/Tagged:\s+yes/)
  for (const said of [
    'VIP-kort',
    face.name,
    face.ward,
    face.hospital,
    'Hele døgnet',
    face.phone,
    'Gyldig til 01.03.2027',
  ])
    expect(text).toContain(said)
  expect(text).toContain('Kortet har ingen helseopplysninger.')
})

test('the sheet is one page of A4', async () => {
  const pdf = await writeCardPdf(face, true)
  expect(readPdf(pdf).info).toMatch(/Pages:\s+1\n/)
  expect(readPdf(pdf).info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/)
  expect(scanPdf(pdf)).toBe(code)
})

test('the code that is printed is the code that is read', async () => {
  expect(scanPdf(await writeCardPdf(face, false))).toBe(code)
})

test.each([
  ['Máret Risten Jođihan Guttorm-Ánneš Čáhppilsáhpán', 'Barne- og ungdomspsykiatrisk avdeling, Sengepost Nord'],
  ['Thirunavukkarasuventhan Sivapalasubramaniamoorthy', 'Lungeavdelingen 4B'],
  ['Æ'.repeat(90), 'Ø'.repeat(60)],
])('a long name stays whole and on the front: %s', async (name, ward) => {
  const pdf = await writeCardPdf({ ...face, name, ward, nightPhone: '55 00 42 00' }, false)
  const { info, text } = readPdf(pdf)
  expect(info).toMatch(/Pages:\s+2/)
  const [front = ''] = text.split('\f')
  const joined = front.replaceAll(/\s/g, '')
  for (const said of [name, ward, 'Dag 55 00 42 40', 'Natt 55 00 42 00', 'Gyldig til 01.03.2027'])
    expect(joined).toContain(said.replaceAll(/\s/g, ''))
  expect(scanPdf(pdf)).toBe(code)
})
