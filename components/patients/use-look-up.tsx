'use client'

import { type FormEvent, type RefObject, useEffect, useRef, useState, useTransition } from 'react'
import { tellAway } from '#components/ui/away'
import { inTime } from '#components/ui/in-time'
import type { FormState } from '#lib/form-state'
import { checkPatientAction } from '#lib/patients/actions'
import type { Check } from '#lib/patients/schema'
import { checkText } from '#lib/patients/text'

type State = FormState<Check>

/**
 * Sends by hand, because React would empty the form when the answer comes, and with it what was typed meanwhile. The text
 * that was sent stands selected, so that the next number or scan takes its place, and only that text is emptied.
 */
export function useLookUp(answered: State) {
  const field = useRef<HTMLInputElement>(null)
  const sent = useRef('')
  const [answer, setAnswer] = useState<State | null>(null)
  const [pending, startTransition] = useTransition()
  const state = answer ?? answered

  useEffect(() => {
    const input = field.current
    if (!input || isElsewhere(document.activeElement)) return
    input.focus({ preventScroll: true })
    if (state.status === 'untouched' || input.value !== sent.current) return
    if (state.status === 'done') input.value = ''
    else input.select()
    showAnswer()
  }, [state])

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const query = field.current?.value ?? ''
    // A second Enter on the same number is not a second look-up.
    if (pending && query === sent.current) return
    sent.current = query
    field.current?.select()
    startTransition(async () => {
      const next = await inTime(checkPatientAction(state, form)).catch(() => noAnswer(state, query))
      // What was typed stands as it is until the same person is back.
      if ('away' in next) return tellAway()
      startTransition(() => setAnswer(next))
    })
  }
  /** Takes the answer away and leaves the field ready. */
  const forget = () => setAnswer({ status: 'untouched', key: state.key })
  return { state, pending, send, field, forget }
}

/** The line is gone, or the page is older than what answers it. */
const noAnswer = ({ key }: State, query: string): State => ({
  status: 'unknown',
  message: checkText.noAnswer,
  typed: { query },
  key,
})

/** Whether somebody has moved on to another control, from which focus is never taken. */
const isElsewhere = (element: Element | null) =>
  Boolean(element?.closest('a, button:not([type=submit]), summary, [popover], input:not(#finn)'))

/** In a low window the answer would stand below the edge. */
function showAnswer() {
  const answer = document.querySelector('.sl-found')
  if (answer && answer.getBoundingClientRect().top > innerHeight - 120) answer.scrollIntoView({ block: 'start' })
}

/**
 * Esc and F2 lead back to the field, and so does typing where nothing takes text: a scan must not get lost, and its Enter
 * must not press what happens to have focus.
 */
export function useReadyField(field: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      if (event.key === 'F2' || (event.key === 'Escape' && !document.querySelector('[popover]:popover-open'))) {
        event.preventDefault()
        field.current?.select()
      }
      const typing = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (typing && !document.activeElement?.closest('input, textarea, select')) field.current?.select()
    }
    addEventListener('keydown', lead)
    return () => removeEventListener('keydown', lead)
  }, [field])
}
