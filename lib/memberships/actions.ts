'use server'

import { formAction } from '#lib/form-action'
import { endMembership, giveMembership, shutOut } from '#lib/memberships/commands'
import { endInput, giveByHprInput, giveInput, shutOutInput } from '#lib/memberships/schema'
import { endRoleRefusalText, giveRefusalText, shutOutRefusalText } from '#lib/memberships/text'

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
export const endMembershipAction = formAction(endInput, endMembership, endRoleRefusalText, {
  fields: { past: 'until' },
  fresh: ['conflict', 'ended'],
})
export const shutOutAction = formAction(shutOutInput, shutOut, shutOutRefusalText, {
  fresh: ['done_before', 'conflict'],
})
