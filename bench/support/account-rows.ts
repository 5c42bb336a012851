/** How large an account is; everything else follows from its mockups. */
export type Size = ReturnType<typeof sizeOf>

const PAIRS_A_RUN = 100
const ARTWORKS_A_RUN = 20
const MOCKUPS_AN_ARTWORK = 15
/** Small accounts have as much as fills a page: a page that is not full reads less. */
const LEAST = 400
/** As many as an account may have. */
export const KITS = 50
/** The newest of them is about every product. */
export const JOBS = 60

export function sizeOf(mockups: number) {
  const shelf = Math.max(LEAST, Math.round(mockups / MOCKUPS_AN_ARTWORK))
  return {
    mockups,
    runs: Math.ceil(mockups / PAIRS_A_RUN),
    quotes: shelf,
    assets: shelf,
    products: shelf,
    approvals: Math.max(LEAST, Math.round(mockups / 12)),
    retries: Math.max(LEAST, Math.round(mockups / 300)),
    /** Artworks that have mockups: fifteen each, whatever the size. */
    shownAssets: Math.max(ARTWORKS_A_RUN, Math.floor(mockups / MOCKUPS_AN_ARTWORK)),
  }
}

/** The id of the nth row of a kind, the same in every account; later rows have greater ids. */
export function rowId(kind: keyof typeof KINDS, n: number): string {
  return `019a0000-0000-7000-8${KINDS[kind]}-${n.toString(16).padStart(12, '0')}`
}

const KINDS = {
  quote: '001',
  asset: '002',
  run: '003',
  picture: '004',
  mockup: '005',
  product: '006',
  variant: '007',
  image: '008',
  approval: '009',
  activity: '00a',
  retry: '00b',
  kit: '00c',
  job: '00d',
} as const

const id = (kind: keyof typeof KINDS, n: string) =>
  `printf('019a0000-0000-7000-8${KINDS[kind]}-%012x', ${n})`

const COLLECTIONS = `json_extract('["grounding","wholeness","growth"]', '$[' || (i % 3) || ']')`
const SYSTEM_TEMPLATES = [
  'dm_bedroom_001',
  'dm_therapy_001',
  'dm_living_001',
  'dm_reading_001',
  'dm_office_001',
]
const SYSTEM_LAYERS = ['artwork_frame', 'wall_art', 'frame_display', 'small_frame', 'desk_frame']
const SCENES =
  `json_extract('["bedroom","therapy_office","living_room","reading_nook","home_office"]', ` +
  `'$[' || (i % 5) || ']')`
/** Every eighth failed; every eighth was made before its artwork changed. */
const FAILED = 'i % 8 = 3'
const STALE = 'i % 8 = 5'
/** Never due, however long the filled database is kept. */
const NEVER = `'2999-01-01T00:00:00.000Z'`
const MONTHS = 24
const TEMPLATES = 200
const SECONDS_A_MONTH = 30 * 24 * 60 * 60

export type Fill = { table: string; count: number; sql: string }

/**
 * What fills one account, in the order that references need. In each statement ?1 and ?2 bound the
 * numbers `i` of its rows, ?3 is the user and ?4 the time in milliseconds since 1970.
 */
