import type { Context, Hono } from 'hono'
import { answerUnderFault } from '../../apply-fault.ts'
import type { Fault, Faults } from '../../faults.ts'
import type { ApiEnv } from '../app.ts'
import { badAnswer, badResultOf } from '../bad-results.ts'
import { checkBatch, checkRender, readLabel } from '../check-render.ts'
import { VendorProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import type { Records } from '../records.ts'
import type { Latency, Render } from '../render.ts'

type Parts = {
  faults: Faults
  records: Records
  render: Render
  latencyOf: (key: string) => Latency
}

/** A call that was answered with an error, or with nothing: seen, and not charged. */
const noteFailure = (
  records: Records,
  key: string,
  body: unknown,
  status: number,
  fault?: Fault,
) => {
  const { exportLabel, mockupUuid } = readLabel(body)
  records.add({
    key,
    export_label: exportLabel,
    mockup_uuid: mockupUuid,
    charged: 0,
    status: 'failed',
    http_status: status,
    fault: fault?.kind,
    at: new Date().toISOString(),
  })
}

/** Faults that apply before the work, with the status recorded: 0 where there is no answer. */
const STATUS_BEFORE_WORK: Partial<Record<Fault['kind'], number>> = {
  status: 500,
  html_error: 502,
  rate_limit: 429,
  timeout: 0,
  reset: 0,
}

const statusBefore = (fault: Fault | undefined): number | undefined => {
  const usual = fault && STATUS_BEFORE_WORK[fault.kind]
  const isChosen = fault?.kind === 'status' || fault?.kind === 'html_error'
  return isChosen && typeof fault.value === 'number' ? fault.value : usual
}

const answerCall = async (
  c: Context<ApiEnv>,
  { records }: Parts,
  { body, fault }: { body: unknown; fault: Fault | undefined },
  work: () => Promise<Response>,
): Promise<Response> => {
  const key = c.get('key')
  const failedStatus = statusBefore(fault)
  if (failedStatus !== undefined) noteFailure(records, key, body, failedStatus, fault)
  try {
    return await answerUnderFault(c, fault, work)
  } catch (error) {
    noteFailure(records, key, body, error instanceof VendorProblem ? error.status : 500, fault)
    throw error
  }
}

/** `POST /renders` and `POST /renders/batch`: the calls that cost. */
export const addRenders = (api: Hono<ApiEnv>, parts: Parts): void => {
  const { faults, render, latencyOf } = parts

  api.post('/renders', async (c) => {
    const key = c.get('key')
    const body = await readBody(c)
    const label = readLabel(body).exportLabel ?? undefined
    const fault = faults.take('dynamic_mockups', 'renders', { key, label })
    return answerCall(c, parts, { body, fault }, async () => {
      const { export_options: options, ...layers } = checkRender(body)
      const bad = badResultOf(fault)
      const data = await render({
        key,
        layers,
        options,
        origin: c.get('origin'),
        latency: latencyOf(key),
        fault: fault && { kind: fault.kind, bad },
      })
      if (bad) return badAnswer(c, bad, data)
      const { export_label, export_path } = data
      return c.json({ data: { export_label, export_path }, success: true, message: '' })
    })
  })

  api.post('/renders/batch', async (c) => {
    const key = c.get('key')
    const body = await readBody(c)
    const fault = faults.take('dynamic_mockups', 'renders/batch', { key })
    return answerCall(c, parts, { body, fault }, async () => {
      const { renders, export_options: options } = checkBatch(body)
      const made = await Promise.all(
        renders.map(async (layers) => {
          const label = {
            export_label: layers.export_label ?? null,
            mockup_uuid: layers.mockup_uuid,
          }
          const common = { key, layers, options, origin: c.get('origin'), latency: latencyOf(key) }
          try {
            return { status: 'success', ...(await render({ ...common, fault })) }
          } catch (error) {
            if (!(error instanceof VendorProblem)) throw error
            noteFailure(parts.records, key, layers, error.status, fault)
            return { status: 'failed', export_path: null, ...label, error: error.message }
          }
        }),
      )
      const successful = made.filter(({ status }) => status === 'success').length
      const counts = {
        total_renders: made.length,
        successful_renders: successful,
        failed_renders: made.length - successful,
      }
      return c.json({ data: { ...counts, renders: made }, success: true, message: '' })
    })
  })
}
