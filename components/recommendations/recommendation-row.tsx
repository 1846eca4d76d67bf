import Link from 'next/link'
import { ActForm } from '#components/ui/act-form'
import { Chip } from '#components/ui/chip'
import { AreaField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { showDate } from '#lib/dates'
import type { MeetingList } from '#lib/meeting-pages/schema'
import { declineAction } from '#lib/recommendations/actions'
import { recommendationStatusText } from '#lib/recommendations/text'

type Props = { patient: string; recommendation: MeetingList['recommendations'][number]; formKey: string }

/** Who recommended a meeting to whom and why, and the answer, or what the one who was asked can answer. */
export function RecommendationRow({ patient, recommendation, formKey }: Props) {
  const { id, status, from, to, reason, answer, createdAt, answeredAt, toMe } = recommendation
  const isOpen = status === 'OPEN'
  return (
    <li>
      <div className="spread">
        <b className="strong">{reason}</b>
        <Chip kind={isOpen ? 'waiting' : status === 'STARTED' ? 'success' : 'neutral'}>
          {recommendationStatusText[status]}
        </Chip>
      </div>
      <p className="small muted num">
        {from} til {to}, {showDate(createdAt)}
        {isOpen && `. Svar innen ${showDate(recommendation.dueAt)}`}
        {answeredAt && `. Besvart ${showDate(answeredAt)}`}
      </p>
      {answer && <p>Svar: {answer}</p>}
      {isOpen && toMe && (
        <div className="sl-answers">
          <Link
            className="ds-button"
            data-variant="primary"
            href={`/patients/${patient}/meetings/new?anbefaling=${id}`}
            prefetch={false}
          >
            Start møte
          </Link>
          <Fold summary="Nei">
            <ActForm
              action={declineAction}
              formKey={formKey}
              hidden={{ patient, recommendation: id, seen: String(recommendation.version) }}
              submit="Send svaret"
            >
              <AreaField name="answer" label="Hvorfor ikke?" rows={2} hint={`Svaret går til ${from}.`} />
            </ActForm>
          </Fold>
        </div>
      )}
    </li>
  )
}
