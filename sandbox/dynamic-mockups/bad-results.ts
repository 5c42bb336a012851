import type { Context } from 'hono'
import type { BadResult, Fault } from '../faults.ts'

const FOREIGN_LINK = 'http://pictures.example.net/variation-exports/somewhere-else.png'

export const badResultOf = (fault: Fault | undefined): BadResult | undefined =>
  fault?.kind === 'bad_result' && typeof fault.value === 'string' ? fault.value : undefined

type Result = { export_label: string | null; export_path: string }

/**
 * A 200 answer that is not usable. The kinds that damage the picture itself (huge, truncated, …)
 * answer as usual: the file host does the rest.
 */
export const badAnswer = (c: Context, bad: BadResult, { export_label, export_path }: Result) => {
  switch (bad) {
    case 'success_false':
      return c.json({ data: null, success: false, message: 'Something went wrong.' })
    case 'no_export_path':
      return c.json({ data: { export_label }, success: true, message: '' })
    case 'html':
      return c.html('<html><body>We will be back shortly.</body></html>')
    case 'foreign_host':
      return c.json({
        data: { export_label, export_path: FOREIGN_LINK },
        success: true,
        message: '',
      })
    default:
      return c.json({ data: { export_label, export_path }, success: true, message: '' })
  }
}
