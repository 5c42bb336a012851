import type { Clock } from '../clock.ts'
import { toHex } from '../sha256.ts'
import { contentTypeOf } from './keys.ts'

const QUARTER_HOUR_SECONDS = 15 * 60
const LINK_SECONDS = 60 * 60
const MAX_KEY_CHARACTERS = 512

type OpenedLink = { key: string; contentType: string; secondsLeft: number }

export type LinkSigner = {
  /** The link without its origin, for the hub's own pages. */
  path(key: string, options?: { seconds?: number }): Promise<string>
  /** The whole link, for callers and vendors. */
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
  const path = async (key: string, { seconds = LINK_SECONDS } = {}) => {
    // Full quarter hours: the same picture keeps its URL for a while, and browsers their copy.
    const quarters = Math.ceil(clock.now() / 1000 / QUARTER_HOUR_SECONDS)
    const expires = quarters * QUARTER_HOUR_SECONDS + seconds
    const signature = await crypto.subtle.sign('HMAC', await hmac(), message(key, expires))
    const query = new URLSearchParams({
      expires: String(expires),
      signature: toHex(new Uint8Array(signature)),
    })
    return `/files/${key.split('/').map(encodeURIComponent).join('/')}?${query}`
  }
  return {
    path,
    link: async (key, more) => `${origin}${await path(key, more)}`,
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
