import { exports } from 'cloudflare:workers'
import { api } from './api.ts'
import type { Browser } from './browser.ts'
import type { TestUser } from './create-user.ts'

/** Uploads an artwork as a program would. */
export function upload(
  user: TestUser,
  bytes: Uint8Array<ArrayBuffer>,
  { name = 'artwork.png', type = 'image/png', ...fields }: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData()
  form.set('file', new File([bytes], name, { type }))
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  return api(user, 'POST', '/api/assets', form)
}

const BOUNDARY = 'a-boundary'
const ORIGIN = 'http://localhost:8787'

/** Uploads what customers download, by the form of the page. */
export async function uploadFile(
  browser: Browser,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Response> {
  const disposition = `form-data; name="file"; filename="${name}"`
  const body = new Blob([
    `--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\n\r\n`,
    bytes,
    // As browsers end a form; FormData leaves out the last line break here.
    `\r\n--${BOUNDARY}--\r\n`,
  ])
  return exports.default.fetch(`${ORIGIN}/digital-files`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: ORIGIN,
      cookie: browser.cookie,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': String(body.size),
    },
    body: await body.arrayBuffer(),
  })
}
