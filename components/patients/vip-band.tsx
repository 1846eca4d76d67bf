import type { ReactNode } from 'react'
import { BornAndAge } from '#components/patients/born-and-age'
import { CriticalNotes } from '#components/patients/critical-notes'
import { OwnWords } from '#components/patients/own-words'
import { PersonRectangleFillIcon } from '#components/ui/icons'
import { PhoneLink } from '#components/ui/phone-link'
import type { VipCheck } from '#lib/patients/schema'

type Vip = Pick<VipCheck, 'patient' | 'ward' | 'ownPage' | 'notes'>

/** The band in the colour of the card, the patient's own words before all others, and what to do in the third column. */
export function VipBand({ vip, facts, children }: { vip: Vip; facts: ReactNode; children: ReactNode }) {
  const { patient, ward } = vip
  return (
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
        {facts}
      </header>
      <div className="sl-found__body">
        <OwnWords page={vip.ownPage} name={patient.name} />
        <div>
          <CriticalNotes notes={vip.notes} />
          <section className="sl-sub" aria-labelledby="slik">
            <h3 id="slik">Slik kommer pasienten dit</h3>
            <p>{ward.routine ?? `Ring ${ward.name} og si at pasienten er her.`}</p>
          </section>
        </div>
        <section aria-labelledby="gjor" data-color="accent">
          {children}
        </section>
      </div>
    </section>
  )
}
