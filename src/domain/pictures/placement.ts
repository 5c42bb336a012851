import { AppError } from '../../errors.ts'
import type { RenderRequest } from '../../integrations/dynamic-mockups/create-render.ts'
import type { Recipe } from './recipe.ts'

/** In pixels of the smart object, or of the artwork. */
export type Size = { width: number; height: number }

/** What of a render's request places the artwork. */
export type SentPlacement = Pick<RenderRequest, 'fit' | 'size' | 'position' | 'rotationDegrees'>

type Frame = Partial<Size> | null | undefined

/**
 * Our names to the vendor's: `fill` is its `stretch`, and fit gives way to size and position. A
 * scale becomes a size and a position in the middle of the smart object.
 * @throws AppError invalid for a scale where the vendor does not say how large the smart object is
 */
export function placementOf(
  { fit, size, position, scale, rotation }: Recipe,
  frame: Frame,
  artwork: Size,
): SentPlacement {
  const placed = scale === undefined ? undefined : scaled(scale, fit, frame, artwork)
  const at = position ? { top: Math.round(position.y), left: Math.round(position.x) } : undefined
  return {
    fit: fit === 'fill' ? 'stretch' : fit,
    size: placed?.size ?? size,
    position: at ?? placed?.position,
    rotationDegrees: rotation,
  }
}

/** How large an artwork is in a frame by its fit alone, which is `contain` where none is given. */
export function fittedSize(
  fit: Recipe['fit'] | SentPlacement['fit'],
  frame: Size,
  artwork: Size,
): Size {
  if (fit === 'fill' || fit === 'stretch') return { width: frame.width, height: frame.height }
  const [across, down] = [frame.width / artwork.width, frame.height / artwork.height]
  const factor = fit === 'cover' ? Math.max(across, down) : Math.min(across, down)
  return { width: artwork.width * factor, height: artwork.height * factor }
}

function scaled(scale: number, fit: Recipe['fit'], frame: Frame, artwork: Size) {
  if (!frame?.width || !frame.height) {
    throw new AppError(
      'invalid',
      'This scene has a scale, but its template does not give the size of its frame. Set a size instead.',
    )
  }
  const known = { width: frame.width, height: frame.height }
  const whole = fittedSize(fit, known, artwork)
  const width = Math.max(1, Math.round(whole.width * scale))
  const height = Math.max(1, Math.round(whole.height * scale))
  const position = {
    left: Math.round((known.width - width) / 2),
    top: Math.round((known.height - height) / 2),
  }
  return { size: { width, height }, position }
}
