import { acute, type Life } from '#tests/support/demo-world/lives'

/** Who is under sixteen, so that a parent decides. */
export const childPatients = {
  'emmalovise.bakken': {
    name: ['Emma Lovise', 'Bakken'],
    born: '2018-05-22',
    sex: 'FEMALE',
    home: 'strandvik',
    gp: 'torget',
    caseSince: 330,
    words: {
      helps: 'Kaninen min må være med. Si fra før dere tar på pleksteret.',
      worsens: 'Hvite frakker.',
      matters: 'Å få velge farge på gipsen.',
      helper: 'mamma',
      written: 80,
    },
    notes: [
      ['DANGER', 'Metabolsk sykdom: skal ha glukose intravenøst ved oppkast.', 100],
      ['OTHER', 'Eget nødskriv fra 6A ligger i lommen på sekken.', 100],
    ],
    phases: [['STABLE', 31]],
    representedBy: {
      person: 'karoline.bakken',
      kind: 'PARENT',
      document: 'Foreldreansvar, bekreftet i folkeregisteret',
      since: 2000,
      until: new Date('2034-05-22'),
    },
    vip: { ward: 'children', status: 'ACTIVE', since: 104, review: 76, method: 'WRITTEN' },
    stays: [
      acute(420, 3, 'children'),
      acute(317, 4, 'children'),
      acute(203, 2, 'children'),
      acute(116, 5, 'children'),
      acute(35, 3, 'children'),
    ],
  },
  'noah.warsame': {
    name: ['Noah', 'Warsame'],
    born: '2016-02-09',
    sex: 'MALE',
    home: 'strandvik',
    gp: 'havna',
    caseSince: 40,
    representedBy: {
      person: 'ahmed.warsame',
      kind: 'PARENT',
      document: 'Foreldreansvar, bekreftet i folkeregisteret',
      since: 2000,
      until: new Date('2032-02-09'),
    },
    vip: { ward: 'children', status: 'MEETING_CALLED' },
    stays: [acute(180, 3, 'children'), acute(97, 4, 'children'), acute(33, 6, 'children')],
  },
} as const satisfies Record<string, Life>
