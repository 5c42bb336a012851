import { drawCushion } from '../drawing/cushion.ts'
import { drawFrame, drawLight, OAK } from '../drawing/frame.ts'
import { drawGlow, drawLeafShadow, drawVignette, drawWindowLight } from '../drawing/light.ts'
import { drawContact, drawShade, drawVessel } from '../drawing/objects.ts'
import { drawBranch, EUCALYPTUS } from '../drawing/plants.ts'
import {
  blur,
  createRandom,
  defs,
  group,
  linear,
  path,
  rect,
  relief,
  svgDocument,
  texture,
} from '../drawing/svg.ts'
import { drawWall } from '../drawing/wall.ts'
import { CANVAS, type Room } from '../room.ts'

const opening = { x: 736, y: 172, width: 528, height: 660 }

const light =
  drawWindowLight({
    x: 210,
    y: -60,
    pane: { width: 330, height: 420 },
    columns: 3,
    rows: 2,
    lean: 0.42,
    colour: '#fff3da',
    opacity: 0.5,
  }) + drawLeafShadow(createRandom(11), { x: 200, y: 420, reach: 720, count: 22, opacity: 0.13 })

const headboard = () => {
  const channels = Array.from({ length: 11 }, (_, index) => {
    const x = 300 + index * 127.3
    return path(
      `M${x} 1500V1046Q${x} 1000 ${x + 46} 1000H${x + 81}Q${x + 127} 1000 ${x + 127} 1046V1500Z`,
      '#cdbfa9',
      'filter="url(#bed-channel)"',
    )
  })
  return (
    rect(
      { x: 318, y: 1012, width: 1400, height: 480 },
      '#2a1c0f',
      'rx="60" opacity=".4" filter="url(#bed-shadow)"',
    ) + channels.join('')
  )
}

const pillows = () =>
  [
    drawCushion({
      x: 660,
      y: 1225,
      width: 580,
      height: 350,
      fill: '#f3eee4',
      turn: -2,
      filter: 'bed-pillow',
    }),
    drawCushion({
      x: 1340,
      y: 1225,
      width: 580,
      height: 350,
      fill: '#f3eee4',
      turn: 2,
      filter: 'bed-pillow',
    }),
    drawCushion({
      x: 770,
      y: 1290,
      width: 470,
      height: 310,
      fill: '#b9b79d',
      turn: 3,
      filter: 'bed-pillow',
    }),
    drawCushion({
      x: 1236,
      y: 1290,
      width: 470,
      height: 310,
      fill: '#d8c3a5',
      turn: -3,
      filter: 'bed-pillow',
    }),
    drawCushion({
      x: 1004,
      y: 1345,
      width: 470,
      height: 230,
      fill: '#a9775a',
      turn: 0,
      filter: 'bed-pillow',
    }),
  ].join('')

const duvet =
  path(
    'M200 1640V1452C330 1398 560 1396 760 1424C960 1452 1180 1438 1340 1416' +
      'C1520 1392 1700 1400 1806 1450V1640Z',
    '#f8f4ec',
    'filter="url(#bed-duvet)"',
  ) +
  path(
    'M470 1500C520 1462 560 1446 640 1436C570 1460 540 1478 520 1500ZM900 1500' +
      'C940 1470 1000 1456 1060 1452C1010 1468 970 1484 950 1500ZM1400 1500' +
      'C1430 1460 1490 1436 1560 1428C1500 1450 1460 1478 1450 1500Z',
    '#7d6a50',
    'opacity=".22" filter="url(#bed-fold)"',
  )

const nightstand = (x: number) =>
  drawContact([x + 130, 1500, 190, 30]) +
  rect({ x, y: 1236, width: 262, height: 300 }, 'url(#stand-side)') +
  rect({ x, y: 1236, width: 262, height: 300 }, '#000', 'filter="url(#stand-grain)" opacity=".5"') +
  rect({ x: x - 12, y: 1218, width: 286, height: 24 }, '#c9a173', 'rx="5"') +
  rect({ x: x - 12, y: 1218, width: 286, height: 5 }, '#ecd2ab', 'rx="3"') +
  rect(
    { x: x + 20, y: 1276, width: 222, height: 150 },
    'none',
    'stroke="#5d3f22" stroke-opacity=".5" stroke-width="4" rx="4"',
  ) +
  `<circle cx="${x + 131}" cy="1351" r="10" fill="#8b6a3f"/>`

const lamp =
  drawVessel({
    id: 'lamp-base',
    x: 172,
    y: 1220,
    width: 150,
    height: 170,
    colours: ['#f4efe6', '#dcd2c2', '#a79781'],
    neck: 0.22,
    foot: 0.5,
  }) +
  rect({ x: 166, y: 1020, width: 12, height: 40 }, '#9c8058') +
  drawShade({
    id: 'lamp-shade',
    x: 172,
    y: 830,
    top: 150,
    bottom: 260,
    height: 200,
    lit: '#fff4d9',
    shade: '#ecd9b4',
    edge: '#a98b5c',
  })

const vase = (() => {
  const random = createRandom(5)
  const stems: [number, number, number][] = [
    [1650, 760, -50],
    [1740, 690, -10],
    [1830, 700, 30],
    [1905, 790, 60],
    [1790, 820, 14],
  ]
  return (
    stems
      .map(([x, y, bend]) =>
        drawBranch({
          id: 'bed-leaf',
          greens: EUCALYPTUS,
          from: [1800, 1080],
          to: [x, y],
          bend,
          leaves: 13,
          length: [52, 78],
          width: 0.62,
          stem: '#7c7256',
          random,
        }),
      )
      .join('') +
    drawVessel({
      id: 'bed-vase',
      x: 1800,
      y: 1220,
      width: 150,
      height: 180,
      colours: ['#e8d9c4', '#cbb194', '#8e7253'],
      neck: 0.4,
      foot: 0.55,
    })
  )
})()

const backdrop = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  drawWall({ from: '#efe6d8', to: '#d3c5b1', rough: 0.3 }),
  light,
)

const scene = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  defs(
    relief('bed-channel', { soft: 22, shade: 0.5, shine: 0.35, grain: 0.2, fineness: '0.5 0.9' }),
    relief('bed-pillow', { soft: 40, shade: 0.42, shine: 0.5, grain: 0.14, fineness: '0.7 0.9' }),
    relief('bed-duvet', { soft: 34, shade: 0, shine: 0.6, grain: 0.08 }),
    blur('bed-shadow', 30),
    blur('cushion-fall', 18),
    blur('bed-fold', 5),
    linear('stand-side', 0, [0, '#b58c5e'], [1, '#93693f']),
    texture('stand-grain', '0.006 0.09', [80, 48, 20], 0.3),
  ),
  drawFrame({
    opening,
    mat: 66,
    moulding: 30,
    wood: OAK,
    shadow: { dx: 30, dy: 34, opacity: 0.3 },
  }),
  headboard(),
  nightstand(40),
  nightstand(1670),
  lamp,
  vase,
  pillows(),
  duvet,
  drawGlow('bed-glow', [172, 930, 520], '#ffdf9e', 0.4),
  drawVignette('#3a2712', 0.22),
)

export const bedroom: Room = {
  uuid: 'dm_bedroom_001',
  name: 'Bedroom',
  collection: 'Bedrooms',
  smartObject: {
    uuid: 'so_bedroom_artwork_frame',
    name: 'artwork_frame',
    size: { width: 800, height: 1000 },
  },
  opening,
  backdrop,
  scene,
  light: drawLight(opening, group('opacity=".42"', light)),
}
