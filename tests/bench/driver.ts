import { Agent, request } from 'node:http'
import type { Answer, Job, Sent } from '#tests/bench/load'

/** Sends what it is told to, so many at a time and over kept connections, in a process of its own. */
process.on('message', (job: Job) => {
  void drive(job).then((answer) => process.send?.(answer))
})
process.on('disconnect', () => process.exit())

async function drive({ url, requests, atOnce, seconds, once }: Job): Promise<Answer> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const times: number[] = []
  const wrong: string[] = []
  let turn = 0
  const from = performance.now()
  const end = from + seconds * 1_000
  const next = () => (once && turn >= requests.length ? undefined : requests[turn++ % requests.length])
  const work = async () => {
    for (let sent = next(); sent && performance.now() < end; sent = next()) {
      const begun = performance.now()
      const answer = await send(url, agent, sent)
      const time = performance.now() - begun
      if (answer.status === sent.status && answer.text.includes(sent.holds)) times.push(time)
      else wrong.push(`${answer.status} ${answer.text.slice(0, 300)}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const passed = (performance.now() - from) / 1_000
  agent.destroy()
  return { times, seconds: passed, wrong: wrong.length, example: wrong[0] ?? '', used: turn }
}

function send(url: string, agent: Agent, { method, path, headers, body }: Sent) {
  return new Promise<{ status: number; text: string }>((resolve) => {
    const fail = (error: Error) => resolve({ status: 0, text: error.message })
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(new URL(path, url), { agent, method, headers: { ...headers, ...length } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: whole(response.headers, parts) }))
      response.on('error', fail)
    })
    sent.on('error', fail)
    sent.end(body)
  })
}

/** A redirect says in its headers where it leads, so they are looked through too. */
const whole = (headers: object, parts: Buffer[]) =>
  `${Buffer.concat(parts).toString()}\n${Object.values(headers).join('\n')}`
