import * as z from 'zod'
import type { ShopifyClient } from './client.ts'
import { shopifyGraphql } from './graphql.ts'
import { createStagedUploadDocument } from './operations/create-staged-upload.ts'
import { failureOf, type ShopifyFailure, type ShopifyResult, userErrorsSchema } from './result.ts'
import { failureOfStatus, send } from './send.ts'

const UPLOAD_TIMEOUT_MS = 60_000
const UPLOAD_ANSWER_MAX_BYTES = 64 * 1024

/** Shopify takes no larger image. */
const PICTURE_MAX_BYTES = 20 * 1024 * 1024

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
 * Pushes a picture to Shopify, so that no public link is needed. The value is the address to
 * send as `originalSource`. Whatever failed, nothing is visible at the shop: it may be sent again.
 */
export async function uploadPicture(
  client: ShopifyClient,
  picture: PictureBytes,
): Promise<ShopifyResult<{ resourceUrl: string }>> {
  if (picture.bytes.byteLength > PICTURE_MAX_BYTES) {
    return { kind: 'denied', message: `${picture.filename} is over 20 MB, more than Shopify takes` }
  }
  const staged = await createTarget(client, picture)
  if (staged.kind !== 'ok') return staged
  const failure = await push(client, staged.value, picture)
  return failure ?? { ...staged, value: { resourceUrl: staged.value.resourceUrl } }
}

/** The variables that ask for a place to put this picture. */
function stagedUploadVariables(
  picture: Pick<PictureBytes, 'filename' | 'mimeType'>,
  byteSize: number,
) {
  const { filename, mimeType } = picture
  const fileSize = String(byteSize)
  return { input: [{ filename, mimeType, resource: 'IMAGE', httpMethod: 'POST', fileSize }] }
}

async function createTarget(
  client: ShopifyClient,
  picture: PictureBytes,
): Promise<ShopifyResult<Target>> {
  const operation = { document: createStagedUploadDocument, data: answer }
  const variables = stagedUploadVariables(picture, picture.bytes.byteLength)
  const result = await shopifyGraphql(client, operation, variables)
  if (result.kind !== 'ok') return result
  const refused = failureOf(result.value.stagedUploadsCreate.userErrors)
  if (refused) return refused
  const target = result.value.stagedUploadsCreate.stagedTargets?.[0]
  if (!target) return { kind: 'transient', message: 'Shopify gave no place for the picture' }
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
  return { kind: 'transient', message: 'The place for the picture is no longer valid' }
}
