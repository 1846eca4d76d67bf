import pg from 'pg'
import type { Role } from '#prisma/generated/enums'

export const issuerNames = ['helseid', 'idporten'] as const
export type IssuerName = (typeof issuerNames)[number]

export type SignInPerson = {
  subject: string
  name: string
  identityNumber: string | null
  hprNumber: string | null
  role: Role
  place: string
}

/** Somebody whom the provider knows and Samløp does not. */
export const stranger = 'unknown-to-the-app'

const queries: Record<IssuerName, string> = {
  helseid: `
    SELECT DISTINCT ON (i.subject) i.subject, p.given_name || ' ' || p.family_name AS name,
           p.identity_number AS "identityNumber", p.hpr_number AS "hprNumber", m.role,
           concat_ws(', ', u.name, o.name) AS place
    FROM sign_in_identity i
    JOIN person p ON p.id = i.person_id AND p.disabled_at IS NULL
    JOIN membership m ON m.person_id = p.id AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)
    JOIN organisation o ON o.id = m.organisation_id
    LEFT JOIN unit u ON u.id = m.unit_id
    WHERE i.issuer = $1
    ORDER BY i.subject, m.valid_from, m.id`,
  idporten: `
    SELECT i.subject, p.given_name || ' ' || p.family_name AS name,
           coalesce(p.identity_number, own.identity_number) AS "identityNumber", NULL AS "hprNumber",
           CASE WHEN own.id IS NULL THEN 'NEXT_OF_KIN' ELSE 'PATIENT' END AS role,
           coalesce('for ' || string_agg(about.given_name || ' ' || about.family_name, ', '), '') AS place
    FROM sign_in_identity i
    JOIN person p ON p.id = i.person_id AND p.disabled_at IS NULL
    LEFT JOIN patient own ON own.person_id = p.id
    LEFT JOIN representation r ON r.person_id = p.id AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)
    LEFT JOIN patient about ON about.id = r.patient_id
    WHERE i.issuer = $1 AND (own.id IS NOT NULL OR r.id IS NOT NULL)
    GROUP BY i.subject, p.id, own.id`,
}

/** Reads who can sign in, anew for each page, so that a person added a minute ago is there. */
export function openPeople(adminUrl: string) {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2, options: '-c default_transaction_read_only=on' })
  // A database that is restarted under us is met again at the next page.
  pool.on('error', () => {})
  const of = async (name: IssuerName, issuer: string): Promise<SignInPerson[]> =>
    (await pool.query(queries[name], [issuer])).rows
  return {
    of,
    find: async (name: IssuerName, issuer: string, subject: string) =>
      (await of(name, issuer)).find((person) => person.subject === subject),
    close: () => pool.end(),
  }
}

export type People = ReturnType<typeof openPeople>
