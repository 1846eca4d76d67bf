import { showDate, showTime } from '#lib/dates'
import type { MinutesContent } from '#lib/minutes/schema'
import { aboutDecision, capacityText, tookPartText } from '#lib/minutes/text'

/** The minutes to be read, in the order of the paper. */
export function MinutesText({ content }: { content: MinutesContent }) {
  const { view, items, place, onVideo, chair, endsAt } = content
  return (
    <>
      {view && (
        <section className="sl-panel sl-words" aria-labelledby="syn">
          <h2 id="syn">Pasientens eget syn</h2>
          <blockquote>
            <p className="sl-pre">«{view.text}»</p>
          </blockquote>
          {view.helper && <footer>Skrevet ned av {view.helper}.</footer>}
        </section>
      )}
      {aboutDecision(content).map(({ title, lines }) => (
        <section key={title} className="sl-panel" aria-labelledby="besluttet">
          <header>
            <h2 id="besluttet">{title}</h2>
          </header>
          <ul className="sl-rows">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <section className="sl-panel" aria-labelledby="notater">
        <header>
          <h2 id="notater">Notater</h2>
          <span className="small num">
            {[place, onVideo && 'video'].filter(Boolean).join(' og ')}, til {showTime(endsAt)}. Leder: {chair}
          </span>
        </header>
        {items.map(({ title, note }) => (
          <div key={title} className="stack">
            <h3>{title}</h3>
            <p className="sl-pre">{note || 'Ikke noe notert.'}</p>
          </div>
        ))}
      </section>
      <Measures content={content} />
      <Participants content={content} />
    </>
  )
}

function Measures({ content: { measures } }: { content: MinutesContent }) {
  return (
    <section className="sl-panel" aria-labelledby="tiltak">
      <header>
        <h2 id="tiltak">Tiltak</h2>
      </header>
      {measures.length === 0 && <p className="muted">Ingen tiltak.</p>}
      <ul className="sl-rows">
        {measures.map(({ text, responsible, dueOn, goal, agreed }) => (
          <li key={text + responsible}>
            <b className="strong">{text}</b>
            <p className="small muted num">
              {responsible} · frist {showDate(dueOn)}
              {goal && ` · mål: ${goal}`} · {agreed ? 'har sagt ja' : 'ikke svart'}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Participants({ content: { participants } }: { content: MinutesContent }) {
  return (
    <section className="sl-panel" aria-labelledby="deltakere">
      <header>
        <h2 id="deltakere">Til stede</h2>
      </header>
      <ul className="sl-rows">
        {participants.map(({ name, capacity, place: from, tookPart, reason, statement }) => (
          <li key={name + capacity}>
            <b className="strong">{name}</b>
            <p className="small muted">
              {[capacityText[capacity], from, tookPartText[tookPart].toLowerCase(), reason].filter(Boolean).join(', ')}
            </p>
            {statement && <p className="sl-pre">{statement}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
