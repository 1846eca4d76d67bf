import { showDate, showDateInWords } from '#lib/dates'
import { type AgreementContent, type WrittenPart, writtenParts } from '#lib/agreements/schema'
import { headingText } from '#lib/agreements/text'

type Props = { content: AgreementContent; level?: 3 | 4; id?: string | null }

/** The whole text of an agreement, as it is signed. */
export function AgreementText({ content, level = 3, id = 'avtaletekst' }: Props) {
  const Heading = `h${level}` as const
  const { patient, ward, hospital, municipality, measures } = content
  return (
    <div className="sl-agreement stack" {...(id && { id })}>
      <p>
        Denne avtalen gjelder {patient.name}, født {showDate(patient.birthDate)}. Den er mellom {patient.name},{' '}
        {municipality ?? 'kommunen'} og {ward.name} ved {hospital}.
      </p>
      <p className="num">
        Den gjelder fra {showDateInWords(content.from)}. Vi går gjennom den sammen {showDateInWords(content.reviewOn)}.
        {ward.phone && (
          <>
            {' '}
            Telefon dag og natt: <span className="nowrap">{ward.phone}</span>.
          </>
        )}
      </p>
      {writtenParts.map((part) => (
        <Part key={part} part={part} text={content[part]} Heading={Heading}>
          {part === 'patientDoes' && measures.length > 0 && (
            <>
              <Heading>Dette er vi blitt enige om</Heading>
              <ul>
                {measures.map(({ what, who, until }) => (
                  <li key={`${what} ${who}`}>
                    {what} ({who}
                    {until && `, innen ${showDate(until)}`})
                  </li>
                ))}
              </ul>
            </>
          )}
        </Part>
      ))}
    </div>
  )
}

type PartProps = { part: WrittenPart; text: string; Heading: 'h3' | 'h4'; children?: React.ReactNode }

function Part({ part, text, Heading, children }: PartProps) {
  return (
    <>
      {text !== '' && (
        <section>
          <Heading>{headingText[part]}</Heading>
          {text
            .split('\n')
            .filter(Boolean)
            .map((line, index) => (
              <p key={`${index} ${line}`} dir="auto">
                {line}
              </p>
            ))}
        </section>
      )}
      {children}
    </>
  )
}
