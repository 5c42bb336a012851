/** The arch of the brand and its name. */
export function Brand({ href = '/' }: { href?: string }) {
  return (
    <a class="brand" href={href}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
        <path class="brand-arch" d="M4 22V12a8 8 0 0 1 16 0v10z" />
        <circle class="brand-sun" cx="12" cy="12" r="3.2" />
        <path class="brand-ground" d="M4 22v-3.5c3-2.4 5-2.4 8 0s5 2.4 8 0V22z" />
      </svg>
      <span>Haven Hub</span>
    </a>
  )
}
