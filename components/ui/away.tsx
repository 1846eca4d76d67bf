const name = 'samlop:away'

/** Tells whoever guards the page that those it was made for may not be signed in any more. */
export const tellAway = () => void dispatchEvent(new Event(name))

/** Listens for it until the answer is called. */
export function hearAway(hear: () => void): () => void {
  addEventListener(name, hear)
  return () => removeEventListener(name, hear)
}
