import { composeSheet } from './compose-sheet.ts'
import { renderSheet } from './render-sheet.ts'
import { type StoryArtwork, storyArtworks } from './story.ts'

/** A finished print: its story, and its picture as PNG with the size in pixels. */
export type Artwork = StoryArtwork & { png: Buffer; width: number; height: number }

/** Draws every artwork of the demo story; the same bytes each time on one machine. */
export async function drawArtworks(): Promise<Artwork[]> {
  const drawn: Artwork[] = []
  // One after the other: a print takes some 50 MB of pixels while it is drawn.
  for (const artwork of storyArtworks) {
    const sheet = composeSheet(artwork.slug)
    const png = await renderSheet(sheet)
    drawn.push({ ...artwork, png, width: sheet.width, height: sheet.height })
  }
  return drawn
}
