import sharp from 'sharp'

const WIDTH_PX = 1200
const HEIGHT_PX = 1500

/** A picture no other test has: the text is printed on it. */
export function drawPrint(text: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX}">
    <rect width="100%" height="100%" fill="#f4efe6"/>
    <circle cx="600" cy="560" r="260" fill="#8fa38a"/>
    <text x="600" y="1120" font-size="96" text-anchor="middle" fill="#2d3a34">${text}</text>
  </svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}
