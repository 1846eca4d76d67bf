import { setTimeout } from 'node:timers/promises'
import { Failure } from './failure.mjs'

/** Waits until a page is there, whatever it says, as long as it is not a failure. */
export async function answers(url: string, patience = 60_000) {
  for (const end = Date.now() + patience; ; await setTimeout(100)) {
    const response = await fetch(url, { redirect: 'manual' }).catch(() => undefined)
    await response?.body?.cancel()
    if (response && response.status < 500) return
    if (Date.now() > end) throw new Failure(`${url} svarer ikke (${response?.status ?? 'ingen forbindelse'}).`)
  }
}
