import { appendAudit } from '#lib/audit'
import { inTransaction, type Transaction } from '#lib/db'
import type { Session } from '#lib/session'
import type { Purpose } from '#prisma/generated/enums'
import { signIn } from '#tests/support/admin'

/** Signs in the person of a builder. */
export const as = ({ issuer, subject }: { issuer: string; subject: string }) => signIn(issuer, subject)

/** Whatever statements somebody with this session could send as the runtime role; written down so that it can commit. */
export function asRuntimeRole<T>(session: Session, purpose: Purpose, work: (tx: Transaction) => Promise<T>) {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT door.begin_request(${session.secret}, ${purpose}::auth.purpose)`
    const answer = await work(tx)
    await appendAudit(tx, { act: 'patient.check', outcome: 'seen' })
    return answer
  })
}
