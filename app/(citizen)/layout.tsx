import { SessionGuard } from '#components/sessions/session-guard'
import { TopBar } from '#components/sessions/top-bar'
import { formKey } from '#lib/session'
import { menuOf } from '#lib/sessions/rules'
import { pageOf, signedIn } from '#lib/signed-in'

export default async function CitizenLayout({ children }: LayoutProps<'/'>) {
  const { session, actor } = await signedIn()
  const page = pageOf(session, actor)
  return (
    <SessionGuard key={page.mark} {...page} door="idporten" formKey={formKey(session)}>
      <div className="sl-me">
        <TopBar actor={actor} menu={menuOf(actor)} formKey={formKey(session)} />
        <main id="innhold" tabIndex={-1}>
          {children}
        </main>
      </div>
    </SessionGuard>
  )
}
