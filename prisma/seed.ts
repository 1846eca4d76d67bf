import { adminClient } from '#tests/support/admin'
import { seedAfterImport } from '#tests/support/demo-world/after-import'
import { writeCards } from '#tests/support/demo-world/cards-file'
import { seedWorld } from '#tests/support/demo-world/seed-world'

function given(name: string) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} mangler.`)
  return value
}

/** Fills the demo with invented people; nobody gets them into a real installation by mistake. */
async function seed() {
  const deployment = given('DEPLOYMENT')
  if (deployment !== 'demo' && deployment !== 'test')
    throw new Error('Bare demo og test kan fylles med oppdiktede personer.')
  const db = adminClient(given('ADMIN_URL'))
  try {
    const installation = await db.deployment.findFirst()
    if (installation?.kind === 'PRODUCTION') throw new Error('Dette er en produksjonsdatabase. Ingenting er lagt inn.')
    const made = process.argv.includes('--after-import')
      ? await seedAfterImport(db)
      : await seedWorld(db, { helseid: given('HELSEID_ISSUER'), idporten: given('IDPORTEN_ISSUER') })
    console.log(made ? `Lagt inn. Her er ${await db.patient.count()} pasienter.` : 'Finnes fra før.')
    if (deployment === 'demo')
      console.log(`Kortene står i ${await writeCards(db, process.env['SAMLOP_DATA'] || '.data')}.`)
  } finally {
    await db.$disconnect()
  }
}

await seed()
