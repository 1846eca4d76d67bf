'use client'

import { useActionState } from 'react'
import { answerForm } from '../form/actions'

export function AnswerForm() {
  const [patient, action] = useActionState(answerForm, null, '/answer')
  return (
    <form action={action} className="answer">
      <input name="number" aria-label="Number" />
      <p>
        {patient?.given_name} {patient?.family_name}
      </p>
    </form>
  )
}
