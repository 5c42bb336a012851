import { defs, group, path, radial } from './svg.ts'

type Cushion = {
  x: number
  y: number
  width: number
  height: number
  fill: string
  turn?: number
  filter: string
}

/** A cushion with drawn-out corners and a soft hollow; x and y are its middle. */
export const drawCushion = (cushion: Cushion): string => {
  const { x, y, width, height, fill, turn = 0, filter } = cushion
  const w = width / 2
  const h = height / 2
  const outline =
    `M${-w * 0.97} ${-h}Q${-w} ${-h * 1.01} ${-w} ${-h * 0.95}` +
    `C${-w * 0.9} ${-h * 0.4} ${-w * 0.92} ${h * 0.5} ${-w * 0.985} ${h * 0.96}` +
    `Q${-w * 0.98} ${h * 1.01} ${-w * 0.93} ${h}` +
    `C${-w * 0.5} ${h * 0.94} ${w * 0.5} ${h * 0.94} ${w * 0.93} ${h}` +
    `Q${w * 0.98} ${h * 1.01} ${w * 0.985} ${h * 0.96}` +
    `C${w * 0.92} ${h * 0.5} ${w * 0.9} ${-h * 0.4} ${w} ${-h * 0.95}` +
    `Q${w} ${-h * 1.01} ${w * 0.97} ${-h}` +
    `C${w * 0.5} ${-h * 0.88} ${-w * 0.5} ${-h * 0.88} ${-w * 0.97} ${-h}Z`
  const fold = (sx: number, sy: number) =>
    `M${w * sx * 0.96} ${h * sy * 0.94}` +
    `C${w * sx * 0.8} ${h * sy * 0.84} ${w * sx * 0.72} ${h * sy * 0.62} ${w * sx * 0.66} ${h * sy * 0.4}` +
    `C${w * sx * 0.7} ${h * sy * 0.66} ${w * sx * 0.82} ${h * sy * 0.88} ${w * sx * 0.96} ${h * sy * 0.94}Z`
  const folds = [fold(1, 1), fold(-1, 1), fold(1, -1), fold(-1, -1)]
  return group(
    `transform="translate(${x} ${y}) rotate(${turn})"`,
    defs(
      radial(
        'cushion-swell',
        [0.42, 0.36, 0.62],
        [0, '#fff', 0.2],
        [0.6, '#fff', 0],
        [1, '#2b1c0f', 0.16],
      ),
    ),
    path(
      outline,
      '#1f140a',
      'opacity=".3" transform="translate(10 16)" filter="url(#cushion-fall)"',
    ),
    group(
      `filter="url(#${filter})"`,
      path(outline, fill),
      path(outline, 'url(#cushion-swell)'),
      path(folds.join(''), '#2b1c0f', 'opacity=".08"'),
    ),
  )
}
