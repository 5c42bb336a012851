import * as z from 'zod'
import { invalid } from './problem.ts'
import type { SmartObject, Template } from './templates.ts'

export const MAX_ASSET_BYTES = 20 * 1024 * 1024
const MAX_SMART_OBJECTS = 20
const MAX_BATCH = 10
const MAX_WIDTH_PX = 6000

/** Form values arrive as text. */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
])
const integer = number.pipe(z.int())
const positive = integer.pipe(z.int().min(1).max(20_000))

const assetSchema = z
  .object({
    url: z.url({ protocol: /^https?$/ }).optional(),
    file: z.instanceof(Blob).optional(),
    fit: z.enum(['stretch', 'contain', 'cover']).optional(),
    size: z.object({ width: positive, height: positive }).optional(),
    position: z.object({ top: integer, left: integer }).optional(),
    rotate: number.optional(),
  })
  .superRefine((asset, issue) => {
    const wrong = (path: string, message: string) =>
      issue.addIssue({ code: 'custom', path: [path], message })
    if (asset.url === undefined && asset.file === undefined)
      wrong('url', 'The :field field is required when no file is present.')
    if (asset.fit !== undefined && (asset.size ?? asset.position) !== undefined)
      wrong('fit', 'The :field field is prohibited when size or position is present.')
    if (asset.file && asset.file.size > MAX_ASSET_BYTES)
      wrong('file', 'The :field field must not be greater than 20480 kilobytes.')
  })

const layersSchema = z.object({
  mockup_uuid: z.string().min(1),
  smart_objects: z
    .array(z.object({ uuid: z.string().min(1), asset: assetSchema.optional() }))
    .min(1)
    .max(MAX_SMART_OBJECTS),
  export_label: z.string().max(255).optional(),
})

const exportOptionsSchema = z.object({
  image_format: z.enum(['jpg', 'png', 'webp']).default('jpg'),
  image_size: positive.pipe(z.int().min(50).max(MAX_WIDTH_PX)).default(1000),
  mode: z.enum(['view', 'download']).default('view'),
})
const exportOptions = exportOptionsSchema.prefault({})

const renderSchema = layersSchema.extend({ export_options: exportOptions })
const batchSchema = z.object({
  renders: z.array(layersSchema).min(1).max(MAX_BATCH),
  export_options: exportOptions,
})

export type Layers = z.infer<typeof layersSchema>
export type Asset = z.infer<typeof assetSchema>
export type ExportOptions = z.infer<typeof exportOptionsSchema>

const labelSchema = z.object({
  export_label: z.string().max(255).nullish().catch(null),
  mockup_uuid: z.string().max(255).nullish().catch(null),
})

/** What a body says of itself, however wrong the rest of it is. */
export const readLabel = (body: unknown) => {
  const parsed = labelSchema.safeParse(body)
  return {
    exportLabel: parsed.data?.export_label ?? null,
    mockupUuid: parsed.data?.mockup_uuid ?? null,
  }
}

const sentence = (issue: z.core.$ZodIssue, field: string): string => {
  const name = field.includes('.') ? field : field.replaceAll('_', ' ')
  if (issue.code === 'custom') return issue.message.replace(':field', name)
  if (issue.input === undefined || issue.input === null || issue.input === '')
    return `The ${name} field is required.`
  if (issue.code === 'invalid_type') {
    const array = issue.expected === 'object' || issue.expected === 'array'
    return `The ${name} field must be ${array ? 'an array' : `a ${issue.expected}`}.`
  }
  if (issue.code === 'invalid_value') return `The selected ${name} is invalid.`
  if (issue.code === 'too_small' && issue.origin === 'array')
    return `The ${name} field must have at least ${issue.minimum} items.`
  if (issue.code === 'too_big' && issue.origin === 'array')
    return `The ${name} field must not have more than ${issue.maximum} items.`
  if (issue.code === 'too_small') return `The ${name} field must be at least ${issue.minimum}.`
  if (issue.code === 'too_big')
    return `The ${name} field must not be greater than ${issue.maximum}.`
  if (issue.code === 'invalid_format') return `The ${name} field must be a valid ${issue.format}.`
  return `The ${name} field is invalid.`
}

const parseOrRefuse = <T>(schema: z.ZodType<T>, body: unknown): T => {
  const parsed = schema.safeParse(body, { reportInput: true })
  if (parsed.success) return parsed.data
  const errors: Record<string, string[]> = {}
  for (const issue of parsed.error.issues) {
    const field = issue.path.map(String).join('.')
    errors[field] = [...(errors[field] ?? []), sentence(issue, field)]
  }
  throw invalid(errors)
}

export const checkRender = (body: unknown) => parseOrRefuse(renderSchema, body)
export const checkBatch = (body: unknown) => parseOrRefuse(batchSchema, body)

/** The smart object of a template that the body fills last; a uuid that it lacks is refused. */
export const findFilled = (
  layers: Layers,
  { smartObjects }: Template,
): { asset: Asset | undefined; object: SmartObject } => {
  const filled = layers.smart_objects.map(({ uuid, asset }, index) => {
    const object = smartObjects.find((one) => one.uuid === uuid)
    if (object) return { asset, object }
    const field = `smart_objects.${index}.uuid`
    throw invalid({ [field]: [`The selected ${field} is invalid.`] })
  })
  const last = filled.at(-1)
  if (!last) throw invalid({ smart_objects: ['The smart objects field is required.'] })
  return last
}
