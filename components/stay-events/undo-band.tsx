'use client'

import { useEffect, useState } from 'react'
import { ActForm } from '#components/ui/act-form'
import { ArrowUndoIcon } from '#components/ui/icons'
import { undoAction } from '#lib/stay-corrections/actions'

type Props = { stay: string; event: string; words: string; formKey: string; left: number }

/** What one has just done, with one click to take it back; gone when the minute is. */
export function UndoBand({ stay, event, words, formKey, left }: Props) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), left)
    return () => clearTimeout(timer)
  }, [left])
  if (over) return null
  return (
    <div className="sl-undo">
      <output className="num">
        <b>Registrert:</b> {words}
      </output>
      <ActForm
        action={undoAction}
        formKey={formKey}
        hidden={{ stay, event }}
        variant="secondary"
        label="Angre det du nettopp registrerte"
        submit={
          <>
            <ArrowUndoIcon className="i" aria-hidden />
            Angre
          </>
        }
      />
    </div>
  )
}
