import * as z from 'zod'
import type { Draft } from '../../domain/drafts/place-artwork.ts'

const DECIMALS = 100

const size = z.strictObject({ width: z.number(), height: z.number() })
const edges = z.strictObject({
  left: z.number(),
  right: z.number(),
  top: z.number(),
  bottom: z.number(),
})

/** Pixels are the smart object's; `placed` is before the turn about its middle, in degrees. */
export const draftAnswer = {
  /** Not known: the template does not say how large its smart object is, the scene's own is used. */
  frame: size.extend({ is_known: z.boolean() }),
  artwork: size,
  placed: size.extend({ x: z.number(), y: z.number(), rotation: z.number() }),
  /** Shares of the frame that stay white, and of the artwork that are cut off; null where askew. */
  bars: edges.nullable(),
  cropped: edges.nullable(),
}

export function presentDraft({ frame, artwork, placed, bars, cropped }: Draft) {
  const { width, height, isKnown } = frame
  const { rotation, ...box } = placed
  return {
    frame: { width, height, is_known: isKnown },
    artwork,
    placed: { ...rounded(box), rotation },
    bars: bars ?? null,
    cropped: cropped ?? null,
  }
}

function rounded<Name extends string>(numbers: Record<Name, number>): Record<Name, number> {
  const copy = { ...numbers }
  for (const name in copy) copy[name] = Math.round(copy[name] * DECIMALS) / DECIMALS
  return copy
}
