import { ActForm } from '#components/ui/act-form'
import { setCriteriaPartyAction } from '#lib/criteria/actions'
import type { CriteriaPlace } from '#lib/criteria/schema'

/** The municipalities that the hospital agrees on criteria with; the hospital itself says which. */
export const PartyList = ({
  place: { municipalities, isTrust },
  formKey,
}: {
  place: CriteriaPlace
  formKey: string
}) => (
  <section className="sl-panel" aria-label="Kommuner som er part">
    <header>
      <h3>Kommuner som er part</h3>
    </header>
    <ul className="sl-rows">
      {municipalities
        .filter(({ party }) => party || isTrust)
        .map(({ id, name, party }) => (
          <li key={id} className="spread">
            <span>{name}</span>
            {isTrust && (
              <ActForm
                action={setCriteriaPartyAction}
                formKey={formKey}
                hidden={{ municipality: id, party: party ? 'no' : 'yes' }}
                submit={party ? 'Er ikke part lenger' : 'Gjør til part'}
                label={`${party ? 'Er ikke part lenger' : 'Gjør til part'}: ${name}`}
                variant={party ? 'tertiary' : 'secondary'}
              />
            )}
          </li>
        ))}
    </ul>
  </section>
)
