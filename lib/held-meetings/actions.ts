'use server'

import { formAction, leadTo } from '#lib/form-action'
import { recordAttendance, recordNoGp, recordView, saveNoteAndGoOn } from '#lib/held-meetings/commands'
import { attendanceInput, noGpInput, noteInput, viewInput } from '#lib/held-meetings/schema'
import { holdRefusalText, noteConflictText } from '#lib/held-meetings/text'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...holdRefusalText }

/** Saved as somebody writes: the page stays as it is, and shows both texts when two have met. */
export const saveNoteAction = formAction(
  noteInput,
  saveNoteAndGoOn,
  { ...texts, conflict: noteConflictText },
  {
    then: ({ id, next }) => (next === null ? undefined : leadTo(`/meetings/${id}/hold?punkt=${next}`)),
    fresh: ['conflict'],
  },
)
export const recordAttendanceAction = formAction(attendanceInput, recordAttendance, texts, { fresh: ['conflict'] })
export const recordNoGpAction = formAction(noGpInput, recordNoGp, texts, { fresh: ['conflict'] })
export const recordViewAction = formAction(viewInput, recordView, texts)
