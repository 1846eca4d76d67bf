import type { Comment } from '#components/minutes/minutes-page'
import { ActForm } from '#components/ui/act-form'
import { AreaField } from '#components/ui/fields'
import { showMoment } from '#lib/dates'
import { commentMinutesAction } from '#lib/minutes/actions'

type Edition = { id: string; edition: number; comments: readonly Comment[] }
type Props = { minutes: string; editions: readonly Edition[]; writes: boolean; formKey: string }

/** What participants say to each edition, before one is signed. */
export function Comments({ minutes, editions, writes, formKey }: Props) {
  const said = editions.filter(({ comments }) => comments.length > 0)
  const count = said.reduce((sum, { comments }) => sum + comments.length, 0)
  return (
    <section className="sl-panel" aria-labelledby="kommentarer">
      <header>
        <h2 id="kommentarer">Kommentarer</h2>
        <span className="small num">{count}</span>
      </header>
      {count === 0 && <p className="muted">Ingen har kommentert.</p>}
      {said.map(({ id, edition, comments }) => (
        <div key={id}>
          <h3 className="num">Til utgave {edition}</h3>
          <ul className="sl-rows">
            {comments.map((comment) => (
              <li key={comment.id}>
                <p className="sl-pre">{comment.text}</p>
                <small className="muted num">
                  {comment.writtenBy.givenName} {comment.writtenBy.familyName}, {showMoment(comment.writtenAt)}
                </small>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {writes && (
        <ActForm
          key={count}
          action={commentMinutesAction}
          formKey={formKey}
          hidden={{ minutes }}
          submit="Send kommentar"
          variant="secondary"
        >
          <AreaField name="text" label="Hva bør rettes?" rows={3} />
        </ActForm>
      )}
    </section>
  )
}
