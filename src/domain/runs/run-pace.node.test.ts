import { expect, test } from 'vitest'
import type { MockupRun } from '../../db/schema/mockups.ts'
import { runPace } from './run-pace.ts'
import { runProgress } from './run-progress.ts'

const START = Date.parse('2026-11-20T10:00:00.000Z')
const MINUTE_MS = 60_000

const run: MockupRun = {
  user_id: 'u',
  id: 'r',
  group_id: 'r',
  scenes: ['bedroom'],
  asset_count: 20,
  pair_count: 20,
  unknown_scenes: [],
  unknown_asset_ids: [],
  scene_problems: {},
  skip_approval: false,
  regenerate: false,
  kit_id: null,
  kit_name: null,
  cancelled_at: null,
  created_at: '2026-11-20T10:00:00.000Z',
  completed: 0,
  approved: 0,
  rejected: 0,
  failed: 0,
  deleted: 0,
  credits_spent: 0,
  ended_at: null,
  state: 'running',
}

function paceOf(change: Partial<MockupRun>, nowMs: number) {
  const changed = { ...run, ...change }
  return runPace(changed, runProgress(changed, 5), nowMs)
}

test('what is left takes as long as what was rendered has taken, pair by pair', () => {
  const half = { completed: 8, credits_spent: 8, failed: 2 }
  expect(paceOf(half, START + 2 * MINUTE_MS)).toEqual({ leftMs: 2 * MINUTE_MS })
})

test('pictures that were there before tell nothing of the pace', () => {
  expect(paceOf({ approved: 10 }, START + MINUTE_MS)).toEqual({})
  const one = { approved: 10, completed: 1, credits_spent: 1 }
  expect(paceOf(one, START + MINUTE_MS)).toEqual({ leftMs: 9 * MINUTE_MS })
})

test('nothing is said before anything was rendered', () => {
  expect(paceOf({}, START + MINUTE_MS)).toEqual({})
})

test('a run that has ended took from its start until its last pair had ended', () => {
  const ended = { completed: 20, credits_spent: 20, ended_at: '2026-11-20T10:03:20.000Z' }
  expect(paceOf(ended, START + 60 * MINUTE_MS)).toEqual({ tookMs: 200_000 })
  expect(paceOf({ ...ended, ended_at: null }, START + 60 * MINUTE_MS)).toEqual({})
})

test('a run that was tried again after its end has no pace', () => {
  const again = { completed: 19, credits_spent: 19, ended_at: '2026-11-20T10:03:20.000Z' }
  expect(paceOf(again, START + 60 * MINUTE_MS)).toEqual({})
})
