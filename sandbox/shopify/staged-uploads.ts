import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import * as z from 'zod'
import type { ShopContext } from './context.ts'

const UPLOAD_MAX_BYTES = 20 * 1024 * 1024

const argsSchema = z.object({
  input: z.array(
    z.object({
      filename: z.string(),
      mimeType: z.string(),
      httpMethod: z.enum(['PUT', 'POST']),
      resource: z.string(),
      fileSize: z.coerce.number().optional(),
    }),
  ),
})

type Wanted = z.infer<typeof argsSchema>['input'][number]

/** Ties an upload's URL to the parameters given with it, as the storage's policy does. */
const signatureOf = (key: string): string =>
  createHash('sha256').update(`staged ${key}`).digest('hex').slice(0, 40)

const problemOf = (file: Wanted): string | undefined => {
  if (!/^image\/(png|jpeg|webp|gif)$/.test(file.mimeType)) return 'Mime type is not an image'
  if ((file.fileSize ?? 0) > UPLOAD_MAX_BYTES) return 'File size is over 20 MB'
  return undefined
}

const targetOf = (ctx: ShopContext, file: Wanted) => {
  const key = crypto.randomUUID()
  const { filename, mimeType } = file
  ctx.shop.state.uploads.push({ key, filename, mimeType, isStored: false })
  const url = `${ctx.base}/uploads/${key}`
  const signature = signatureOf(key)
  const resourceUrl = `${url}/${encodeURIComponent(filename)}`
  if (file.httpMethod === 'PUT') {
    const parameters = [
      { name: 'content_type', value: mimeType },
      { name: 'acl', value: 'private' },
    ]
    return { url: `${resourceUrl}?x-goog-signature=${signature}`, resourceUrl, parameters }
  }
  const parameters = [
    { name: 'Content-Type', value: mimeType },
    { name: 'success_action_status', value: '201' },
    { name: 'acl', value: 'private' },
    { name: 'key', value: key },
    { name: 'x-goog-signature', value: signature },
  ]
  return { url, resourceUrl, parameters }
}

/** stagedUploadsCreate: a place to put each file, good for one upload. */
export const createStagedUploads = (ctx: ShopContext, raw: unknown) => {
  const { input } = argsSchema.parse(raw)
  const userErrors = input.flatMap((file, index) => {
    const message = problemOf(file)
    return message ? [{ field: ['input', String(index)], message }] : []
  })
  if (userErrors.length > 0) return { stagedTargets: null, userErrors }
  const stagedTargets = input.map((file) => targetOf(ctx, file))
  ctx.shop.save()
  return { stagedTargets, userErrors }
}

/** The picture store's key of an upload named by its resource URL, if it is one of this shop's. */
export const uploadKeyOf = (ctx: ShopContext, source: string): string | undefined => {
  const key = /\/uploads\/([0-9a-f-]{36})\//.exec(source)?.[1]
  const isOurs = key !== undefined && ctx.shop.state.uploads.some((upload) => upload.key === key)
  return isOurs ? storeKey(ctx, key) : undefined
}

const storeKey = (ctx: ShopContext, key: string): string =>
  `${ctx.shop.credentials.domain}.upload-${key}`

const refuse = (c: Context, status: 400 | 403 | 404 | 413, code: string): Response =>
  c.body(`<?xml version='1.0'?><Error><Code>${code}</Code></Error>`, status, {
    'content-type': 'application/xml',
  })

/** The storage's side: takes a form with the parameters and the file last, or the bare bytes. */
export const receiveUpload = async (
  c: Context,
  ctx: ShopContext,
  key: string,
): Promise<Response> => {
  const upload = ctx.shop.state.uploads.find((known) => known.key === key)
  if (!upload) return refuse(c, 404, 'NoSuchKey')
  const isPut = c.req.method === 'PUT'
  const received = isPut ? await readBytes(c, key) : await readForm(c, key)
  if (!received) return refuse(c, 403, 'SignatureDoesNotMatch')
  if (received.byteLength === 0) return refuse(c, 400, 'EntityEmpty')
  if (received.byteLength > UPLOAD_MAX_BYTES) return refuse(c, 413, 'EntityTooLarge')
  await ctx.pictures.put(storeKey(ctx, key), received)
  upload.isStored = true
  ctx.shop.save()
  if (isPut) return c.body(null, 200)
  return c.body(`<?xml version='1.0'?><PostResponse><Key>${key}</Key></PostResponse>`, 201, {
    'content-type': 'application/xml',
  })
}

const readBytes = async (c: Context, key: string): Promise<Uint8Array | undefined> =>
  c.req.query('x-goog-signature') === signatureOf(key)
    ? new Uint8Array(await c.req.arrayBuffer())
    : undefined

const readForm = async (c: Context, key: string): Promise<Uint8Array | undefined> => {
  const entries = [...(await c.req.formData()).entries()]
  const fields = new Map(entries)
  const last = entries.at(-1)
  const isSigned = fields.get('x-goog-signature') === signatureOf(key) && fields.get('key') === key
  // The storage ignores every field after the file, so a file that is not last lacks its policy.
  if (!isSigned || last?.[0] !== 'file' || !(last[1] instanceof File)) return undefined
  return new Uint8Array(await last[1].arrayBuffer())
}
