import type { VersionActs } from '#components/criteria/version-list'
import { ActForm } from '#components/ui/act-form'
import { Fold } from '#components/ui/fold'
import type { SharedVersion } from '#lib/criteria/schema'

type Props = { draft: SharedVersion; acts: VersionActs; formKey: string }

/** What is done with a draft: the parties are asked, or it is thrown away. */
export function DraftSteps({ draft, acts, formKey }: Props) {
  const step = { [acts.field]: draft.id, seen: String(draft.version) }
  return (
    <div className="sl-criteria__steps">
      <ActForm action={acts.propose} formKey={formKey} hidden={step} submit="Foreslå for partene" />
      <p className="small muted">Bare det som er lagret, blir foreslått.</p>
      <Fold summary="Forkast utkastet" variant="tertiary">
        <ActForm action={acts.withdraw} formKey={formKey} hidden={step} submit="Ja, forkast" />
      </Fold>
    </div>
  )
}
