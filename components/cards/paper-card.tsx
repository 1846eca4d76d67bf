import type { Face } from '#components/cards/phone-card'
import { QrCode } from '#components/cards/qr-code'
import { phonesOf } from '#lib/cards/rules'
import { backText, phoneLines } from '#lib/cards/text'
import { showDate } from '#lib/dates'

/** The card on paper, front and back, 85.6 × 54 mm; long names become smaller. */
export function PaperCard({ face }: { face: Face }) {
  const { name, ward, hospital, validUntil, number, qr } = face
  const back = backText(phonesOf(face))
  return (
    <div className="sheet">
      <div className="sl-id1 front">
        <div className="h">
          <span>VIP-kort</span>
          <small>{hospital}</small>
        </div>
        <div className="b">
          <div>
            <p className="n" data-long={lengthOf(name)}>
              {name}
            </p>
            <p className="w">{ward}</p>
            <div className="t">
              {phoneLines(phonesOf(face)).map(([when, phone]) => (
                <p key={when}>
                  <small>{when}</small>
                  <span className="nowrap">{phone}</span>
                </p>
              ))}
            </div>
            <p className="v">Gyldig til {showDate(validUntil)}</p>
          </div>
          <div className="q">
            {qr && <QrCode qr={qr} />}
            {number && <small>{number}</small>}
          </div>
        </div>
      </div>
      <div className="sl-id1 back">
        <div>
          <b>{back.title}</b>
          <ol>
            {back.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
        <p>{back.found}</p>
      </div>
    </div>
  )
}

const lengthOf = (name: string) => {
  const longest = Math.max(...name.split(/\s+/).map((word) => word.length))
  if (name.length > 40 || longest > 17) return 'very'
  return name.length > 26 || longest > 13 ? 'rather' : undefined
}
