import { ActForm } from '#components/ui/act-form'
import { AreaField, SelectField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import type { ArrivalView } from '#lib/arrivals/schema'
import { showDate } from '#lib/dates'
import { roleText } from '#lib/meeting-proposals/text'
import { recommendFromReceptionAction } from '#lib/recommendations/actions'
import { standing } from '#lib/recommendations/rules'
import type { RecommendingHere } from '#lib/recommendations/schema'
import { recommendRefusalText } from '#lib/recommendations/text'

type Props = { arrival: Pick<ArrivalView, 'id' | 'recommending'>; formKey: string }

/** Reception asks one of the own hospital whether a meeting can help, and reads the answer here. */
export function RecommendHere({ arrival: { id, recommending }, formKey }: Props) {
  if (!recommending) return null
  return (
    <section className="sl-panel" aria-labelledby="anbefal-mote">
      <header>
        <h2 id="anbefal-mote">Kan et samarbeidsmøte hjelpe?</h2>
      </header>
      {recommending.mine && <Mine mine={recommending.mine} />}
      <Rest stay={id} recommending={recommending} formKey={formKey} />
    </section>
  )
}

function Mine({ mine: { status, to, answer, dueAt } }: { mine: NonNullable<RecommendingHere['mine']> }) {
  if (status === 'DECLINED')
    return (
      <p>
        <b>{to} svarte nei på anbefalingen din:</b> {answer}
      </p>
    )
  if (status === 'STARTED')
    return (
      <p>
        <b>{to} har kalt inn til møte.</b>
      </p>
    )
  return (
    <p className="num">
      <b>Du har anbefalt et møte til {to}.</b> Svar skal komme innen {showDate(dueAt)}. Det kommer i innboksen din.
    </p>
  )
}

function Rest({ stay, recommending, formKey }: { stay: string; recommending: RecommendingHere; formKey: string }) {
  const { status, initiators, mine } = recommending
  const stands = standing(status)
  if (mine?.status === 'OPEN' || mine?.status === 'STARTED') return null
  if (stands) return <p>{recommendRefusalText[stands]}</p>
  if (initiators.length === 0) return <p>Ingen ved sykehuset kan kalle inn til møte ennå. Si fra til avdelingen.</p>
  return (
    <Fold summary="Anbefal et møte">
      <ActForm action={recommendFromReceptionAction} formKey={formKey} hidden={{ stay }} submit="Send anbefaling">
        <AreaField name="reason" label="Hvorfor kan et møte hjelpe?" rows={3} />
        <SelectField
          name="to"
          label="Hvem skal vurdere det?"
          options={initiators.map(({ id, name, role, unit }) => ({
            value: id,
            text: [name, roleText[role], unit].filter(Boolean).join(', '),
          }))}
        />
      </ActForm>
    </Fold>
  )
}
