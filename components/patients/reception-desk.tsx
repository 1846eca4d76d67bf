'use client'

import { EyeIcon, MagnifyingGlassIcon } from '@navikt/aksel-icons'
import { type FormEvent, startTransition, useActionState, useEffect, useRef } from 'react'
import { CheckResult } from '#components/patients/check-result'
import { Problem } from '#components/ui/problem'
import type { FormState } from '#lib/form-state'
import { checkPatientAction } from '#lib/patients/actions'
import type { Check } from '#lib/patients/schema'
import { announcement } from '#lib/patients/text'

/** One field, always ready; the answer stands below it on the same page. */
export function ReceptionDesk({ formKey, hospital }: { formKey: string; hospital: string }) {
  const [state, check, pending] = useActionState(
    checkPatientAction,
    { status: 'untouched', key: formKey },
    '/reception',
  )
  const { field, send } = useFieldAlwaysReady(state, check)
  const problem = state.status === 'invalid' ? state.fields['query']?.[0] : 'message' in state ? state.message : null
  const found = state.status === 'done' ? state.value : null

  return (
    <>
      <search>
        <form className="sl-find" action={check} onSubmit={send}>
          <input type="hidden" name="formKey" value={state.key} />
          <label htmlFor="finn">Finn pasient</label>
          <p className="hint" id="finn-hint">
            Fødselsnummer, D-nummer eller kort fra skanner.
          </p>
          <div className="sl-find__box">
            <MagnifyingGlassIcon className="i" aria-hidden />
            <input
              ref={field}
              className="ds-input"
              id="finn"
              name="query"
              type="text"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              // The nurse comes here to type or scan; nothing else on the page is meant to have focus first.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              defaultValue={'typed' in state ? state.typed['query'] : ''}
              aria-invalid={problem ? true : undefined}
              aria-describedby={problem ? 'finn-feil finn-hint' : 'finn-hint finn-fot'}
            />
          </div>
          <button type="submit" className="ds-button" data-variant="primary" aria-busy={pending}>
            Slå opp
          </button>
          <div className="foot" role="alert">
            {problem && <Problem id="finn-feil">{problem}</Problem>}
          </div>
          <p className="foot" id="finn-fot">
            <EyeIcon className="i" aria-hidden />
            <span>{footText(found?.outcome)}</span>
          </p>
          <output className="ds-sr-only">{found && announcement(found)}</output>
        </form>
      </search>
      {found && <CheckResult check={found} hospital={hospital} />}
    </>
  )
}

function footText(outcome?: string) {
  if (!outcome) return 'Hvert oppslag lagres i innsynsloggen som øyeblikkelig hjelp. Pasienten kan se det.'
  if (outcome === 'unknown') return 'Oppslaget er lagret i innsynsloggen.'
  return 'Oppslaget er lagret i innsynsloggen som øyeblikkelig hjelp. Pasienten kan se det.'
}

/**
 * What is typed is never lost: the text that was sent stands selected until its answer comes, so that the next number or
 * scan takes its place, and only that text is emptied. Focus returns by Esc or F2 and after an answer, but is never taken
 * from another control.
 */
function useFieldAlwaysReady(state: FormState<Check>, check: (form: FormData) => void) {
  const field = useRef<HTMLInputElement>(null)
  const sent = useRef('')

  useEffect(() => {
    const input = field.current
    if (!input || document.activeElement?.closest('a, button:not([type=submit]), summary, input:not(#finn)')) return
    input.focus()
    if (state.status === 'untouched' || input.value !== sent.current) return
    if (state.status === 'done') input.value = ''
    else input.select()
  }, [state])

  useEffect(() => {
    const back = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' && event.key !== 'F2') return
      event.preventDefault()
      field.current?.select()
    }
    addEventListener('keydown', back)
    return () => removeEventListener('keydown', back)
  }, [])

  // Sent by hand, because React would empty the form when the answer comes, and with it what was typed meanwhile.
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    sent.current = field.current?.value ?? ''
    field.current?.select()
    startTransition(() => check(form))
  }
  return { field, send }
}
