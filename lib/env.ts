import 'server-only'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { z } from 'zod'

/** Whether an address can only be on this machine. */
export const loopback = (url: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)

const base = z.object({
  /** Which kind of installation this is; NODE_ENV is production in all three when built. */
  DEPLOYMENT: z.enum(['production', 'demo', 'test']),
  /** Always the runtime role, app_rt. */
  DATABASE_URL: z.url(),
  /** The role that can make sessions, app_login; used by the sign-in routes and at the start of programs. */
  LOGIN_DATABASE_URL: z.url(),
})

const web = base
  .extend({
    NEXTAUTH_URL: z.url(),
    NEXTAUTH_SECRET: z.string().min(32),
    HELSEID_ISSUER: z.url(),
    HELSEID_CLIENT_ID: z.string().min(1),
    IDPORTEN_ISSUER: z.url(),
    IDPORTEN_CLIENT_ID: z.string().min(1),
    /** File with the private key (JWK) that signs our client assertions. */
    CLIENT_ASSERTION_KEY_FILE: z.string().min(1),
  })
  .refine((env) => env.DEPLOYMENT !== 'production' || ![env.HELSEID_ISSUER, env.IDPORTEN_ISSUER].some(loopback), {
    error: 'A production installation refuses an identity provider on a loopback address.',
  })

/** For making and showing cards. */
const cards = z.object({
  /** File with the private key (Ed25519, PEM) that signs the cards of patients. */
  CARD_KEY_FILE: z.string().min(1),
  NEXTAUTH_URL: z.url(),
})

/** For the programs of the audit, which must not know the rest. */
const audit = z.object({
  /** Always the role that reads the chains, app_auditor. */
  AUDIT_DATABASE_URL: z.url(),
  /** One directory for each party, parted as in PATH. */
  CHECKPOINT_DIRECTORIES: z
    .string()
    .default('')
    .transform((paths) => paths.split(delimiter).filter(Boolean)),
  /** File with the private key (Ed25519, PEM) that signs checkpoints; only the program that writes them may read it. */
  CHECKPOINT_KEY_FILE: z.string().min(1).optional(),
  /** File with the public keys that are trusted (PEM), also those of former years. */
  CHECKPOINT_PUBLIC_KEY_FILE: z.string().min(1).optional(),
})

/** For whoever seals a PDF. */
const seal = z.object({
  /** File with the key and certificate of the seal (PKCS#12); used for nothing else. */
  SEAL_KEY_FILE: z.string().min(1),
  SEAL_KEY_PASSPHRASE: z.string().default(''),
})

export const sealEnv = () => seal.parse(process.env)

/** For the program that sends mails and reminds. */
const worker = base
  .extend({
    /** Always the role that takes jobs, app_worker. */
    WORKER_DATABASE_URL: z.url(),
    /** Where mails are handed over: `smtps://name:password@host` or `smtp://host:port`. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }),
    /** The address that mails come from. */
    MAIL_FROM: z.email(),
    /** Where the app is, for the links in mails. */
    NEXTAUTH_URL: z.url(),
  })
  .refine((env) => env.DEPLOYMENT !== 'production' || !loopback(env.NEXTAUTH_URL), {
    error: 'Mails of a production installation cannot lead to a loopback address.',
  })

export const workerEnv = () => worker.parse(process.env)

export const auditEnv = () => audit.parse(process.env)

let parsed: z.infer<typeof base> | undefined
let parsedWeb: z.infer<typeof web> | undefined
let parsedCards: z.infer<typeof cards> | undefined

/** What every program needs, parsed at first use because a build has no environment. Throws a ZodError that names what is missing. */
export const env = () => (parsed ??= base.parse(process.env))

/** What the web app needs besides. */
export const webEnv = () => (parsedWeb ??= web.parse(process.env))

/** What whoever makes, shows or checks a card needs besides. */
export const cardEnv = () => (parsedCards ??= cards.parse(process.env))

/** The migrations that this build was made with, from `next.config.ts`. */
export const expectedMigrations = () => (process.env.EXPECTED_MIGRATIONS ?? '').split(',').filter(Boolean)

/**
 * For programs started by hand: the settings that the demo left in its data folder, unless the environment says which
 * database is meant.
 */
export function loadDemoSettings() {
  const file = `${process.env['SAMLOP_DATA'] ?? '.data'}/env`
  if (!process.env['DATABASE_URL'] && existsSync(file)) process.loadEnvFile(file)
}
