import type { FreeEnd, ReserveItem } from '../../../src/ledger/entries.ts'
import type { Task } from './scheduler.ts'
import { CALL_TIMEOUT_MS } from './vendor.ts'
import type { World } from './world.ts'

const USER_ID = 'user'

/** The ledger over the network: every call may be lost on its way there or back. */
export function ledgerOf({ ledger, settings }: World, task: Task) {
  type Call = Parameters<typeof ledger.call>[0]
  function ask<Result>(
    what: Call,
    work: Parameters<typeof ledger.call<Result>>[1],
  ): Promise<Result> {
    const token = what.token === undefined ? '' : ` token ${what.token}`
    const label = `${what.name} ${what.attemptId ?? ''}${token}`
    return task.step('ledger', label, () => ledger.call(what, work))
  }

  return {
    reserveMany: (groupId: string, items: ReserveItem[]) =>
      task.step('ledger', `reserveMany ${groupId}`, () => {
        const { budget } = settings
        return ledger.call({ name: 'reserveMany', budget }, (core) =>
          core.reserveMany({ userId: USER_ID, groupId, items, budget }),
        )
      }),
    begin: (attemptId: string) =>
      task.step('ledger', `begin ${attemptId}`, () => {
        const { budget } = settings
        return ledger.call({ name: 'begin', attemptId, budget }, (core) =>
          core.begin(attemptId, budget),
        )
      }),
    confirm: (groupId: string) => ask({ name: 'confirm' }, (core) => core.confirm(groupId)),
    callStarted: (attemptId: string, token: number) =>
      ask({ name: 'callStarted', attemptId, token }, (core) =>
        core.callStarted(attemptId, token, CALL_TIMEOUT_MS),
      ),
    charged: (attemptId: string, token: number, exportUrl: string) =>
      ask({ name: 'charged', attemptId, token }, (core) =>
        core.charged(attemptId, token, exportUrl),
      ),
    notCharged: (attemptId: string, token: number, end: FreeEnd, note: string) =>
      ask({ name: 'notCharged', attemptId, token }, (core) =>
        core.notCharged(attemptId, token, end, note),
      ),
    unknown: (attemptId: string, token: number, note: string) =>
      ask({ name: 'unknown', attemptId, token }, (core) => core.unknown(attemptId, token, note)),
    release: (attemptIds: string[], note: string) =>
      ask({ name: 'release' }, (core) => core.release(attemptIds, note)),
    releaseGroup: (groupId: string, note: string) =>
      ask({ name: 'releaseGroup' }, (core) => core.releaseGroup(groupId, note)),
    states: (attemptIds: string[]) => ask({ name: 'states' }, (core) => core.states(attemptIds)),
    resolveSuspect: (attemptId: string, decision: 'post' | 'void', note: string) =>
      ask({ name: 'resolveSuspect', attemptId }, (core) =>
        core.resolveSuspect(attemptId, decision, note),
      ),
  }
}
