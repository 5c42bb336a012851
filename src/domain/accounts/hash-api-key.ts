/**
 * The stored form of an API key: base64url SHA-256 without padding. It is the very format of
 * better-auth's API-key plugin (its `defaultKeyHasher`), which creates the keys.
 */
export async function hashApiKey(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
