import type { Proposal, ProposalQuery } from '#lib/meeting-proposals/schema'
import { purposes } from '#lib/meeting-proposals/schema'
import { purposeText } from '#lib/meeting-proposals/text'
import type { MeetingPurpose } from '#prisma/generated/enums'

type Props = {
  wards: Proposal['wards']
  ward: string
  purpose: MeetingPurpose
  recommendation: ProposalQuery['anbefaling']
}

/** What the meeting is about and at which ward; the form below is filled in after it. */
export const ChooseWhat = ({ wards, ward, purpose, recommendation }: Props) => (
  <form className="sl-panel sl-choose-what" method="get">
    {recommendation && <input type="hidden" name="anbefaling" value={recommendation} />}
    <div className="ds-field">
      <label className="ds-label" htmlFor="formal">
        Møtet gjelder
      </label>
      <select className="ds-input" id="formal" name="formal" defaultValue={purpose}>
        {purposes.map((value) => (
          <option key={value} value={value}>
            {purposeText[value]}
          </option>
        ))}
      </select>
    </div>
    <div className="ds-field">
      <label className="ds-label" htmlFor="avdeling">
        Avdeling
      </label>
      <select className="ds-input" id="avdeling" name="avdeling" defaultValue={ward}>
        {wards.map(({ id, name, acute, trust }) => (
          <option key={id} value={id}>
            {name}, {trust}
            {acute > 0 && ` (${acute} akutte opphold)`}
          </option>
        ))}
      </select>
    </div>
    <button type="submit" className="ds-button" data-variant="secondary">
      Bytt
    </button>
  </form>
)
