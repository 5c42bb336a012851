import { drawCushion } from '../drawing/cushion.ts'
import { drawFrame, drawLight, WALNUT } from '../drawing/frame.ts'
import { drawLeafShadow, drawVignette, drawWindowLight } from '../drawing/light.ts'
import { drawVessel } from '../drawing/objects.ts'
import { DRIED, drawBranch } from '../drawing/plants.ts'
import { type Cloth, drawSeat } from '../drawing/seating.ts'
import { blur, createRandom, defs, ellipse, group, relief, svgDocument } from '../drawing/svg.ts'
import { drawMug, drawRoundTable } from '../drawing/tables.ts'
import { drawFloor, drawWall } from '../drawing/wall.ts'
import { CANVAS, type Room } from '../room.ts'

const opening = { x: 748, y: 164, width: 504, height: 672 }

const light =
  drawWindowLight({
    x: 1150,
    y: -40,
    pane: { width: 250, height: 380 },
    columns: 3,
    rows: 2,
    lean: -0.46,
    colour: '#ffe2b8',
    opacity: 0.42,
  }) + drawLeafShadow(createRandom(23), { x: 1020, y: 330, reach: 620, count: 16, opacity: 0.1 })

const cloth: Cloth = {
  back: '#e4d6c2',
  seat: '#ddcdb6',
  arm: '#e9dccb',
  legs: '#5d3b25',
  grain: 0.17,
}

const chairs = [70, 1370]
  .map((x, side) =>
    drawSeat({
      id: `chair-${side}`,
      x,
      y: 1432,
      width: 560,
      height: 560,
      seats: 1,
      armWidth: 112,
      cloth,
    }),
  )
  .join('')

const cushions =
  drawCushion({
    x: 352,
    y: 1074,
    width: 270,
    height: 220,
    fill: '#a85f3f',
    turn: -5,
    filter: 'office-cushion',
  }) +
  drawCushion({
    x: 1652,
    y: 1074,
    width: 270,
    height: 220,
    fill: '#8d9274',
    turn: 5,
    filter: 'office-cushion',
  })

const stems = (() => {
  const random = createRandom(31)
  const ends: [number, number, number][] = [
    [866, 962, -26],
    [938, 936, 0],
    [1004, 950, 14],
    [1062, 996, 26],
    [826, 1030, -20],
  ]
  return ends
    .map(([x, y, bend]) =>
      drawBranch({
        id: 'office-leaf',
        greens: DRIED,
        from: [946, 1110],
        to: [x, y],
        bend,
        leaves: 17,
        length: [30, 46],
        width: 0.3,
        stem: '#9b7b50',
        random,
      }),
    )
    .join('')
})()

const rug =
  ellipse([1000, 1474, 900, 76], '#d9c6ab', 'filter="url(#rug-wool)"') +
  ellipse([1000, 1474, 850, 64], 'none', 'stroke="#a8714f" stroke-opacity=".55" stroke-width="7"') +
  ellipse([1000, 1474, 790, 54], 'none', 'stroke="#a8714f" stroke-opacity=".35" stroke-width="4"')

const backdrop = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  drawWall({ from: '#cf9373', to: '#b87454', degrees: 160, rough: 0.5, stain: [96, 40, 16] }),
  light,
)

const scene = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  defs(
    relief('office-cushion', {
      soft: 34,
      shade: 0.45,
      shine: 0.4,
      grain: 0.2,
      fineness: '0.5 0.9',
    }),
    relief('rug-wool', { soft: 10, shade: 0.3, shine: 0.2, grain: 0.4, fineness: '0.18 0.5' }),
    blur('cushion-fall', 16),
  ),
  drawFloor({ y: 1350, light: '#b98a5c', dark: '#97683f', skirting: '#c28566' }),
  drawFrame({
    opening,
    mat: 72,
    moulding: 28,
    wood: WALNUT,
    shadow: { dx: -28, dy: 34, opacity: 0.4 },
  }),
  rug,
  chairs,
  cushions,
  drawRoundTable({
    id: 'office-table',
    x: 1000,
    top: 1206,
    floor: 1452,
    width: 340,
    colours: ['#a87850', '#8a5c39', '#56351d'],
  }),
  stems,
  drawVessel({
    id: 'office-vase',
    x: 946,
    y: 1214,
    width: 128,
    height: 128,
    colours: ['#f7f1e7', '#e0d4c3', '#a8937a'],
    neck: 0.36,
    foot: 0.5,
  }),
  drawMug('office-mug', 1082, 1222, ['#9aa58f', '#7c8871', '#525c49']),
  drawVignette('#3b1a08', 0.3),
)

export const therapyOffice: Room = {
  uuid: 'dm_therapy_001',
  name: 'Therapy Office',
  collection: 'Offices',
  smartObject: { uuid: 'so_therapy_wall_art', name: 'wall_art', size: { width: 600, height: 800 } },
  opening,
  backdrop,
  scene,
  light: drawLight(opening, group('opacity=".4"', light)),
}
