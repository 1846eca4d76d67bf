import { ActForm } from '#components/ui/act-form'
import { Chip } from '#components/ui/chip'
import { approveCriteriaAction, withdrawCriteriaAction } from '#lib/criteria/actions'
import type { Criteria } from '#lib/criteria/schema'
import { stateText } from '#lib/criteria/text'
import { showDate } from '#lib/dates'

type Props = { versions: readonly Criteria[]; organisationId: string | undefined; formKey: string }

/** What was proposed, who approved it, and what waits for the own organisation. */
export const VersionList = ({ versions, organisationId, formKey }: Props) => (
  <ul className="sl-rows">
    {versions.map((version) => (
      <VersionRow
        key={version.id}
        version={version}
        // Only the newest proposal is for anybody to approve.
        isNewest={version === versions.find(({ status }) => status === 'PROPOSED')}
        organisationId={organisationId}
        formKey={formKey}
      />
    ))}
  </ul>
)

type RowProps = Omit<Props, 'versions'> & { version: Criteria; isNewest: boolean }

function VersionRow({ version, isNewest, organisationId, formKey }: RowProps) {
  const { id, trustId, number, status, approvals, inForce, proposedAt } = version
  const waits = isNewest && !approvals.some((approval) => approval.organisationId === organisationId)
  const mayWithdraw = status === 'PROPOSED' && approvals.every((approval) => approval.organisationId === trustId)
  return (
    <li>
      <div className="spread">
        <p>
          <a href={`/admin/criteria/${id}`}>Versjon {number}</a>
          {proposedAt && <span className="muted num">, foreslått {showDate(proposedAt)}</span>}
        </p>
        <Chip kind={inForce.length ? 'success' : status === 'PROPOSED' ? 'waiting' : 'neutral'}>
          {stateText(version)}
        </Chip>
      </div>
      {inForce.length > 0 && <p>Gjelder med {inForce.join(', ')}.</p>}
      <p className="small muted num">
        {approvals.length
          ? `Godkjent av ${approvals.map(({ organisation, by, at }) => `${organisation} (${by}, ${showDate(at)})`).join(' og ')}.`
          : 'Ikke godkjent av noen ennå.'}
      </p>
      {(waits || mayWithdraw) && (
        <div className="row">
          {waits && (
            <ActForm
              action={approveCriteriaAction}
              formKey={formKey}
              hidden={{ criteria: id }}
              submit="Godkjenn for oss"
              label={`Godkjenn versjon ${number} for oss`}
            />
          )}
          {mayWithdraw && (
            <ActForm
              action={withdrawCriteriaAction}
              formKey={formKey}
              hidden={{ criteria: id, seen: String(version.version) }}
              submit="Trekk tilbake"
              label={`Trekk tilbake versjon ${number}`}
              variant="tertiary"
            />
          )}
        </div>
      )}
    </li>
  )
}
