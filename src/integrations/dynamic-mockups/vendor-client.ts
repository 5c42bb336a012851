import { type Clock, isoTime } from '../../clock.ts'
import { pollUntil } from '../../poll-until.ts'
import type { RenderAnswer, RenderRequest } from './create-render.ts'
import type { Template, TemplatePage, TemplateQuery } from './list-templates.ts'
import { DynamicMockupsError, toVendorError } from './vendor-error.ts'

/** A render has to have ended by then. */
const MAX_WAIT_MS = 120_000
const CREDITS_A_RENDER = 1

/** A render, by the vendor's answer or by our own record of it. */
export type Render = {
  id: string
  status: 'pending' | 'processing' | 'completed' | 'failed'
  /** The result: the vendor's link, good for a day, or one to our own copy. */
  url: string | null
  credits: number
  created_at: string
  error: { message: string; status?: number; code?: string } | null
}

/** What the vendor does not keep, and we do. */
export type RenderRecords = {
  clock: Clock
  find(id: string): Promise<Render | undefined>
  /** Of the year, by our ledger. */
  credits(): Promise<{ remaining: number; total: number }>
}

/** A smart object or a text layer; the size is in the vendor's pixels, where it is known. */
type Layer = {
  id: string
  name: string
  type: 'smart_object' | 'text'
  size?: { width: number; height: number }
}
type DescribedTemplate = Pick<Template, 'name' | 'thumbnail'> & {
  id: string
  layers: Layer[]
  collections: { id: string; name: string }[]
}

/** Dynamic Mockups by the names of its methods. All of them throw DynamicMockupsError. */
export type VendorClient = {
  /** The one call that is paid: hold a credit before making it. */
  createRender(request: RenderRequest): Promise<Render>
  /** From our own record, never a call. NOT_FOUND (404) for one that we have not made. */
  getRender(id: string): Promise<Render>
  /** Our record once it has ended, at most 120 s: RENDER_TIMEOUT (408) after that. */
  waitForRender(id: string, options?: { timeoutMs?: number }): Promise<Render>
  /** The call, and then our record of it; without a record the vendor's answer. */
  renderAndWait(request: RenderRequest, options?: { timeoutMs?: number }): Promise<Render>
  getTemplate(id: string): Promise<DescribedTemplate>
  listTemplates(
    query: TemplateQuery,
  ): Promise<Omit<TemplatePage, 'templates'> & { templates: DescribedTemplate[] }>
  /** The vendor has no call for the balance: the figures are our ledger's, and say so. */
  getCredits(): Promise<{ remaining: number; total: number; source: 'ledger' }>
}

type Calls = {
  createRender(request: RenderRequest): Promise<RenderAnswer>
  getTemplate(id: string): Promise<Template>
  listTemplates(query: TemplateQuery): Promise<TemplatePage>
}

/** The vendor's client, over its few real calls and what we keep ourselves. */
export function createVendorClient(calls: Calls, records: RenderRecords): VendorClient {
  const createRender = async (request: RenderRequest) =>
    toRender(await calls.createRender(request), request.label, records.clock)
  const getRender = async (id: string) => {
    const render = await records.find(id)
    if (render) return render
    throw new DynamicMockupsError(`There is no render ${id}`, 404, 'NOT_FOUND')
  }
  const waitForRender = async (id: string, { timeoutMs = MAX_WAIT_MS } = {}) => {
    const waitMs = Math.min(timeoutMs, MAX_WAIT_MS)
    const hasEnded = async () => isEnded(await getRender(id))
    if (await pollUntil(records.clock, waitMs, hasEnded)) return orThrow(await getRender(id))
    throw new DynamicMockupsError('Render timed out', 408, 'RENDER_TIMEOUT')
  }
  return {
    createRender,
    getRender,
    waitForRender,
    async renderAndWait(request, options) {
      const made = await createRender(request)
      return (await records.find(made.id)) ? waitForRender(made.id, options) : made
    },
    getTemplate: async (id) => describe(await orVendorError(calls.getTemplate(id))),
    async listTemplates(query) {
      const page = await orVendorError(calls.listTemplates(query))
      return { ...page, templates: page.templates.map(describe) }
    },
    getCredits: async () => ({ ...(await records.credits()), source: 'ledger' }),
  }
}

function toRender(answer: RenderAnswer, id: string, clock: Clock): Render {
  switch (answer.kind) {
    case 'rendered':
      return {
        id,
        status: 'completed',
        url: answer.exportUrl,
        credits: CREDITS_A_RENDER,
        created_at: isoTime(clock.now()),
        error: null,
      }
    case 'rate_limited':
      throw new DynamicMockupsError('Dynamic Mockups asks to wait', 429, 'RATE_LIMITED')
    case 'free':
    case 'denied':
    case 'unknown':
      throw new DynamicMockupsError(answer.message, answer.status, answer.vendorCode)
  }
}

function isEnded({ status }: Render): boolean {
  return status === 'completed' || status === 'failed'
}

function orThrow(render: Render): Render {
  if (render.status !== 'failed') return render
  const { message = 'Render failed', status, code = 'RENDER_FAILED' } = render.error ?? {}
  throw new DynamicMockupsError(message, status, code)
}

async function orVendorError<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (cause) {
    throw toVendorError(cause)
  }
}

function describe(template: Template): DescribedTemplate {
  const { uuid, name, thumbnail, smart_objects, text_layers, collections } = template
  return {
    id: uuid,
    name,
    thumbnail,
    layers: [
      ...smart_objects.map(({ uuid: id, name: label, size }) => ({
        id,
        name: label,
        type: 'smart_object' as const,
        ...(size ? { size } : {}),
      })),
      ...text_layers.map(({ uuid: id, name: label }) => ({
        id,
        name: label,
        type: 'text' as const,
      })),
    ],
    collections: collections.map((one) => ({ id: one.uuid, name: one.name })),
  }
}
