/** In the middle of light and dark, and see-through, so that it is quiet on either. */
const INK = '#8a8f8c'

/** A drawing of any room with a frame on its wall, where a template has no picture: SVG. */
export function drawEmptyRoom(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360" viewBox="0 0 480 360">
<rect width="480" height="360" fill="${INK}" fill-opacity="0.14"/>
<rect y="280" width="480" height="80" fill="${INK}" fill-opacity="0.14"/>
<rect x="186" y="66" width="108" height="144" fill="none" stroke="${INK}" stroke-width="4"/>
<path d="M198 198l30-34 20 20 14-14 20 28" fill="none" stroke="${INK}" stroke-width="3"/>
</svg>
`
}
