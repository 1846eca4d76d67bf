import type { FormEventHandler, RefObject } from 'react'
import { EyeIcon, MagnifyingGlassIcon } from '#components/ui/icons'
import { Problem } from '#components/ui/problem'
import type { FormState } from '#lib/form-state'
import type { Check } from '#lib/patients/schema'
import { announcement, checkText } from '#lib/patients/text'

type Props = {
  state: FormState<Check>
  pending: boolean
  field: RefObject<HTMLInputElement | null>
  action: (form: FormData) => void
  onSubmit: FormEventHandler<HTMLFormElement>
}

/** The one field, what is wrong with what was typed, and that the look-up is logged. */
export function FindForm({ state, pending, field, action, onSubmit }: Props) {
  const found = state.status === 'done' ? state.value : null
  const problem =
    state.status === 'invalid'
      ? (state.fields['query']?.[0] ?? checkText.misread)
      : 'message' in state
        ? state.message
        : null

  return (
    <search>
      <form className="sl-find" action={action} onSubmit={onSubmit}>
        <input type="hidden" name="formKey" value={state.key} />
        <label htmlFor="finn">Finn pasient</label>
        <p className="hint" id="finn-hint">
          Fødselsnummer, D-nummer eller kort fra skanner. Du kan også skrive navn og fødselsdato.
        </p>
        <div className="sl-find__box">
          <MagnifyingGlassIcon className="i" aria-hidden />
          <input
            ref={field}
            className="ds-input"
            id="finn"
            name="query"
            type="text"
            maxLength={20_000}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the nurse comes here to type or scan; nothing else is meant to have focus first
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
          {problem && !pending && (
            <Problem key={state.key} id="finn-feil">
              {problem}
            </Problem>
          )}
        </div>
        <p className="foot" id="finn-fot">
          <EyeIcon className="i" aria-hidden />
          <span>{checkText.logged(found?.outcome)}</span>
        </p>
        <output className="ds-sr-only">
          {found && !pending && <span key={state.key}>{announcement(found)}</span>}
        </output>
      </form>
    </search>
  )
}
