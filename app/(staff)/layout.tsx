import { redirect } from 'next/navigation'
import { EmergencyBand } from '#components/emergency-access/emergency-band'
import { TopBar } from '#components/sessions/top-bar'
import { formKey } from '#lib/session'
import { menuOf } from '#lib/sessions/rules'
import { signedIn } from '#lib/signed-in'

export default async function StaffLayout({ children }: LayoutProps<'/'>) {
  const { session, actor } = await signedIn()
  const menu = menuOf(actor)
  if (menu[0].href === '/my') redirect('/my')
  const undecided = actor.mayChoose && !actor.chosen
  return (
    <>
      <TopBar actor={actor} menu={undecided ? [] : menu} formKey={formKey(session)} />
      <EmergencyBand open={actor.emergencies ?? []} formKey={formKey(session)} />
      <main id="innhold" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
