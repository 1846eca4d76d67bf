import { QrCode } from '#components/cards/qr-code'
import { PersonRectangleFillIcon, PhoneIcon } from '#components/ui/icons'
import { phonesOf } from '#lib/cards/rules'
import { showDate } from '#lib/dates'

export type Face = {
  id: string
  name: string
  ward: string
  hospital: string
  phone: string | null
  nightPhone: string | null
  validUntil: string
  number: string | null
  qr: { size: number; path: string } | null
}

/** The card as it is held up in reception: all of it on one screen of a phone. */
export function PhoneCard({ face }: { face: Face }) {
  const { name, ward, hospital, validUntil, number, qr } = face
  const { day, night, always } = phonesOf(face)
  return (
    <article className="sl-vipcard" data-color="vip" aria-labelledby={`kort-${face.id}`}>
      <div className="head">
        <span>
          <PersonRectangleFillIcon className="i" aria-hidden />
          VIP-kort
        </span>
        <small>{hospital}</small>
      </div>
      <h1 id={`kort-${face.id}`} data-long={name.length > 22 || undefined}>
        {name}
      </h1>
      <p className="w">{ward}</p>
      {qr ? (
        <div className="qr">
          <QrCode qr={qr} />
        </div>
      ) : (
        <p className="sl-vipcard__none">
          Koden på dette kortet kan ikke vises lenger. Ring avdelingen og be om et nytt kort.
        </p>
      )}
      <p className="no num">
        {number && <>Kort {number} · </>}gyldig til {showDate(validUntil)}
      </p>
      {always && <Call phone={always} />}
      {day && <Call phone={day} when="Dag" />}
      {night && <Call phone={night} when="Natt" />}
    </article>
  )
}

function Call({ phone, when }: { phone: string; when?: string }) {
  return (
    <a className="call" href={`tel:+47${phone.replaceAll(/\D/g, '')}`}>
      <PhoneIcon className="i" aria-hidden />
      {when && <small>{when}</small>}
      <span className="nowrap">{phone}</span>
    </a>
  )
}
