import { readFile } from 'node:fs/promises'

const ENTRY = 0x02014b50
const ENTRY_BYTES = 46

/** The names of what is in a ZIP file, from the list at its end. */
export async function readZipNames(path: string): Promise<string[]> {
  const bytes = await readFile(path)
  const names: string[] = []
  for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) continue
    const length = bytes.readUInt16LE(at + 28)
    names.push(bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + length))
  }
  return names
}
