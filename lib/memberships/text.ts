import type { MembershipState, StaffOrder } from '#lib/memberships/schema'

export const stateText: Record<MembershipState, string> = {
  active: 'Aktive',
  ended: 'Avsluttet',
  coming: 'Kommer',
}

export const orderText: Record<StaffOrder, string> = { name: 'Navn', role: 'Rolle', unit: 'Enhet' }

/** What stands where nobody stands. */
export const nobodyText: Record<MembershipState, string> = {
  active: 'Ingen har en aktiv rolle her.',
  ended: 'Ingen roller er avsluttet ennå.',
  coming: 'Ingen begynner senere.',
}
