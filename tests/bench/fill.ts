import type pg from 'pg'

/** What one hospital has; a larger country has more hospitals, not larger ones. */
export const hospital = { patients: 10_000, wards: 30, vipPatients: 600 }

type Country = { patients: number; trusts: string[]; wards: string[]; practice: string }

/**
 * Patients with GP and two stays each, and of each hospital some with VIP status. Everything is set-based and without
 * triggers; the grants are then built by the function that always builds them.
 * @param client of the superuser
 * @param country as many trusts as there are times 10 000 patients, and 30 wards for each of them in the same order
 */
export async function fill(client: pg.Client, { patients, trusts, wards, practice }: Country) {
  await client.query('BEGIN')
  await client.query("SET LOCAL session_replication_role = 'replica'")
  await client.query(drawn)
  await client.query(draw, [patients, trusts, wards, practice, hospital.patients, hospital.wards, hospital.vipPatients])
  for (const statement of facts) await client.query(statement)
  await client.query("SET LOCAL session_replication_role = 'origin'")
  await client.query('SELECT door.rebuild_grants(array_agg(id)) FROM drawn')
  await client.query('COMMIT')
  await client.query('VACUUM ANALYZE')
}

const drawn = `CREATE TEMP TABLE drawn (n int, id uuid, number text, birth_date date, trust uuid, ward uuid, practice uuid,
  vip boolean, gp uuid) ON COMMIT DROP`

/** Synthetic identity numbers (month + 80) with their check digits, spread over the birthdays of grown-ups. */
const draw = `
  INSERT INTO drawn
  SELECT n, gen_random_uuid(), number, day, trusts[n / $5 + 1], wards[n / $5 * $6 + n % $6 + 1], practice, n % $5 < $7,
         md5('gp ' || n / 1000)::uuid
  FROM (
    SELECT (row_number() OVER () - 1)::int AS n, nine || k1 || k2 AS number, day, $2::uuid[] AS trusts, $3::uuid[] AS wards, $4::uuid AS practice
    FROM generate_series(0, $1::int / 15000 + 1) serial
    CROSS JOIN generate_series(date '1935-01-01', date '1999-12-31', interval '1 day') day
    CROSS JOIN LATERAL (SELECT to_char(day, 'DD') || extract(month FROM day) + 80 || to_char(day, 'YY') || lpad(serial::text, 3, '0') AS nine) a
    CROSS JOIN LATERAL (SELECT string_to_array(nine, NULL)::int[] AS d) b
    CROSS JOIN LATERAL (SELECT (11 - (3*d[1] + 7*d[2] + 6*d[3] + d[4] + 8*d[5] + 9*d[6] + 4*d[7] + 5*d[8] + 2*d[9]) % 11) % 11 AS k1) c
    CROSS JOIN LATERAL (SELECT (11 - (5*d[1] + 4*d[2] + 3*d[3] + 2*d[4] + 7*d[5] + 6*d[6] + 5*d[7] + 4*d[8] + 3*d[9] + 2*k1) % 11) % 11 AS k2) e
    WHERE k1 < 10 AND k2 < 10 LIMIT $1
  ) numbered`

const facts = [
  `INSERT INTO person (id, given_name, family_name) SELECT DISTINCT gp, 'Per', 'Lege' FROM drawn`,
  `INSERT INTO patient (id, identity_number, given_name, family_name, birth_date, sex)
   SELECT id, number, 'Kari', 'Vik' || lpad(n::text, 7, '0'), birth_date, 'FEMALE' FROM drawn`,
  `INSERT INTO care_relation (id, patient_id, kind, organisation_id, person_id, valid_from)
   SELECT gen_random_uuid(), id, 'GP_LIST', practice, gp, now() - interval '3 years' FROM drawn`,
  `INSERT INTO stay (id, patient_id, organisation_id, source, external_id, urgency, status, unit_id, arrived_at, admitted_at, on_ward_at, discharged_at, events)
   SELECT gen_random_uuid(), id, trust, 'journal', turn || ' ' || n, 'IMMEDIATE', 'DISCHARGED', ward, at, at + interval '1 hour',
          at + interval '2 hours', at + interval '3 days', 2
   FROM drawn CROSS JOIN generate_series(0, 1) turn
   CROSS JOIN LATERAL (SELECT date_trunc('minute', now()) - interval '1 day' * (5 + (n * 37 + turn * 211) % 700) AS at) a`,
  `INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, recorded_at)
   SELECT gen_random_uuid(), s.id, s.patient_id, kind::stay_event_kind, at, s.unit_id, at
   FROM stay s CROSS JOIN LATERAL (VALUES ('ARRIVED', s.arrived_at), ('DISCHARGED', s.discharged_at)) AS event (kind, at)`,
  `INSERT INTO consent (id, patient_id, kind, method, recorded_by_id, given_at)
   SELECT md5('consent ' || id)::uuid, id, 'VIP_STATUS', 'ORAL', gp, now() - interval '61 days' FROM drawn WHERE vip`,
  `INSERT INTO vip_case (id, patient_id, trust_id, status, ward_id, consent_id, active_at, review_on)
   SELECT md5('case ' || id)::uuid, id, trust, 'ACTIVE', ward, md5('consent ' || id)::uuid, now() - interval '60 days', current_date + 120
   FROM drawn WHERE vip`,
  `INSERT INTO card (id, patient_id, case_id, token_hash, issued_at, valid_until)
   SELECT gen_random_uuid(), id, md5('case ' || id)::uuid, sha256(uuid_send(id)), now() - interval '60 days', current_date + 100 FROM drawn WHERE vip`,
  `INSERT INTO own_page (patient_id, edition, helps, worsens, signs, call, written_at)
   SELECT id, 1, 'Snakk rolig med meg, og si hva du skal gjøre før du gjør det.', 'Skarpt lys og mange i rommet.',
          'Jeg blir stille når jeg har vondt.', 'Ring datteren min først.', now() - interval '20 days' FROM drawn WHERE vip`,
  `INSERT INTO critical_note (id, patient_id, kind, text, author_id, written_on)
   SELECT gen_random_uuid(), id, kind::note_kind, text, gp, current_date - 20
   FROM drawn CROSS JOIN (VALUES ('ALLERGY', 'Allergi: penicillin'), ('VITALS', 'Kronisk respirasjonssvikt, mål SpO2 88–92')) AS note (kind, text) WHERE vip`,
  `INSERT INTO phase_record (id, patient_id, phase, since, set_by_id)
   SELECT gen_random_uuid(), id, 'STABLE', now() - interval '20 days', gp FROM drawn WHERE vip`,
]
