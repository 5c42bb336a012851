import { drawCushion } from '../drawing/cushion.ts'
import { BRASS, drawFrame, drawLight } from '../drawing/frame.ts'
import { drawGlow, drawVignette } from '../drawing/light.ts'
import { drawBooks, drawContact, drawShade, drawStack, drawVessel } from '../drawing/objects.ts'
import { drawBranch, drawBush, FOREST, OLIVE } from '../drawing/plants.ts'
import { type Cloth, drawSeat, drawThrow } from '../drawing/seating.ts'
import {
  blur,
  createRandom,
  defs,
  group,
  linear,
  rect,
  relief,
  svgDocument,
} from '../drawing/svg.ts'
import { drawBoard, drawMug, drawRoundTable } from '../drawing/tables.ts'
import { drawFloor, drawWall } from '../drawing/wall.ts'
import { CANVAS, type Room } from '../room.ts'

const opening = { x: 886, y: 172, width: 456, height: 638.4 }

const SPINES = [
  '#7c3f2c',
  '#c9a15f',
  '#34493f',
  '#dccdaf',
  '#55646b',
  '#8d6a48',
  '#a85a3c',
  '#223038',
]

const light = drawGlow('nook-light', [360, 560, 1250], '#ffcf85', 0.62)

const shelves = (() => {
  const random = createRandom(77)
  const books = (x: number, y: number, width: number) =>
    drawBooks(random, { x, y, width, heights: [168, 232], colours: SPINES })
  const board = (y: number) =>
    drawBoard({
      id: `nook-board-${y}`,
      x: 1540,
      y,
      width: 480,
      thick: 30,
      light: '#8a5d3a',
      dark: '#5d3a20',
    })
  const levels = [292, 584, 876, 1168, 1430]
  return (
    rect(
      { x: 1500, y: 10, width: 520, height: 1450 },
      '#0f0a05',
      'opacity=".5" filter="url(#nook-fall)"',
    ) +
    rect({ x: 1540, y: 0, width: 480, height: 1450 }, 'url(#nook-back)') +
    books(1566, 292, 330) +
    books(1566, 584, 190) +
    drawVessel({
      id: 'nook-jar',
      x: 1856,
      y: 584,
      width: 140,
      height: 150,
      colours: ['#e8d6b6', '#b99a6d', '#6d5230'],
      neck: 0.4,
    }) +
    drawStack({ x: 1574, y: 876 }, [
      { width: 210, thick: 40, colour: '#34493f' },
      { width: 190, thick: 34, colour: '#c9a15f', shift: 10 },
      { width: 170, thick: 30, colour: '#7c3f2c', shift: 4 },
    ]) +
    books(1822, 876, 170) +
    books(1566, 1168, 400) +
    books(1566, 1430, 250) +
    levels.map(board).join('') +
    rect({ x: 1518, y: 0, width: 34, height: 1460 }, 'url(#nook-post)') +
    group(
      '',
      drawBush({
        id: 'nook-ivy',
        greens: FOREST,
        x: 1674,
        y: 712,
        spread: 90,
        rise: 60,
        leaves: 20,
        length: [48, 76],
        width: 0.62,
        random: createRandom(4),
      }),
      drawVessel({
        id: 'nook-pot',
        x: 1674,
        y: 772,
        width: 104,
        height: 66,
        colours: ['#d9c7a6', '#a88d62', '#5f4a2c'],
        neck: 0.92,
        foot: 0.62,
        belly: 0.3,
      }),
    )
  )
})()

const lamp =
  drawContact([196, 1440, 120, 15], 0.5) +
  rect({ x: 188, y: 640, width: 14, height: 800 }, 'url(#nook-brass)') +
  rect({ x: 118, y: 1428, width: 156, height: 16 }, 'url(#nook-brass)', 'rx="8"') +
  drawShade({
    id: 'nook-shade',
    x: 196,
    y: 430,
    top: 190,
    bottom: 320,
    height: 230,
    lit: '#fff0c4',
    shade: '#f0c987',
    edge: '#a5722f',
  })

