import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { tnr } from '@navikt/fnrvalidator'
import { parse } from 'csv-parse/sync'
import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { ageOn } from '#lib/dates'
import { codeOf, copyInto, openBulk } from '#lib/bulk'
import { beginService } from '#lib/login-db'
import { SessionEnded } from '#lib/request'
import type { Session } from '#lib/session'
import { beginImport, importBatch } from '#lib/stays/batches'
import type { StayToImport, Summary } from '#lib/stays/schema'
import { staging, stagingLine } from '#lib/stays/staging'
import { importFile, type Wish } from '#lib/stays/service'
import { innvik } from '#prisma/mappings/innvik'
import { mimic } from '#prisma/mappings/mimic'
import { standard } from '#prisma/mappings/standard'
import { syntheticNumber } from '#prisma/mappings/synthetic-number'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { csvOf, fileOf, type Row } from '#tests/support/exports'
import { healthTrust, municipality, reception, ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import type { StayEventKind } from '#prisma/generated/enums'

const day = 86_400_000
const wardResh = 880_001
const receptionResh = 880_002
const nobody = { opphold_id: 'A', fodselsnummer: '', fodselsdato: '' }
let hospital = { id: '', organisationNumber: '' }
let ownWard = { id: '', organisationId: '' }

/** Another person in each row, and another stay. */
const rows = (count: number, given: Row = {}) =>
  Array.from({ length: count }, (_, place): Row => {
    const born = new Date(Date.UTC(1950, 0, 1 + place)).toISOString().slice(0, 10)
    return { ...nobody, opphold_id: `${uuid()}`, fodselsnummer: syntheticNumber(born, 1), fodselsdato: born, ...given }
  })

async function run(file: string, wish: Partial<Wish> = {}) {
  const rejects = `${file}.avvist.csv`
  const outcome = await importFile({
    file,
    mapping: standard,
    organisationNumber: wish.mapping ? undefined : hospital.organisationNumber,
    rejects,
    ...wish,
  })
  const rejected = existsSync(rejects)
    ? (parse(readFileSync(rejects), { bom: true, delimiter: ';', from: 2 }) as [string, string, string, string][])
    : []
  return { outcome, summary: outcome.ok ? outcome.summary : ({} as Summary), rejected, rejects }
}
const runRows = (given: readonly Row[], wish?: Partial<Wish>) => run(fileOf(csvOf(given)), wish)
const counts = ({ read, new: added, changed, unchanged, rejected, registered }: Summary) => [
  read,
  added,
  changed,
  unchanged,
  rejected,
  registered,
]
const stayOf = (externalId: string) =>
  admin.stay.findFirstOrThrow({
    where: { externalId, organisationId: hospital.id },
    include: { stayEvents: true, patient: true },
  })
const stored = async () => [await admin.patient.count(), await admin.stay.count(), await admin.stayEvent.count()]

beforeAll(async () => {
  hospital = await healthTrust(admin, { name: 'Helse Prøve HF' })
  ownWard = await ward(admin, { organisation: hospital, reshId: wardResh })
  await reception(admin, { organisation: hospital, reshId: receptionResh })
  await municipality(admin, { name: 'Prøvevik kommune', municipalityNumber: '4671' })
})

describe('the shipped admissions', () => {
  const file = 'prisma/mappings/mimic-iii-demo-admissions.csv'
  const now = new Date('2026-11-22T03:00:00Z')
  const source = parse(readFileSync(file), { columns: true }) as Record<string, string>[]
  const importMimic = (at = now) => run(file, { mapping: mimic, now: at, rejects: fileOf('') })
  const stays = () => admin.stay.findMany({ where: { source: 'mimic' }, include: { stayEvents: true, patient: true } })
  const stayOfRow = async () => new Map((await stays()).map((stay) => [stay.externalId, stay]))
  let summary: Summary
  let without: Awaited<ReturnType<typeof run>>

  beforeAll(async () => {
    const trust = await healthTrust(admin, { name: innvik.name, organisationNumber: innvik.organisationNumber })
    without = await importMimic()
    await ward(admin, { organisation: trust, name: innvik.wardName, reshId: innvik.wardResh })
    await reception(admin, { organisation: trust, name: innvik.receptionName, reshId: innvik.receptionResh })
    ;({ summary } = await importMimic())
  })

  test('wait until the hospital has the units they belong to', () =>
    expect(without.outcome).toEqual({ ok: false, stop: 'missing_units', detail: '990201, 990202' }))

  test('are all imported, for a hundred new people', () =>
    expect(summary).toMatchObject({ read: 129, new: 129, rejected: 0, registered: 100, marked: 2, unread: [] }))

  test('belong to a hospital of their own', async () => {
    const owners = await admin.stay.findMany({
      where: { source: 'mimic' },
      include: { organisation: true, unit: true },
    })
    expect(new Set(owners.map(({ organisation }) => organisation.name))).toEqual(new Set(['Helse Innvik HF']))
    expect(new Set(owners.map(({ unit }) => unit?.reshId))).toEqual(new Set([innvik.wardResh]))
    expect(new Set(owners.map(({ status }) => status))).toEqual(new Set(['DISCHARGED']))
  })

  test('hold exactly two that are odd: a reception time after the admission, and a death after discharge', async () => {
    const odd = (await stays()).filter(({ marks }) => marks.length > 0)
    expect(Object.fromEntries(odd.map(({ externalId, marks }) => [externalId, marks]))).toEqual({
      '129273': ['DEATH_AFTER_DISCHARGE'],
      '169938': ['ARRIVAL_AFTER_ADMISSION'],
    })
  })

  test('are acute but for eight', async () => {
    const urgencies = await admin.stay.groupBy({ by: ['urgency'], where: { source: 'mimic' }, _count: true })
    expect(Object.fromEntries(urgencies.map(({ urgency, _count }) => [urgency, _count]))).toEqual({
      IMMEDIATE: 119,
      WITHIN_6_HOURS: 2,
      PLANNED: 8,
    })
  })

  test('keep every distance between two times of a person to the minute, and the time of day', async () => {
    const all = await stayOfRow()
    const shifts = new Map<string, number>()
    for (const row of source) {
      const stay = all.get(row['hadm_id'] ?? '')
      const pairs: [string | undefined, Date | null | undefined][] = [
        [row['edregtime'], stay?.arrivedAt],
        [row['admittime'], stay?.admittedAt],
        [row['edouttime'], stay?.onWardAt],
        [row['dischtime'], stay?.dischargedAt],
        [row['deathtime'], stay?.deceasedAt],
      ]
      for (const [text, at] of pairs) {
        expect(Boolean(text)).toBe(Boolean(at))
        if (!text || !at) continue
        const shift = at.getTime() - Date.parse(`${text.replace(' ', 'T')}Z`)
        expect(Math.abs(shift % day)).toBe(0)
        expect(shifts.get(row['subject_id'] ?? '') ?? shift).toBe(shift)
        shifts.set(row['subject_id'] ?? '', shift)
      }
    }
    expect(shifts.size).toBe(100)
  })

  test('ended 31 to 365 days ago for every person, who was grown up at the first of them', async () => {
    const all = await stays()
    const people = new Set(all.map(({ patientId }) => patientId))
    expect(people.size).toBe(100)
    for (const person of people) {
      const own = all.filter(({ patientId }) => patientId === person)
      const last = Math.max(...own.map(({ dischargedAt }) => dischargedAt?.getTime() ?? 0))
      const first = Math.min(...own.map(({ admittedAt }) => admittedAt?.getTime() ?? Infinity))
      expect(now.getTime() - last).toBeGreaterThanOrEqual(31 * day)
      expect(now.getTime() - last).toBeLessThanOrEqual(365 * day)
      const birthDate = own[0]?.patient.birthDate.toISOString().slice(0, 10) ?? ''
      expect(ageOn(birthDate, new Date(first).toISOString().slice(0, 10))).toBeGreaterThanOrEqual(18)
    }
  })

  test('are of people who do not exist', async () => {
    for (const { patient } of await stays()) {
      expect(tnr(patient.identityNumber)).toEqual({ status: 'valid', type: 'tnr' })
      expect(patient.familyName).toMatch(/^\p{Lu}/u)
    }
  })

  test('show one person with fifteen', async () => {
    const { patientId } = await admin.importedSubject.findFirstOrThrow({ where: { subject: '41976' } })
    expect(await admin.stay.count({ where: { patientId } })).toBe(15)
  })

  test('change nothing when they are imported again, today or in half a year', async () => {
    const before = await stored()
    for (const at of [now, new Date(now.getTime() + 180 * day)]) {
      const again = await importMimic(at)
      expect(counts(again.summary)).toEqual([129, 0, 0, 129, 0, 0])
    }
    expect(await stored()).toEqual(before)
  })

  test('are refused for any other hospital', async () => {
    const wish = { mapping: mimic, organisationNumber: hospital.organisationNumber }
    expect((await run(file, wish)).outcome).toMatchObject({ ok: false, stop: 'other_organisation' })
  })
})

describe('an export', () => {
  test('becomes stays that wards and figures can use', async () => {
    const { summary, rejects } = await runRows([{ opphold_id: 'first' }])
    expect(counts(summary)).toEqual([1, 1, 0, 0, 0, 1])
    const stay = await stayOf('first')
    expect(stay).toMatchObject({
      status: 'DISCHARGED',
      urgency: 'IMMEDIATE',
      unitId: ownWard.id,
      arrivedAt: new Date('2025-02-01T09:00:00Z'),
      admittedAt: new Date('2025-02-01T10:00:00Z'),
      onWardAt: new Date('2025-02-01T11:30:00Z'),
      dischargedAt: new Date('2025-02-05T13:00:00Z'),
      marks: [],
      patient: { givenName: 'Solveig', familyName: 'Ødegård', sex: 'FEMALE' },
    })
    expect(stay.patient.municipalityId).not.toBeNull()
    expect(existsSync(rejects)).toBe(false)
  })

  test.each([
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ])('in %s keeps æ, ø and å', async (_, encode) => {
    const [row] = rows(1, { etternavn: 'Bærås-Tjøme', opphold_id: uuid() })
    await run(fileOf(encode(csvOf([row ?? {}]))))
    expect((await stayOf(row?.['opphold_id'] ?? '')).patient.familyName).toMatch(/Bærås-Tjøme/)
  })

  test('that is read twice changes nothing', async () => {
    const file = fileOf(csvOf(rows(3)))
    expect(counts((await run(file)).summary).slice(0, 5)).toEqual([3, 3, 0, 0, 0])
    const before = await stored()
    expect(counts((await run(file)).summary)).toEqual([3, 0, 0, 3, 0, 0])
    expect(await stored()).toEqual(before)
  })

  test('that is read by two at once is stored once', async () => {
    const file = fileOf(csvOf(rows(40, { fornavn: 'Samtidig' })))
    const both = await Promise.all([run(file), run(file, { rejects: `${file}.2.csv` })])
    expect(both.map(({ summary }) => summary.rejected)).toEqual([0, 0])
    expect(both.reduce((sum, { summary }) => sum + summary.new, 0)).toBe(40)
    expect(both.reduce((sum, { summary }) => sum + summary.unchanged, 0)).toBe(40)
  })

  test('with another time adds an event that replaces the old one, which stays', async () => {
    const [row = {}] = rows(1)
    await runRows([row])
    const { summary } = await runRows([{ ...row, utskrevet: '06.02.2025 15:00', hastegrad: '2' }])
    expect(counts(summary)).toEqual([1, 0, 1, 0, 0, 0])
    const stay = await stayOf(row['opphold_id'] ?? '')
    const discharges = stay.stayEvents
      .filter(({ kind }) => kind === 'DISCHARGED')
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(discharges.map(({ at }) => at.toISOString())).toEqual([
      '2025-02-05T13:00:00.000Z',
      '2025-02-06T14:00:00.000Z',
    ])
    expect(discharges[1]?.replacesId).toBe(discharges[0]?.id)
    expect(stay).toMatchObject({ dischargedAt: new Date('2025-02-06T14:00:00Z'), urgency: 'WITHIN_6_HOURS', events: 4 })
  })

  test('that fills in a discharge later moves the stay on', async () => {
    const [row = {}] = rows(1, { utskrevet: '' })
    await runRows([row])
    expect(await stayOf(row['opphold_id'] ?? '')).toMatchObject({ status: 'ON_WARD', dischargedAt: null })
    await runRows([{ ...row, utskrevet: '05.02.2025 14:00' }])
    expect(await stayOf(row['opphold_id'] ?? '')).toMatchObject({ status: 'DISCHARGED' })
  })

  test('read again leaves what was put right, taken back or moved here, until the file itself says something new', async () => {
    const person = await staff(admin, { role: 'NURSE', unit: ownWard })
    const [row = {}] = rows(1, { utskrevet: '' })
    const read = async (more: Row = {}) => counts((await runRows([{ ...row, ...more }])).summary)
    const counting = async (kind: StayEventKind) =>
      (await stayOf(row['opphold_id'] ?? '')).stayEvents.filter(
        (event, _, all) => event.kind === kind && !all.some(({ replacesId }) => replacesId === event.id),
      )
    const byHand = async (kind: StayEventKind, at: Date, replacesId?: string) => {
      const { id: stayId, patientId } = await stayOf(row['opphold_id'] ?? '')
      const wrote = { recordedById: person.id, recordedRole: 'NURSE', recordedUnitId: ownWard.id } as const
      const why = replacesId ? { replacesId, reason: 'WRONG_TIME' as const } : {}
      const data = { ...{ id: uuid(), stayId, patientId, kind, at, unitId: ownWard.id }, ...wrote, ...why }
      await admin.stayEvent.create({ data })
    }
    await read()
    const [imported] = await counting('ON_WARD')
    const corrected = new Date((imported?.at.getTime() ?? 0) + 3_600_000)
    await byHand('ON_WARD', corrected, imported?.id)
    expect(await read()).toEqual([1, 0, 0, 1, 0, 0])
    expect((await counting('ON_WARD')).map(({ at }) => at)).toEqual([corrected])

    // Moved on by the ward: two places, and the file knows of the first one only.
    await byHand('ON_WARD', new Date(corrected.getTime() + day))
    expect(await read()).toEqual([1, 0, 0, 1, 0, 0])
    expect(await counting('ON_WARD')).toHaveLength(2)

    expect(await read({ utskrevet: '05.02.2025 14:00' })).toEqual([1, 0, 1, 0, 0, 0])
    const [discharged] = await counting('DISCHARGED')
    await byHand('VOIDED', discharged?.at ?? new Date(), discharged?.id)
    expect(await read({ utskrevet: '05.02.2025 14:00' })).toEqual([1, 0, 0, 1, 0, 0])
    expect(await counting('DISCHARGED')).toEqual([])
    expect(await read({ utskrevet: '06.02.2025 14:00' })).toEqual([1, 0, 1, 0, 0, 0])
    expect(await counting('DISCHARGED')).toHaveLength(1)
  })

  test('loads its good rows and hands the others back with line, column and reason', async () => {
    const [good = {}, bad = {}, early = {}, unit = {}, real = {}, gap = {}, twice = {}, offset = {}] = rows(8)
    const { summary, rejected, rejects } = await runRows([
      good,
      { ...bad, innlagt: '31.02.2025 10:00', fornavn: '=1+1' },
      { ...early, utskrevet: '31.01.2025 10:00' },
      { ...unit, enhet_resh: '123' },
      { ...real, fodselsnummer: '01010750160', fodselsdato: '01.01.2007' },
      { ...gap, utskrevet: '30.03.2025 02:30' },
      { ...twice, utskrevet: '26.10.2025 02:30' },
      { ...offset, utskrevet: '26.10.2025 02:30+02:00' },
      { ...good, fornavn: 'Dobbel' },
    ])
    expect(summary).toMatchObject({ read: 9, new: 2, rejected: 7 })
    expect(rejected.map(([line, column, reason]) => [line, column, reason])).toEqual([
      ['3', 'innlagt', 'Denne tiden finnes ikke.'],
      ['4', 'utskrevet', 'Tiden er før tiden i kolonnen ankomst.'],
      ['4', 'utskrevet', 'Tiden er før tiden i kolonnen innlagt.'],
      ['4', 'utskrevet', 'Tiden er før tiden i kolonnen pa_post.'],
      ['5', 'enhet_resh', 'Ingen enhet i denne organisasjonen har RESH-nummer 123.'],
      ['6', 'fodselsnummer', expect.stringMatching('ekte fødselsnummer')],
      ['7', 'utskrevet', expect.stringMatching('sommertid')],
      ['8', 'utskrevet', expect.stringMatching(/sommertid.*vintertid/)],
      ['10', 'opphold_id', 'Oppholdet står allerede på linje 2.'],
    ])
    expect(rejected[0]?.[3]).toContain(bad['fodselsnummer'])
    expect(readFileSync(rejects).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(statSync(rejects).mode & 0o777).toBe(0o600)
  })

  test('cannot smuggle a formula into the file of rejected rows', async () => {
    const { rejected } = await run(fileOf(`opphold_id;${csvOf([]).slice('opphold_id;'.length)}=HYPERLINK("x");1\n`))
    expect(rejected).toHaveLength(1)
    expect(rejected[0]?.[3]).toMatch(/^'=HYPERLINK/)
  })

  test('leaves no file of rejected rows once all of it is in', async () => {
    const [row = {}] = rows(1)
    const file = fileOf(csvOf([{ ...row, hastegrad: '9' }]))
    expect(existsSync((await run(file)).rejects)).toBe(true)
    expect(existsSync((await runRows([row], { rejects: `${file}.avvist.csv` })).rejects)).toBe(false)
    expect(existsSync(`${file}.avvist.csv`)).toBe(false)
  })

  test('that is cut off in its last line loads the others and hands the piece back', async () => {
    const whole = csvOf(rows(3))
    for (const [end, code] of [
      [-60, 'kuttet'],
      [-4, 'kuttet'],
    ] as const) {
      const { summary, rejected } = await run(fileOf(whole.slice(0, end)))
      expect(summary).toMatchObject({ read: 3, rejected: 1, endsWithLineBreak: false })
      expect(rejected[0]).toMatchObject(['4', '', expect.stringContaining(code), expect.any(String)])
    }
  })

  test('with too many columns, a NUL or a quotation mark too many loads the other rows', async () => {
    const [header = '', first = '', second = '', third = '', fourth = ''] = csvOf(rows(4)).split('\n')
    const broken = [
      header,
      first,
      `${second};x`,
      third.replace('Solveig', 'Sol\0veig'),
      fourth.replace('Solveig', '"Solveig'),
    ]
    const { summary, rejected } = await run(fileOf([...broken, csvOf(rows(1)).split('\n')[1], ''].join('\n')))
    expect(summary).toMatchObject({ read: 5, new: 2, rejected: 3 })
    expect(rejected.map(([line, column]) => [line, column])).toEqual([
      ['3', ''],
      ['4', 'fornavn'],
      ['5', ''],
    ])
  })

  test.each([
    ['without a column', csvOf([], { without: 'innlagt' }), 'missing_columns', 'innlagt'],
    ['that is empty', '', 'empty', expect.any(String)],
  ])('%s is refused as a whole', async (_, content, stop, detail) =>
    expect((await run(fileOf(content))).outcome).toEqual({ ok: false, stop, detail }),
  )

  test('with names of columns only has nothing to load', async () =>
    expect(counts((await runRows([])).summary)).toEqual([0, 0, 0, 0, 0, 0]))

  test('that is not there, or for a hospital that is not, is refused', async () => {
    expect((await run('/finnes/ikke.csv')).outcome).toMatchObject({ stop: 'no_file' })
    expect((await run('prisma')).outcome).toMatchObject({ stop: 'is_directory' })
    expect((await runRows([], { organisationNumber: '310999999' })).outcome).toMatchObject({
      stop: 'unknown_organisation',
    })
    expect((await runRows([], { organisationNumber: undefined })).outcome).toMatchObject({ stop: 'no_organisation' })
    const town = await municipality(admin)
    expect((await runRows([], town)).outcome).toMatchObject({ stop: 'not_a_hospital' })
  })

  test('is never written over by its rejected rows', async () => {
    const file = fileOf(csvOf(rows(1)))
    const before = readFileSync(file)
    expect((await run(file, { rejects: file })).outcome).toMatchObject({ stop: 'rejects_are_the_file' })
    expect((await run(file, { rejects: '/finnes/ikke/x.csv' })).outcome).toMatchObject({ stop: 'rejects_unwritable' })
    expect(readFileSync(file)).toEqual(before)
  })

  test('that gives a stay to another person is refused for that row, and nobody is registered', async () => {
    const [mine = {}, other = {}] = rows(2)
    await runRows([mine])
    const before = await stored()
    const born = new Date(Date.UTC(1930, 4, 17)).toISOString().slice(0, 10)
    const stranger = {
      ...other,
      opphold_id: mine['opphold_id'] ?? '',
      fodselsdato: born,
      fodselsnummer: syntheticNumber(born, 7),
    }
    const { summary, rejected } = await runRows([stranger])
    expect(counts(summary)).toEqual([1, 0, 0, 0, 1, 0])
    expect(rejected[0]).toMatchObject(['2', 'opphold_id', expect.stringContaining('annen pasient'), expect.any(String)])
    expect(await stored()).toEqual(before)
  })

  test('loses a whole batch, and nothing of it stays, when the database refuses one row; the next one is loaded', async () => {
    await admin.$executeRaw`ALTER TABLE stay ADD CONSTRAINT broken CHECK (external_id <> 'broken')`
    const all = rows(1_002, { fodselsnummer: '15834820088', fodselsdato: '15.03.1948' })
    const [first = {}] = rows(1, { fodselsdato: '1931-01-01', fodselsnummer: syntheticNumber('1931-01-01', 3) })
    const before = await stored()
    const { summary, rejected } = await runRows([first, { ...all[0], opphold_id: 'broken' }, ...all.slice(2)])
    await admin.$executeRaw`ALTER TABLE stay DROP CONSTRAINT broken`
    expect(summary).toMatchObject({ read: 1_002, new: 2, rejected: 1_000 })
    expect(new Set(rejected.map(([, , reason]) => reason.replace(/\S+$/, '')))).toEqual(
      new Set(['Databasen tok ikke imot denne raden og dem rundt. Referanse: ']),
    )
    const [patients = 0, stays = 0] = await stored()
    expect([patients, stays]).toEqual([before[0], (before[1] ?? 0) + 2])
  })

  test('stops after the batch that is under way when it is asked to', async () => {
    const stop = new AbortController()
    const all = rows(1_001, { fodselsnummer: '15834820088', fodselsdato: '15.03.1948' })
    const { summary } = await runRows(all, { signal: stop.signal, progress: () => stop.abort() })
    expect(summary).toMatchObject({ read: 1_000, new: 1_000, stoppedAfter: 1_001 })
  })

  test('is written in the log, one entry a batch and one line a patient, and its session is revoked', async () => {
    const [row = {}] = rows(1)
    await runRows([row])
    const { patientId } = await stayOf(row['opphold_id'] ?? '')
    const [line] = await admin.auditSubject.findMany({
      where: { patientId },
      orderBy: { seq: 'desc' },
      include: { entry: true },
    })
    expect(line).toMatchObject({ ground: 'SERVICE', shown: ['stays'] })
    expect(line?.entry).toMatchObject({
      act: 'stay.import',
      purpose: 'SERVICE',
      role: 'SERVICE',
      organisationId: hospital.id,
      facts: { rows: 1 },
    })
    const open = await admin.session.count({ where: { kind: 'SERVICE', revokedAt: null } })
    expect(open).toBe(0)
  })
})

describe('the walls around an import', () => {
  const stay = (given: Partial<StayToImport> = {}): StayToImport => ({
    externalId: uuid(),
    urgency: 'PLANNED',
    patient: {
      identityNumber: '15834820088',
      givenName: 'Solveig',
      familyName: 'Ødegård',
      birthDate: '1948-03-15',
      sex: 'FEMALE',
    },
    events: [{ kind: 'ON_WARD', at: new Date('2025-02-01T09:00:00Z'), unitId: ownWard.id }],
    ...given,
  })
  const refusalOf = (work: Promise<unknown>) => work.then(() => 'none', codeOf)
  const service = async (number: string, acts: readonly 'stay.import'[] = ['stay.import']) => {
    const session = await beginService(number, acts)
    if (!session) throw new Error('No session')
    return session
  }

  /** One batch as a session, of an import that this session began, or another one on the same connection. */
  async function send(session: Session, stays: readonly StayToImport[], { begunBy = session, before = '' } = {}) {
    const client = await openBulk()
    try {
      if (before) await client.query(before)
      const file = { pathHash: randomBytes(32), hash: randomBytes(32), size: 1 }
      const { id } = await beginImport(client, begunBy, 'standard', file)
      const rows = stays.map((one, place) => stagingLine(place + 2, one))
      const batch = { importId: id, source: 'standard', line: stays.length + 1, rows }
      const progress = { line: batch.line, read: stays.length, rejected: 0, rejectsSize: 0, rejectsHash: '' }
      return await importBatch(client, session, batch, async () => {
        if (session !== begunBy) throw new Error('The batch was taken')
        return progress
      })
    } finally {
      await client.end()
    }
  }

  test('a program without the act may not import, nor go on with what another began', async () => {
    const without = await service(hospital.organisationNumber, [])
    expect(await refusalOf(send(without, [stay()]))).toBe('42501')
    const begunBy = await service(hospital.organisationNumber)
    expect(await refusalOf(send(without, [stay()], { begunBy }))).toBe('42501')
  })

  test('a program of another hospital may not place anybody in our ward', async () => {
    const other = await healthTrust(admin)
    const before = await stored()
    expect(await refusalOf(send(await service(other.organisationNumber), [stay()]))).toBe('42501')
    const begunBy = await service(hospital.organisationNumber)
    expect(await refusalOf(send(await service(other.organisationNumber), [stay()], { begunBy }))).toBe('42501')
    expect(await stored()).toEqual(before)
  })

  test('a nurse may not import', async () => {
    const nurse = await staff(admin, { role: 'NURSE', unit: ownWard })
    expect(await refusalOf(send(await as(nurse), [stay()]))).toBe('42501')
    const begunBy = await service(hospital.organisationNumber)
    expect(await refusalOf(send(await as(nurse), [stay()], { begunBy }))).toBe('42501')
  })

  test('the program itself sees no patient and no stay', async () => {
    const session = await service(hospital.organisationNumber)
    const seen = await asRuntimeRole(session, 'SERVICE', async (tx) => [
      await tx.stay.count(),
      await tx.patient.count(),
    ])
    expect(seen).toEqual([0, 0])
  })

  test('a program that has ended imports nothing more', async () => {
    const session = await service(hospital.organisationNumber)
    await admin.session.updateMany({
      data: { revokedAt: new Date() },
      where: { secretHash: createHash('sha256').update(session.secret).digest() },
    })
    const begunBy = await service(hospital.organisationNumber)
    await expect(send(session, [stay()], { begunBy })).rejects.toBeInstanceOf(SessionEnded)
  })

  test('a stay that stands twice in a batch is refused with all of it', async () => {
    const twice = stay()
    expect(await refusalOf(send(await service(hospital.organisationNumber), [twice, twice]))).toBe('22023')
  })

  test('staged rows cannot be read, changed or kept: the table takes rows, and is empty after each commit', async () => {
    const client = await openBulk()
    const file = { pathHash: randomBytes(32), hash: randomBytes(32), size: 1 }
    await beginImport(client, await service(hospital.organisationNumber), 'standard', file)
    for (const statement of ['SELECT * FROM', 'DELETE FROM', 'TRUNCATE', 'DROP TABLE'])
      await expect(client.query(`${statement} pg_temp.staged_stay`)).rejects.toThrow(/permission denied|must be owner/)
    await expect(
      client.query(
        'CREATE TRIGGER x BEFORE INSERT ON pg_temp.staged_stay EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()',
      ),
    ).rejects.toThrow(/permission denied|must be owner/)
    await expect(client.query('SELECT * FROM stay_import')).rejects.toThrow(/permission denied/)
    await client.query('BEGIN')
    await copyInto(client, staging, stagingLine(2, stay()))
    await client.query('COMMIT')
    const left = `SELECT c.reltuples, pg_relation_size(c.oid)::int AS bytes FROM pg_class c WHERE relname = 'staged_stay' AND pg_table_is_visible(oid)`
    expect((await client.query(left)).rows).toMatchObject([{ bytes: 0 }])
    await client.end()
  })

  test('a table of staged rows that somebody else made is never read with our rights', async () => {
    const session = await service(hospital.organisationNumber)
    const before = 'CREATE TEMP TABLE staged_stay (line int)'
    expect(await refusalOf(send(session, [stay()], { before }))).toBe('42501')
  })
})

describe('the program', { timeout: 90_000 }, () => {
  const program = (args: readonly string[], env: Record<string, string> = {}) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const flags = ['--conditions=react-server', '--import', 'tsx', 'lib/stays/cli.ts']
      const child = spawn(process.execPath, [...flags, ...args], { env: { ...process.env, ...env } })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
      child.on('close', (code) => resolve({ code, said }))
    })

  test('says what it did and ends with 0, or with 2 when rows were rejected', async () => {
    const [good = {}, bad = {}] = rows(2)
    const place = ['--organisation', hospital.organisationNumber]
    const whole = await program([fileOf(csvOf([good])), ...place])
    expect(whole).toMatchObject({
      code: 0,
      said: expect.stringMatching(/Lest: +1\nNye: +1\nEndret: +0\nUendret: +0\nAvvist: +0/),
    })
    const some = await program([fileOf(csvOf([good, { ...bad, kjonn: '' }])), ...place])
    expect(some).toMatchObject({ code: 2, said: expect.stringMatching(/Uendret: +1\nAvvist: +1[^]*avvist\.csv/) })
  })

  test('ends with 1 and a reason when nothing could be done', async () => {
    expect(await program(['finnes-ikke.csv', '--mapping', 'journal'])).toMatchObject({
      code: 1,
      said: expect.stringMatching('journal finnes ikke'),
    })
    expect(await program([])).toMatchObject({ code: 1, said: expect.stringMatching('Skriv navnet på én fil') })
    expect(await program(['x.csv', '--ukjent'])).toMatchObject({
      code: 1,
      said: expect.stringMatching('npm run import:stays'),
    })
    const nowhere = { LOGIN_DATABASE_URL: 'postgresql://app_login:x@127.0.0.1:1/x' }
    const place = ['--organisation', randomBytes(4).toString('hex')]
    expect(await program([fileOf(csvOf([])), ...place], nowhere)).toMatchObject({
      code: 1,
      said: expect.stringMatching('ikke kontakt med databasen'),
    })
  })

  test('invents nobody in production', async () => {
    const wanted = await program(['prisma/mappings/mimic-iii-demo-admissions.csv', '--mapping', 'mimic'], {
      DEPLOYMENT: 'production',
    })
    expect(wanted).toMatchObject({ code: 1, said: expect.stringMatching('ikke brukes i produksjon') })
  })
})
