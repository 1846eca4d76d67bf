#!/usr/bin/env node
/**
 * Prisma's schema engine, from npm instead of a download.
 *
 * `prisma migrate` talks JSON-RPC over stdin/stdout to a native binary that the CLI fetches from Prisma's servers.
 * Hospital networks, and build machines that reach a package registry only, cannot fetch it. The same engine is
 * published as WebAssembly in `@prisma/schema-engine-wasm`; this file answers the CLI with it. `prisma.config.ts`
 * points PRISMA_SCHEMA_ENGINE_BINARY here unless it is already set.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, DriverAdapterError } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { parseIntoClientConfig } from 'pg-connection-string'

const { values, positionals } = parseArgs({
  options: { datasource: { type: 'string' }, datamodels: { type: 'string' }, version: { type: 'boolean' } },
  allowPositionals: true,
  strict: false,
})

const wasm = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { './schema_engine_bg.js': bindings })
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`${message}\n`) }
bindings.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()

if (values.version) {
  console.log(`schema-engine-wasm ${bindings.version()}`)
  process.exit(0)
}

const PG_CHAR = 18
const PG_TEXT = 25
const CHARACTER = 6

/** What the engine needs beyond adapter-pg: the one-byte "char" columns, and a shadow database that is closed before it is dropped. */
class SchemaEngineAdapter extends PrismaPg {
  constructor(connection) {
    super(connection)
    this.connection = connection
  }

  connect = async () => mapChar(await super.connect())

  connectToShadowDb = async () => {
    const database = `shadow_${randomUUID()}`
    const main = await this.connect()
    await main.executeScript(`CREATE DATABASE "${database}"`)
    const shadow = await new SchemaEngineAdapter({ ...this.connection, database }).connect()
    const close = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await close()
      await main.executeScript(`DROP DATABASE "${database}"`)
      await main.dispose()
    }
    return shadow
  }
}

function mapChar(connection) {
  const { performIO, queryRaw, startTransaction } = connection
  let types = []
  // adapter-pg cuts a script at every semicolon, also within a function's body; PostgreSQL takes it whole, and all or nothing.
  connection.executeScript = async (script) => {
    await connection.client.query(script).catch(({ code, severity, message, detail }) => {
      throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail })
    })
  }
  connection.performIO = async (query) => {
    const result = await performIO.call(connection, query)
    const fields = result.fields ?? []
    types = fields.map((field) => field.dataTypeID)
    for (const field of fields) if (field.dataTypeID === PG_CHAR) field.dataTypeID = PG_TEXT
    return result
  }
  connection.queryRaw = async (query) => {
    const result = await queryRaw.call(connection, query)
    const columnTypes = result.columnTypes.map((type, index) => (types[index] === PG_CHAR ? CHARACTER : type))
    return { ...result, columnTypes }
  }
  if (startTransaction)
    connection.startTransaction = async (...args) => mapChar(await startTransaction.apply(connection, args))
  return connection
}

// Taken apart, because a connection string would win over the name of the shadow database.
const { url } = JSON.parse(values.datasource ?? '{}')
const datamodels = values.datamodels?.split(',').map((path) => [path, readFileSync(path, 'utf8')])

/** A fresh engine for every request: one instance gives its shadow database away only once. */
const newEngine = () =>
  bindings.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new SchemaEngineAdapter(parseIntoClientConfig(url))),
  )

if (positionals.includes('can-connect-to-database')) {
  const engine = await newEngine()
  await engine.ensureConnectionValidity({ datasource: { tag: 'ConnectionString', url } }).catch((error) => {
    console.error(
      JSON.stringify({ is_panic: false, message: error.message, error_code: error.code ?? 'P1001', meta: {} }),
    )
    process.exit(1)
  })
  console.log('Connection successful')
  process.exit(0)
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line)
  if (!method) continue
  try {
    const engine = await newEngine()
    const result = await engine[method](params)
    engine.free()
    if (result?.stdout) send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } })
    send({ id, result: result ?? null })
  } catch (error) {
    const { message, code = null, meta = null } = error
    send({ id, error: { code: 4466, message, data: { is_panic: false, message, meta, error_code: code } } })
  }
}
