import { PhoneIcon } from '#components/ui/icons'
/** Always the number itself, never only an icon. */
export function PhoneLink({ name, phone }: { name: string; phone: string }) {
  return (
    <a className="sl-tel" href={`tel:+47${phone.replaceAll(/\D/g, '')}`} aria-label={`Ring ${name}, ${phone}`}>
      <PhoneIcon className="i" aria-hidden />
      {phone}
    </a>
  )
}
