import { join } from 'node:path'
import { ROOT } from '../../scripts/local/settings.ts'

/** Databases, bundles and pictures of the benches; may be removed at any time. */
export const BENCH_DIR = join(ROOT, '.wrangler/bench')

/** The sizes that are compared, in mockups. */
export const SMALL = 1_000
export const LARGE = Number(process.env.BENCH_MOCKUPS ?? 300_000)

/** How often what takes long is measured. */
export const RUNS = Number(process.env.BENCH_RUNS ?? 3)

export const PERSON_EMAIL = 'person@bench.test'
export const OTHER_EMAIL = 'other@bench.test'
export const PASSWORD = 'only-for-benches-on-this-machine'
/** A key of the JSON API, of a database that no other machine reaches. */
export const KEY = 'hh_bench_key_bench_key_bench_key_bench_key'
