import { redirect } from 'next/navigation'
import { EmergencyBand } from '#components/emergency-access/emergency-band'
import { SessionGuard } from '#components/sessions/session-guard'
import { TopBar } from '#components/sessions/top-bar'
import { formKey } from '#lib/session'
import { menuOf } from '#lib/sessions/rules'
import { pageOf, signedIn } from '#lib/signed-in'
import { countInbox } from '#lib/tasks/queries'

export default async function StaffLayout({ children }: LayoutProps<'/'>) {
  const { session, actor } = await signedIn()
  const page = pageOf(session, actor)
  const menu = menuOf(actor)
  if (menu[0].href === '/my') redirect('/my')
  const undecided = actor.mayChoose && !actor.chosen
  return (
    <SessionGuard key={page.mark} {...page} door="helseid" formKey={formKey(session)}>
      <TopBar
        actor={actor}
        menu={undecided ? [] : menu}
        formKey={formKey(session)}
        inbox={{ count: await countInbox(session), scope: page.scope }}
      />
      <EmergencyBand open={actor.emergencies ?? []} formKey={formKey(session)} />
      <main id="innhold" tabIndex={-1}>
        {children}
      </main>
    </SessionGuard>
  )
}
