import { BLACK, drawFrame, drawLight } from '../drawing/frame.ts'
import { drawLeafShadow, drawVignette, drawWindowLight } from '../drawing/light.ts'
import { drawBooks, drawContact, drawStack, drawVessel } from '../drawing/objects.ts'
import { drawBranch, drawBush, FOREST, OLIVE } from '../drawing/plants.ts'
import {
  blur,
  createRandom,
  defs,
  ellipse,
  group,
  linear,
  path,
  rect,
  svgDocument,
} from '../drawing/svg.ts'
import { drawBoard, drawMug } from '../drawing/tables.ts'
import { drawWall } from '../drawing/wall.ts'
import { CANVAS, type Room } from '../room.ts'

const opening = { x: 764, y: 146, width: 472, height: 629.33 }
const DESK = 1236

const light =
  drawWindowLight({
    x: 1180,
    y: -160,
    pane: { width: 300, height: 520 },
    columns: 3,
    rows: 2,
    lean: -0.42,
    colour: '#fafdff',
    opacity: 0.5,
  }) + drawLeafShadow(createRandom(52), { x: 980, y: 260, reach: 700, count: 18, opacity: 0.08 })

const shelf = (() => {
  const trails: [number, number, number, number][] = [
    [140, 470, 110, 880],
    [196, 474, 228, 800],
    [246, 470, 300, 690],
  ]
  const random = createRandom(19)
  const vines = trails
    .map(([x0, y0, x1, y1]) =>
      drawBranch({
        id: 'office-vine',
        greens: FOREST,
        from: [x0, y0],
        to: [x1, y1],
        bend: random(-50, 50),
        leaves: 13,
        length: [46, 70],
        width: 0.72,
        stem: '#5a7048',
        random,
      }),
    )
    .join('')
  return (
    rect(
      { x: 60, y: 560, width: 540, height: 36 },
      '#1b2630',
      'opacity=".28" filter="url(#desk-fall)"',
    ) +
    drawBooks(createRandom(66), {
      x: 352,
      y: 540,
      width: 196,
      heights: [130, 188],
      colours: ['#2f4552', '#e8e4da', '#9db0b5', '#c9a26f', '#6d7f78'],
    }) +
    drawBush({
      id: 'office-vine',
      greens: FOREST,
      x: 196,
      y: 436,
      spread: 110,
      rise: 80,
      leaves: 26,
      length: [56, 88],
      width: 0.7,
      random: createRandom(2),
    }) +
    drawVessel({
      id: 'office-pot',
      x: 196,
      y: 540,
      width: 130,
      height: 104,
      colours: ['#ffffff', '#e6e6e2', '#a9adac'],
      neck: 0.92,
      foot: 0.66,
      belly: 0.3,
    }) +
    drawBoard({
      id: 'office-shelf',
      x: 40,
      y: 540,
      width: 560,
      thick: 26,
      light: '#d6b183',
      dark: '#b1875a',
    }) +
    vines
  )
})()

const laptop =
  drawContact([1000, DESK, 330, 14], 0.45) +
  rect({ x: 744, y: 898, width: 512, height: 318 }, 'url(#laptop-lid)', 'rx="16"') +
  rect({ x: 758, y: 912, width: 484, height: 288 }, 'url(#laptop-screen)', 'rx="6"') +
  group(
    'clip-path="url(#laptop-clip)"',
    path('M758 1120Q880 1030 1000 1090T1242 1050V1200H758Z', '#8fa79f', 'opacity=".8"'),
    path('M758 1160Q900 1090 1040 1140T1242 1110V1200H758Z', '#5f7f79', 'opacity=".85"'),
    ellipse([1120, 1000, 40, 40], '#fbeed6', 'opacity=".9"'),
  ) +
  path('M700 1216H1300L1316 1232Q1316 1238 1300 1238H700Q684 1238 684 1232Z', 'url(#laptop-base)') +
  rect({ x: 944, y: 1216, width: 112, height: 7 }, '#8b9196', 'rx="3"')

const lamp =
  drawContact([1560, DESK, 100, 12], 0.45) +
  path('M1474 1236Q1474 1212 1560 1212T1646 1236Z', '#2b2f31') +
  `<path d="M1560 1214L1640 960L1480 790" stroke="#2f3436" stroke-width="13"` +
  ` fill="none" stroke-linejoin="round" stroke-linecap="round"/>` +
  `<circle cx="1640" cy="960" r="15" fill="#c9a25c"/><circle cx="1480" cy="790" r="13"` +
  ` fill="#c9a25c"/>` +
  group(
    'transform="translate(1478 790) rotate(38)"',
    path('M-30 -26H30L84 84Q0 112 -84 84Z', 'url(#lamp-hood)'),
    ellipse([0, 86, 84, 17], '#fff6dc'),
  )

