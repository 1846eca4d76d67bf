import { ChoiceGroup } from '#components/meetings/choice-group'
import { TextField } from '#components/ui/fields'
import { writeMoment } from '#lib/dates'
import { room } from '#lib/meetings/schema'

type Props = { times: readonly Date[]; place: string; videoUrl?: string }

/** The times that are proposed and where it is. */
export const TimeFields = ({ times, place, videoUrl = '' }: Props) => (
  <ChoiceGroup field="times" legend="Når og hvor">
    <div className="sl-grid3">
      {Array.from({ length: room.times }, (_, turn) => {
        const time = times[turn]
        return (
          <TextField
            key={turn}
            name={`time${turn}`}
            label={`Forslag ${turn + 1}`}
            value={time ? writeMoment(time) : ''}
          />
        )
      })}
    </div>
    <div className="sl-grid2">
      <TextField name="place" label="Sted" value={place} />
      <TextField
        name="videoUrl"
        label="Lenke til video"
        hint="Må begynne med https://. Kan stå tom."
        value={videoUrl}
      />
    </div>
  </ChoiceGroup>
)
