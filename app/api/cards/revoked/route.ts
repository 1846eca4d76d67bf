import { answerEnded } from '#lib/cards/public'

export const dynamic = 'force-dynamic'
export const GET = answerEnded
