import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { uuidv7 } from 'uuidv7'
import { DEMO_EMAIL } from '../../scripts/local/demo-login.ts'

const DATABASES = '.wrangler/e2e/hub/v3/d1/miniflare-D1DatabaseObject'
const SCENES = ['bedroom', 'home_office', 'living_room', 'reading_nook', 'therapy_office']

export type AddedMockup = { id: string; itemId: string; scene: string; title: string }

/**
 * Mockups that wait for a decision, of so many artworks in five rooms each, written straight into
 * the rows of an account: to render them would take minutes. They show pictures of the demo account.
 */
export function addMockups(
  email: string,
  artworks: number,
  folder = DATABASES,
  title = (n: number) => `Print ${n + 1}`,
): AddedMockup[] {
  const file = readdirSync(folder).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
  const database = new DatabaseSync(join(folder, file ?? ''))
  database.exec('PRAGMA busy_timeout = 20000; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE')
  try {
    const added = insertAll(database, email, artworks, title)
    database.exec('COMMIT')
    return added
  } finally {
    database.close()
  }
}

type Row = Record<string, string | number | null>

function insertAll(
  database: DatabaseSync,
  email: string,
  artworks: number,
  title: (n: number) => string,
): AddedMockup[] {
  const user_id = idOf(database, email)
  const insert = (table: string, row: Row) => {
    const names = Object.keys(row)
    const places = names.map(() => '?').join(', ')
    database
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`)
      .run(...Object.values(row))
  }
  const artwork = models(database, "SELECT * FROM assets WHERE status = 'active' AND user_id = ?")
  const picture = models(database, "SELECT * FROM pictures WHERE state = 'stored' AND user_id = ?")
  const now = new Date().toISOString()
  const run_id = uuidv7()
  const times = { created_at: now, updated_at: now }
  insert('mockup_runs', {
    user_id,
    id: run_id,
    group_id: run_id,
    scenes: JSON.stringify(SCENES),
    asset_count: artworks,
    pair_count: artworks * SCENES.length,
    created_at: now,
  })
  return Array.from({ length: artworks }, (_, n) => n).flatMap((n) => {
    const { rowid: _, ...asset } = artwork(n)
    const asset_id = uuidv7()
    const row = { ...asset, ...times, user_id, id: asset_id, quote_id: null, title: title(n) }
    insert('assets', row)
    return SCENES.map((scene, at) => {
      const shown = picture(n * SCENES.length + at)
      const picture_id = uuidv7()
      insert('pictures', {
        ...shown,
        ...times,
        user_id,
        id: picture_id,
        fingerprint: picture_id,
        decision: 'open',
        decided_by_kind: null,
        decided_by: null,
        decided_at: null,
        reason: null,
      })
      const [id, itemId] = [uuidv7(), uuidv7()]
      const mockup = { user_id, id, run_id, asset_id, scene, picture_id, credits_used: 1 }
      insert('mockups', { ...mockup, ...times, requested_at: now, status: 'completed' })
      insert('approval_items', {
        user_id,
        id: itemId,
        type: 'mockup',
        reference_id: id,
        reference_table: 'mockups',
        picture_id,
        payload: JSON.stringify({ type: 'mockup', scene, assetId: asset_id }),
        priority: 0,
        status: 'pending',
        sample: 0,
        created_at: now,
      })
      return { id, itemId, scene, title: title(n) }
    })
  })
}

function idOf(database: DatabaseSync, email: string): string {
  return String(database.prepare('SELECT id FROM users WHERE email = ?').get(email)?.id)
}

/** Rows of the demo account, one after the other and again from the start. */
function models(database: DatabaseSync, sql: string): (n: number) => Row {
  const rows: unknown[] = database.prepare(sql).all(idOf(database, DEMO_EMAIL))
  const known = rows.map((row) => toRow(row))
  return (n) => known[n % known.length] ?? {}
}

function toRow(row: unknown): Row {
  return Object.fromEntries(
    Object.entries(row ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || value === null
        ? [[name, value]]
        : [],
    ),
  )
}
