/** What a form shows after it was sent. The key goes into the next sending; what was typed is never lost. */
export type FormState<Value = null> = { key: string } & (
  | { status: 'untouched' }
  | { status: 'done'; value: Value }
  | { status: 'invalid'; fields: Record<string, string[] | undefined>; typed: Record<string, string> }
  /** `away`: whoever the page was made for is not signed in any more. */
  | { status: 'refused'; message: string; typed: Record<string, string>; away?: true }
  | { status: 'unknown'; message: string; typed: Record<string, string> }
)
