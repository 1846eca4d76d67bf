import type { ReactNode } from 'react'
import {
  AcuteCell,
  CaseCell,
  DueCell,
  PatientCell,
  PhaseCell,
  PlaceCell,
  WardCell,
} from '#components/patient-lists/cells'
import type { Listed, ListSort } from '#lib/patient-lists/schema'
import type { Role } from '#prisma/generated/enums'

export type Column = {
  /** The whole name, also where there is no heading. */
  name: string
  head?: ReactNode
  sort?: ListSort
  cell: (row: Listed, today: string) => ReactNode
}

const patient: Column = { name: 'Pasient', sort: 'navn', cell: (row) => <PatientCell row={row} /> }
const place: Column = { name: 'Nå', cell: (row) => <PlaceCell row={row} /> }
const ward: Column = { name: 'VIP-avdeling', cell: (row) => <WardCell row={row} /> }
const phase: Column = { name: 'Fase', sort: 'fase', cell: (row, today) => <PhaseCell row={row} today={today} /> }
const due: Column = { name: 'Frist', sort: 'frist', cell: (row, today) => <DueCell row={row} today={today} /> }
const matter: Column = { name: 'Sak', cell: (row, today) => <CaseCell row={row} today={today} /> }

const acute = (months: 6 | 12): Column => ({
  name: `Akutte ${months} md.`,
  head: <span>{months === 6 ? 'Akutte 6 md.' : '12 md.'}</span>,
  sort: months === 6 ? 'akutte' : 'akutte12',
  cell: (row) => <AcuteCell row={row} months={months} />,
})

/** What a role looks for stands first; deadlines are for caseworkers. */
export function columnsOf(role: Role): readonly Column[] {
  if (role === 'CASEWORKER') return [due, patient, matter, place, ward, phase, acute(6), acute(12)]
  if (role === 'GP') return [patient, acute(6), acute(12), place, phase, ward]
  return [patient, place, phase, ward, acute(6), acute(12)]
}
