import { answerKeys } from '#lib/cards/public'

export const dynamic = 'force-dynamic'
export const GET = answerKeys
