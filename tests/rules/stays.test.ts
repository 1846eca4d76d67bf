import { rmSync } from 'node:fs'
import { tnr } from '@navikt/fnrvalidator'
import { describe, expect, test } from 'vitest'
import { ageOn } from '#lib/dates'
import { delimiterOf } from '#lib/stays/csv'
import { checkColumns, openExport, spansOf } from '#lib/stays/export'
import { readStay, type World } from '#lib/stays/reader'
import { readDay, readTime } from '#lib/local-time'
import { eventsOf, isBornOn, misplacedIn, movedBy, readNumber } from '#lib/stays/rules'
import type { Mapping } from '#lib/stays/schema'
import { newSeen, note } from '#lib/stays/seen'
import { stagingLine } from '#lib/stays/staging'
import { problemText, programText } from '#lib/stays/text'
import { mimic } from '#prisma/mappings/mimic'
import { standard } from '#prisma/mappings/standard'
import { syntheticNumber } from '#prisma/mappings/synthetic-number'
import { csvOf, fileOf, type Row, usual } from '#tests/support/exports'

const oslo = 'Europe/Oslo'
const iso = (text: string, zone = oslo) => {
  const time = readTime(text, zone)
  return time.ok ? time.value.toISOString() : time.refusal
}

describe('a time in an export', () => {
  test.each([
    ['31.12.2025 14:05', '2025-12-31T13:05:00.000Z'],
    ['1.7.2025 8:05', '2025-07-01T06:05:00.000Z'],
    ['31.12.2025 kl. 14.05', '2025-12-31T13:05:00.000Z'],
    ['31.12.2025 14:05:59', '2025-12-31T13:05:59.000Z'],
    ['2025-12-31T14:05', '2025-12-31T13:05:00.000Z'],
    ['2025-12-31 14:05:00.123', '2025-12-31T13:05:00.123Z'],
    ['2025-12-31T14:05Z', '2025-12-31T14:05:00.000Z'],
    ['2025-12-31T14:05+0530', '2025-12-31T08:35:00.000Z'],
    ['31.12.2025 14:05 -03:00', '2025-12-31T17:05:00.000Z'],
  ])('%s is read as Norwegian time', (text, expected) => expect(iso(text)).toBe(expected))

  test('is read as it stands when the mapping says UTC', () =>
    expect(iso('2164-10-23 21:09:00', 'UTC')).toBe('2164-10-23T21:09:00.000Z'))

  test.each([
    ['31.12.2025', 'no_clock'],
    ['2025-12-31', 'no_clock'],
    ['i går', 'not_a_time'],
    ['31.12.25 14:05', 'not_a_time'],
    ['12/31/2025 14:05', 'not_a_time'],
    ['30.02.2025 14:05', 'no_such_time'],
    ['29.02.2025 14:05', 'no_such_time'],
    ['31.13.2025 14:05', 'no_such_time'],
    ['31.12.2025 24:00', 'no_such_time'],
    ['31.12.2025 23:60', 'no_such_time'],
    ['2025-12-31T14:05+15:00', 'no_such_time'],
  ])('%s is refused', (text, refusal) => expect(iso(text)).toBe(refusal))

  test('29 February exists every fourth year', () => expect(iso('29.02.2024 23:59')).toBe('2024-02-29T22:59:00.000Z'))

  test('in the hour that summer time skips is refused, the minutes around it are not', () => {
    expect(iso('30.03.2025 01:59')).toBe('2025-03-30T00:59:00.000Z')
    expect(iso('30.03.2025 02:00')).toBe('summer_gap')
    expect(iso('30.03.2025 02:59')).toBe('summer_gap')
    expect(iso('30.03.2025 03:00')).toBe('2025-03-30T01:00:00.000Z')
  })

  test('in the hour that comes twice asks for summer or winter time, the minutes around it do not', () => {
    expect(iso('26.10.2025 01:59')).toBe('2025-10-25T23:59:00.000Z')
    expect(iso('26.10.2025 02:00')).toBe('summer_twice')
    expect(iso('26.10.2025 02:59')).toBe('summer_twice')
    expect(iso('26.10.2025 03:00')).toBe('2025-10-26T02:00:00.000Z')
    expect(problemText.summer_twice('')).toMatch(/sommertid.*vintertid/)
  })

  test('in that hour is read when the column carries an offset', () => {
    expect(iso('26.10.2025 02:30+02:00')).toBe('2025-10-26T00:30:00.000Z')
    expect(iso('26.10.2025 02:30+01:00')).toBe('2025-10-26T01:30:00.000Z')
  })
})

