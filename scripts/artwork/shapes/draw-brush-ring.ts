import { seedRandom } from '../random.ts'

/** A ring drawn in one turn of a dry brush: pixels; `start` in degrees, 0 to the right. */
export type BrushRing = { x: number; y: number; radius: number; breadth: number; start: number }

const BRISTLES = 90

/** The ring as bristle strokes that end where each ran out of ink. */
export function drawBrushRing(ring: BrushRing, ink: string): string {
  const random = seedRandom(29)
  const strokes = Array.from({ length: BRISTLES }, (_, index) => {
    const across = index / (BRISTLES - 1) - 0.5
    const edge = Math.abs(across) * 2
    const sweep = 348 - edge * edge * 26 - random() ** 2 * (90 + edge * 80)
    const width = 3 + random() * (ring.breadth / 16) * (1.15 - edge * 0.75)
    const radius = ring.radius + across * ring.breadth + (random() - 0.5) * 5
    return arc(ring, radius, ring.start + edge * 5 + random() * 3, sweep, width)
  })
  return `<g fill="none" stroke="${ink}" stroke-linecap="round">${strokes.join('')}</g>`
}

function arc(ring: BrushRing, radius: number, start: number, sweep: number, width: number): string {
  // The hand drifts inwards a little, so the end of the stroke does not meet its start.
  const drift = ring.breadth * 0.2
  const points = Array.from({ length: 145 }, (_, index) => {
    const share = index / 144
    const angle = ((start + sweep * share) * Math.PI) / 180
    const reach = radius - drift * share + Math.sin(angle * 3) * 3
    return `${(ring.x + Math.cos(angle) * reach).toFixed(1)} ${(
      ring.y + Math.sin(angle) * reach
    ).toFixed(1)}`
  })
  return `<path d="M${points.join('L')}" stroke-width="${width.toFixed(1)}"/>`
}
