import { ActForm } from '#components/ui/act-form'
import { AreaField, TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { freezeDraftAction, writeDraftAction } from '#lib/agreements/actions'
import { type AgreementVersion, writtenParts } from '#lib/agreements/schema'
import { headingText } from '#lib/agreements/text'
import { showDate } from '#lib/dates'

type Props = { draft: AgreementVersion; formKey: string }

/** The draft as its parties write it, and the step that makes it ready to sign. */
export function DraftForm({ draft: { id, version, content }, formKey }: Props) {
  return (
    <>
      <Fold summary="Skriv i utkastet">
        <ActForm
          action={writeDraftAction}
          formKey={formKey}
          hidden={{ id, version: String(version) }}
          submit="Lagre utkastet"
        >
          {writtenParts.map((part) => (
            <AreaField key={part} name={part} label={headingText[part]} value={content[part]} rows={6} />
          ))}
          <TextField name="phone" label="Telefon dag og natt" value={content.ward.phone ?? ''} />
          <TextField name="from" label="Gjelder fra" value={showDate(content.from)} />
          <TextField name="reviewOn" label="Gjennomgang" value={showDate(content.reviewOn)} />
        </ActForm>
      </Fold>
      <Fold summary="Lås teksten og be om signaturer" variant="primary">
        <p>Etterpå kan teksten ikke endres. Pasienten, kommunen og sykehuset får beskjed om å signere.</p>
        <ActForm
          action={freezeDraftAction}
          formKey={formKey}
          hidden={{ id, version: String(version) }}
          submit="Lås teksten"
        />
      </Fold>
    </>
  )
}
