'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react'
import { tellAway } from '#components/ui/away'
import { inTime } from '#components/ui/in-time'
import type { FormState } from '#lib/form-state'
import { saveNoteAction } from '#lib/held-meetings/actions'

export type Noted = { meeting: string; item: { id: string; note: string; version: number }; formKey: string }
type Saved = { kind: 'saving' } | { kind: 'saved'; at: Date } | { kind: 'problem'; text: string } | null
/** What the server is known to have, and under which key the next sending goes. */
type Stands = { text: string; seen: number; key: string; busy: boolean; sends: number }

/** A pause this long is the end of a thought. */
const pause = 1_200
const plain = (text: string) => text.replaceAll('\r\n', '\n').trim()
const lost = 'Ikke sendt. Teksten står her. Lagre igjen når nettet er tilbake.'

/** What a form that went by itself was answered. */
function answered(state: FormState<unknown>): Saved {
  if ('message' in state) return { kind: 'problem', text: state.message }
  if (state.status === 'invalid') return { kind: 'problem', text: Object.values(state.fields).flat()[0] ?? '' }
  return state.status === 'done' ? { kind: 'saved', at: new Date() } : null
}

/** The text as the form would send it, each sending in a name of its own. */
function formOf({ meeting, item }: Noted, { seen, key, sends }: Stands, text: string) {
  const form = new FormData()
  const formKey = `${key.split('.').slice(0, 2).join('.')}.n${sends}`
  const fields = { meeting, item: item.id, seen: String(seen), text, formKey }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

/** Where the button that was pressed leads on to. */
function nextOf(event: FormEvent<HTMLFormElement>, meeting: string) {
  const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null
  return button?.name === 'next' ? `/meetings/${meeting}/hold?punkt=${button.value}` : null
}

/** Sends what was written after a pause, one sending at a time, and takes over what stands when nothing is unsent. */
export function useAutosave(noted: Noted) {
  const { meeting, item, formKey } = noted
  const field = useRef<HTMLTextAreaElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const stands = useRef<Stands>({ text: plain(item.note), seen: item.version, key: formKey, busy: false, sends: 0 })
  const [saved, setSaved] = useState<Saved>(null)
  const [shown, setShown] = useState({ seen: item.version, key: formKey })
  const [state, plainAction] = useActionState(saveNoteAction, { status: 'untouched', key: formKey })
  const router = useRouter()
  const written = () => plain(field.current?.value ?? '')

  /** Answers whether what stands in the field is saved. */
  const send = async (): Promise<boolean> => {
    const now = stands.current
    const text = written()
    if (text === now.text || now.busy) return !now.busy
    Object.assign(now, { busy: true, sends: now.sends + 1 })
    setSaved({ kind: 'saving' })
    const answer = await inTime(saveNoteAction({ status: 'untouched', key: now.key }, formOf(noted, now, text))).catch(
      () => null,
    )
    now.busy = false
    if (answer && 'away' in answer) tellAway()
    setSaved(answer ? answered(answer) : { kind: 'problem', text: lost })
    if (answer) now.key = answer.key
    // What met another's text is kept beside it; the page shows both.
    if (answer?.status === 'refused') now.text = text
    if (answer?.status !== 'done') return false
    Object.assign(now, { seen: now.seen + 1, text })
    setShown({ seen: now.seen, key: now.key })
    // Somebody went on writing while it was on its way.
    if (written() !== text) later()
    return true
  }
  const atOnce = (then?: () => void) => {
    clearTimeout(timer.current)
    startTransition(async () => {
      if (await send()) then?.()
    })
  }
  const later = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(atOnce, pause)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    const now = stands.current
    if (!field.current || item.version <= now.seen || plain(field.current.value) !== now.text) return
    field.current.value = item.note
    Object.assign(now, { text: plain(item.note), seen: item.version })
    setShown({ seen: item.version, key: now.key })
  }, [item.note, item.version])

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const next = nextOf(event, meeting)
    atOnce(() => next && router.push(next as Route))
  }
  return { field, saved: saved ?? answered(state), later, atOnce, submit, plainAction, ...shown }
}
