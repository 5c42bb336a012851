import { expect, test } from 'vitest'
import { readHeader } from '../inspect-image.ts'
import { followEnd } from './follow-end.ts'
import type { Header } from './header.ts'

/** A PNG of several chunks. */
function png(): Uint8Array {
  const chunk = (type: string, length: number) => {
    const bytes = new Uint8Array(12 + length).fill(7)
    new DataView(bytes.buffer).setUint32(0, length)
    bytes.set(new TextEncoder().encode(type), 4)
    return bytes
  }
  const header = chunk('IHDR', 13)
  new DataView(header.buffer).setUint32(8, 3)
  new DataView(header.buffer).setUint32(12, 4)
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const parts = [header, chunk('IDAT', 300), chunk('IDAT', 5), chunk('IEND', 0)]
  return Uint8Array.from([...signature, ...parts.flatMap((part) => [...part])])
}

function isWhole(bytes: Uint8Array, size: number, header: Header): boolean {
  const end = followEnd(bytes, header)
  for (let at = 0; at < bytes.length; at += size) end.pass(bytes.subarray(at, at + size))
  return end.isWhole()
}

test.each([1, 3, 33, 64, 1_000])('a PNG that passes by %i bytes is whole with its end', (size) => {
  const bytes = png()
  const header = readHeader(bytes)
  if (!header) throw new Error('this is a PNG')
  expect(isWhole(bytes, size, header)).toBe(true)
  expect(isWhole(Uint8Array.from([...bytes, 1, 2, 3]), size, header)).toBe(true)
  for (const missing of [1, 4, 12, 20]) {
    expect(isWhole(bytes.subarray(0, -missing), size, header)).toBe(false)
  }
})

const JPEG: Header = { format: 'jpeg', width: 3, height: 4, whole: false }

test.each([
  {
    name: 'in one piece',
    pieces: [
      [1, 2],
      [0xff, 0xd9, 5],
    ],
    whole: true,
  },
  { name: 'cut between two pieces', pieces: [[1], [2, 0xff], [0xd9, 5]], whole: true },
  { name: 'missing', pieces: [[1], [0xd9, 0xff, 2], [0xd9]], whole: false },
])('a JPEG whose end is $name', ({ pieces, whole }) => {
  const [head = [], ...more] = pieces.map((piece) => Uint8Array.from(piece))
  const end = followEnd(Uint8Array.from(head), JPEG)
  for (const piece of [Uint8Array.from(head), ...more]) end.pass(piece)
  expect(end.isWhole()).toBe(whole)
})

test('a WebP is whole when as many bytes have passed as it says', () => {
  const head = new Uint8Array(40)
  new DataView(head.buffer).setUint32(4, 52, true)
  const end = followEnd(head, { format: 'webp', width: 3, height: 4, whole: false })
  end.pass(head)
  end.pass(new Uint8Array(19))
  expect(end.isWhole()).toBe(false)
  end.pass(new Uint8Array(1))
  expect(end.isWhole()).toBe(true)
})
