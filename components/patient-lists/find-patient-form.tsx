'use client'

import { useActionState, useEffect } from 'react'
import { tellAway } from '#components/ui/away'
import { Problem } from '#components/ui/problem'
import { findPatientAction } from '#lib/patient-lists/actions'
import { findText } from '#lib/patient-lists/text'

/** Leads to one of the own patients; what is typed is posted and stands in no address. */
export function FindPatientForm({ formKey }: { formKey: string }) {
  const [state, find, pending] = useActionState(findPatientAction, { status: 'untouched', key: formKey }, '/patients')
  useEffect(() => {
    if ('away' in state) tellAway()
  }, [state])
  const problem =
    state.status === 'invalid'
      ? (state.fields['query']?.[0] ?? findText.misread)
      : 'message' in state
        ? state.message
        : null
  return (
    <search className="sl-seek">
      <form action={find}>
        <input type="hidden" name="formKey" value={state.key} />
        <label htmlFor="finn-en">Finn en av pasientene</label>
        <div className="sl-seek__row">
          <input
            className="ds-input"
            id="finn-en"
            name="query"
            type="text"
            maxLength={20_000}
            autoComplete="off"
            spellCheck={false}
            defaultValue={'typed' in state ? state.typed['query'] : ''}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? 'finn-en-feil finn-en-hint' : 'finn-en-hint'}
          />
          <button type="submit" className="ds-button" data-variant="secondary" aria-busy={pending}>
            Finn
          </button>
        </div>
        <p className="small muted" id="finn-en-hint">
          Fødselsnummer, eller navn og fødselsdato
        </p>
        <div role="alert">
          {problem && !pending && (
            <Problem key={state.key} id="finn-en-feil">
              {problem}
            </Problem>
          )}
        </div>
      </form>
    </search>
  )
}
