import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { failureOf, type ShopifyFailure, type ShopifyResult, userErrorsSchema } from './result.ts'
import { failureOfStatus, send } from './send.ts'

const UPLOAD_TIMEOUT_MS = 60_000
const UPLOAD_ANSWER_MAX_BYTES = 64 * 1024

/** Shopify takes no larger image. */
const PICTURE_MAX_BYTES = 20 * 1024 * 1024

export const createStagedUploadDocument = `
  mutation CreateStagedUpload($input: [StagedUploadInput!]!) {
    stagedUploadsCreate(input: $input) {
      stagedTargets {
        url
        resourceUrl
        parameters { name value }
      }
      userErrors { field message }
    }
  }
`

export type PictureBytes = { filename: string; mimeType: string; bytes: Uint8Array<ArrayBuffer> }

const targetSchema = z.object({
  url: z.url(),
  resourceUrl: z.url(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
})

type Target = z.infer<typeof targetSchema>

const answer = z.object({
  stagedUploadsCreate: z.object({
    stagedTargets: z.array(targetSchema).nullable(),
    userErrors: userErrorsSchema,
  }),
})

/**
 * Pushes a picture to Shopify, so that no public link is needed. The value is the URL to send
 * as `originalSource`. Whatever failed, nothing is visible at the shop: it may be sent again.
 */
export async function uploadPicture(
  client: ShopifyClient,
  picture: PictureBytes,
): Promise<ShopifyResult<{ resourceUrl: string }>> {
  if (picture.bytes.byteLength > PICTURE_MAX_BYTES) {
    return {
      kind: 'denied',
      message: `${picture.filename} is over 20 MB, which is Shopify’s limit`,
    }
  }
  const staged = await createTarget(client, picture)
  if (staged.kind !== 'ok') return staged
  const failure = await push(client, staged.value, picture)
  return failure ?? { ...staged, value: { resourceUrl: staged.value.resourceUrl } }
}

async function createTarget(
  client: ShopifyClient,
  picture: PictureBytes,
): Promise<ShopifyResult<Target>> {
  const operation = { document: createStagedUploadDocument, data: answer }
  const { filename, mimeType, bytes } = picture
  const fileSize = String(bytes.byteLength)
  const input = [{ filename, mimeType, resource: 'IMAGE', httpMethod: 'POST', fileSize }]
  const result = await shopifyGraphql(client, operation, { input })
  if (result.kind !== 'ok') return result
  const refused = failureOf(result.value.stagedUploadsCreate.userErrors)
  if (refused) return refused
  const target = result.value.stagedUploadsCreate.stagedTargets?.[0]
  if (!target) return { kind: 'transient', message: 'Shopify gave no upload URL for the picture' }
  return { ...result, value: target }
}

/** The storage behind it wants its parameters first, in order, and the file last. */
async function push(
  client: ShopifyClient,
  target: Target,
  picture: PictureBytes,
): Promise<ShopifyFailure | undefined> {
  const form = new FormData()
  for (const { name, value } of target.parameters) form.append(name, value)
  form.append('file', new Blob([picture.bytes], { type: picture.mimeType }), picture.filename)
  const sent = await send(client.outbound, target.url, {
    method: 'POST',
    headers: {},
    body: form,
    timeoutMs: UPLOAD_TIMEOUT_MS,
    maxBytes: UPLOAD_ANSWER_MAX_BYTES,
  })
  if (sent.kind === 'unknown') return { kind: 'transient', message: sent.message }
  if (sent.kind !== 'answer') return sent
  const refused = failureOfStatus(sent.answer)
  if (refused?.kind !== 'unauthorized') return refused
  return { kind: 'transient', message: 'The upload URL for the picture has expired' }
}
