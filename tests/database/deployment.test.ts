import { describe, expect, test } from 'vitest'
import { admin } from '#tests/support/admin'
import { day } from '#tests/support/records/moments'
import { patient } from '#tests/support/records/patients'
import { person } from '#tests/support/records/people'

const register = (identityNumber: string) =>
  admin.patient.create({
    data: {
      id: crypto.randomUUID(),
      identityNumber,
      givenName: 'Ola',
      familyName: 'Nordmann',
      sex: 'MALE',
      birthDate: day('1950-01-01'),
    },
  })
const refused = /does not take this kind of identity number/

describe('outside production', () => {
  test('a real identity number is stored for nobody, whoever writes it', async () => {
    await expect(register('15034820088')).rejects.toThrow(refused)
    await expect(person(admin, { identityNumber: '15034820088' })).rejects.toThrow(refused)
  })

  test('month 80 is not synthetic, month 81 is', async () => {
    await expect(register('15804820088')).rejects.toThrow(refused)
    await expect(register('15814820088')).resolves.toMatchObject({ identityNumber: '15814820088' })
  })
})

/** The kind is written once; only somebody who takes the guards away can pretend. */
const pretending = (
  kind: string,
  work: (tx: Parameters<Parameters<typeof admin.$transaction>[0]>[0]) => Promise<unknown>,
) =>
  admin.$transaction(async (tx) => {
    await tx.$executeRawUnsafe("SET LOCAL session_replication_role = 'replica'")
    await tx.$executeRawUnsafe(kind ? `UPDATE deployment SET kind = '${kind}'` : 'DELETE FROM deployment')
    await tx.$executeRawUnsafe("SET LOCAL session_replication_role = 'origin'")
    return work(tx)
  })

test('in production it is the other way round', async () => {
  const { identityNumber } = await patient(admin)
  await expect(
    pretending('PRODUCTION', (tx) =>
      tx.patient.updateMany({ where: { identityNumber }, data: { givenName: 'Ny', version: { increment: 1 } } }),
    ),
  ).rejects.toThrow(refused)
})

test('an installation that does not know what it is takes no number at all', async () => {
  const { identityNumber } = await patient(admin)
  await expect(
    pretending('', (tx) =>
      tx.patient.updateMany({ where: { identityNumber }, data: { givenName: 'Ny', version: { increment: 1 } } }),
    ),
  ).rejects.toThrow(refused)
})

test('what an installation is cannot be changed', async () => {
  await expect(admin.deployment.updateMany({ data: { kind: 'PRODUCTION' } })).rejects.toThrow(/refused/)
})
