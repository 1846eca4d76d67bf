import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PatientList } from '#components/patient-lists/patient-list'
import { listPatients } from '#lib/patient-lists/queries'
import { viewOf } from '#lib/patient-lists/rules'
import { listQuery } from '#lib/patient-lists/schema'
import { listTitle } from '#lib/patient-lists/text'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export async function generateMetadata(): Promise<Metadata> {
  const { actor } = await signedIn()
  return { title: listTitle(actor.role) }
}

export default async function PatientsPage({ searchParams }: PageProps<'/patients'>) {
  const { session, actor } = await signedIn()
  const view = viewOf(actor.role, listQuery.parse(await searchParams))
  const list = await listPatients(session, view)
  if (!list.ok) notFound()
  return <PatientList role={actor.role} view={view} list={list.value} formKey={formKey(session)} />
}
