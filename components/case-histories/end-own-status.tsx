import { ActForm } from '#components/ui/act-form'
import { AreaField, CheckField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { endOwnStatusAction } from '#lib/case-histories/actions'

type Props = { vip: { id: string; version: number }; name: string | null; formKey: string }

/** The patient's no, which counts at once. */
export function EndOwnStatus({ vip: { id, version }, name, formKey }: Props) {
  return (
    <Fold summary={name ? `${name} vil ikke være VIP-pasient` : 'Jeg vil ikke være VIP-pasient'} variant="tertiary">
      <p>Da slutter det med en gang. Kortet slutter å virke. {name ?? 'Du'} får hjelp på sykehuset som før.</p>
      <ActForm
        key={version}
        action={endOwnStatusAction}
        formKey={formKey}
        hidden={{ case: id, seen: String(version) }}
        submit="Avslutt"
        variant="secondary"
      >
        <AreaField name="text" label="Vil du si hvorfor?" hint="Du trenger ikke svare." rows={2} />
        <CheckField name="sure" label="Ja, jeg er sikker" />
      </ActForm>
    </Fold>
  )
}