describe('a person in an export', () => {
  test('a day is a real one, Norwegian or ISO', () => {
    expect(readDay('5.3.1948')).toEqual({ ok: true, value: '1948-03-05' })
    expect(readDay('1948-03-05')).toEqual({ ok: true, value: '1948-03-05' })
    expect(readDay('29.02.1900')).toMatchObject({ refusal: 'no_such_day' })
    expect(readDay('00.01.1950')).toMatchObject({ refusal: 'no_such_day' })
    expect(readDay('05.03.48')).toMatchObject({ refusal: 'not_a_day' })
  })

  test('production takes real numbers only, every other installation invented ones only', () => {
    for (const deployment of ['demo', 'test'] as const) {
      expect(readNumber('158348 20088', deployment)).toEqual({ ok: true, value: '15834820088' })
      expect(readNumber('01010750160', deployment)).toMatchObject({ refusal: 'real_number' })
    }
    expect(readNumber('01010750160', 'production')).toMatchObject({ ok: true })
    expect(readNumber('15834820088', 'production')).toMatchObject({ refusal: 'synthetic_number' })
  })

  test('a wrong digit and letters are refused', () => {
    expect(readNumber('15834820089', 'test')).toMatchObject({ refusal: 'bad_number' })
    expect(readNumber('1583482008', 'test')).toMatchObject({ refusal: 'bad_number' })
    expect(readNumber('Solveig', 'test')).toMatchObject({ refusal: 'bad_number' })
  })

  test('the birth date must be that of the number, also in a D-number', () => {
    expect(isBornOn('15834820088', '1948-03-15')).toBe(true)
    expect(isBornOn('15834820088', '1948-03-16')).toBe(false)
    expect(isBornOn('57855825106', '1958-05-17')).toBe(true)
  })

  test('invented numbers are valid, synthetic and different', () => {
    const numbers = Array.from({ length: 800 }, (_, serial) => syntheticNumber('1950-12-31', serial))
    expect(new Set(numbers).size).toBe(800)
    for (const number of numbers) expect(tnr(number)).toEqual({ status: 'valid', type: 'tnr' })
    expect(() => syntheticNumber('1950-02-30', 0)).toThrow('No synthetic number')
  })
})

describe('the order of times', () => {
  const at = (minute: number) => new Date(Date.UTC(2025, 1, 1, 10, minute))
  const now = at(30)

  test('nobody leaves before arriving; the same minute is possible', () => {
    expect(misplacedIn({ ARRIVED: at(10), DISCHARGED: at(10) }, now)).toEqual([])
    expect(misplacedIn({ ARRIVED: at(10), DISCHARGED: at(9) }, now)).toEqual([
      { moment: 'DISCHARGED', code: 'too_early', than: 'ARRIVED' },
    ])
  })

  test('nothing has happened that is still to come', () => {
    expect(misplacedIn({ ARRIVED: at(30) }, now)).toEqual([])
    expect(misplacedIn({ ARRIVED: at(31) }, now)).toEqual([{ moment: 'ARRIVED', code: 'in_future' }])
  })

  test('an arrival after the admission and a death after the discharge are kept', () => {
    expect(misplacedIn({ ARRIVED: at(20), ADMITTED: at(10), DISCHARGED: at(21), DIED: at(22) }, now)).toEqual([])
  })

  test('moving by whole days keeps the clock and what lies between', () => {
    const moved = movedBy(-10, { ARRIVED: at(10), DISCHARGED: at(25) })
    expect(moved).toEqual({ ARRIVED: new Date('2025-01-22T10:10:00Z'), DISCHARGED: new Date('2025-01-22T10:25:00Z') })
  })

  test('a planned patient without arrival comes straight to the ward, when the mapping says so', () => {
    const planned = { ADMITTED: at(10) }
    expect(eventsOf(planned, { ward: 'w', directToWard: true })).toEqual([
      { kind: 'ON_WARD', at: at(10), unitId: 'w' },
      { kind: 'ADMITTED', at: at(10) },
    ])
    expect(eventsOf(planned, { ward: 'w', directToWard: false })).toEqual([{ kind: 'ADMITTED', at: at(10) }])
    const acute = { ARRIVED: at(5), ADMITTED: at(10) }
    expect(eventsOf(acute, { ward: 'w', reception: 'r', directToWard: true })).toEqual([
      { kind: 'ARRIVED', at: at(5), unitId: 'r' },
      { kind: 'ADMITTED', at: at(10) },
    ])
  })
})

