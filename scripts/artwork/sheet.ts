/** Edges of something on the sheet, in pixels from its top left corner. */
export type Box = { left: number; top: number; right: number; bottom: number }

/** Text turned into an outline: path data, and the box its ink fills. */
export type Lettering = { d: string; box: Box }

/** A print before it becomes pixels. `art` is SVG; lettering lies over it. */
export type Sheet = {
  width: number
  height: number
  /** Lettering keeps at least this far from every edge, in pixels. */
  margin: number
  ground: string
  art: string
  lettering: (Lettering & { fill: string })[]
}

/** The smallest box around all of them. */
export function joinBoxes(boxes: Box[]): Box {
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  }
}
