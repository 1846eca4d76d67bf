import { acute, arriving, days, type Life, ongoing } from '#tests/support/demo-world/lives'

/** Who belongs to the hospital at Innvik, beside the people of the import. */
export const innvikPatients = {
  'oddvar.hellevik': {
    name: ['Oddvar', 'Hellevik'],
    born: '1948-10-09',
    sex: 'MALE',
    home: 'sundoy',
    gp: 'sundoyLeger',
    homeCare: 'sundoyZone',
    caseSince: 280,
    words: { helps: 'Jeg har hørsel bare på venstre side. Kom fra den siden.', written: 200 },
    notes: [['ALLERGY', 'Allergi: ciprofloksacin', 240]],
    phases: [['STABLE', 85]],
    vip: { ward: 'innvikWard', status: 'ACTIVE', since: 248, review: 115 },
    stays: [
      acute(515, 5, 'medical'),
      acute(401, 7, 'innvikWard'),
      acute(300, 6, 'innvikWard'),
      acute(264, 9, 'innvikWard'),
      acute(91, 4, 'innvikWard'),
      arriving(21, 'innvikWard', {
        registeredBy: 'ida.solheim',
        triage: { after: 5, values: { saturation: 95, temperature: 38.2 }, score: 2 },
        fastTrack: { started: 7, steps: [{ kind: 'DELAYED', minutes: 20, after: 14 }] },
      }),
    ],
  },
  'audun.tveiten': {
    name: ['Audun', 'Tveiten'],
    born: '1958-08-13',
    sex: 'MALE',
    home: 'granvik',
    gp: 'granvikLeger',
    homeCare: 'granvikSouth',
    caseSince: 120,
    stays: [acute(214, 4, 'innvikWard'), acute(88, 6, 'innvikWard'), ongoing('ON_WARD', 'innvikWard', 3.1 * days)],
  },
} as const satisfies Record<string, Life>
