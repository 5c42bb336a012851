import { AppError } from '../../errors.ts'

const VERSION = 'v1'
const NONCE_BYTES = 12
const encoder = new TextEncoder()

/**
 * AES-256-GCM ciphertext of a text, as `v1.<nonce>.<ciphertext>` in base64url. `binding` names whose
 * secret it is: a ciphertext moved to another row cannot be read there.
 */
export async function encryptText(secret: string, binding: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const key = await deriveKey(secret)
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encoder.encode(binding) },
    key,
    encoder.encode(text),
  )
  return [VERSION, toBase64Url(iv), toBase64Url(new Uint8Array(sealed))].join('.')
}

/**
 * The text of `encryptText`'s answer.
 *
 * @throws AppError not_configured secret or binding differ
 */
export async function decryptText(
  secret: string,
  binding: string,
  ciphertext: string,
): Promise<string> {
  const [version, nonce, sealed] = ciphertext.split('.')
  if (version !== VERSION || !nonce || !sealed) throw unreadable()
  const key = await deriveKey(secret)
  try {
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: fromBase64Url(nonce), additionalData: encoder.encode(binding) },
      key,
      fromBase64Url(sealed),
    )
    return new TextDecoder().decode(opened)
  } catch (cause) {
    throw unreadable(cause)
  }
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    'not_configured',
    'The saved credentials can no longer be read. Nothing else was lost. Connect again under Connections (/integrations).',
    { cause },
  )
}

async function deriveKey(secret: string): Promise<CryptoKey> {
  const root = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, [
    'deriveKey',
  ])
  return crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(),
      info: encoder.encode('haven-hub credentials v1'),
    },
    root,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
