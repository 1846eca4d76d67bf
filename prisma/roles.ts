import pg from 'pg'

/** Every request is short: compiling its plans takes longer than running them. */
const short = "statement_timeout = '5s'; idle_in_transaction_session_timeout = '10s'; lock_timeout = '2s'; jit = off"

/** Login roles and what the connection may cost; the others only own things. */
const logins = {
  app_migrate: '',
  app_rt: short,
  app_login: short,
  app_auditor: '',
  app_worker: '',
} as const

export type RolePasswords = Record<keyof typeof logins, string>

/**
 * Makes the roles that migrations grant to, or brings them up to date; safe to run at every start.
 * @param adminUrl a connection that may create roles
 */
export async function createRoles(adminUrl: string, passwords: RolePasswords) {
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  try {
    // Two starts at once would both find a role missing.
    await admin.query("SELECT pg_advisory_lock(hashtext('samlop roles'))")
    for (const role of ['app_owner', 'app_definer'])
      await admin.query(`DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`)
    for (const [role, settings] of Object.entries(logins)) {
      const password = admin.escapeLiteral(passwords[role as keyof typeof logins])
      await admin.query(`DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$`)
      await admin.query(`ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS PASSWORD ${password}`)
      for (const setting of settings.split(';').filter(Boolean)) await admin.query(`ALTER ROLE ${role} SET ${setting}`)
    }
    await admin.query('GRANT app_owner, app_definer TO app_migrate')
    await admin.query('ALTER ROLE app_migrate SET role = app_owner')
  } finally {
    await admin.end()
  }
}
