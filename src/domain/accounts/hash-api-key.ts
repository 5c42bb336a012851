import { sha256 } from '../../sha256.ts'

/**
 * The stored form of an API key: base64url SHA-256 without padding. It is the very format of
 * better-auth's API-key plugin (its `defaultKeyHasher`), which creates the keys.
 */
export async function hashApiKey(key: string): Promise<string> {
  return btoa(String.fromCharCode(...(await sha256(key))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
