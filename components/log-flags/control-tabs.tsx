import { Filters } from '#components/ui/filters'

/** What the log controller looks into. */
export const ControlTabs = ({ here }: { here: 'flags' | 'arrivals' }) => (
  <Filters
    name="Hva som kontrolleres"
    choices={[
      { href: '/control', name: 'Varsler', chosen: here === 'flags' },
      { href: '/control/arrivals', name: 'Ankomster', chosen: here === 'arrivals' },
    ]}
  />
)
