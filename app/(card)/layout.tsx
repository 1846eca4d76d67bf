import { SessionGuard } from '#components/sessions/session-guard'
import { formKey } from '#lib/session'
import { pageOf, signedIn } from '#lib/signed-in'

/** The card has the whole screen: no menu, and the session is kept as everywhere else. */
export default async function CardLayout({ children }: LayoutProps<'/'>) {
  const { session, actor } = await signedIn()
  const page = pageOf(session, actor)
  return (
    <SessionGuard key={page.mark} {...page} door="idporten" formKey={formKey(session)}>
      <div className="sl-cardpage">{children}</div>
    </SessionGuard>
  )
}
