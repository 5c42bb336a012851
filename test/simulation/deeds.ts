import type { Context } from '../../src/context.ts'
import type { LockableField } from '../../src/db/schema/products.ts'
import type {
  DecisionFact,
  EditFact,
  GenerateInput,
  PublishChoice,
  Verbs,
} from './product-facts.ts'
import type { User, World } from './world.ts'

export type Done = { status: number; body: unknown }

/** What a person or a program may do, by whichever way. */
export type Deeds = {
  generate: (input: GenerateInput) => Promise<Done>
  quote: (input: GenerateInput) => Promise<Done>
  cancel: (runId: string) => Promise<Done>
  regenerate: (mockupId: string, workId: string) => Promise<Done>
  /** Only pages try one mockup again. */
  retryMockup: (mockupId: string) => Promise<Done>
  runRetry: (retryId: string) => Promise<Done>
  runAllRetries: () => Promise<Done>
  discardRetry: (retryId: string) => Promise<Done>
  decideMockup: (mockupId: string, approve: boolean) => Promise<Done>
  deleteMockup: (mockupId: string) => Promise<Done>
  deleteAsset: (assetId: string) => Promise<Done>
  changeScene: (sceneId: string, rotation: number) => Promise<Done>
  setBudget: (credits: number) => Promise<Done>
  decideSuspect: (mockupId: string, again: boolean) => Promise<Done>
  refund: (mockupId: string) => Promise<Done>
  createProduct: (workId: string, title: string, imageIds: string[]) => Promise<Done>
  publish: (productId: string, choice?: PublishChoice) => Promise<Done>
  retire: (productId: string) => Promise<Done>
  restore: (productId: string) => Promise<Done>
  archive: (productId: string) => Promise<Done>
  editProduct: (productId: string, change: EditFact) => Promise<Done>
  planPublish: (productId: string, overwrite: boolean) => Promise<Done>
  readDrift: (productId: string) => Promise<Done>
  decideDrift: (productId: string, decisions: DecisionFact[]) => Promise<Done>
  lockFields: (productId: string, fields: LockableField[]) => Promise<Done>
  listUndoable: (productId: string) => Promise<Done>
  planUndo: (productId: string, changeId: string) => Promise<Done>
  undoChange: (productId: string, changeId: string, planId?: string) => Promise<Done>
  reconnectShop: (domain: string) => Promise<Done>
  /** Raises the prices of these by a tenth. */
  startJob: (workId: string, productIds: string[]) => Promise<Done>
  cancelJob: (jobId: string) => Promise<Done>
  retryJob: (jobId: string) => Promise<Done>
  undoJob: (jobId: string) => Promise<Done>
  /** Only pages replace a file. */
  replaceFile: (assetId: string, bytes: Uint8Array<ArrayBuffer>) => Promise<Done>
}

/** By the verbs that a page's handlers call; a refusal has the status that the API would give it. */
export function byVerbs(verbs: Verbs, ctx: Context): Deeds {
  const run = async (work: Promise<unknown>): Promise<Done> => {
    try {
      return { status: 200, body: await work }
    } catch (cause) {
      if (cause instanceof verbs.errors.AppError) {
        return { status: verbs.errors.statusOf(cause.code), body: cause.message }
      }
      return { status: 500, body: String(cause) }
    }
  }
  return {
    generate: (input) => run(verbs.generate(ctx, input)),
    quote: (input) => run(verbs.quote(ctx, input)),
    cancel: (id) => run(verbs.cancel(ctx, id)),
    regenerate: (id, workId) => run(verbs.regenerate(ctx, id, workId)),
    retryMockup: (id) => run(verbs.retryMockup(ctx, id)),
    runRetry: (id) => run(verbs.runRetry(ctx, id)),
    runAllRetries: () => run(verbs.runAllRetries(ctx)),
    discardRetry: (id) => run(verbs.discardRetry(ctx, id)),
    decideMockup: (id, approve) =>
      run(verbs.decideMockup(ctx, id, approve ? 'approved' : 'rejected')),
    deleteMockup: (id) => run(verbs.deleteMockup(ctx, id)),
    deleteAsset: (id) => run(verbs.deleteAsset(ctx, id)),
    changeScene: (id, rotation) => run(verbs.changeScene(ctx, id, rotation)),
    setBudget: (credits) => run(verbs.setBudget(ctx, credits)),
    decideSuspect: (id, again) => run(verbs.decideSuspect(ctx, id, again)),
    refund: (id) => run(verbs.refund(ctx, id)),
    createProduct: (workId, title, imageIds) =>
      run(verbs.createProduct(ctx, workId, title, imageIds)),
    publish: (id, choice) => run(verbs.publish(ctx, id, choice)),
    retire: (id) => run(verbs.retire(ctx, id)),
    restore: (id) => run(verbs.restore(ctx, id)),
    archive: (id) => run(verbs.archive(ctx, id)),
    editProduct: (id, change) => run(verbs.editProduct(ctx, id, change)),
    planPublish: (id, overwrite) => run(verbs.planPublish(ctx, id, overwrite)),
    readDrift: (id) => run(verbs.readDrift(ctx, id)),
    decideDrift: (id, decisions) => run(verbs.decideDrift(ctx, id, decisions)),
    lockFields: (id, fields) => run(verbs.lockFields(ctx, id, fields)),
    listUndoable: (id) => run(verbs.listUndoable(ctx, id)),
    planUndo: (id, changeId) => run(verbs.planUndo(ctx, id, changeId)),
    undoChange: (id, changeId, planId) => run(verbs.undoChange(ctx, id, changeId, planId)),
    reconnectShop: (domain) => run(verbs.reconnectShop(ctx, domain)),
    startJob: (workId, ids) => run(verbs.startJob(ctx, workId, ids)),
    cancelJob: (id) => run(verbs.cancelJob(ctx, id)),
    retryJob: (id) => run(verbs.retryJob(ctx, id)),
    undoJob: (id) => run(verbs.undoJob(ctx, id)),
    replaceFile: (id, bytes) => run(verbs.replaceFile(ctx, id, bytes)),
  }
}