const world: World = {
  units: new Map([
    [880001, { id: 'ward', kind: 'WARD' }],
    [880002, { id: 'reception', kind: 'RECEPTION' }],
  ]),
  deployment: 'test',
  now: new Date('2025-06-01T12:00:00Z'),
  people: new Map(),
}

describe('a row of the standard export', () => {
  const read = (given: Row = {}) => readStay(new Map(Object.entries({ ...usual, ...given })), standard, world)
  const problems = (given: Row) => {
    const answer = read(given)
    return Array.isArray(answer) ? answer.map(({ column, code }) => `${column} ${code}`) : []
  }

  test('becomes a stay with its events', () => {
    expect(read()).toMatchObject({
      externalId: 'A-1',
      urgency: 'IMMEDIATE',
      patient: { identityNumber: '15834820088', familyName: 'Ødegård', birthDate: '1948-03-15', sex: 'FEMALE' },
      events: [
        { kind: 'ARRIVED', at: new Date('2025-02-01T09:00:00Z'), unitId: 'reception' },
        { kind: 'ADMITTED', at: new Date('2025-02-01T10:00:00Z') },
        { kind: 'ON_WARD', at: new Date('2025-02-01T11:30:00Z'), unitId: 'ward' },
        { kind: 'DISCHARGED', at: new Date('2025-02-05T13:00:00Z'), unitId: 'ward' },
      ],
    })
  })

  test.each<[string, Row, string[]]>([
    ['an impossible date', { innlagt: '31.02.2025 10:00' }, ['innlagt no_such_time']],
    [
      'a discharge before arrival',
      { utskrevet: '01.02.2025 09:59', pa_post: '', innlagt: '' },
      ['utskrevet too_early'],
    ],
    ['a time still to come', { utskrevet: '02.06.2025 10:00' }, ['utskrevet in_future']],
    ['an unknown unit', { enhet_resh: '123' }, ['enhet_resh unknown_unit']],
    ['a name in place of a unit', { enhet_resh: 'Lunge' }, ['enhet_resh unknown_unit']],
    ['a reception in place of a ward', { enhet_resh: '880002' }, ['enhet_resh not_a_ward']],
    ['a ward in place of a reception', { mottak_resh: '880001' }, ['mottak_resh not_a_reception']],
    ['an admission without a ward', { enhet_resh: '' }, ['enhet_resh missing']],
    ['no id', { opphold_id: '' }, ['opphold_id missing']],
    ['no name', { etternavn: '' }, ['etternavn missing']],
    ['an unknown degree of urgency', { hastegrad: '6' }, ['hastegrad unknown_code']],
    ['a code that every object has', { hastegrad: 'constructor' }, ['hastegrad unknown_code']],
    ['an unknown sex', { kjonn: 'X' }, ['kjonn unknown_code']],
    [
      'a real identity number',
      { fodselsnummer: '01010750160', fodselsdato: '01.01.2007' },
      ['fodselsnummer real_number'],
    ],
    ['the birth date of somebody else', { fodselsdato: '16.03.1948' }, ['fodselsdato other_birth_date']],
    ['a municipality number of three digits', { kommunenummer: '467' }, ['kommunenummer bad_municipality']],
    ['neither arrival nor admission', { ankomst: '', innlagt: '', pa_post: '' }, ['innlagt no_start']],
    [
      'a stay before birth',
      { fodselsnummer: '30813940163', fodselsdato: '30.01.1939', ankomst: '29.01.1939 10:00' },
      ['ankomst before_birth'],
    ],
    ['a NUL in a name', { fornavn: 'Sol\0veig' }, ['fornavn unreadable']],
    ['a broken letter', { fornavn: 'S\uFFFDlveig' }, ['fornavn unreadable']],
    ['letters that were read with the wrong encoding', { etternavn: 'Ã˜degÃ¥rd' }, ['etternavn mixed_encoding']],
    ['two faults', { innlagt: 'i går', hastegrad: '' }, ['hastegrad unknown_code', 'innlagt not_a_time']],
  ])('with %s is refused, with the column and the reason', (_, given, expected) =>
    expect(problems(given)).toEqual(expected),
  )

  test('a patient in reception needs no ward yet', () => {
    expect(read({ enhet_resh: '', innlagt: '', pa_post: '', utskrevet: '' })).toMatchObject({
      events: [{ kind: 'ARRIVED' }],
    })
  })

  test('invented numbers are refused in production', () => {
    const answer = readStay(new Map(Object.entries(usual)), standard, { ...world, deployment: 'production' })
    expect(answer).toEqual([{ column: 'fodselsnummer', code: 'synthetic_number' }])
  })
})

