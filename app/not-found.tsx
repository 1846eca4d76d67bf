import type { Metadata } from 'next'
import { NotFoundPage } from '#components/ui/not-found'

export const metadata: Metadata = { title: 'Fant ikke siden' }

/** The same answer for what is not there and for what one may not see. */
export default function NotFound() {
  return <NotFoundPage />
}