const cup = (() => {
  const pens: [number, number, string][] = [
    [1398, -7, '#c9a26f'],
    [1412, 2, '#2f4552'],
    [1426, 8, '#b65c3e'],
    [1406, -2, '#e8e4da'],
  ]
  return (
    pens
      .map(([x, turn, colour]) =>
        rect(
          { x, y: 1066, width: 9, height: 120 },
          colour,
          `rx="4" transform="rotate(${turn} ${x} 1180)"`,
        ),
      )
      .join('') +
    drawVessel({
      id: 'desk-cup',
      x: 1414,
      y: DESK,
      width: 92,
      height: 108,
      colours: ['#f4f1ea', '#d9d4c8', '#98927f'],
      neck: 0.94,
      foot: 0.86,
      belly: 0.5,
    })
  )
})()

const olive = (() => {
  const random = createRandom(12)
  const ends: [number, number, number][] = [
    [1750, 690, -20],
    [1830, 640, 6],
    [1910, 720, 34],
    [1950, 830, 40],
    [1700, 800, -30],
    [1850, 780, 10],
  ]
  return (
    ends
      .map(([x, y, bend]) =>
        drawBranch({
          id: 'desk-olive',
          greens: OLIVE,
          from: [1820, 1050],
          to: [x, y],
          bend,
          leaves: 21,
          length: [48, 74],
          width: 0.26,
          stem: '#6d6248',
          random,
        }),
      )
      .join('') +
    drawVessel({
      id: 'desk-vase',
      x: 1820,
      y: DESK,
      width: 190,
      height: 200,
      colours: ['#6d8794', '#4d6775', '#2b3f4a'],
      neck: 0.44,
      foot: 0.5,
    })
  )
})()

const books =
  drawStack({ x: 250, y: DESK }, [
    { width: 320, thick: 46, colour: '#e8e4da' },
    { width: 290, thick: 40, colour: '#2f4552', shift: 16 },
    { width: 260, thick: 34, colour: '#c9a26f', shift: 6 },
  ]) +
  drawVessel({
    id: 'desk-bowl',
    x: 388,
    y: DESK - 120,
    width: 118,
    height: 62,
    colours: ['#ffffff', '#e3e2dc', '#a6a69e'],
    neck: 0.94,
    foot: 0.46,
    belly: 0.32,
  })

const desk =
  rect(
    { x: 80, y: DESK + 40, width: 1840, height: 70 },
    '#1b2630',
    'opacity=".4" filter="url(#desk-fall)"',
  ) +
  rect({ x: 150, y: DESK + 30, width: 1700, height: 240 }, 'url(#desk-front)') +
  [190, 740, 1290]
    .map(
      (x) =>
        rect(
          { x, y: DESK + 70, width: 520, height: 220 },
          'none',
          'rx="5" stroke="#6b4826" stroke-opacity=".45" stroke-width="4"',
        ) + ellipse([x + 260, DESK + 168, 15, 15], '#c9a25c'),
    )
    .join('') +
  drawBoard({
    id: 'desk-top',
    x: 90,
    y: DESK,
    width: 1820,
    thick: 42,
    light: '#dcb98c',
    dark: '#b88d5d',
  })

const backdrop = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  drawWall({ from: '#d9e0e2', to: '#b9c6ca', degrees: 165, rough: 0.24, stain: [40, 56, 66] }),
  light,
)

const scene = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  defs(
    blur('desk-fall', 26),
    linear('laptop-lid', 90, [0, '#d9dcde'], [1, '#aeb3b7']),
    linear('laptop-base', 90, [0, '#e6e8ea'], [1, '#a2a8ac']),
    linear('laptop-screen', 90, [0, '#f3dfc6'], [1, '#cfdcd6']),
    `<clipPath id="laptop-clip">${rect({ x: 758, y: 912, width: 484, height: 288 }, '#fff', 'rx="6"')}</clipPath>`,
    linear('lamp-hood', 0, [0, '#565d60'], [0.3, '#3b4143'], [1, '#1e2223']),
    linear('desk-front', 90, [0, '#8b643c'], [0.3, '#c39a69'], [1, '#b58a59']),
  ),
  drawFrame({
    opening,
    mat: 78,
    moulding: 22,
    wood: BLACK,
    shadow: { dx: -28, dy: 32, opacity: 0.28 },
  }),
  shelf,
  desk,
  olive,
  lamp,
  cup,
  laptop,
  books,
  drawMug('desk-mug', 622, DESK, ['#c98a68', '#a9674a', '#6d3c26']),
  drawVignette('#15222b', 0.2),
)

export const homeOffice: Room = {
  uuid: 'dm_office_001',
  name: 'Home Office',
  collection: 'Offices',
  smartObject: {
    uuid: 'so_office_desk_frame',
    name: 'desk_frame',
    size: { width: 600, height: 800 },
  },
  opening,
  backdrop,
  scene,
  light: drawLight(opening, group('opacity=".34"', light)),
}