type App = Awaited<ReturnType<World['product']['loadApp']>>

const ORIGIN = 'http://localhost:8787'

/** By the JSON API with the user's key, and by pages what has a page alone, or is no different there. */
export function byHttp(
  app: App,
  { env }: Pick<World, 'env'>,
  user: User,
  execution: ExecutionContext,
  pages: Deeds,
): Deeds {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    workId?: string,
  ): Promise<Done> => {
    const headers = new Headers({ authorization: `Bearer ${user.apiKey}` })
    if (body !== undefined) headers.set('content-type', 'application/json')
    if (workId !== undefined) headers.set('idempotency-key', workId)
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const request = new Request(`${ORIGIN}/api${path}`, { method, headers, ...sent })
    const answer = await app.fetch(request, env, execution)
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const generate = (input: GenerateInput) => ({
    asset_ids: input.assetIds,
    scenes: input.scenes,
    regenerate: input.regenerate,
    skip_approval: input.skipApproval,
  })
  return {
    ...pages,
    generate: (input) => call('POST', '/mockups/generate', generate(input), input.workId),
    quote: (input) => call('POST', '/mockups/generate?dry_run=true', generate(input)),
    cancel: (id) => call('POST', `/mockups/runs/${id}/cancel`),
    regenerate: (id, workId) => call('POST', `/mockups/${id}/regenerate`, undefined, workId),
    runRetry: (id) => call('POST', `/retries/${id}/run`),
    runAllRetries: () => call('POST', '/retries/run-all', { operation_type: 'mockup_generation' }),
    discardRetry: (id) => call('POST', `/retries/${id}/discard`),
    decideMockup: (id, approve) => call('POST', `/mockups/${id}/${approve ? 'approve' : 'reject'}`),
    deleteMockup: (id) => call('DELETE', `/mockups/${id}`),
    deleteAsset: (id) => call('DELETE', `/assets/${id}`),
    changeScene: (id, rotation) =>
      call('PATCH', `/scenes/${id}`, { config: { smart_object: 'artwork_frame', rotation } }),
    setBudget: (credits) =>
      call('PUT', '/settings', { guardrails: { annual_mockup_budget: credits } }),
    decideSuspect: (id, again) =>
      call('POST', `/mockups/${id}/suspect`, {
        decision: again ? 'render_again' : 'count_as_paid',
      }),
    refund: (id) => call('POST', `/mockups/${id}/refund`),
    createProduct: (workId, title, imageIds) =>
      call(
        'POST',
        '/products',
        { title, variants: [{ size: '8x10' }], image_ids: imageIds },
        workId,
      ),
    publish: (id, { planId, overwrite } = {}) =>
      call('POST', `/products/${id}/publish`, {
        ...(planId ? { plan_id: planId } : {}),
        ...(overwrite ? { overwrite } : {}),
      }),
    retire: (id) => call('POST', `/products/${id}/retire`, { reason: 'manual' }),
    restore: (id) => call('POST', `/products/${id}/restore`),
    startJob: (workId, ids) =>
      call('POST', '/jobs', { type: 'prices', sel: { ids }, change: { percent: 10 } }, workId),
    cancelJob: (id) => call('POST', `/jobs/${id}/cancel`),
    retryJob: (id) => call('POST', `/jobs/${id}/retry`),
    undoJob: (id) => call('POST', `/jobs/${id}/undo`),
  }
}
