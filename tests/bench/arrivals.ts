import { v7 as uuid } from 'uuid'
import { writeMoment } from '#lib/dates'
import { actionBody, actionHeaders, actionId, type AtDesk } from '#tests/bench/forms'
import type { Site } from '#tests/bench/site'
import { connected } from '#tests/support/world/connection'

/** More than any machine can register in one round. */
const most = 1_500

/**
 * Arrivals to register. Each wants a look-up of its own that found the patient, so these are written down beforehand by the
 * function that always writes them down; afterwards the arrivals are cancelled, and the same patients can come again.
 */
export async function openArrivals(site: Site, nurses: readonly AtDesk[]) {
  const patients = site.population.others
  const action = actionId('.next', 'registerArrivalAction')
  let turn = 0
  const draw = () =>
    Array.from({ length: Math.min(most, patients.length) }, () => {
      const [nurse, patient] = [nurses[turn % nurses.length], patients[turn % patients.length]]
      turn += 1
      if (!nurse || !patient) throw new Error('Nobody comes')
      return { nurse, patient, lookUp: uuid(), name: `b${turn}` }
    })
  return {
    prepare: async () => {
      const drawn = draw()
      await connected(site.urls.admin, (client) =>
        client.query(written, [
          drawn.map(({ nurse }) => nurse.sessionId),
          drawn.map(({ patient }) => patient.id),
          drawn.map(({ lookUp }) => lookUp),
        ]),
      )
      const at = writeMoment(new Date())
      return drawn.map(({ nurse, lookUp, name }) => ({
        method: 'POST' as const,
        path: '/reception',
        headers: actionHeaders(site, nurse, action),
        body: actionBody(
          [
            ['formKey', `${nurse.formKey}.${name}`],
            ...Object.entries({ lookUp, at, urgency: 'IMMEDIATE', mode: 'AMBULANCE', fastTrack: 'no' }),
          ],
          { status: 'untouched', key: nurse.formKey },
        ),
        status: 200,
        // Where it leads, in a header: the stay that came of it.
        holds: '/reception/01',
      }))
    },
    after: () => connected(site.urls.admin, async (client) => void (await client.query(cancelled))),
  }
}

const written = `
  SELECT door.write_audit(jsonb_populate_record(NULL::auth.transaction_context, jsonb_build_object('session_id', s.id, 'person_id', p.id,
      'name', p.given_name || ' ' || p.family_name, 'role', m.role, 'organisation_id', m.organisation_id, 'unit_id', m.unit_id,
      'purpose', 'ETREAT', 'principals', '{}'::uuid[])),
    jsonb_build_object('id', drawn.look_up, 'act', 'patient.check', 'outcome', 'none', 'facts', '{"by": "number"}'::jsonb,
      'subjects', jsonb_build_array(jsonb_build_object('patientId', drawn.patient, 'ground', 'ETREAT', 'shown', '{status}'::text[]))))
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS drawn (session, patient, look_up)
  JOIN auth.session s ON s.id = drawn.session JOIN person p ON p.id = s.person_id JOIN membership m ON m.id = s.membership_id`

const cancelled = `
  INSERT INTO stay_event (id, stay_id, patient_id, kind, at)
  SELECT gen_random_uuid(), id, patient_id, 'CANCELLED', now() FROM stay WHERE source = 'samlop' AND status = 'ARRIVED'`
