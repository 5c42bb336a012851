import type { Connection } from './connection.ts'
import { requestJson } from './request-json.ts'

const PROBE_TIMEOUT_MS = 5_000

export type ProbeAnswer = 'answered' | 'unauthorized' | 'unreachable'

/** Asks the vendor something that costs nothing (GET /catalogs): is it there, is the key good? */
export async function probe(connection: Connection): Promise<ProbeAnswer> {
  const answer = await requestJson(connection, '/catalogs', {
    method: 'GET',
    timeoutMs: PROBE_TIMEOUT_MS,
  })
  if (answer.kind === 'none' || answer.status >= 500) return 'unreachable'
  return answer.status === 401 || answer.status === 403 ? 'unauthorized' : 'answered'
}
