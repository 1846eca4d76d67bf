import { PhoneIcon } from '#components/ui/icons'

export function DangerLine() {
  return (
    <p className="sl-113">
      <PhoneIcon className="i" aria-hidden />
      <span>
        Er det fare for livet? <a href="tel:113">Ring 113</a>
      </span>
    </p>
  )
}
