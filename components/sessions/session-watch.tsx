import { type Ending, isNear, nextEnding, type SecondsLeft } from '#lib/sessions/rules'

export type Page = {
  /** Whom the page was made for, as only the server can read it. */
  mark: string
  left: SecondsLeft
}
export type View = Ending | { kind: 'open' | 'ended' | 'gone' }
/** A tab tells the others what it knows of its session, or that they should ask. */
type Word = { mark: string; left: SecondsLeft } | 'ask'

const minute = 60_000
const pause = 3_000
const patience = 8_000
const channel = 'samlop session'

/** One of the clocks stands still while the machine sleeps, and the other may be put right: the one that went further counts. */
function stopwatch() {
  const [from, at] = [performance.now(), Date.now()]
  return () => Math.max(performance.now() - from, Date.now() - at)
}

/**
 * Watches the session behind a page until `stop` is called, and shows what is to be seen: the page, a warning, or that the
 * session has ended. Whether it has is for the server to say; until it says so the page is hidden rather than shown.
 */
export class SessionWatch {
  private state: 'open' | 'ended' | 'gone' = 'open'
  private sinceAnswer = stopwatch()
  private sinceAsked = stopwatch()
  private sinceActive = stopwatch()
  /** Asked again once before the warning. */
  private isSure = false
  private hasFailed = false
  private questions = 0
  private readonly tabs = new BroadcastChannel(channel)
  private readonly timer = setInterval(() => this.tick(), 1_000)
  private readonly forget = attend({
    active: () => this.state === 'open' && this.sinceActive() > minute && this.stay(),
    back: () => {
      this.tick()
      if (this.state === 'ended' || this.sinceAnswer() > minute) void this.ask()
    },
    // A page that the browser had put aside shows nothing before it is known who is there now.
    restored: () => {
      this.turn('ended')
      void this.ask('GET', () => this.turn('gone'))
    },
  })

  constructor(
    private readonly mark: string,
    private left: SecondsLeft,
    private readonly show: (view: View) => void,
  ) {
    this.tabs.addEventListener('message', ({ data }: MessageEvent<Word>) => {
      if (data === 'ask' || data.mark !== mark || this.state !== 'open') void this.ask()
      else this.know(data.left)
    })
    this.tell({ mark, left })
    this.know(left)
  }

  stop() {
    this.questions++
    this.forget()
    clearInterval(this.timer)
    this.tabs.close()
  }

  /** Hides the page at once. */
  end(andAsk = true) {
    this.turn('ended')
    this.tell('ask')
    if (andAsk) void this.ask()
  }

  stay() {
    this.sinceActive = stopwatch()
    void this.ask('POST')
  }

  private tell(word: Word) {
    this.tabs.postMessage(word)
  }

  private turn(to: 'ended' | 'gone') {
    this.state = to
    this.show({ kind: to })
  }

  private know(left: SecondsLeft) {
    this.left = left
    this.sinceAnswer = stopwatch()
    this.isSure = isNear(nextEnding(left, 0))
    this.state = 'open'
    this.tick()
  }

  private async ask(method: 'GET' | 'POST' = 'GET', whenNobody = () => {}) {
    const question = ++this.questions
    this.sinceAsked = stopwatch()
    this.isSure = true
    const asked = { method, headers: { 'X-Page': this.mark }, signal: AbortSignal.timeout(patience) }
    const answer = await fetch('/api/session', asked).catch(() => null)
    // A later question knows better.
    if (question !== this.questions || this.state === 'gone') return
    this.hasFailed = !answer || answer.status >= 500
    if (answer?.status === 403) return this.turn('gone')
    if (answer?.status === 401) {
      if (this.state === 'open') this.end(false)
      return whenNobody()
    }
    if (!answer?.ok) return
    this.know((await answer.json()) as SecondsLeft)
    this.tell({ mark: this.mark, left: this.left })
  }

  private tick() {
    if (this.hasFailed && this.sinceAsked() > pause) void this.ask()
    if (this.state !== 'open') return
    const next = nextEnding(this.left, this.sinceAnswer() / 1_000)
    if (next.seconds === 0) return this.end()
    // Another tab, or something that was sent, may have kept it alive.
    if (isNear(next) && !this.isSure) return void this.ask()
    this.show(isNear(next) ? next : { kind: 'open' })
  }
}

type Attention = Record<'active' | 'back' | 'restored', () => void>

/** Notices that somebody does something, comes back to the page, or finds it by the browser's Back. */
function attend({ active, back, restored }: Attention) {
  const leaving = new AbortController()
  const { signal } = leaving
  for (const name of ['keydown', 'pointerdown', 'wheel']) addEventListener(name, active, { signal, passive: true })
  const isBack = () => document.visibilityState === 'visible' && back()
  document.addEventListener('visibilitychange', isBack, { signal })
  for (const name of ['focus', 'online']) addEventListener(name, isBack, { signal })
  addEventListener('pageshow', ({ persisted }) => persisted && restored(), { signal })
  return () => leaving.abort()
}

/** Lets the other tabs of the browser find out who is signed in now. */
export function askOthers() {
  const tabs = new BroadcastChannel(channel)
  tabs.postMessage('ask' satisfies Word)
  tabs.close()
}
