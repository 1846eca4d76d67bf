import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FastTrackSummary } from '#components/quality/fast-track-summary'
import { openFastTrackFigures } from '#lib/quality/queries'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Kvalitet' }

export default async function QualityPage() {
  const { session, actor } = await signedIn()
  const figures = await openFastTrackFigures(session, {})
  if (!figures.ok) notFound()
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Kvalitet</h1>
          <p>Fast-track i {actor.organisation?.name}, siste 90 døgn</p>
        </div>
      </div>
      <FastTrackSummary figures={figures.value} />
      <p className="muted">Senere kommer møter som venter, planer som mangler, og reinnleggelser også hit.</p>
    </div>
  )
}
