import * as z from 'zod'

/** Everything that travels on a queue. A message names rows; it never carries their content. */
export const renderMessage = z.object({
  type: z.literal('mockup.render'),
  version: z.literal(2),
  userId: z.string().min(1),
  pictureId: z.uuid(),
  attempt: z.int().min(1),
})

const syncProductMessage = z.object({
  type: z.literal('product.sync'),
  version: z.literal(1),
  userId: z.string().min(1),
  productId: z.uuid(),
  taskId: z.uuid(),
})

const jobMessage = z.object({
  type: z.literal('job.advance'),
  version: z.literal(1),
  userId: z.string().min(1),
  jobId: z.uuid(),
})

export const message = z.discriminatedUnion('type', [renderMessage, syncProductMessage, jobMessage])

export type RenderMessage = z.infer<typeof renderMessage>
export type SyncProductMessage = z.infer<typeof syncProductMessage>
export type JobMessage = z.infer<typeof jobMessage>
export type HubMessage = z.infer<typeof message>
