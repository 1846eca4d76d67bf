import { ActForm } from '#components/ui/act-form'
import { Chip } from '#components/ui/chip'
import { AreaField, RadioField, SelectField, TextField } from '#components/ui/fields'
import { showDate, showMoment } from '#lib/dates'
import { setCandidateListAction } from '#lib/organisation-settings/actions'
import type { Settings } from '#lib/organisation-settings/schema'

/** Whether those who may call meetings see a list of people with many acute stays, and on which legal basis. */
export function CandidateListForm({
  settings: { kind, list, people },
  formKey,
}: {
  settings: Settings
  formKey: string
}) {
  return (
    <section className="sl-panel" aria-labelledby="liste">
      <header>
        <h2 id="liste">Listen «Mulige møter»</h2>
        <Chip kind={list?.isOn ? 'success' : 'neutral'}>{list?.isOn ? 'På' : 'Av'}</Chip>
      </header>
      <p className="muted">
        Listen viser pasienter med mange akutte opphold til dem som kan kalle inn til møte. Den er av til en ansvarlig
        har skrevet hjemmelen. Pasienter som har sperret noe eller reservert seg, står aldri der.
      </p>
      {list && (
        <p className="small muted num">
          Sist endret {showMoment(list.writtenAt)} av {list.writtenBy}.
        </p>
      )}
      <ActForm
        action={setCandidateListAction}
        formKey={formKey}
        hidden={{ seen: String(list?.edition ?? 0) }}
        submit="Lagre"
      >
        <RadioField
          name="on"
          label="Listen er"
          value={list?.isOn ? 'yes' : 'no'}
          options={[
            { value: 'yes', text: 'På' },
            { value: 'no', text: 'Av' },
          ]}
        />
        {kind === 'HEALTH_TRUST' && <Limits acute6={list?.acute6 ?? 3} acute12={list?.acute12 ?? 5} />}
        <AreaField
          name="basis"
          label="Hjemmel og vurdering"
          hint="Hvilken lov eller avtale listen bygger på, og hvorfor den trengs."
          value={list?.basis ?? ''}
        />
        <SelectField
          name="responsible"
          label="Ansvarlig for beslutningen"
          ask="Velg person"
          value={list?.responsibleId ?? ''}
          options={people.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <TextField name="decidedOn" label="Bestemt dag" value={list?.decidedOn ? showDate(list.decidedOn) : ''} />
      </ActForm>
    </section>
  )
}

/** From how many acute stays somebody stands on the hospital's list. */
const Limits = ({ acute6, acute12 }: { acute6: number; acute12: number }) => (
  <>
    <TextField name="acute6" label="Akutte opphold siste 6 måneder, minst" inputMode="numeric" value={String(acute6)} />
    <TextField
      name="acute12"
      label="Akutte opphold siste 12 måneder, minst"
      inputMode="numeric"
      value={String(acute12)}
    />
  </>
)
