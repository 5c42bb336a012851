import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { cutConnection, type SandboxEnv } from '../apply-fault.ts'
import type { Records } from './records.ts'

const LINK_LIFE_MS = 24 * 60 * 60 * 1000
const NAME = /^[0-9a-f-]{36}_[0-9a-f-]{36}\.(png|jpg|webp)$/
const HUGE_BYTES = 200 * 1024 * 1024
const CHUNK_BYTES = 1024 * 1024

const EXPIRED = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>`

const MISSING = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>`

/** The folder of result pictures; without a state folder it is a temporary one. */
export const openExports = (stateDir?: string) => {
  const folder = stateDir
    ? join(stateDir, 'dynamic-mockups', 'exports')
    : mkdtempSync(join(tmpdir(), 'sandbox-exports-'))
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (Date.now() - statSync(path).mtimeMs > LINK_LIFE_MS) rmSync(path, { force: true })
  }
  return {
    read: (name: string): Promise<Buffer | undefined> =>
      NAME.test(name) && existsSync(join(folder, name))
        ? readFile(join(folder, name))
        : Promise.resolve(undefined),
    /** Written aside and renamed, so that a reader never sees half a picture. */
    async write(name: string, bytes: Uint8Array): Promise<void> {
      await writeFile(join(folder, `${name}.part`), bytes)
      await rename(join(folder, `${name}.part`), join(folder, name))
    },
    close(): void {
      if (!stateDir) rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Exports = ReturnType<typeof openExports>

/** The vendor's file host: public links without a key that die after a day. */
export const createExportsApp = (records: Records, exports: Exports): Hono<SandboxEnv> => {
  const app = new Hono<SandboxEnv>()
  app.get('/:name', async (c) => {
    const name = c.req.param('name')
    const record = records.find(name)
    const bytes = await exports.read(name)
    if (!record || !bytes) return c.body(MISSING, 404, { 'content-type': 'application/xml' })
    const isOld = Date.now() - Date.parse(record.at) > LINK_LIFE_MS
    if (isOld || record.bad === 'expired_link')
      return c.body(EXPIRED, 403, { 'content-type': 'application/xml' })
    const type = { 'content-type': 'binary/octet-stream' }
    if (record.bad === 'not_image') return c.body('This is not a picture.', 200, type)
    if (record.bad === 'truncated') {
      c.env.outgoing.writeHead(200, { ...type, 'content-length': bytes.length })
      c.env.outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => cutConnection(c))
      return RESPONSE_ALREADY_SENT
    }
    for (const [header, value] of Object.entries(type)) c.header(header, value)
    if (record.bad === 'huge')
      return stream(c, async (out) => {
        await out.write(bytes)
        const zeros = new Uint8Array(CHUNK_BYTES)
        for (let sent = 0; sent < HUGE_BYTES && !out.aborted; sent += CHUNK_BYTES)
          await out.write(zeros)
      })
    if (record.bad === 'chunked')
      return stream(c, async (out) => {
        await out.write(bytes)
      })
    return c.body(new Uint8Array(bytes), 200, type)
  })
  return app
}
