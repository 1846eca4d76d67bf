import { ActForm } from '#components/ui/act-form'
import { Chip } from '#components/ui/chip'
import type { FormAction } from '#components/ui/use-send'
import type { SharedVersion } from '#lib/criteria/schema'
import { stateText } from '#lib/criteria/text'
import { showDate } from '#lib/dates'

/** The acts on a text that parties write together; `field` names a version in their forms. */
export type VersionActs = {
  field: 'criteria' | 'template'
  page: '/admin/criteria' | '/admin/agreement-templates'
} & Record<'begin' | 'propose' | 'withdraw' | 'approve', FormAction<{ id: string | null }>>

type Props = {
  versions: readonly SharedVersion[]
  acts: VersionActs
  organisationId: string | undefined
  formKey: string
}

/** What was proposed, who approved it, and what waits for the own organisation. */
export const VersionList = ({ versions, acts, organisationId, formKey }: Props) => (
  <ul className="sl-rows">
    {versions.map((version) => (
      <VersionRow
        key={version.id}
        version={version}
        // Only the newest proposal is for anybody to approve.
        isNewest={version === versions.find(({ status }) => status === 'PROPOSED')}
        acts={acts}
        organisationId={organisationId}
        formKey={formKey}
      />
    ))}
  </ul>
)

type RowProps = Omit<Props, 'versions'> & { version: SharedVersion; isNewest: boolean }

function VersionRow({ version, isNewest, acts, organisationId, formKey }: RowProps) {
  const { id, trustId, number, status, approvals, inForce, proposedAt, writtenBy } = version
  const waits = writtenBy && isNewest && !approvals.some((approval) => approval.organisationId === organisationId)
  const mayWithdraw =
    writtenBy && status === 'PROPOSED' && approvals.every((approval) => approval.organisationId === trustId)
  return (
    <li>
      <div className="spread">
        <p>
          <a href={`${acts.page}/${id}`}>Versjon {number}</a>
          {writtenBy && proposedAt && <span className="muted num">, foreslått {showDate(proposedAt)}</span>}
        </p>
        <Chip kind={inForce.length ? 'success' : status === 'PROPOSED' ? 'waiting' : 'neutral'}>
          {stateText(version)}
        </Chip>
      </div>
      {inForce.length > 0 && <p>Gjelder med {inForce.join(', ')}.</p>}
      <p className="small muted num">
        {approvals.length > 0
          ? `Godkjent av ${approvals.map(({ organisation, by, at }) => `${organisation} (${by}, ${showDate(at)})`).join(' og ')}.`
          : writtenBy
            ? 'Ikke godkjent av noen ennå.'
            : 'Følger med Samløp, og gjelder til dere godkjenner en ny.'}
      </p>
      {(waits || mayWithdraw) && (
        <div className="row">
          {waits && (
            <ActForm
              action={acts.approve}
              formKey={formKey}
              hidden={{ [acts.field]: id }}
              submit="Godkjenn for oss"
              label={`Godkjenn versjon ${number} for oss`}
            />
          )}
          {mayWithdraw && (
            <ActForm
              action={acts.withdraw}
              formKey={formKey}
              hidden={{ [acts.field]: id, seen: String(version.version) }}
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
