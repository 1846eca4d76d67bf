import { expect, test } from 'vitest'
import { lockCard } from '#lib/cards/queries'
import { reading } from '#lib/reading'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { ward as aWard } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'

const openCard = reading({
  act: 'card.revoke',
  load: lockCard,
  shows: ({ patientId }) => [{ patientId, shown: ['card'] }],
})

test('a look is written down with the patient, the ground and what was shown; a refusal without a patient', async () => {
  const post = await aWard(admin)
  const { id: patientId, card } = await vipPatient(admin, { ward: post })
  const headNurse = await as(await staff(admin, { role: 'HEAD_NURSE', unit: post }))
  const nurse = await as(await staff(admin, { role: 'NURSE', unit: post }))
  const stranger = await as(await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) }))
  const input = { id: card.id }

  expect(await openCard(headNurse, input)).toMatchObject({ ok: true, value: { id: card.id, patientId } })
  expect(await openCard(nurse, input)).toEqual({ ok: false, refusal: 'forbidden' })
  expect(await openCard(stranger, input)).toEqual({ ok: false, refusal: 'not_found' })

  const entries = await admin.auditEntry.findMany({ where: { act: 'card.revoke' }, include: { subjects: true } })
  expect(entries.map(({ outcome }) => outcome).toSorted()).toEqual(['forbidden', 'not_found', 'seen'])
  expect(entries.flatMap(({ subjects }) => subjects)).toMatchObject([
    { patientId, ground: 'VIP_WARD', shown: ['card'] },
  ])
})
