import { DraftForm } from '#components/agreement-templates/draft-form'
import type { VersionActs } from '#components/criteria/version-list'
import { VersionsPanel } from '#components/criteria/versions-panel'
import {
  approveTemplateAction,
  beginTemplateAction,
  proposeTemplateAction,
  withdrawTemplateAction,
} from '#lib/agreement-templates/actions'
import type { Template } from '#lib/agreement-templates/schema'
import type { CriteriaPlace } from '#lib/criteria/schema'

type Props = {
  place: CriteriaPlace
  versions: readonly Template[]
  organisationId: string | undefined
  formKey: string
}

const acts: VersionActs = {
  field: 'template',
  page: '/admin/agreement-templates',
  begin: beginTemplateAction,
  propose: proposeTemplateAction,
  withdraw: withdrawTemplateAction,
  approve: approveTemplateAction,
}

/** The templates of one hospital for the administrators of its parties: draft and proposals. */
export function PlaceTemplates({ place, versions, organisationId, formKey }: Props) {
  const draft = versions.find(({ status }) => status === 'DRAFT')
  const before = versions.find(({ status }) => status === 'PROPOSED') ?? null
  return (
    <section className="sl-criteria__place" aria-labelledby={`sted-${place.id}`}>
      <h2 id={`sted-${place.id}`}>{place.name}</h2>
      {draft && <DraftForm draft={draft} before={before} acts={acts} formKey={formKey} />}
      <VersionsPanel {...{ place, versions, acts, organisationId, formKey }} />
    </section>
  )
}
