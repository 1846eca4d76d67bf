import { expect, test } from 'vitest'
import { admin } from '#tests/support/admin'
import { daysAgo } from '#tests/support/records/moments'
import { ward as aWard } from '#tests/support/records/organisations'
import { stay } from '#tests/support/records/stays'
import { vipPatient } from '#tests/support/records/vip-patient'

test('a death in a stay is the death of the patient; it ends VIP status, the card and the access of the ward', async () => {
  const post = await aWard(admin)
  const who = await vipPatient(admin, { ward: post })
  const died = daysAgo(2)
  await stay(admin, {
    patient: who,
    ward: post,
    status: 'ON_WARD',
    arrived: daysAgo(5),
    more: [{ kind: 'DIED', at: died, unitId: post.id }],
  })
  expect(await admin.patient.findUnique({ where: { id: who.id } })).toMatchObject({ deceasedAt: died })
  expect(await admin.vipCase.findFirst({ where: { patientId: who.id } })).toMatchObject({
    status: 'ENDED',
    endCause: 'DEATH',
    endedAt: died,
  })
  expect(await admin.card.findFirst({ where: { patientId: who.id } })).toMatchObject({ status: 'REVOKED' })
  expect(await admin.accessGrant.findMany({ where: { patientId: who.id, ground: 'VIP_WARD' } })).toEqual([])
})
