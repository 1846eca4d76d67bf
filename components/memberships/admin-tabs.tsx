import { Filters } from '#components/ui/filters'

/** What an administrator looks after. */
export const AdminTabs = ({ here }: { here: 'people' | 'criteria' | 'templates' | 'settings' }) => (
  <Filters
    name="Hva som administreres"
    choices={[
      { href: '/admin', name: 'Personer og roller', chosen: here === 'people' },
      { href: '/admin/criteria', name: 'Inklusjonskriterier', chosen: here === 'criteria' },
      { href: '/admin/agreement-templates', name: 'Mal for avtalen', chosen: here === 'templates' },
      { href: '/admin/settings', name: 'Oppsett', chosen: here === 'settings' },
    ]}
  />
)
