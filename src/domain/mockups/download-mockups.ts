import { makeZip } from 'client-zip'
import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { listedIds } from '../../db/client.ts'
import { AppError } from '../../errors.ts'
import { roomName } from '../scenes/room-name.ts'

const finished = z.object({
  id: z.string(),
  title: z.string(),
  scene: z.string(),
  scene_name: z.string().nullable(),
  file_key: z.string(),
  created_at: z.string(),
})
type Finished = z.infer<typeof finished>

const MAX_NAME_CHARACTERS = 120
// What Windows, macOS and Linux do not take in a file's name.
const FORBIDDEN = /[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu

/**
 * The finished pictures of mockups, ids up to 200, as the bytes of one ZIP that is made as it is
 * read: files are named by artwork and scene, and not compressed, which pictures are already.
 * @throws AppError not_found where none of them has a picture
 */
export async function downloadMockups(
  ctx: Context,
  ids: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
  const mockups = await findFinished(ctx, ids)
  if (mockups.length === 0) throw new AppError('not_found', 'None of these mockups has a picture')
  const { readable, writable } = new IdentityTransformStream()
  const written = makeZip(readEach(ctx, mockups)).pipeTo(writable)
  ctx.waitUntil(written.catch((cause) => ctx.log.error('download_not_finished', cause)))
  return readable
}

async function findFinished(ctx: Context, ids: readonly string[]): Promise<Finished[]> {
  const rows = await ctx.db.all(sql`
    SELECT m.id, a.title, m.scene, p.file_key, p.created_at,
      (SELECT t.name FROM mockup_scene_templates AS t
        WHERE t.scene_key = m.scene AND (t.user_id = m.user_id OR t.user_id IS NULL)
        ORDER BY t.user_id IS NULL LIMIT 1) AS scene_name
    FROM ${listedIds(ctx.userId, ids)}
    CROSS JOIN mockups AS m ON m.user_id = asked.value ->> 'user_id' AND m.id = asked.value ->> 'id'
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
      AND p.file_key IS NOT NULL
    CROSS JOIN assets AS a ON a.user_id = m.user_id AND a.id = m.asset_id
    ORDER BY a.title, m.scene, m.id`)
  // Runs share a picture, which is downloaded once.
  const files = Map.groupBy(z.array(finished).parse(rows), ({ file_key }) => file_key)
  return [...files.values()].flatMap(([first]) => first ?? [])
}

/** One picture after another, each asked for when the one before is through. */
async function* readEach(ctx: Context, mockups: readonly Finished[]) {
  const name = namer()
  for (const mockup of mockups) {
    const object = await ctx.files.read(mockup.file_key)
    if (object) {
      const lastModified = new Date(mockup.created_at)
      yield { name: name(mockup), input: object.body, lastModified }
    } else {
      ctx.log.error('picture_not_downloaded', new Error('its file is gone'), { mockup: mockup.id })
    }
  }
}

/** "Quiet Is Enough - Therapy Office.png"; of several of one name the second has (2). */
function namer() {
  const taken = new Set<string>()
  return ({ title, scene, scene_name, file_key }: Finished): string => {
    const whole = `${title} - ${scene_name ?? roomName(scene)}`
    const plain = whole.replaceAll(FORBIDDEN, ' ').replace(/\s+/g, ' ').trim()
    const stem = [...plain]
      .slice(0, MAX_NAME_CHARACTERS)
      .join('')
      .replace(/[. ]+$/, '')
    const extension = file_key.slice(file_key.lastIndexOf('.'))
    for (let number = 1; ; number += 1) {
      const name = `${stem}${number > 1 ? ` (${number})` : ''}${extension}`
      if (taken.has(name.toLowerCase())) continue
      taken.add(name.toLowerCase())
      return name
    }
  }
}
