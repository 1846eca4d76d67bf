import { roleText } from '#lib/organisations/text'
import { connected } from './connection'

type Row = { name: string; role: keyof typeof roleText; unit: string | null; organisation: string }

/** Two of each role at most, from different kinds of units if there are; only those whom the provider can let in. */
const query = `
  WITH somebody AS (
    SELECT p.id, p.given_name || ' ' || p.family_name AS name, m.role::text AS role, u.kind::text AS place,
           u.name AS unit, o.name AS organisation, $1 AS issuer
    FROM membership m JOIN person p ON p.id = m.person_id AND p.disabled_at IS NULL
    JOIN organisation o ON o.id = m.organisation_id LEFT JOIN unit u ON u.id = m.unit_id
    WHERE m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)
    UNION ALL
    SELECT p.id, p.given_name || ' ' || p.family_name, CASE WHEN t.id IS NULL THEN 'NEXT_OF_KIN' ELSE 'PATIENT' END,
           NULL, NULL, '', $2
    FROM person p LEFT JOIN patient t ON t.person_id = p.id
    WHERE p.disabled_at IS NULL AND (t.id IS NOT NULL OR EXISTS (SELECT FROM representation r WHERE r.person_id = p.id
      AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)))
  ), varied AS (
    SELECT s.*, row_number() OVER (PARTITION BY role, place ORDER BY organisation, id) AS turn
    FROM somebody s JOIN sign_in_identity i ON i.person_id = s.id AND i.issuer = s.issuer
  ), ranked AS (SELECT *, row_number() OVER (PARTITION BY role ORDER BY turn, place, organisation, id) AS place_in_role FROM varied)
  SELECT name, role, unit, organisation FROM ranked WHERE place_in_role <= 2 ORDER BY role::role, place_in_role LIMIT 20`

/** Some people to sign in as, as lines to print. */
export async function peopleToSignInAs(adminUrl: string, issuers: { HELSEID_ISSUER: string; IDPORTEN_ISSUER: string }) {
  const { rows } = await connected(adminUrl, (client) =>
    client.query<Row>(query, [issuers.HELSEID_ISSUER, issuers.IDPORTEN_ISSUER]),
  )
  const citizen = (role: string) => role === 'PATIENT' || role === 'NEXT_OF_KIN'
  return columns([
    ['Rolle', 'Navn', 'Logg inn som', 'Sted'],
    ...rows.map(({ name, role, unit, organisation }) => [
      roleText[role],
      name,
      citizen(role) ? 'innbygger' : 'ansatt',
      [unit, organisation].filter(Boolean).join(', '),
    ]),
  ])
}

function columns(rows: string[][]) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
}
