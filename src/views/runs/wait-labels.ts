import type { WaitReason } from '../../db/schema/pictures.ts'

/** Why an unfinished mockup is deferred. */
export const waitLabels = {
  rate: 'Waits its turn: Dynamic Mockups takes so many a minute',
  told_to_wait: 'Dynamic Mockups asked to wait',
  breaker: 'Dynamic Mockups does not answer',
  unreachable: 'Dynamic Mockups cannot be reached',
  second_try: 'The first try failed and cost nothing',
  download: 'Paid; its picture is not there yet',
} as const satisfies Record<WaitReason, string>
