import type { Metadata } from 'next'
import { AgreementCheck } from '#components/agreements/agreement-check'
import { readMark } from '#lib/agreements/checking'
import { checkAgreement } from '#lib/agreements/queries'
import { checkInput } from '#lib/agreements/schema'

export const metadata: Metadata = { title: 'Sjekk en avtale' }

/** Whether a PDF or a code is of an agreement that is signed. It tells nobody whose; the code itself says nothing about a person. */
export default async function CheckPage({ searchParams }: PageProps<'/verify'>) {
  const { kode, fil } = await searchParams
  const asked = checkInput.safeParse(kode)
  const verdict = kode === undefined ? null : asked.success ? await checkAgreement(asked.data) : 'UNREADABLE'
  const file = readMark(fil, typeof kode === 'string' ? kode : '')
  return (
    <main id="innhold" tabIndex={-1} className="sl-cardcheck">
      <AgreementCheck
        verdict={verdict}
        file={file}
        typed={typeof kode === 'string' && !file ? kode.slice(0, 200) : ''}
      />
    </main>
  )
}
