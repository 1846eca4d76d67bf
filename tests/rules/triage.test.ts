import { describe, expect, test } from 'vitest'
import { isUnsafe, mayUseNews2, news2Points, type News2Values, scoreOf } from '#lib/triage/rules'
import { colourInput, newsInput } from '#lib/triage/schema'

const calm: News2Values = {
  respiration: 16,
  saturation: 97,
  scale: 'ONE',
  oxygen: false,
  systolic: 124,
  pulse: 78,
  consciousness: 'ALERT',
  temperature: 37,
}
const points = (values: Partial<News2Values>) => news2Points({ ...calm, ...values })

describe('NEWS2, Royal College of Physicians 2017, both sides of every limit', () => {
  test.each([
    [8, 3],
    [9, 1],
    [11, 1],
    [12, 0],
    [20, 0],
    [21, 2],
    [24, 2],
    [25, 3],
  ])('respiration %d gives %d', (respiration, expected) => expect(points({ respiration }).respiration).toBe(expected))

  test.each([
    [91, 3],
    [92, 2],
    [93, 2],
    [94, 1],
    [95, 1],
    [96, 0],
    [100, 0],
  ])('saturation %d on scale 1 gives %d, with or without oxygen', (saturation, expected) => {
    expect(points({ saturation }).saturation).toBe(expected)
    expect(points({ saturation, oxygen: true }).saturation).toBe(expected)
  })

  test.each([
    [83, 3, 3],
    [84, 2, 2],
    [85, 2, 2],
    [86, 1, 1],
    [87, 1, 1],
    [88, 0, 0],
    [92, 0, 0],
    [93, 0, 1],
    [94, 0, 1],
    [95, 0, 2],
    [96, 0, 2],
    [97, 0, 3],
    [100, 0, 3],
  ])('saturation %d on scale 2 gives %d on air and %d on oxygen', (saturation, onAir, onOxygen) => {
    expect(points({ saturation, scale: 'TWO' }).saturation).toBe(onAir)
    expect(points({ saturation, scale: 'TWO', oxygen: true }).saturation).toBe(onOxygen)
  })

  test('oxygen gives 2', () => expect([points({}).oxygen, points({ oxygen: true }).oxygen]).toEqual([0, 2]))

  test.each([
    [90, 3],
    [91, 2],
    [100, 2],
    [101, 1],
    [110, 1],
    [111, 0],
    [219, 0],
    [220, 3],
  ])('systolic %d gives %d', (systolic, expected) => expect(points({ systolic }).systolic).toBe(expected))

  test.each([
    [40, 3],
    [41, 1],
    [50, 1],
    [51, 0],
    [90, 0],
    [91, 1],
    [110, 1],
    [111, 2],
    [130, 2],
    [131, 3],
  ])('pulse %d gives %d', (pulse, expected) => expect(points({ pulse }).pulse).toBe(expected))

  test.each([
    ['ALERT', 0],
    ['CONFUSED', 3],
    ['VOICE', 3],
    ['PAIN', 3],
    ['UNRESPONSIVE', 3],
  ] as const)('%s gives %d', (consciousness, expected) =>
    expect(points({ consciousness }).consciousness).toBe(expected),
  )

  test.each([
    [35, 3],
    [35.1, 1],
    [36, 1],
    [36.1, 0],
    [38, 0],
    [38.1, 1],
    [39, 1],
    [39.1, 2],
  ])('temperature %d gives %d', (temperature, expected) => expect(points({ temperature }).temperature).toBe(expected))

  test('the example of the picture is nine', () => {
    const values = {
      respiration: 26,
      saturation: 86,
      scale: 'TWO',
      oxygen: true,
      pulse: 118,
      temperature: 38.4,
    } as const
    expect(scoreOf(points(values))).toBe(9)
  })

  test('four in all is not treat first, five is; a single three is', () => {
    expect(isUnsafe(points({ oxygen: true, systolic: 100 }))).toBe(false)
    expect(isUnsafe(points({ oxygen: true, systolic: 100, pulse: 91 }))).toBe(true)
    expect(isUnsafe(points({ respiration: 25 }))).toBe(true)
    expect(isUnsafe(points({ respiration: 24 }))).toBe(false)
  })

  test('is for those who are sixteen today', () => {
    expect(mayUseNews2('2010-11-22', '2026-11-22')).toBe(true)
    expect(mayUseNews2('2010-11-23', '2026-11-22')).toBe(false)
  })
})

describe('what is typed', () => {
  const typed = {
    stay: '01a20196-0c88-7072-b258-1d6df6bb3f58',
    respiration: '16',
    saturation: '97',
    scale: 'ONE',
    oxygen: 'no',
    systolic: '124',
    pulse: '78',
    consciousness: 'ALERT',
    temperature: '37,0',
  }
  const problem = (values: object) => newsInput.safeParse({ ...typed, ...values }).error?.issues[0]?.message
  test('takes a comma and a point as decimal sign, and spaces around', () => {
    for (const temperature of ['38,4', '38.4', ' 38,4 '])
      expect(newsInput.parse({ ...typed, temperature }).temperature).toBe(38.4)
  })

  test.each([
    [{ temperature: '384' }, 'Kan Temperatur være 384 °C? Mener du 38,4? Skriv et tall fra 25 til 45.'],
    [{ temperature: '24,9' }, 'Kan Temperatur være 24,9 °C? Skriv et tall fra 25 til 45.'],
    [{ temperature: '45,1' }, 'Kan Temperatur være 45,1 °C? Skriv et tall fra 25 til 45.'],
    [{ pulse: '720' }, 'Kan Puls være 720 per minutt? Skriv et tall fra 10 til 300.'],
    [{ pulse: '9' }, 'Kan Puls være 9 per minutt? Skriv et tall fra 10 til 300.'],
    [{ saturation: '101' }, 'Kan SpO₂ være 101 %? Skriv et tall fra 30 til 100.'],
    [{ respiration: '0' }, 'Kan Respirasjon være 0 per minutt? Skriv et tall fra 1 til 80.'],
    [{ pulse: '78,5' }, 'Skriv Puls som et helt tall.'],
    [{ systolic: 'høyt' }, 'Skriv Systolisk blodtrykk som et helt tall.'],
    [{ temperature: '37,55' }, 'Skriv Temperatur som 38,4.'],
    [{ pulse: '' }, 'Skriv Puls.'],
    [{ oxygen: undefined }, 'Velg om pasienten får oksygen.'],
    [{ consciousness: '' }, 'Velg bevissthet.'],
  ])('%j asks and does not guess', (values, message) => expect(problem(values)).toBe(message))

  test.each([
    [{ temperature: '25' }],
    [{ temperature: '45' }],
    [{ pulse: '10' }],
    [{ pulse: '300' }],
    [{ saturation: '100' }],
    [{ respiration: '80' }],
  ])('%j is what a body can have', (values) => expect(problem(values)).toBeUndefined())

  test('a colour that is not on the list is asked for again', () => {
    expect(colourInput.safeParse({ stay: typed.stay, colour: 'PINK' }).error?.issues[0]?.message).toBe('Velg farge.')
  })
})
