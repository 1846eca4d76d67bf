import { TopBar } from '#components/sessions/top-bar'
import { formKey } from '#lib/session'
import { menuOf } from '#lib/sessions/rules'
import { signedIn } from '#lib/signed-in'

export default async function CitizenLayout({ children }: LayoutProps<'/'>) {
  const { session, actor } = await signedIn()
  return (
    <div className="sl-me">
      <TopBar actor={actor} menu={menuOf(actor)} formKey={formKey(session)} />
      <main id="innhold" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
