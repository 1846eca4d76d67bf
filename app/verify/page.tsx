import type { Metadata } from 'next'
import { AgreementCheck } from '#components/agreements/agreement-check'
import { checkAgreement } from '#lib/agreements/queries'
import { checkInput } from '#lib/agreements/schema'

export const metadata: Metadata = { title: 'Sjekk en avtale' }

/** Whether a code is of an agreement that is signed. It tells nobody whose; the code itself says nothing about a person. */
export default async function CheckPage({ searchParams }: PageProps<'/verify'>) {
  const { kode } = await searchParams
  const asked = checkInput.safeParse(kode)
  const verdict = kode === undefined ? null : asked.success ? await checkAgreement(asked.data) : 'UNREADABLE'
  return (
    <main id="innhold" tabIndex={-1} className="sl-cardcheck">
      <AgreementCheck verdict={verdict} typed={typeof kode === 'string' ? kode.slice(0, 200) : ''} />
    </main>
  )
}
