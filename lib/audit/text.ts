import type { Fault } from '#lib/audit/rules'

export const faultText: Record<Fault, string> = {
  missing_row: 'en rad mangler eller står feil',
  changed_row: 'raden er endret',
  broken_link: 'raden følger ikke på den før',
  cut_tail: 'kjeden slutter ikke der den skal',
}