describe('a file', () => {
  const recordsOf = async (content: string | Uint8Array) => {
    const opened = await openExport(fileOf(content))
    if ('stop' in opened) throw new Error(opened.stop)
    const records: unknown[] = []
    for await (const record of opened.records)
      records.push('cells' in record ? [record.line, ...record.cells] : [record.line, record.problem])
    return records
  }
  const checked = async (content: string, mapping: Mapping = standard) => {
    const opened = await openExport(fileOf(content))
    return 'stop' in opened ? opened : (await opened.close(), checkColumns(opened.columns, mapping))
  }

  test.each([
    ['UTF-8', Buffer.from('navn;by\nÅse;Bø\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFnavn;by\nÅse;Bø\n')],
    ['Latin-1', Buffer.from('navn;by\nÅse;Bø\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFnavn;by\nÅse;Bø\n', 'utf16le')],
  ])('in %s keeps æ, ø and å', async (_, bytes) => expect(await recordsOf(bytes)).toEqual([[2, 'Åse', 'Bø']]))

  test('may be parted by semicolons, commas or tabulators', () => {
    expect(['a;b;c', 'a,b,c', 'a\tb\tc', 'a;b;"c,d"'].map(delimiterOf)).toEqual([';', ',', '\t', ';'])
  })

  test.each(['\n', '\r\n', '\r'])('may end its lines with %j, and the last one with nothing', async (end) =>
    expect(await recordsOf(['a;b', '1;2', '', '3;4'].join(end))).toEqual([
      [2, '1', '2'],
      [4, '3', '4'],
    ]),
  )

  test('may hold a delimiter, a quotation mark and a line break inside quotation marks', async () => {
    expect(await recordsOf('a;b\n1;"x;""y""\nz"\n3;4\n')).toEqual([
      [2, '1', 'x;"y"\nz'],
      [4, '3', '4'],
    ])
  })

  test('loses one line, and no other, to a quotation mark that is never closed', async () => {
    const many = Array.from({ length: 50 }, (_, place) => `${place};x`)
    const records = await recordsOf(['a;b', '1;"x', ...many, ''].join('\n'))
    expect(records[0]).toEqual([2, 'open_quote'])
    expect(records.slice(1)).toEqual(many.map((_, place) => [place + 3, String(place), 'x']))
  })

  test('loses two lines, and none between, to quotation marks that lie apart', async () => {
    const records = await recordsOf('a;b\n1;"x\n2;x\n3;x"\n4;x\n')
    expect(records).toEqual([
      [2, 'open_quote'],
      [3, '2', 'x'],
      [4, 'stray_quote'],
      [5, '4', 'x'],
    ])
  })

  test('with a line of a million signs says so and goes on', async () => {
    expect(await recordsOf(`a;b\n1;${'x'.repeat(1_000_000)}\n3;4\n`)).toEqual([
      [2, 'line_too_long'],
      [3, '3', '4'],
    ])
  })

  test('without one of the columns is refused with its name', async () => {
    expect(await checked(csvOf([], { without: 'utskrevet' }))).toEqual({ stop: 'missing_columns', detail: 'utskrevet' })
    expect(await checked(csvOf([], { without: 'dod' }))).toBeNull()
  })

  test('with a column twice is refused', async () => {
    expect(await checked(`${csvOf([]).trim()};utskrevet\n`)).toEqual({ stop: 'repeated_columns', detail: 'utskrevet' })
  })

  test('that is empty, missing or something else altogether is refused', async () => {
    expect(await checked('')).toEqual({ stop: 'empty' })
    expect(await checked('\n \n')).toEqual({ stop: 'empty' })
    expect(await checked('\0\x01\x02')).toMatchObject({ stop: 'bad_header' })
    expect(await checked('"opphold')).toEqual({ stop: 'bad_header' })
    expect(await openExport('/finnes/ikke.csv')).toEqual({ stop: 'no_file' })
    expect(await openExport('prisma')).toEqual({ stop: 'is_directory' })
    const gone = fileOf('x')
    rmSync(gone)
    expect(await openExport(gone)).toEqual({ stop: 'no_file' })
  })
})