export function accountRows(size: Size): Fill[] {
  // Rows of one table are spread over two years, the last one made now.
  const made = (count: number) =>
    `strftime('%Y-%m-%dT%H:%M:%fZ', ?4 / 1000 ` +
    `- (${count} - i) * ${(MONTHS * SECONDS_A_MONTH) / count}, 'unixepoch')`
  const fill = (table: string, count: number, columns: string, values: string): Fill => ({
    table,
    count,
    sql: `WITH RECURSIVE n (i) AS (SELECT CAST(?1 AS INTEGER)
        UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
      INSERT INTO ${table} (${columns}) SELECT ${values} FROM n WHERE ?4 > 0`,
  })
  const { mockups, assets, approvals, shownAssets } = size
  const stride = Math.max(2, 2 * Math.floor(mockups / approvals / 2))
  // Two of three items are decided; the mockups without an item were approved long ago.
  const isOpen = `i % ${stride} = 0 AND i / ${stride} < ${approvals} AND (i / ${stride}) % 3 = 0`
  const assetOf = `((i / ${PAIRS_A_RUN}) * ${ARTWORKS_A_RUN} + (i % ${PAIRS_A_RUN}) / 5) % ${shownAssets}`
  const file = `'users/' || ?3 || '/pictures/' || ${id('picture', 'i')} || '.1.png'`
  const thumbnail = `'users/' || ?3 || '/pictures/' || ${id('picture', 'i')} || '.1-thumbnail.webp'`
  const stored = (value: string) => `iif(${FAILED}, NULL, ${value})`
  return [
    fill(
      'quotes',
      size.quotes,
      'user_id, id, text, author, collection, mood, created_at, updated_at',
      `?3, ${id('quote', 'i')}, 'You are allowed to rest, number ' || i, 'Robin Haven',
       ${COLLECTIONS}, 'calm', ${made(size.quotes)}, ${made(size.quotes)}`,
    ),
    fill(
      'assets',
      assets,
      `user_id, id, quote_id, title, file_key, thumbnail_key, format, width, height, byte_size,
       content_hash, status, created_at, updated_at`,
      `?3, ${id('asset', 'i')}, ${id('quote', 'i')}, 'Rest, number ' || i,
       'users/' || ?3 || '/assets/' || ${id('asset', 'i')} || '.png',
       'users/' || ?3 || '/assets/' || ${id('asset', 'i')} || '-thumbnail.webp',
       'png', 3000, 4000, 900000, printf('%064x', i), iif(i % 10 = 7, 'archived', 'active'),
       ${made(assets)}, ${made(assets)}`,
    ),
    fill(
      'account_templates',
      TEMPLATES,
      'user_id, id, name, collections, layers',
      // The system's first, so that its scenes can be rendered.
      `?3, coalesce(json_extract('${JSON.stringify(SYSTEM_TEMPLATES)}', '$[' || i || ']'), 'template-' || i), 'Room, number ' || i,
       '[{"id":"wall-' || (i % 4) || '","name":"Wall ' || (i % 4) || '"}]',
       json_array(json_object('id', 'layer-' || i, 'name',
         coalesce(json_extract('${JSON.stringify(SYSTEM_LAYERS)}', '$[' || i || ']'), 'Artwork'),
         'width', 1000, 'height', 1200))`,
    ),
    fill(
      'template_reads',
      1,
      'user_id, account, read_at, tried_at',
      `?3, 'filled', ${made(1)}, ${NEVER}`,
    ),
    fill(
      'scene_kits',
      KITS,
      'user_id, id, name, scenes, default_for, created_at, updated_at',
      `?3, ${id('kit', 'i')}, 'Kit ' || i,
       '[{"scene_key":"bedroom","role":"hero"},{"scene_key":"home_office","role":"detail"}]',
       iif(i < 3, json_array(${COLLECTIONS}), '[]'), ${made(KITS)}, ${made(KITS)}`,
    ),
    fill(
      'jobs',
      JOBS,
      'user_id, id, type, change, request_hash, state, total, created_by, created_at, updated_at',
      `?3, ${id('job', 'i')}, 'tags', '{"add":["calm"]}', '', 'done', ${size.products},
       '{"kind":"user","userId":"","name":"Robin","email":""}', ${made(JOBS)}, ${made(JOBS)}`,
    ),
    fill(
      'job_items',
      size.products,
      'user_id, job_id, n, subject_id, title, state, product_id, updated_at',
      `?3, ${id('job', String(JOBS - 1))}, i + 1, ${id('product', 'i')}, 'Product ' || i,
       iif(i % 50 = 3, 'failed', 'done'), ${id('product', 'i')}, ${made(size.products)}`,
    ),
    fill(
      'mockup_runs',
      size.runs,
      'user_id, id, group_id, scenes, asset_count, pair_count, created_at',
      `?3, ${id('run', 'i')}, ${id('run', 'i')},
       '["bedroom","therapy_office","living_room","reading_nook","home_office"]',
       ${ARTWORKS_A_RUN}, ${PAIRS_A_RUN}, ${made(size.runs)}`,
    ),
    fill(
      'pictures',
      mockups,
      `user_id, id, fingerprint, asset_hash, recipe, state, attempt, accepted_at, failure_code,
       error_message, decision, decided_by_kind, decided_by, decided_at, file_key, thumbnail_key,
       width, height, byte_size, created_at, updated_at`,
      `?3, ${id('picture', 'i')}, printf('%064x', i),
       iif(${STALE}, 'before', printf('%064x', ${assetOf})),
       (SELECT recipe FROM mockup_scene_templates WHERE user_id IS NULL AND scene_key = ${SCENES}),
       iif(${FAILED}, 'failed', 'stored'), 1, ${made(mockups)}, iif(${FAILED}, 'vendor', NULL),
       iif(${FAILED}, 'The vendor refused', NULL),
       iif(${FAILED} OR (${isOpen}), 'open', 'approved'),
       iif(${FAILED} OR (${isOpen}), NULL, 'person'), iif(${FAILED} OR (${isOpen}), NULL, 'Robin'),
       iif(${FAILED} OR (${isOpen}), NULL, ${made(mockups)}),
       ${stored(file)}, ${stored(thumbnail)}, ${stored('2000')}, ${stored('2667')},
       ${stored('2000000')}, ${made(mockups)}, ${made(mockups)}`,
    ),
    fill(
      'mockups',
      mockups,
      `user_id, id, run_id, asset_id, quote_id, scene, picture_id, requested_at, status,
       failure_code, error_message, stale, quality_score, created_at, updated_at`,
      `?3, ${id('mockup', 'i')}, ${id('run', `i / ${PAIRS_A_RUN}`)}, ${id('asset', assetOf)},
       ${id('quote', assetOf)}, ${SCENES}, ${id('picture', 'i')}, ${made(mockups)},
       iif(${FAILED}, 'failed', iif(${isOpen}, 'completed', 'approved')),
       iif(${FAILED}, 'vendor', NULL), iif(${FAILED}, 'The vendor refused', NULL),
       iif(${STALE}, 1, 0), 0.8, ${made(mockups)}, ${made(mockups)}`,
    ),
    fill(
      'approval_items',
      approvals,
      `user_id, id, type, reference_id, reference_table, picture_id, payload, collection, status,
       decided_at, decided_by, created_at`,
      `?3, ${id('approval', 'i')}, 'mockup', ${id('mockup', `i * ${stride}`)}, 'mockups',
       ${id('picture', `i * ${stride}`)},
       json_object('type', 'mockup', 'mockupUrl', 'users/u/pictures/p.1.png', 'thumbnailUrl', NULL,
         'scene', 'bedroom', 'creditsUsed', 1, 'assetId', ${id('asset', '0')}, 'quoteId', NULL),
       ${COLLECTIONS}, iif(i % 3 = 0, 'pending', 'approved'),
       iif(i % 3 = 0, NULL, ${made(approvals)}), iif(i % 3 = 0, NULL, 'Robin Haven'),
       ${made(approvals)}`,
    ),
    fill(
      'mockup_credit_usage',
      mockups,
      `user_id, sequence, attempt_id, picture_id, mockup_id, credits, operation, balance_before,
       balance_after, year, month, collection, scene, asset_id, created_at`,
      `?3, i + 1, ${id('picture', 'i')} || '.1', ${id('picture', 'i')}, ${id('mockup', 'i')}, 1,
       iif(i % 20 = 9, 'regeneration', 'generation'), i, i + 1,
       CAST(strftime('%Y', ${made(mockups)}) AS INTEGER),
       CAST(strftime('%m', ${made(mockups)}) AS INTEGER), ${COLLECTIONS}, ${SCENES},
       ${id('asset', assetOf)}, ${made(mockups)}`,
    ),
    fill(
      'activity_log',
      mockups,
      `user_id, id, action_type, details, module, reference_id, reference_table, actor_type,
       actor_name, created_at`,
      `?3, ${id('activity', 'i')}, 'mockup_generated', json_object('scene', ${SCENES}), 'mockups',
       ${id('mockup', 'i')}, 'mockups', 'system', 'Haven Hub', ${made(mockups)}`,
    ),
    ...shelfRows(size, fill, made),
  ]
}

