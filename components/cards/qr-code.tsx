const quiet = 4

/** The code that a scanner reads, black on white with the quiet zone that scanners need. */
export function QrCode({ qr: { size, path } }: { qr: { size: number; path: string } }) {
  const side = size + 2 * quiet
  return (
    <svg
      viewBox={`-${quiet} -${quiet} ${side} ${side}`}
      role="img"
      aria-label="QR-kode for skanning i mottak"
      shapeRendering="crispEdges"
    >
      <rect x={-quiet} y={-quiet} width={side} height={side} fill="#fff" />
      <path d={path} fill="#172024" />
    </svg>
  )
}
