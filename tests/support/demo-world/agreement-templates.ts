import { organisationId, personId } from '#tests/support/demo-world/places'
import { agreementTemplate } from '#tests/support/records/agreement-templates'
import { type Db, idOf } from '#tests/support/records/ids'
import { dayAt } from '#tests/support/records/moments'

/** A second version waits for the municipality, and a draft of the next is begun: agreements still begin with the first. */
export async function seedTemplates(db: Db) {
  const trust = { id: organisationId('fjordkyst') }
  const first = await db.agreementTemplate.findFirstOrThrow({ where: { trustId: trust.id, edition: 1 } })
  const { expects, wardDoes, patientDoes, changes } = first
  const municipalityDoes = `${first.municipalityDoes}\n{kommune} ringer deg dagen etter at du kom hjem.`
  const by = { id: personId('geir.haugen') }
  await agreementTemplate(db, {
    ...{ id: idOf('agreement template 2'), trust, by, edition: 2, at: dayAt(-20, '10.40') },
    words: { expects, wardDoes, municipalityDoes, patientDoes, changes },
    approvedBy: [{ organisation: trust, by, at: dayAt(-18, '09.10') }],
  })
  await agreementTemplate(db, {
    ...{ id: idOf('agreement template 3'), trust, edition: 3, status: 'DRAFT' as const, at: dayAt(-1, '14.05') },
    by: { id: personId('asbjorn.loe') },
    words: {
      ...{ expects, wardDoes, municipalityDoes, changes },
      patientDoes: patientDoes.replace('medisinlisten', 'listen over medisinene dine'),
    },
  })
}
