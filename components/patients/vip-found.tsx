import { CheckmarkCircleIcon, PersonRectangleFillIcon, WavesIcon, XMarkOctagonIcon } from '@navikt/aksel-icons'
import { BornAndAge } from '#components/patients/born-and-age'
import { CardWarning } from '#components/patients/card-warning'
import { CriticalNotes } from '#components/patients/critical-notes'
import { OwnWords } from '#components/patients/own-words'
import { PhoneLink } from '#components/ui/phone-link'
import type { VipCheck } from '#lib/patients/schema'
import { cardText, phaseText } from '#lib/patients/text'

/** A VIP patient: who, which ward, whom to call; the patient's own words before all others. */
export function VipFound({ check }: { check: VipCheck }) {
  const { patient, ward } = check
  return (
    <>
      <CardWarning card={check.card} />
      <section className="sl-found" data-color="vip" aria-label={`VIP-pasient ${patient.name}`}>
        <header className="sl-band">
          <div>
            <p className="sl-band__k">
              <PersonRectangleFillIcon className="i" aria-hidden />
              VIP-pasient
            </p>
            <h2 className="sl-band__v">{patient.name}</h2>
            <BornAndAge birthDate={patient.birthDate} />
          </div>
          <div>
            <p className="sl-band__k">VIP-avdeling</p>
            <p className="sl-band__v">{ward.name}</p>
            {ward.phone && <PhoneLink name={ward.name} phone={ward.phone} />}
          </div>
          <Facts check={check} />
        </header>
        <div className="sl-found__body">
          <OwnWords page={check.ownPage} name={patient.name} />
          <CriticalNotes notes={check.notes} />
          <section aria-labelledby="gjor">
            <h3 id="gjor">Slik kommer pasienten dit</h3>
            <p>{ward.routine ?? `Ring ${ward.name} og si at pasienten er her.`}</p>
            <p className="small muted sl-after">Triage gjøres alltid først.</p>
          </section>
        </div>
      </section>
    </>
  )
}

function Facts({ check }: { check: VipCheck }) {
  const CardIcon = check.card?.status === 'ISSUED' ? CheckmarkCircleIcon : XMarkOctagonIcon
  return (
    <dl>
      <div>
        <dt>Fase</dt>
        <dd>
          <WavesIcon className="i" aria-hidden />
          {phaseText(check.phase)}
        </dd>
      </div>
      <div>
        <dt>VIP-kort</dt>
        <dd>
          <CardIcon className="i" aria-hidden />
          {cardText(check.card)}
        </dd>
      </div>
    </dl>
  )
}
