import { redirect } from 'next/navigation'
import { TopBar } from '#components/sessions/top-bar'
import { formKey } from '#lib/session'
import { firstPage } from '#lib/sessions/rules'
import { signedIn } from '#lib/signed-in'

export default async function StaffLayout({ children }: LayoutProps<'/'>) {
  const { session, actor } = await signedIn()
  const home = firstPage(actor)
  if (home.href === '/my') redirect('/my')
  return (
    <>
      <TopBar actor={actor} home={home} formKey={formKey(session)} />
      <main id="innhold" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
