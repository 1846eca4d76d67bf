import { DraftForm } from '#components/criteria/draft-form'
import { PartyList } from '#components/criteria/party-list'
import type { VersionActs } from '#components/criteria/version-list'
import { VersionsPanel } from '#components/criteria/versions-panel'
import {
  approveCriteriaAction,
  beginCriteriaAction,
  proposeCriteriaAction,
  withdrawCriteriaAction,
} from '#lib/criteria/actions'
import type { Criteria, CriteriaPlace } from '#lib/criteria/schema'

type Props = {
  place: CriteriaPlace
  versions: readonly Criteria[]
  organisationId: string | undefined
  formKey: string
}

const acts: VersionActs = {
  field: 'criteria',
  page: '/admin/criteria',
  begin: beginCriteriaAction,
  propose: proposeCriteriaAction,
  withdraw: withdrawCriteriaAction,
  approve: approveCriteriaAction,
}

/** The criteria of one hospital for the administrators of its parties: draft, proposals, who is a party. */
export function PlaceCriteria({ place, versions, organisationId, formKey }: Props) {
  const draft = versions.find(({ status }) => status === 'DRAFT')
  const before = versions.find(({ status }) => status === 'PROPOSED') ?? null
  return (
    <section className="sl-criteria__place" aria-labelledby={`sted-${place.id}`}>
      <h2 id={`sted-${place.id}`}>{place.name}</h2>
      {draft && <DraftForm draft={draft} before={before} acts={acts} formKey={formKey} />}
      <div className="sl-cols">
        <VersionsPanel {...{ place, versions, acts, organisationId, formKey }} />
        <aside aria-label="Parter">
          <PartyList place={place} formKey={formKey} />
        </aside>
      </div>
    </section>
  )
}
