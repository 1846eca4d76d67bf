import { ActForm } from '#components/ui/act-form'
import { Chip } from '#components/ui/chip'
import { setInitiatorAction } from '#lib/organisation-settings/actions'
import type { Settings } from '#lib/organisation-settings/schema'
import { initiatorText } from '#lib/organisation-settings/text'

/** Which roles may call a meeting, each with its switch. */
export const InitiatorList = ({ initiators, formKey }: Pick<Settings, 'initiators'> & { formKey: string }) => (
  <section className="sl-panel" aria-labelledby="innkallere">
    <header>
      <h2 id="innkallere">Hvem kan kalle inn til samarbeidsmøte</h2>
      <p className="small">Andre anbefaler møte gjennom en av disse.</p>
    </header>
    <ul className="sl-rows">
      {initiators.map(({ role, unitKind, enabled, version }) => (
        <li key={role} className="spread">
          <p>{initiatorText({ role, unitKind })}</p>
          <div className="row">
            <Chip kind={enabled ? 'success' : 'neutral'}>{enabled ? 'Kan kalle inn' : 'Kan ikke'}</Chip>
            <ActForm
              action={setInitiatorAction}
              formKey={formKey}
              hidden={{ role, seen: String(version), enabled: enabled ? 'no' : 'yes' }}
              submit={enabled ? 'Slå av' : 'Slå på'}
              label={`${enabled ? 'Slå av' : 'Slå på'}: ${initiatorText({ role, unitKind })}`}
              variant="secondary"
            />
          </div>
        </li>
      ))}
    </ul>
  </section>
)
