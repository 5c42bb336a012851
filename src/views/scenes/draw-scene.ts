type Size = { width: number; height: number }

const DEFAULT_SIZE: Size = { width: 800, height: 1000 }
const FRAME_HEIGHT = 150
const WIDEST_FRAME = 240
const CENTRE = { x: 200, y: 125 }
const MAT = 12

// Wall, floor, and the furniture in front of it: quiet colours, one set a scene.
const PALETTES = [
  { wall: '#e9e2d6', floor: '#cbb99e', piece: '#7d8b74' },
  { wall: '#dfe5df', floor: '#b9a98f', piece: '#a9745a' },
  { wall: '#e6e1e6', floor: '#c2b2a3', piece: '#6d7f8c' },
  { wall: '#eadfd3', floor: '#b89f86', piece: '#5f7f7b' },
  { wall: '#dde4e8', floor: '#c6b8a4', piece: '#8c7a66' },
] as const

/**
 * A drawing of a scene nothing was made in yet, as a data URL: a wall and a frame with
 * the proportions of the artwork it takes.
 */
export function drawScene(sceneKey: string, size: Size = DEFAULT_SIZE): string {
  const { wall, floor, piece } = paletteOf(sceneKey)
  const scale = Math.min(FRAME_HEIGHT / size.height, WIDEST_FRAME / size.width)
  const width = Math.round(size.width * scale)
  const height = Math.round(size.height * scale)
  const x = Math.round(CENTRE.x - width / 2)
  const y = Math.round(CENTRE.y - height / 2)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300">
<rect width="400" height="300" fill="${wall}"/>
<rect y="240" width="400" height="60" fill="${floor}"/>
<rect x="${x - MAT + 4}" y="${y - MAT + 6}" width="${width + 2 * MAT}" height="${height + 2 * MAT}" fill="#000" opacity=".12"/>
<rect x="${x - MAT}" y="${y - MAT}" width="${width + 2 * MAT}" height="${height + 2 * MAT}" fill="#4b4038"/>
<rect x="${x - MAT + 3}" y="${y - MAT + 3}" width="${width + 2 * MAT - 6}" height="${height + 2 * MAT - 6}" fill="#fbf9f4"/>
<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${piece}" opacity=".28"/>
<rect x="60" y="222" width="280" height="44" rx="12" fill="${piece}"/>
<rect x="84" y="264" width="8" height="16" fill="#4b4038"/><rect x="308" y="264" width="8" height="16" fill="#4b4038"/>
</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

function paletteOf(sceneKey: string) {
  let hash = 7
  for (const character of sceneKey) hash = (hash * 17 + character.charCodeAt(0)) % 65_521
  return PALETTES[hash % PALETTES.length] ?? PALETTES[0]
}