describe('the people invented for the shipped admissions', async () => {
  const spans = await spansOf('prisma/mappings/mimic-iii-demo-admissions.csv', mimic, 'subject_id')
  const { patients } = mimic
  if (!('subject' in patients)) throw new Error('This mapping is to invent people')
  const taken = new Set<string>()

  test.each([new Date('2026-11-22T00:00:00Z'), new Date('2027-03-28T23:59:59Z')])(
    'are grown up and left 31 to 365 days before %s',
    (now) => {
      for (const [subject, span] of spans) {
        const { patient, shiftDays } = patients.invent(subject, span, now, taken)
        const moved = movedBy(shiftDays, { ADMITTED: span.first, DISCHARGED: span.last })
        const daysBack = (now.getTime() - (moved.DISCHARGED?.getTime() ?? 0)) / 86_400_000
        expect(daysBack).toBeGreaterThanOrEqual(31)
        expect(daysBack).toBeLessThanOrEqual(365)
        expect(ageOn(patient.birthDate, moved.ADMITTED?.toISOString().slice(0, 10) ?? '')).toBeGreaterThanOrEqual(18)
        expect(tnr(patient.identityNumber)).toEqual({ status: 'valid', type: 'tnr' })
      }
      expect(spans.size).toBe(100)
    },
  )

  test('are the same every time, and never share a number', () => {
    const [[subject, span] = ['', undefined]] = spans
    if (!span) throw new Error('No subject')
    const now = new Date('2026-11-22T00:00:00Z')
    const first = patients.invent(subject, span, now, new Set())
    expect(patients.invent(subject, span, now, new Set())).toEqual(first)
    const { patient } = patients.invent(subject, span, now, new Set([first.patient.identityNumber]))
    expect(patient.identityNumber).not.toBe(first.patient.identityNumber)
  })
})

describe('what an import at size rests on', () => {
  test('an id that stood before is known with its line, and a hundred thousand others are not taken for it', () => {
    const seen = newSeen()
    const ids = Array.from({ length: 100_000 }, (_, place) => `HF-${place}`)
    expect(ids.filter((id, place) => note(seen, id, place + 2) !== undefined)).toEqual([])
    expect([note(seen, 'HF-0', 9), note(seen, 'HF-99999', 9), note(seen, 'hf-0', 9)]).toEqual([2, 100_001, undefined])
  })

  test('a row sent to the database keeps tabs, line breaks and backslashes of a name apart from its columns', () => {
    const patient = { identityNumber: '15834820088', birthDate: '1948-03-15', sex: 'FEMALE' } as const
    const stay = {
      externalId: 'A\\N',
      urgency: 'PLANNED' as const,
      patient: { ...patient, givenName: 'Sol\tveig', familyName: 'Øde\r\ngård' },
      events: [{ kind: 'ADMITTED' as const, at: new Date('2025-02-01T10:00:00Z') }],
    }
    const cells = stagingLine(7, stay).split('\t')
    expect(cells).toHaveLength(17)
    expect([cells[0], cells[2], cells[6], cells[7]]).toEqual(['7', 'A\\\\N', 'Sol\\tveig', 'Øde\\r\\ngård'])
    expect(cells.slice(10, 13)).toEqual(['\\N', '\\N', '\\N'])
    expect(cells.slice(14)).toEqual(['{ADMITTED}', '{2025-02-01T10:00:00.000Z}', '{NULL}\n'])
  })

  test('progress tells how far, how fast and how long', () => {
    const text = (line: number, rate: number) =>
      programText.progress(line, 1_000_001, { rate, left: (1_000_001 - line) / rate })
    expect(text(250_001, 2_000).replaceAll('\u00a0', ' ')).toBe(
      'Linje 250 001 av 1 000 001 (25 %), 2 000 rader/s, 6 min 15 s igjen',
    )
    expect(text(990_001, 2_000)).toMatch(/\(99 %\).* 5 s igjen$/)
  })
})
