'use client'

import { Failure } from '#components/ui/failure'

/** A page failed; what stands around it is still there. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return <Failure reference={error.digest} />
}
