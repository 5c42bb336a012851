/** What the contract's calls are made on: the doubles, or the runtime's own. */
export type Bindings = {
  db: D1Database
  bucket: R2Bucket
  /** Runs something inside an object, with its storage. */
  inObject: (work: (storage: DurableObjectStorage) => unknown) => Promise<unknown>
  /** Hands three messages, a, b and c, to a consumer, and answers those that come back. */
  deliver: (consume: Consume) => Promise<string[]>
}
export type Consume = (batch: MessageBatch) => Promise<void>
type Call = { name: string; call: (bindings: Bindings) => Promise<unknown>; expected: unknown }

const HELLO = new TextEncoder().encode('hello')

const KNOWN =
  /UNIQUE constraint failed|CHECK constraint failed|too many SQL variables|LIKE or GLOB pattern too complex|not supported|on purpose|Expression tree is too large|too many terms in compound SELECT/

/** Why something was refused, without the runtime's own frame around the words. */
async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'taken'
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause)
    return KNOWN.exec(text)?.[0] ?? text
  }
}

const things = (db: D1Database) => db.prepare('SELECT id, n FROM contract_things ORDER BY id').raw()

/** In this order: later calls see what the earlier ones wrote. */
export const CALLS: readonly Call[] = [
  {
    name: 'D1 run tells what it changed',
    async call({ db }) {
      await db.prepare('CREATE TABLE contract_things (id TEXT PRIMARY KEY, n INTEGER)').run()
      const { success, results } = await db
        .prepare('INSERT INTO contract_things (id, n) VALUES (?, ?), (?, ?)')
        .bind('a', 1, 'b', null)
        .run()
      return { success, results }
    },
    expected: { success: true, results: [] },
  },
  {
    name: 'D1 all answers objects, raw arrays, first one row, one column or null',
    async call({ db }) {
      const select = db.prepare('SELECT id, n FROM contract_things WHERE id = ?')
      return [
        (await select.bind('a').all()).results,
        await select.bind('a').raw(),
        await select.bind('b').first(),
        await select.bind('a').first('n'),
        await select.bind('z').first(),
      ]
    },
    expected: [[{ id: 'a', n: 1 }], [['a', 1]], { id: 'b', n: null }, 1, null],
  },
  {
    name: 'D1 RETURNING answers the rows that a write hit',
    async call({ db }) {
      const update = db.prepare('UPDATE contract_things SET n = n + 1 WHERE id = ? RETURNING id, n')
      return [(await update.bind('a').all()).results, (await update.bind('z').all()).results]
    },
    expected: [[{ id: 'a', n: 2 }], []],
  },
  {
    name: 'D1 binds true as 1, refuses undefined',
    async call({ db }) {
      const select = db.prepare('SELECT ? AS value')
      return [
        await select.bind(true).first('value'),
        await refusal(async () => select.bind(undefined).first()),
      ]
    },
    expected: [1, 'not supported'],
  },
  {
    name: 'a D1 batch answers objects for each statement, and changes() sees the one before',
    async call({ db }) {
      const results = await db.batch([
        db.prepare("UPDATE contract_things SET n = 5 WHERE id = 'a' RETURNING id"),
        db.prepare("INSERT INTO contract_things SELECT 'after', 1 WHERE changes() > 0"),
        db.prepare("UPDATE contract_things SET n = 6 WHERE id = 'z' RETURNING id"),
        db.prepare("INSERT INTO contract_things SELECT 'never', 1 WHERE changes() > 0"),
      ])
      return [results.map((each) => each.results), await things(db)]
    },
    expected: [
      [[{ id: 'a' }], [], [], []],
      [
        ['a', 5],
        ['after', 1],
        ['b', null],
      ],
    ],
  },
  {
    name: 'a D1 batch with one bad statement writes nothing',
    async call({ db }) {
      const failed = await refusal(() =>
        db.batch([
          db.prepare("INSERT INTO contract_things VALUES ('x', 1)"),
          db.prepare("INSERT INTO contract_things VALUES ('a', 1)"),
        ]),
      )
      return [failed, (await things(db)).length]
    },
    expected: ['UNIQUE constraint failed', 3],
  },
  {
    name: 'D1 takes 100 bound values and no more',
    async call({ db }) {
      const select = (count: number) =>
        db
          .prepare(`SELECT 1 IN (${Array.from({ length: count }, () => '?').join(', ')}) AS found`)
          .bind(...Array.from({ length: count }, () => 1))
      return [await select(100).first('found'), await refusal(() => select(101).first())]
    },
    expected: [1, 'too many SQL variables'],
  },
  {
    name: 'D1 refuses expressions of more than 100 levels and unions of more than 5',
    async call({ db }) {
      const sum = (terms: number) =>
        db.prepare(`SELECT ${Array.from({ length: terms }, () => '1').join(' + ')} AS n`)
      const union = (parts: number) =>
        db.prepare(Array.from({ length: parts }, () => 'SELECT 1 AS n').join(' UNION ALL '))
      return [
        await sum(100).first('n'),
        await refusal(() => sum(101).first('n')),
        await union(5).first('n'),
        await refusal(() => union(6).first('n')),
      ]
    },
    expected: [100, 'Expression tree is too large', 1, 'too many terms in compound SELECT'],
  },
  {
    name: 'D1 takes a LIKE pattern of 50 bytes and no longer',
    async call({ db }) {
      const like = (bytes: number) =>
        db.prepare("SELECT 'a' LIKE ? AS hit").bind('x'.repeat(bytes)).first('hit')
      return [await like(50), await refusal(() => like(51))]
    },
    expected: [0, 'LIKE or GLOB pattern too complex'],
  },
  {
    name: 'D1 reads JSON lists',
    call: ({ db }) =>
      db
        .prepare('SELECT value FROM json_each(?) ORDER BY value')
        .bind(JSON.stringify(['b', 'a']))
        .raw(),
    expected: [['a'], ['b']],
  },
  {
    name: 'R2 puts once where the key must be free',
    async call({ bucket }) {
      const onlyIf = { etagDoesNotMatch: '*' }
      const first = await bucket.put('contract/one', HELLO, { onlyIf })
      const second = await bucket.put('contract/one', new Uint8Array([1]), { onlyIf })
      return [first?.key, first?.size, second]
    },
    expected: ['contract/one', 5, null],
  },
  {
    name: 'R2 heads and gets what is there, null for what is not',
    async call({ bucket }) {
      const got = await bucket.get('contract/one')
      return [
        (await bucket.head('contract/one'))?.size,
        await got?.text(),
        await bucket.head('contract/none'),
        await bucket.get('contract/none'),
      ]
    },
    expected: [5, 'hello', null, null],
  },
  {
    name: 'R2 streams a body, and keeps its content type',
    async call({ bucket }) {
      await bucket.put('contract/two', 'two', { httpMetadata: { contentType: 'image/png' } })
      const got = await bucket.get('contract/two')
      return [got?.httpMetadata?.contentType, await new Response(got?.body).text()]
    },
    expected: ['image/png', 'two'],
  },
  {
    name: 'R2 fills a buffer that its reader brings',
    async call({ bucket }) {
      await bucket.put('contract/three', 'three')
      const got = await bucket.get('contract/three')
      const reader = got?.body?.getReader({ mode: 'byob' })
      const first = await reader?.read(new Uint8Array(16))
      const last = await reader?.read(new Uint8Array(16))
      return [new TextDecoder().decode(first?.value), last?.done]
    },
    expected: ['three', true],
  },
  {
    name: 'R2 lists by prefix in the order of keys, page by page',
    async call({ bucket }) {
      await bucket.put('contract/three', '3')
      const first = await bucket.list({ prefix: 'contract/', limit: 2 })
      const cursor = first.truncated ? first.cursor : undefined
      const rest = await bucket.list({ prefix: 'contract/', limit: 2, cursor })
      const keys = (page: R2Objects) => page.objects.map((object) => object.key)
      return [keys(first), first.truncated, keys(rest), rest.truncated]
    },
    expected: [['contract/one', 'contract/three'], true, ['contract/two'], false],
  },
  {
    name: 'R2 deletes several, and what is not there without a word',
    async call({ bucket }) {
      await bucket.delete(['contract/one', 'contract/two', 'contract/none'])
      return (await bucket.list({ prefix: 'contract/' })).objects.map((object) => object.key)
    },
    expected: ['contract/three'],
  },
  {
    name: 'a queue takes back what is returned, and nothing that its consumer was silent about',
    call: ({ deliver }) =>
      deliver(async (batch) => {
        for (const message of batch.messages) {
          if (message.id === 'a') message.ack()
          if (message.id === 'b') message.retry()
        }
      }),
    expected: ['b'],
  },
  {
    name: 'a queue takes back what was not acknowledged where its consumer throws',
    call: ({ deliver }) =>
      deliver(async (batch) => {
        for (const message of batch.messages) if (message.id === 'a') message.ack()
        throw new Error('on purpose')
      }),
    expected: ['b', 'c'],
  },
  {
    name: 'a queue hears the first word about a message alone',
    call: ({ deliver }) =>
      deliver(async (batch) => {
        for (const message of batch.messages) {
          message.ack()
          message.retry()
        }
      }),
    expected: [],
  },
  {
    name: "an object's SQL runs several statements, binds, and answers rows",
    call: ({ inObject }) =>
      inObject(({ sql }) => {
        sql.exec(`CREATE TABLE contract_rows (id INTEGER PRIMARY KEY, n INTEGER CHECK (n < 10));
          CREATE INDEX contract_by_n ON contract_rows (n);`)
        sql.exec('INSERT INTO contract_rows VALUES (?, ?), (?, ?)', 1, 4, 2, null)
        const all = sql.exec('SELECT id, n FROM contract_rows ORDER BY id').toArray()
        return [all, sql.exec('SELECT count(*) AS n FROM contract_rows').one()]
      }),
    expected: [
      [
        { id: 1, n: 4 },
        { id: 2, n: null },
      ],
      { n: 2 },
    ],
  },
  {
    name: 'a transaction that throws undoes rows, keys and the alarm',
    call: ({ inObject }) =>
      inObject(async (storage) => {
        storage.kv.put('contract', 'before')
        const atMs = Date.now() + 60 * 60_000
        await storage.setAlarm(atMs)
        const failed = await refusal(async () =>
          storage.transactionSync(() => {
            storage.sql.exec('UPDATE contract_rows SET n = 9')
            storage.kv.put('contract', 'inside')
            void storage.setAlarm(atMs + 1)
            storage.sql.exec('UPDATE contract_rows SET n = 10')
          }),
        )
        const rows = storage.sql.exec('SELECT n FROM contract_rows ORDER BY id').toArray()
        const alarmMs = await storage.getAlarm()
        await storage.deleteAlarm()
        return [failed, rows, storage.kv.get('contract'), alarmMs === atMs]
      }),
    expected: ['CHECK constraint failed', [{ n: 4 }, { n: null }], 'before', true],
  },
  {
    name: "an object's keys hold copies, and undefined for what is not there",
    call: ({ inObject }) =>
      inObject(({ kv }) => {
        const value = { list: [1] }
        kv.put('contract', value)
        value.list.push(2)
        const kept = kv.get('contract')
        return [kept, kv.delete('contract'), kv.get('contract') ?? 'none']
      }),
    expected: [{ list: [1] }, true, 'none'],
  },
]
