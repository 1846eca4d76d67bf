import type { Answer } from '#components/cards/card-checker'
import { CheckmarkCircleIcon, ExclamationmarkTriangleIcon, HourglassIcon } from '#components/ui/icons'
import { PhoneLink } from '#components/ui/phone-link'
import { foundCardText, provenText, toldText } from '#lib/cards/text'

/** Whether a card counts, and whom to call; nothing about whose it is. */
export function CheckAnswer({ answer }: { answer: Answer }) {
  if (answer.kind === 'reading')
    return (
      <>
        <HourglassIcon className="i" aria-hidden />
        <p>Sjekker kortet …</p>
      </>
    )
  if (answer.kind === 'none')
    return <Says title="Sjekk av kort" text="Skann koden på et VIP-kort med kameraet på telefonen." />
  if (answer.kind === 'silent')
    return (
      <Says title="Kortet kunne ikke sjekkes" text="Samløp svarer ikke nå. Ring nummeret som står på kortet." warns />
    )
  if (answer.kind === 'proven') {
    const { title, text } = provenText(answer.proof, answer.at)
    return <Says title={title} text={text} counts={answer.proof === 'genuine'} warns={answer.proof !== 'genuine'} />
  }
  const { state, hospital, phone } = answer.card
  const { title, text } = toldText[state]
  return (
    <>
      <Says title={title} text={text} counts={state === 'ISSUED'} warns={state !== 'ISSUED'} />
      {hospital && phone && (
        <p className="sl-cardcheck__call">
          <span>Sentralbordet ved {hospital}</span>
          <PhoneLink name={`sentralbordet ved ${hospital}`} phone={phone} />
        </p>
      )}
      {hospital && <p className="small muted">{foundCardText}</p>}
    </>
  )
}

type Words = { title: string; text: string; counts?: boolean; warns?: boolean }

function Says({ title, text, counts = false, warns = false }: Words) {
  return (
    <>
      {counts && <CheckmarkCircleIcon className="i" aria-hidden />}
      {warns && <ExclamationmarkTriangleIcon className="i" aria-hidden />}
      <h1>{title}</h1>
      <p>{text}</p>
    </>
  )
}