type MakeFill = (table: string, count: number, columns: string, values: string) => Fill

function shelfRows(size: Size, fill: MakeFill, made: (count: number) => string): Fill[] {
  const { products, retries } = size
  return [
    fill(
      'products',
      products,
      `user_id, id, quote_id, asset_id, title, description, tags, collection, status,
       total_orders, total_revenue, created_at, updated_at`,
      `?3, ${id('product', 'i')}, ${id('quote', 'i')}, ${id('asset', 'i')},
       'Rest, a print, number ' || i, 'Printed with pigment inks', '["calm","print"]',
       ${COLLECTIONS}, iif(i % 4 = 0, 'draft', 'active'), i % 7, 100 * (i % 700),
       ${made(products)}, ${made(products)}`,
    ),
    fill(
      'product_variants',
      2 * products,
      'user_id, id, product_id, position, title, sku, size, price, created_at, updated_at',
      `?3, ${id('variant', 'i')}, ${id('product', 'i / 2')}, i % 2,
       iif(i % 2, '11x14', '8x10'), printf('REST-%06d', i), iif(i % 2, '11x14', '8x10'),
       iif(i % 2, 3499, 2499), ${made(2 * products)}, ${made(2 * products)}`,
    ),
    fill(
      'product_images',
      2 * products,
      `user_id, id, product_id, position, picture_id, file_key, width, height, source_type,
       source_id, created_at`,
      `?3, ${id('image', 'i')}, ${id('product', 'i / 2')}, i % 2,
       iif(i % 2, ${id('picture', 'i / 2 * 2')}, NULL),
       'users/' || ?3 || '/assets/' || ${id('asset', 'i / 2')} || '.png', 2000, 2667,
       iif(i % 2, 'mockup', 'asset'),
       iif(i % 2, ${id('mockup', 'i / 2 * 2')}, ${id('asset', 'i / 2')}), ${made(2 * products)}`,
    ),
    fill(
      'product_publications',
      products,
      `user_id, product_id, shop_domain, status, shop_product_id, shop_product_gid, handle, url,
       published_at, last_synced_at, created_at, updated_at`,
      `?3, ${id('product', 'i')}, 'bench-' || ?3 || '.myshopify.com',
       iif(i % 4 = 0, 'draft', 'active'), i, 'gid://shopify/Product/' || i, 'rest-' || i,
       'https://bench.example/products/rest-' || i, ${made(products)}, ${made(products)},
       ${made(products)}, ${made(products)}`,
    ),
    fill(
      'retry_queue',
      retries,
      `user_id, id, operation_type, subject_id, payload, error, attempts, max_attempts,
       next_attempt_at, status, reference_id, reference_table, created_at, updated_at`,
      `?3, ${id('retry', 'i')}, 'mockup_generation', ${id('picture', '2 * i + 1')}, '{}',
       'The vendor refused', 1, 5, iif(i % 4 = 0, ${NEVER}, NULL),
       iif(i % 4 = 0, 'waiting', 'succeeded'), ${id('mockup', '2 * i + 1')}, 'mockups',
       ${made(retries)}, ${made(retries)}`,
    ),
    fill(
      'idempotency_keys',
      retries,
      'user_id, key, request_hash, work_id, status, answer, created_at',
      `?3, 'bench-' || i, printf('%064x', i), ${id('run', 'i')}, 202, '{}', ${NEVER}`,
    ),
  ]
}
