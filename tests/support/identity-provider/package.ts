/**
 * Loads the provider without its words about Node 20, on which this was tried, and without its notices to those who
 * would run it for real.
 */
export async function loadPackage() {
  const { warn, info } = console
  console.warn = console.info = () => {}
  try {
    const { Provider } = await import('oidc-provider')
    const { createMemoryAdapter } = await import('oidc-provider/lib/adapters/memory_adapter.js')
    return { Provider, createMemoryAdapter }
  } finally {
    Object.assign(console, { warn, info })
  }
}
