import { Filters } from '#components/ui/filters'

/** What an administrator looks after. */
export const AdminTabs = ({ here }: { here: 'people' | 'criteria' | 'settings' }) => (
  <Filters
    name="Hva som administreres"
    choices={[
      { href: '/admin', name: 'Personer og roller', chosen: here === 'people' },
      { href: '/admin/criteria', name: 'Inklusjonskriterier', chosen: here === 'criteria' },
      { href: '/admin/settings', name: 'Oppsett', chosen: here === 'settings' },
    ]}
  />
)
