'use client'

import { useId } from 'react'
import { type Noted, useAutosave } from '#components/held-meetings/use-autosave'
import { ArrowRightIcon, CloudUpIcon } from '#components/ui/icons'
import { showTime } from '#lib/dates'

/** The number of the item that comes after this, or null. */
type Props = Noted & { next: number | null }

/** The note of an item: saved as somebody writes, and by its button without JavaScript. What meets another's text is shown beside it. */
export function NoteForm({ meeting, item, formKey, next }: Props) {
  const id = useId()
  const { field, saved, later, atOnce, submit, plainAction, seen, key } = useAutosave({ meeting, item, formKey })
  return (
    <form action={plainAction} className="sl-act sl-note" onSubmit={submit}>
      <input type="hidden" name="formKey" value={key} />
      <input type="hidden" name="meeting" value={meeting} />
      <input type="hidden" name="item" value={item.id} />
      <input type="hidden" name="seen" value={seen} />
      <div className="ds-field">
        <label className="ds-label" htmlFor={id}>
          Notat
        </label>
        <textarea
          ref={field}
          className="ds-input"
          id={id}
          name="text"
          rows={6}
          defaultValue={item.note}
          onInput={later}
          onBlur={() => atOnce()}
        />
      </div>
      <output className="sl-saved">
        {saved && saved.kind !== 'problem' && <CloudUpIcon className="i" aria-hidden />}
        {saved?.kind === 'saving' && 'Lagrer …'}
        {saved?.kind === 'saved' && `Lagret ${showTime(saved.at)}`}
      </output>
      {saved?.kind === 'problem' && (
        <p className="ds-validation-message" data-color="danger" role="alert">
          {saved.text}
        </p>
      )}
      <div className="row">
        <button type="submit" className="ds-button" data-variant="secondary">
          Lagre notat
        </button>
        {next !== null && (
          <button type="submit" className="ds-button" data-variant="primary" name="next" value={next}>
            <ArrowRightIcon className="i" aria-hidden />
            Neste punkt
          </button>
        )}
      </div>
    </form>
  )
}
