/** That the process is alive; asks nobody. */
export const GET = () => Response.json({ status: 'alive' })
