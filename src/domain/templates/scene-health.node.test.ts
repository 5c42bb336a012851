import { describe, expect, test } from 'vitest'
import { healthOf, isUsable } from './scene-health.ts'

const READ = { read_at: '2026-11-21T10:00:00.000Z', error: null }
const SYSTEM = { is_system: true, dm_template_id: 'dm_1', config: { smart_object: 'frame' } }
const OWN = { ...SYSTEM, is_system: false }
const layer = (name: string, id = `so_${name}`) => ({ id, name })
const template = (...layers: { id: string; name: string }[]) => ({
  name: 'Loft',
  layers,
  gone_at: null,
})

describe('a scene is', () => {
  test.each([
    ['ok where its smart object is the only one of the name', template(layer('frame'))],
    ['ok where it names its smart object by the id', template(layer('print', 'frame'))],
  ])('%s', (_what, found) => {
    expect(healthOf(OWN, found, READ)).toEqual({ health: 'ok', reason: null })
    expect(healthOf(SYSTEM, found, READ).health).toBe('ok')
  })

  test('judged by the smart object that is filled where it names none', () => {
    const scene = { ...OWN, config: {} }
    expect(healthOf(scene, template(layer('artwork')), READ).health).toBe('ok')
    expect(healthOf(scene, template(layer('frame')), READ).health).toBe('broken')
  })

  test.each([
    ['the system’s, whose template is in no account: to be mapped', SYSTEM, undefined, 'unmapped'],
    [
      'the system’s, whose template was deleted: to be mapped',
      SYSTEM,
      { ...template(layer('frame')), gone_at: READ.read_at },
      'unmapped',
    ],
    ['an own one whose template was never there', OWN, undefined, 'broken'],
    [
      'an own one whose template was deleted',
      OWN,
      { ...template(layer('frame')), gone_at: READ.read_at },
      'broken',
    ],
    ['one whose smart object was renamed', OWN, template(layer('print')), 'broken'],
    ['one of a template without smart objects', OWN, template(), 'broken'],
    [
      'one whose name two of them have',
      OWN,
      template(layer('frame'), layer('frame', 'b')),
      'broken',
    ],
    ['the system’s, whose smart object was renamed', SYSTEM, template(layer('print')), 'broken'],
  ])('not usable: %s', (_what, scene, found, health) => {
    const judged = healthOf(scene, found, READ)
    expect(judged.health).toBe(health)
    expect(judged.reason).toMatch(/[Cc]hoose|Rename/)
    expect(isUsable(judged)).toBe(false)
  })

  test('unknown, and usable, until a reading has succeeded', () => {
    const failed = { read_at: null, error: 'Dynamic Mockups: no answer' }
    for (const read of [undefined, failed]) {
      const judged = healthOf(SYSTEM, undefined, read)
      expect(judged.health).toBe('unknown')
      expect(isUsable(judged)).toBe(true)
    }
    expect(healthOf(SYSTEM, undefined, failed).reason).toContain('no answer')
  })

  test('judged by the last reading that succeeded, though a later one failed', () => {
    const later = { ...READ, error: 'Dynamic Mockups: no answer' }
    expect(healthOf(SYSTEM, template(layer('frame')), later).health).toBe('ok')
    expect(healthOf(SYSTEM, undefined, later).health).toBe('unmapped')
  })

  test('explained by the smart objects there are, and by no endless list of them', () => {
    const many = template(...Array.from({ length: 40 }, (_, n) => layer(`one ${n}`)))
    const { reason } = healthOf(OWN, many, READ)
    expect(reason).toContain('“one 4” and others')
    expect(reason).not.toContain('“one 5”')
  })
})
