/** A rectangle in the room's own drawing units. */
export type Box = { x: number; y: number; width: number; height: number }

/** Every room is drawn on a canvas of this size; a render scales it to the width asked for. */
export const CANVAS = { width: 2000, height: 1500 } as const

export type Room = {
  uuid: string
  name: string
  collection: string
  /** `size` is in the vendor's units: the corner and the measure for size and position. */
  smartObject: { uuid: string; name: string; size: { width: number; height: number } }
  /** Where the print lies in the drawing. It has the smart object's aspect. */
  opening: Box
  /** The wall and the light on it, of CANVAS size: soft throughout, so it is drawn small. */
  backdrop: string
  /** All that stands before the wall, of CANVAS size. */
  scene: string
  /** Light and shadow that fall on the print, an SVG document of the opening's size. */
  light: string
}
