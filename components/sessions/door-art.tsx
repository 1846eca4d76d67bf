/** Two rivers meet; the picture beside the sign-in. */
export function DoorArt() {
  return (
    <svg viewBox="0 0 660 768" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
      <rect width="660" height="768" fill="#0a3f4b" />
      <g fill="none">
        <path d="M-60 90C190 150 430 220 520 400S570 660 572 800" stroke="#14677a" strokeWidth="150" />
        <path d="M730-30C640 60 560 190 548 380S560 660 572 800" stroke="#4a4296" strokeWidth="120" opacity=".94" />
        <g stroke="#6fb6c3">
          <path d="M-60 50C200 110 460 200 534 400S576 660 580 800" strokeWidth="2.5" opacity=".7" />
          <path d="M-60 96C190 156 420 230 504 404S552 660 556 800" strokeWidth="2" opacity=".5" />
          <path d="M-60 134C180 190 390 256 478 410S530 660 534 800" strokeWidth="1.5" opacity=".45" />
        </g>
        <g stroke="#b3adea">
          <path d="M716-40C626 60 546 190 534 380S548 660 560 800" strokeWidth="2" opacity=".55" />
          <path d="M738-20C652 70 574 196 562 382S574 660 586 800" strokeWidth="3" opacity=".7" />
          <path d="M756-4C680 80 600 204 586 386S596 660 604 800" strokeWidth="1.5" opacity=".5" />
        </g>
      </g>
    </svg>
  )
}
