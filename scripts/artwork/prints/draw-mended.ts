import { palette } from '../palette.ts'
import type { Sheet } from '../sheet.ts'
import { setBlock } from '../type/set-block.ts'

/** A broken bowl put together with gold; the words above it, small and wide. */
export function drawMended(): Sheet {
  const [width, height] = [2400, 3000]
  const style = { face: 'sans', size: 96, tracking: 0.3 } as const
  const words = ['YOU CAN BE BOTH', 'THE MENDING', 'AND THE MENDED']
  return {
    width,
    height,
    margin: 260,
    ground: '#e6e3d8',
    art: `<rect y="2420" width="2400" height="580" fill="#cfc9b8"/>${drawBowl()}`,
    lettering: [{ ...setBlock(words, width / 2, 620, 210, style), fill: palette.ink }],
  }
}

function drawBowl(): string {
  const body =
    'M440 1450C440 2060 760 2440 1020 2470L1000 2560C1000 2585 1400 2585 1400 2560L1380 2470' +
    'C1640 2440 1960 2060 1960 1450Z'
  const seams = [
    ['M860 1500L960 1720L880 1900L1010 2080L970 2300L1110 2620', 15],
    ['M960 1720L1210 1790L1330 1990L1560 2050L1900 2100', 12],
    ['M1330 1990L1290 2200L1296 2600', 10],
    ['M880 1900L700 1960L600 2080L400 2130', 9],
    ['M1530 1500L1440 1660L1210 1790', 12],
    ['M1560 2050L1660 1830L1930 1740', 9],
  ] as const
  const gold = seams.map(([d, breadth]) => `<path d="${d}" stroke-width="${breadth}"/>`)
  return (
    `<ellipse cx="1200" cy="2570" rx="430" ry="40" fill="#b7b09c"/>` +
    `<clipPath id="bowl"><path d="${body}"/></clipPath>` +
    `<path d="${body}" fill="${palette.slate}"/>` +
    '<path clip-path="url(#bowl)" fill="#4b5b62" ' +
    'd="M1960 1400V2600H1240C1660 2420 1800 1900 1790 1400Z"/>' +
    '<g clip-path="url(#bowl)" fill="none" stroke="#d3a347" stroke-linejoin="round" ' +
    `stroke-linecap="round">${gold.join('')}</g>` +
    '<ellipse cx="1200" cy="1450" rx="755" ry="104" fill="#43525a" stroke="#84949a" ' +
    'stroke-width="12"/>'
  )
}
