import type { ChangeRefusal, LeaveRefusal, TimesRefusal } from '#lib/meeting-changes/rules'
import { callRefusalText } from '#lib/meetings/text'

export const changeRefusalText: Record<ChangeRefusal, string> = {
  not_leading: 'Bare den som kalte inn eller leder møtet, kan endre det.',
  is_over: 'Møtet er holdt eller avlyst og kan ikke endres.',
  conflict: 'Møtet er endret av en annen. Se hva som står nå, og prøv igjen.',
}
const { no_time, past, far, same_time, no_place } = callRefusalText
export const timesRefusalText: Record<TimesRefusal, string> = { no_time, past, far, same_time, no_place }

export const leaveRefusalText: Record<LeaveRefusal, string> = {
  cannot_leave: 'Pasienten og den som kalte inn eller leder møtet, kan ikke tas ut.',
  one_instead: 'Velg én som kommer i stedet.',
}
