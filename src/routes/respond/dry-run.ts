import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'

/** Whether only what would happen is asked for: `?dry_run=true`. */
export const dryRunQuery = eitherCase(z.object({ dry_run: z.stringbool().default(false) }))
