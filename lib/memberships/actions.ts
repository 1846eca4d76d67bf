'use server'

import { formAction, leadTo } from '#lib/form-action'
import { addPerson, endMembership, giveMembership, shutOut } from '#lib/memberships/commands'
import { addInput, endInput, giveByHprInput, giveInput, shutOutInput } from '#lib/memberships/schema'
import { addRefusalText, endRoleRefusalText, giveRefusalText, shutOutRefusalText } from '#lib/memberships/text'

const unit = 'unit'
const fields = {
  needs_unit: unit,
  no_unit: unit,
  wrong_unit: unit,
  unknown_unit: unit,
  not_here: 'role',
  past: 'until',
}

export const giveMembershipAction = formAction(giveInput, giveMembership, giveRefusalText, { fields })
export const giveByHprAction = formAction(giveByHprInput, giveMembership, giveRefusalText, {
  fields: { ...fields, not_found: 'hpr', yourself: 'hpr', shut_out: 'hpr' },
})
export const addPersonAction = formAction(addInput, addPerson, addRefusalText, {
  fields: { ...fields, needs_hpr: 'hpr', known_hpr: 'hpr', known_subject: 'subject', known_email: 'email' },
  then: ({ id }) => leadTo(`/admin/people/${id}`),
})
export const endMembershipAction = formAction(endInput, endMembership, endRoleRefusalText, {
  fields: { past: 'until' },
  fresh: ['conflict', 'ended'],
})
export const shutOutAction = formAction(shutOutInput, shutOut, shutOutRefusalText, {
  fresh: ['done_before', 'conflict'],
})
