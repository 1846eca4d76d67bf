import 'server-only'
import type { Transaction } from '#lib/db'
import { type Settings, settingsAnswer } from '#lib/organisation-settings/schema'
import { reading } from '#lib/reading'

/** Nurses and participants carry out what others have decided. */
const answering = [
  'HEAD_NURSE',
  'FLOW_COORDINATOR',
  'COLLABORATION_PHYSICIAN',
  'CASEWORKER',
  'GP',
  'ORG_ADMIN',
] as const

/** What an organisation has decided, and who of it may answer for a decision; one statement. */
export async function findSettings(tx: Transaction, organisationId: string): Promise<Settings | null> {
  const [row] = await tx.$queryRaw<[{ answer: unknown } | undefined]>`
    SELECT jsonb_build_object('kind', o.kind, 'target', o.fast_track_target,
      'initiators', (SELECT coalesce(jsonb_agg(jsonb_build_object('role', i.role, 'unitKind', i.unit_kind, 'enabled', i.enabled, 'version', i.version)
          ORDER BY i.role), '[]') FROM initiator_role i WHERE i.organisation_id = o.id),
      'list', (SELECT jsonb_build_object('edition', s.edition, 'isOn', s.is_on, 'acute6', s.acute_6, 'acute12', s.acute_12, 'basis', s.legal_basis,
          'responsibleId', s.responsible_id, 'responsible', r.given_name || ' ' || r.family_name, 'decidedOn', s.decided_on,
          'writtenBy', w.given_name || ' ' || w.family_name, 'writtenAt', s.written_at)
        FROM candidate_list_setting s LEFT JOIN person r ON r.id = s.responsible_id JOIN person w ON w.id = s.written_by_id
        WHERE s.organisation_id = o.id ORDER BY s.edition DESC LIMIT 1),
      'units', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'phone', u.phone, 'nightPhone', u.night_phone,
          'edition', (SELECT count(*) FROM unit_phone_change c WHERE c.unit_id = u.id),
          'changes', (SELECT coalesce(jsonb_agg(jsonb_build_object('phoneBefore', c.phone_before, 'nightBefore', c.night_before, 'at', c.changed_at,
              'by', b.given_name || ' ' || b.family_name) ORDER BY c.edition DESC), '[]')
            FROM unit_phone_change c JOIN person b ON b.id = c.changed_by_id WHERE c.unit_id = u.id)) ORDER BY u.name), '[]')
        FROM unit u WHERE u.organisation_id = o.id AND (u.closed_at IS NULL OR now() < u.closed_at)),
      'people', (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', p.id, 'name', p.family_name || ', ' || p.given_name)), '[]')
        FROM membership m JOIN person p ON p.id = m.person_id AND p.disabled_at IS NULL
        WHERE m.organisation_id = o.id AND m.role::text = ANY (${[...answering]}::text[])
          AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until))) AS answer
    FROM organisation o WHERE o.id = ${organisationId}::uuid`
  return row ? settingsAnswer.parse(row.answer) : null
}

/** The settings of the own organisation. */
export const openSettings = reading<object, Settings>({
  act: 'settings.open',
  load: (tx, { organisation }) => (organisation ? findSettings(tx, organisation.id) : Promise.resolve(null)),
  shows: () => [],
})
