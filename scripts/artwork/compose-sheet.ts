import { drawBreathe } from './prints/draw-breathe.ts'
import { drawDawn } from './prints/draw-dawn.ts'
import { drawExist } from './prints/draw-exist.ts'
import { drawGentle } from './prints/draw-gentle.ts'
import { drawMended } from './prints/draw-mended.ts'
import { drawPace } from './prints/draw-pace.ts'
import { drawPossibility } from './prints/draw-possibility.ts'
import { drawResting } from './prints/draw-resting.ts'
import { drawRoots } from './prints/draw-roots.ts'
import { drawSmallDay } from './prints/draw-small-day.ts'
import { drawWell } from './prints/draw-well.ts'
import type { Sheet } from './sheet.ts'
import type { ArtworkSlug } from './story.ts'

const prints: Record<ArtworkSlug, () => Sheet> = {
  breathe: drawBreathe,
  'small-day': drawSmallDay,
  'natures-pace': drawPace,
  'as-i-am': drawExist,
  'only-resting': drawResting,
  mended: drawMended,
  'all-shall-be-well': drawWell,
  'slow-roots': drawRoots,
  awake: drawDawn,
  possibility: drawPossibility,
  gentle: drawGentle,
}

/** The print of that name, composed but not yet turned into pixels. */
export function composeSheet(slug: ArtworkSlug): Sheet {
  return prints[slug]()
}
