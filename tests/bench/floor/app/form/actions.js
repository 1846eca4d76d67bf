'use server'

import { findPatient } from '../patient'

/** The barest server action that still asks the database once. */
export async function findForm(form) {
  return findPatient(String(form.get('number')))
}

/** The same, where the form shows the answer. */
export async function answerForm(_previous, form) {
  return findPatient(String(form.get('number')))
}
