import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { listQuotes } from '../../src/domain/quotes/list-quotes.ts'
import { findFaults } from '../support/statements/explain.ts'
import { recorded } from '../support/statements/record.ts'
import { createUser } from '../support/worker/create-user.ts'

const judge = async (text: string) => {
  const [faults] = await findFaults(env.DB, [{ text, caller: 'planted' }])
  return faults?.split('\n').map((line) => line.trim())
}

describe('a planted statement is caught', () => {
  it.each([
    [
      'a scan',
      'SELECT id FROM pictures WHERE user_id = ? OR state = ?',
      /^scan: reads all of pict/,
    ],
    [
      'a scan of a covering index',
      'SELECT count(*) FROM mockups WHERE user_id IS NOT NULL AND status > ?',
      /^scan: reads all of mockups/,
    ],
    [
      'bound values where a partial index needs them written out',
      `SELECT id FROM products WHERE publish_state IN (?, ?) AND publish_queued_at < ?
         ORDER BY publish_queued_at LIMIT 10`,
      /^scan: reads all of products/,
    ],
    [
      'an owner and ids of which only the owner is used',
      'SELECT id, picture_id FROM mockups WHERE user_id = ? AND id IN (SELECT value FROM json_each(?))',
      /^half a key: seeks mockups by user_id where user_id, id are given/,
    ],
    [
      'a seek by a column of few values where a narrower one is given',
      "SELECT id FROM mockups WHERE user_id = ? AND run_id = ? AND status = 'failed'",
      /^half a key: seeks mockups by user_id, status where user_id, run_id are given/,
    ],
    [
      'a join that begins at the large table',
      `SELECT p.id FROM json_each(?) AS asked
         JOIN pictures AS p ON p.user_id = ? AND p.id = asked.value ->> 'id'`,
      /^whole table: reads all that a user has in pictures/,
    ],
    [
      'a function of more arguments than D1 takes',
      `SELECT json_object(${Array.from({ length: 17 }, (_, n) => `'n${n}', max(status, ',')`).join(', ')})
         FROM mockups WHERE user_id = ? AND id = ?`,
      /^arguments: calls json_object with 34 arguments/,
    ],
    [
      'a seek without its owner',
      'SELECT id FROM integrations WHERE provider = ? AND account = ?',
      /^no owner: reads integrations without its owner/,
    ],
    [
      'a join whose second table is tied to nobody',
      `SELECT m.id FROM mockups AS m JOIN mockup_scene_templates AS t ON t.id = m.scene
         WHERE m.user_id = ? LIMIT 10`,
      /^no owner: reads mockup_scene_templates without its owner/,
    ],
    [
      'a sort that an index would have spared',
      'SELECT id FROM products WHERE user_id = ? AND status > ? ORDER BY id LIMIT 10',
      /^sort: sorts products where sqlite_autoindex_products_1 has the order/,
    ],
    [
      'a count of everything',
      'SELECT count(*) FROM mockups WHERE user_id = ?',
      /^whole table: reads all that a user has in mockups/,
    ],
  ])('%s', async (_, statement, sentence) => {
    expect(await judge(statement)).toContainEqual(expect.stringMatching(sentence))
  })
})

it.each([
  'SELECT * FROM mockups WHERE (user_id, id) IN (SELECT ?, value FROM json_each(?))',
  "SELECT id FROM retry_queue WHERE status = 'waiting' AND next_attempt_at <= ? LIMIT 10",
  'SELECT id FROM mockups WHERE user_id = ? AND id < ? ORDER BY id DESC LIMIT 51',
  `SELECT m.id FROM mockups AS m JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
     WHERE m.user_id = ? ORDER BY m.id LIMIT 10`,
])('%s is nothing to be said against', async (statement) => {
  expect(await judge(statement)).toBeUndefined()
})

it('statistics of the database do not speak for a statement that is planned badly without', async () => {
  const planted = 'SELECT count(*) FROM mockups WHERE user_id = ?'
  await env.DB.prepare('PRAGMA optimize = 0x10012').run()
  expect(await judge(planted)).toBeDefined()
  expect(await env.DB.prepare('SELECT count(*) AS n FROM sqlite_stat1').first('n')).toBe(0)
})

it('the statements of the product are recorded with their caller, those of tests are not', async () => {
  const { ctx } = await createUser()
  await listQuotes(ctx, { limit: 10, offset: 0 })
  await env.DB.prepare('SELECT 1 AS of_a_test').first()
  expect([...recorded.values()]).toContainEqual(
    expect.stringMatching(/^asked by listQuotes .*src\/domain\/quotes\/list-quotes\.ts/),
  )
  expect(recorded.has('SELECT 1 AS of_a_test')).toBe(false)
})
