import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type PictureStore = {
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
  /** Synchronous: ids start over after it, and a picture just put must not be lost. */
  drop(prefix: string): void
}

/** Keys are made by us; this keeps one from ever becoming a path. */
const isSafe = (key: string): boolean => /^[a-z0-9][a-z0-9.-]{0,200}$/i.test(key)

const openMemory = (): PictureStore => {
  const pictures = new Map<string, Uint8Array>()
  return {
    put: async (key, bytes) => void pictures.set(key, bytes),
    get: async (key) => pictures.get(key),
    drop: (prefix) => {
      for (const key of pictures.keys()) if (key.startsWith(prefix)) pictures.delete(key)
    },
  }
}

const openFolder = (folder: string): PictureStore => {
  mkdirSync(folder, { recursive: true })
  const pathOf = (key: string) => {
    if (!isSafe(key)) throw new RangeError(`not a picture's key: ${key}`)
    return join(folder, key)
  }
  return {
    put: (key, bytes) => writeFile(pathOf(key), bytes),
    get: (key) => readFile(pathOf(key)).catch(() => undefined),
    drop: (prefix) => {
      const names = readdirSync(folder).filter((name) => name.startsWith(prefix))
      for (const name of names) rmSync(join(folder, name), { force: true })
    },
  }
}

/** Where pictures' bytes are kept: a folder, or memory when there is none. */
export const openPictures = (folder: string | undefined): PictureStore =>
  folder === undefined ? openMemory() : openFolder(folder)
