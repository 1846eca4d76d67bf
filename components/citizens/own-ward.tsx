import { PersonRectangleFillIcon, PhoneIcon } from '#components/ui/icons'

type Ward = { id: string; name: string; phone: string | null; organisation: { name: string } }

/** The ward that the patient belongs to, and the way to call it. */
export function OwnWard({ ward, title }: { ward: Ward; title: string }) {
  return (
    <section className="sl-ward" data-color="vip" aria-labelledby={`avdeling-${ward.id}`}>
      <p className="k">
        <PersonRectangleFillIcon className="i" aria-hidden />
        {title}
      </p>
      <h2 id={`avdeling-${ward.id}`}>{ward.name}</h2>
      <p>{ward.organisation.name}</p>
      {ward.phone && (
        <div className="sl-ward__acts">
          <a className="ds-button" href={`tel:+47${ward.phone.replaceAll(/\D/g, '')}`}>
            <PhoneIcon className="i" aria-hidden />
            Ring <span className="num nowrap">{ward.phone}</span>
          </a>
        </div>
      )}
    </section>
  )
}
