import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  timingSafeEqual,
} from 'node:crypto'
import { double } from './double.ts'

const TAG_BYTES = 16

type Algorithm = string | { name: string }
type Bytes = ArrayBuffer | ArrayBufferView
type Sealing = { name: string; iv: Bytes; additionalData?: Bytes }
type Derivation = { name: string; hash: string; salt: Bytes; info: Bytes }

const kept = new WeakMap<CryptoKey, Buffer>()

/**
 * The Web Crypto that the product uses, done at once: the runtime's own goes through a thread
 * pool, which answers in any order. Real digests, signatures and ciphers all the same.
 */
export function createSubtle(): SubtleCrypto {
  return double<SubtleCrypto>({
    digest: async (algorithm: Algorithm, data: Bytes) =>
      exact(createHash(nodeName(algorithm)).update(view(data)).digest()),
    importKey: async (_format: string, data: Bytes) => keep(Buffer.from(view(data))),
    sign: async (_algorithm: Algorithm, key: CryptoKey, data: Bytes) => exact(hmac(key, data)),
    verify: async (_algorithm: Algorithm, key: CryptoKey, signature: Bytes, data: Bytes) => {
      const [given, own] = [view(signature), hmac(key, data)]
      return given.byteLength === own.byteLength && timingSafeEqual(given, own)
    },
    deriveKey: async ({ hash, salt, info }: Derivation, key: CryptoKey) =>
      keep(Buffer.from(hkdfSync(nodeName(hash), bytesOf(key), view(salt), view(info), 32))),
    async encrypt({ iv, additionalData }: Sealing, key: CryptoKey, data: Bytes) {
      const cipher = createCipheriv('aes-256-gcm', bytesOf(key), view(iv))
      if (additionalData) cipher.setAAD(view(additionalData))
      return exact(Buffer.concat([cipher.update(view(data)), cipher.final(), cipher.getAuthTag()]))
    },
    async decrypt({ iv, additionalData }: Sealing, key: CryptoKey, data: Bytes) {
      const sealed = view(data)
      const decipher = createDecipheriv('aes-256-gcm', bytesOf(key), view(iv))
      if (additionalData) decipher.setAAD(view(additionalData))
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
      return exact(
        Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]),
      )
    },
  })
}

function keep(bytes: Buffer): CryptoKey {
  const key = double<CryptoKey>({ type: 'secret' })
  kept.set(key, bytes)
  return key
}

function bytesOf(key: CryptoKey): Buffer {
  const bytes = kept.get(key)
  if (!bytes) throw new TypeError('not a key of this world')
  return bytes
}

function hmac(key: CryptoKey, data: Bytes): Buffer {
  return createHmac('sha256', bytesOf(key)).update(view(data)).digest()
}

function nodeName(algorithm: Algorithm): string {
  return (typeof algorithm === 'string' ? algorithm : algorithm.name).replace('-', '').toLowerCase()
}

function view(data: Bytes): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/** An ArrayBuffer of exactly these bytes: Node's are often slices of a larger one. */
function exact(bytes: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(copy).set(bytes)
  return copy
}