const cloth: Cloth = {
  back: '#9c5534',
  seat: '#8f4b2c',
  arm: '#a65d3a',
  legs: '#2b1a10',
  grain: 0.12,
  shine: 0.34,
}

const chair =
  drawSeat({
    id: 'nook-chair',
    x: 250,
    y: 1446,
    width: 640,
    height: 640,
    seats: 1,
    armWidth: 124,
    cloth,
  }) +
  drawCushion({
    x: 560,
    y: 1046,
    width: 300,
    height: 236,
    fill: '#d9c49b',
    turn: -4,
    filter: 'nook-cushion',
  }) +
  drawThrow('nook-throw', { x: 758, y: 1050, width: 138, height: 280 }, '#6f7550')

const sprig = (() => {
  const random = createRandom(41)
  const ends: [number, number, number][] = [
    [1300, 930, 20],
    [1236, 900, 0],
    [1360, 1000, 26],
  ]
  return ends
    .map(([x, y, bend]) =>
      drawBranch({
        id: 'nook-leaf',
        greens: OLIVE,
        from: [1254, 1130],
        to: [x, y],
        bend,
        leaves: 13,
        length: [40, 62],
        width: 0.34,
        stem: '#5b5232',
        random,
      }),
    )
    .join('')
})()

const table =
  drawRoundTable({
    id: 'nook-table',
    x: 1170,
    top: 1196,
    floor: 1440,
    width: 380,
    colours: ['#8a5d3a', '#6b4426', '#3a2311'],
  }) +
  drawStack({ x: 1014, y: 1196 }, [
    { width: 180, thick: 30, colour: '#55646b' },
    { width: 164, thick: 26, colour: '#a85a3c', shift: 10 },
  ]) +
  drawMug('nook-mug', 1096, 1140, ['#efe3cc', '#d2bf9f', '#8f7a5a']) +
  sprig +
  drawVessel({
    id: 'nook-vase',
    x: 1254,
    y: 1206,
    width: 92,
    height: 112,
    colours: ['#c9b48c', '#94794f', '#5b4526'],
    neck: 0.4,
  })

const backdrop = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  drawWall({ from: '#5a634c', to: '#333d33', degrees: 14, rough: 0.5, stain: [14, 20, 12] }),
  light,
)

const scene = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  defs(
    relief('nook-cushion', { soft: 36, shade: 0.5, shine: 0.3, grain: 0.2, fineness: '0.5 0.9' }),
    blur('cushion-fall', 16),
    blur('nook-fall', 40),
    linear('nook-back', 0, [0, '#2a1b10'], [1, '#38251a']),
    linear('nook-post', 0, [0, '#a06f47'], [1, '#5d3a20']),
    linear('nook-brass', 0, [0, '#8d6a2f'], [0.4, '#e4c27c'], [1, '#7a5924']),
  ),
  drawFloor({ y: 1366, light: '#8a5c38', dark: '#5f3c22', skirting: '#4a5441' }),
  drawFrame({
    opening,
    mat: 70,
    moulding: 26,
    wood: BRASS,
    matColour: '#f6eddb',
    shadow: { dx: 34, dy: 36, opacity: 0.55 },
  }),
  shelves,
  lamp,
  chair,
  table,
  drawGlow('nook-halo', [196, 540, 620], '#ffdf9c', 0.55),
  drawGlow('nook-pool', [300, 1330, 720], '#ffc274', 0.2),
  drawVignette('#0d0803', 0.42),
)

export const readingNook: Room = {
  uuid: 'dm_reading_001',
  name: 'Reading Nook',
  collection: 'Living spaces',
  smartObject: {
    uuid: 'so_reading_small_frame',
    name: 'small_frame',
    size: { width: 500, height: 700 },
  },
  opening,
  backdrop,
  scene,
  light: drawLight(
    opening,
    rect(opening, '#5a3a12', 'opacity=".1"') + group('opacity=".45"', light),
    0.1,
  ),
}
