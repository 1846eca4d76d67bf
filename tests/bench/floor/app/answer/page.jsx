import { AnswerForm } from './answer-form'

/** The barest page whose form is answered without JavaScript: what the framework takes for that alone. */
export default async function Page({ searchParams }) {
  await searchParams
  return <AnswerForm />
}
