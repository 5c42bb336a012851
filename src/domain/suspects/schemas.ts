import * as z from 'zod'

export const suspectDecision = z.strictObject({
  decision: z.enum(['render_again', 'count_as_paid']),
})

export type SuspectDecision = z.output<typeof suspectDecision>['decision']

/** After this long nobody will find out any more: it is counted as paid. */
export const SUSPECT_HOURS = 24
