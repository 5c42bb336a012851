import type { Clock } from '../clock.ts'
import { toHex } from '../sha256.ts'
import { contentTypeOf } from './keys.ts'

const QUARTER_HOUR_SECONDS = 15 * 60
const DAY_SECONDS = 24 * 60 * 60
const LINK_SECONDS = 60 * 60
const MAX_KEY_CHARACTERS = 512

type OpenedLink = { key: string; contentType: string; secondsLeft: number }

export type LinkSigner = {
  /** A link without its origin for the hub's own pages: the same all day, good for a day more. */
  path(key: string): Promise<string>
  /** A whole link for callers and vendors, good for an hour if nothing else is asked for. */
  link(key: string, options?: { seconds?: number }): Promise<string>
  open(
    key: string,
    query: { expires?: string; signature?: string },
  ): Promise<OpenedLink | undefined>
}

/** Makes and checks links that are good for a while and need no session: HMAC-SHA256. */
export function createLinkSigner(options: {
  secret: string
  origin: string
  clock: Clock
}): LinkSigner {
  const { secret, origin, clock } = options
  let imported: Promise<CryptoKey> | undefined
  const hmac = () => {
    imported ??= crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign', 'verify'],
    )
    return imported
  }
  // A picture keeps its URL until the next full step, and browsers keep their copy with it.
  const sign = async (key: string, stepSeconds: number, seconds: number) => {
    const expires = Math.ceil(clock.now() / 1000 / stepSeconds) * stepSeconds + seconds
    const signature = await crypto.subtle.sign('HMAC', await hmac(), message(key, expires))
    const query = new URLSearchParams({
      expires: String(expires),
      signature: toHex(new Uint8Array(signature)),
    })
    return `/files/${key.split('/').map(encodeURIComponent).join('/')}?${query}`
  }
  return {
    path: (key) => sign(key, DAY_SECONDS, DAY_SECONDS),
    link: async (key, { seconds = LINK_SECONDS } = {}) =>
      `${origin}${await sign(key, QUARTER_HOUR_SECONDS, seconds)}`,
    async open(key, { expires, signature }) {
      if (!expires || !signature || !/^\d{1,12}$/.test(expires)) return
      if (key.length > MAX_KEY_CHARACTERS || !/^[0-9a-f]{64}$/.test(signature)) return
      const genuine = await crypto.subtle.verify(
        'HMAC',
        await hmac(),
        fromHex(signature),
        message(key, Number(expires)),
      )
      const secondsLeft = Number(expires) - clock.now() / 1000
      if (!genuine || secondsLeft <= 0) return
      return { key, contentType: contentTypeOf(key), secondsLeft: Math.floor(secondsLeft) }
    },
  }
}

function message(key: string, expires: number): Uint8Array {
  return new TextEncoder().encode(`${key}\n${expires}`)
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
