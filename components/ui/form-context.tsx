'use client'

import { createContext } from 'react'

/** What is wrong with each field, and what was typed before it was sent. */
export const FormContext = createContext<{
  fields: Record<string, string[] | undefined>
  typed: Record<string, string>
}>({ fields: {}, typed: {} })
