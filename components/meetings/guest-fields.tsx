import { SelectField, TextField } from '#components/ui/fields'
import { More } from '#components/ui/more'
import { room } from '#lib/meetings/schema'

const kinds = [
  { value: 'OTHER', text: 'Annen deltaker' },
  { value: 'NEXT_OF_KIN', text: 'Pårørende, bare hvis pasienten ønsker det' },
]

/** Somebody who does not sign in to Samløp gets the invitation by mail. */
export const GuestFields = () => (
  <More summary="En som ikke bruker Samløp" holds={['guest', 'email']}>
    {Array.from({ length: room.guests }, (_, turn) => (
      <div key={turn} className="sl-grid3">
        <TextField name={`guest${turn}`} label="Navn" />
        <TextField name={`email${turn}`} label="E-post" />
        <SelectField name={`guestIs${turn}`} label="Er" options={kinds} />
      </div>
    ))}
  </More>
)
