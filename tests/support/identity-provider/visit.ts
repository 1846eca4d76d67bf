import { stranger } from '#tests/support/identity-provider/people'
import { openJar, placeIn } from '#tests/support/jar'

/**
 * Goes the way of a browser without JavaScript from the provider's address: is led to the sign-in page, presses a
 * button there, and follows until it is sent away from the provider.
 * @param subject whose button to press, or null to press Avbryt
 * @returns the address that the browser was sent to, with the answer in it
 */
export async function visit(address: URL, subject: string | null = stranger) {
  const { ask } = openJar(address.origin)
  const step = async (from: URL, init?: RequestInit) => {
    const answer = await ask(from.href, init)
    if (!placeIn(answer)) throw new Error(`The way ends at ${from.pathname} with ${answer.status}`)
    return new URL(placeIn(answer), from)
  }
  const body = new URLSearchParams(subject === null ? 'cancel=yes' : [['subject', subject]])
  let sent = await step(address)
  if (sent.origin === address.origin) sent = await step(sent, { method: 'POST', body })
  while (sent.origin === address.origin) sent = await step(sent)
  return sent
}
