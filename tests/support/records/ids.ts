import { v5, v7 } from 'uuid'
import type { Transaction } from '#lib/db'

/** The superuser's client or a transaction of it. */
export type Db = Transaction

/** Something that is in the database; builders take each other's answers. */
export type Stored = { id: string }

export const newId = () => v7()

const samlop = '5f1d6c0e-3a52-4d0b-9f6e-8d1f0c2b7a41'

/** The same id for the same name, so that the demo is the same world every time. */
export const idOf = (name: string) => v5(name, samlop)
