import { env } from 'cloudflare:workers'
import { createQuote } from '../../../src/domain/quotes/create-quote.ts'
import { newQuote } from '../../../src/domain/quotes/schemas.ts'
import type { TestUser } from './create-user.ts'
import { seedMockup } from './seed-mockup.ts'

/**
 * So many artworks, `Print 1` and on, each of a quote of its own and with approved mockups in two
 * scenes. The first has too few pixels for 24×36, the second quote no author.
 */
export async function addPrintArtworks(
  user: Pick<TestUser, 'userId' | 'ctx'>,
  count: number,
): Promise<string[]> {
  const ids: string[] = []
  for (let n = 1; n <= count; n += 1) {
    const author = n === 2 ? undefined : 'Ada'
    const input = newQuote.parse({ text: `Quiet ${n}`, author, collection: 'growth' })
    const quote = await createQuote(user.ctx, input)
    const { assetId } = await seedMockup(user, { status: 'approved', item: false })
    await seedMockup(user, { status: 'approved', item: false, assetId, scene: 'home_office' })
    const [width, height] = n === 1 ? [2000, 3000] : [6000, 9000]
    await env.DB.prepare(
      'UPDATE assets SET quote_id = ?, title = ?, width = ?, height = ? WHERE user_id = ? AND id = ?',
    )
      .bind(quote.id, `Print ${n}`, width, height, user.userId, assetId)
      .run()
    ids.push(assetId)
  }
  return ids
}
