// The package has no types of its own; this is what we use of it.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export type Context = {
    type: string
    body: unknown
    oidc?: {
      route: string
      provider: Provider
      client: { clientId: string }
      session: { accountId: string }
      requestParamScopes: Set<string>
    }
  }
  class Grant {
    constructor(of: { clientId: string; accountId: string })
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  export class Provider {
    constructor(issuer: string, configuration: object)
    Grant: typeof Grant
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    use(step: (context: Context, next: () => Promise<void>) => Promise<void>): void
    on(event: 'server_error', listener: (context: Context, error: Error) => void): void
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ uid: string }>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
  }
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  export function createMemoryAdapter(): (model: string) => object
}
