import { Hono } from 'hono'
import { AppError } from '../errors.ts'
import type { HubEnv } from './hub-env.ts'
import { problem } from './respond/problem.ts'

const PREFIX = '/files/'
const REFUSED =
  'This link has expired or is not complete. Open the page it came from again to get a new one.'

/** Pictures for whoever holds a signed link: browsers, vendors, shops. Nothing else is asked. */
export const filesRoute = new Hono<HubEnv>().get('/*', async (c) => {
  const { files } = c.var.base
  const opened = await files.open(keyOf(c.req.path), c.req.query())
  if (!opened) return problem(c, new AppError('forbidden', REFUSED))
  const object = await files.readIf(opened.key, c.req.raw.headers)
  if (!object) return problem(c, new AppError('not_found', 'This file has been deleted'))
  const headers = new Headers({
    etag: object.httpEtag,
    'cache-control': `private, max-age=${opened.secondsLeft}, immutable`,
    'x-content-type-options': 'nosniff',
  })
  if (!('body' in object)) return new Response(null, { status: 304, headers })
  headers.set('content-type', opened.contentType)
  headers.set('content-length', String(object.size))
  // A page or a script inside a document would run at our own address.
  const download = c.req.query('download') ?? (isPicture(opened) ? undefined : '')
  headers.set('content-disposition', disposition(download))
  if (c.req.method !== 'HEAD') return new Response(object.body, { headers })
  await object.body.cancel()
  return new Response(null, { headers })
})

function keyOf(path: string): string {
  try {
    return decodeURIComponent(path.slice(PREFIX.length))
  } catch {
    return ''
  }
}

function isPicture({ contentType }: { contentType: string }): boolean {
  return contentType.startsWith('image/')
}

function disposition(download: string | undefined): string {
  if (download === undefined) return 'inline'
  const name = download.replace(/[^\w .-]/g, '_').slice(0, 100)
  return name ? `attachment; filename="${name}"` : 'attachment'
}
