import { drawCushion } from '../drawing/cushion.ts'
import { drawFrame, drawLight, OAK } from '../drawing/frame.ts'
import { drawGlow, drawLeafShadow, drawVignette, drawWindowLight } from '../drawing/light.ts'
import { drawContact, drawShade, drawStack, drawVessel } from '../drawing/objects.ts'
import { drawBush, FOREST } from '../drawing/plants.ts'
import { type Cloth, drawSeat, drawThrow } from '../drawing/seating.ts'
import {
  blur,
  createRandom,
  defs,
  ellipse,
  group,
  linear,
  path,
  relief,
  svgDocument,
  texture,
} from '../drawing/svg.ts'
import { drawFloor, drawWall } from '../drawing/wall.ts'
import { CANVAS, type Room } from '../room.ts'

const opening = { x: 746, y: 150, width: 508, height: 677.33 }

const light =
  drawWindowLight({
    x: 60,
    y: -120,
    pane: { width: 280, height: 460 },
    columns: 4,
    rows: 2,
    lean: 0.5,
    colour: '#fff8e6',
    opacity: 0.5,
  }) + drawLeafShadow(createRandom(8), { x: 360, y: 300, reach: 760, count: 26, opacity: 0.1 })

const cloth: Cloth = {
  back: '#dfdacd',
  seat: '#d8d2c3',
  arm: '#e4dfd3',
  legs: '#8f6539',
  grain: 0.15,
}

const sofa =
  drawSeat({
    id: 'sofa',
    x: 372,
    y: 1440,
    width: 1256,
    height: 500,
    seats: 3,
    armWidth: 130,
    cloth,
  }) +
  drawCushion({
    x: 590,
    y: 1118,
    width: 270,
    height: 226,
    fill: '#7f8f74',
    turn: -7,
    filter: 'living-cushion',
  }) +
  drawCushion({
    x: 742,
    y: 1140,
    width: 230,
    height: 186,
    fill: '#e9e2d2',
    turn: 6,
    filter: 'living-cushion',
  }) +
  drawCushion({
    x: 1412,
    y: 1120,
    width: 270,
    height: 226,
    fill: '#c08a5a',
    turn: 7,
    filter: 'living-cushion',
  }) +
  drawThrow('living-throw', { x: 1080, y: 938, width: 190, height: 300 }, '#b7a98d')

const basket = (() => {
  const weave = Array.from({ length: 9 }, (_, row) => {
    const y = 1250 + row * 22
    return `M92 ${y}q88 22 180 0`
  }).join('')
  return (
    drawContact([186, 1450, 130, 18], 0.5) +
    path(
      'M74 1230C70 1330 88 1420 108 1448Q182 1468 256 1448C278 1420 294 1330 290 1230Z',
      'url(#basket-tone)',
    ) +
    path(
      'M74 1230C70 1330 88 1420 108 1448Q182 1468 256 1448C278 1420 294 1330 290 1230Z',
      '#000',
      'filter="url(#basket-weave)"',
    ) +
    `<path d="${weave}" stroke="#6b4a25" stroke-opacity=".3" stroke-width="4" fill="none"/>` +
    ellipse([182, 1230, 108, 20], '#6d5030') +
    ellipse([182, 1232, 96, 15], '#2c2014')
  )
})()

const fig = (() => {
  const common = {
    id: 'fig-leaf',
    greens: FOREST,
    leaves: 17,
    length: [120, 185] as [number, number],
    width: 0.62,
  }
  const trunk = 'M182 1236C178 1100 190 960 176 760C172 690 186 620 190 560'
  return (
    `<path d="${trunk}" stroke="#6e5237" stroke-width="17" fill="none" stroke-linecap="round"/>` +
    `<path d="M180 900C220 850 250 810 262 760" stroke="#6e5237" stroke-width="11" fill="none"/>` +
    drawBush({ ...common, x: 250, y: 800, spread: 90, rise: 130, random: createRandom(3) }) +
    drawBush({
      ...common,
      leaves: 26,
      x: 180,
      y: 700,
      spread: 130,
      rise: 260,
      random: createRandom(15),
    }) +
    drawBush({
      ...common,
      leaves: 12,
      x: 150,
      y: 900,
      spread: 90,
      rise: 90,
      random: createRandom(9),
    })
  )
})()

const lamp =
  drawContact([1812, 1444, 110, 15], 0.45) +
  `<path d="M1806 900L1744 1440M1812 900L1812 1446M1818 900L1884 1440" stroke="#8f6539"` +
  ` stroke-width="13" stroke-linecap="round"/>` +
  `<path d="M1812 1120L1812 1446" stroke="#6f4c28" stroke-width="5" opacity=".5"/>` +
  drawShade({
    id: 'living-shade',
    x: 1812,
    y: 690,
    top: 210,
    bottom: 290,
    height: 220,
    lit: '#fff8e8',
    shade: '#efe4cc',
    edge: '#ae9a74',
  })

const coffeeTable =
  ellipse([1000, 1500, 420, 46], '#1d130a', 'opacity=".4" filter="url(#cushion-fall)"') +
  ellipse([1000, 1512, 410, 62], 'url(#coffee-top)') +
  ellipse([1000, 1512, 410, 62], '#000', 'filter="url(#coffee-grain)" opacity=".6"') +
  drawStack({ x: 760, y: 1492 }, [
    { width: 220, thick: 24, colour: '#e6dfd0' },
    { width: 200, thick: 20, colour: '#8b9a80', shift: 8 },
  ]) +
  drawVessel({
    id: 'coffee-bowl',
    x: 1150,
    y: 1502,
    width: 190,
    height: 62,
    colours: ['#efe5d6', '#cdbba2', '#917c61'],
    neck: 0.94,
    foot: 0.4,
    belly: 0.34,
  })

const backdrop = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  drawWall({ from: '#e9e9df', to: '#cfd2c6', rough: 0.24, stain: [66, 70, 50] }),
  light,
)

const scene = svgDocument(
  { x: 0, y: 0, ...CANVAS },
  defs(
    relief('living-cushion', {
      soft: 34,
      shade: 0.42,
      shine: 0.42,
      grain: 0.2,
      fineness: '0.5 0.9',
    }),
    blur('cushion-fall', 16),
    linear('basket-tone', 0, [0, '#b98f58'], [0.35, '#d5af78'], [1, '#8b6535']),
    texture('basket-weave', '0.09 0.16', [74, 46, 16], 0.36, 2),
    linear('coffee-top', 90, [0, '#c79f6d'], [1, '#a97d4b']),
    texture('coffee-grain', '0.004 0.1', [80, 48, 20], 0.32),
  ),
  drawFloor({ y: 1368, light: '#d2ab7b', dark: '#b88c5b', skirting: '#eceae2' }),
  drawFrame({
    opening,
    mat: 74,
    moulding: 26,
    wood: OAK,
    shadow: { dx: 32, dy: 34, opacity: 0.26 },
  }),
  lamp,
  basket,
  fig,
  sofa,
  coffeeTable,
  drawGlow('living-glow', [1812, 800, 380], '#ffe9bd', 0.3),
  drawVignette('#2c2a18', 0.18),
)

export const livingRoom: Room = {
  uuid: 'dm_living_001',
  name: 'Living Room',
  collection: 'Living spaces',
  smartObject: {
    uuid: 'so_living_frame_display',
    name: 'frame_display',
    size: { width: 900, height: 1200 },
  },
  opening,
  backdrop,
  scene,
  light: drawLight(opening, group('opacity=".28"', light)),
}
