import { receivePdf } from '#lib/agreements/checking'

/** A PDF of an agreement, to be told whether it is as it was signed. */
export const POST = receivePdf
