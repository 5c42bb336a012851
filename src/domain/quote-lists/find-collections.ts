import type { Context } from '../../context.ts'
import { listCollections } from '../collections/list-collections.ts'
import { plainText } from './match-artworks.ts'

/** The user's collections by what people write for them: a key or a name; '' for none of them. */
export async function findCollections(ctx: Context): Promise<(written: string) => string> {
  const known = await listCollections(ctx)
  const byName = new Map(
    known.flatMap(({ key, name }): [string, string][] => [
      [plainText(key), key],
      [plainText(name), key],
    ]),
  )
  return (written) => byName.get(plainText(written)) ?? ''
}
