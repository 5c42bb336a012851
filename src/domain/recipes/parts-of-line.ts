import type { Asset, Quote } from '../../db/schema/catalogue.ts'
import { inOrderOfKit } from '../kits/in-order-of-kit.ts'
import { defaultKitOf } from '../kits/list-kits.ts'
import { formatSize } from '../pricing/size.ts'
import type { PickedImage } from '../products/pick-images.ts'
import {
  MAX_IMAGES,
  MAX_TAG_CHARACTERS,
  MAX_TAGS,
  MAX_TITLE_CHARACTERS,
  type NewProduct,
} from '../products/schemas.ts'
import { kindKey, type VariantKind } from '../products/variant-kind.ts'
import { roomName } from '../scenes/room-name.ts'
import { fillLine, fillTemplate, type TemplateValues } from './fill-template.ts'
import type { ApprovedMockup, Artwork, Materials } from './find-materials.ts'
import type { Recipe } from './get-recipe.ts'
import type { LineEdit, MissingCode } from './schemas.ts'

/** What a product is made without. */
export type Missing = { code: MissingCode; message: string }

/** What one product is made of, and what of it is missing. */
export type LineParts = {
  input: NewProduct
  asset: Asset
  quote: Quote | undefined
  images: PickedImage[]
  missing: Missing[]
}

/** The input of a recipe's product of one artwork, with a person's changes of it. */
export function partsOfLine(
  recipe: Recipe,
  { asset, quote }: Artwork,
  materials: Materials,
  edit: LineEdit | undefined,
): LineParts {
  const pictures = picturesOf(recipe, asset, materials)
  const values = valuesOf({ asset, quote }, materials.collections)
  const { leave_out: _, variants: edited = [], title, description, tags, ...accepts } = edit ?? {}
  const edits = new Map(edited.map((one) => [kindKey(one), one]))
  const file = materials.files.get(asset.id)
  const kinds = kindsOf(recipe).filter(({ size }) => isOffered(materials, size))
  const input: NewProduct = {
    quote_id: quote?.id ?? null,
    asset_id: asset.id,
    title: title ?? (fillLine(recipe.title, values, MAX_TITLE_CHARACTERS) || asset.title),
    description: description ?? fillTemplate(recipe.description, values),
    tags: tags ?? fillTags(recipe.tags, values),
    currency: materials.currency,
    image_ids: pictures.images.map(({ source_id }) => source_id),
    variants: kinds.flatMap((kind) => {
      const change = edits.get(kindKey(kind))
      if (change?.leave_out) return []
      const price = change?.price === undefined ? {} : { price: change.price }
      return [{ ...kind, ...price, ...(kind.is_digital && file ? { digital_file_id: file } : {}) }]
    }),
    ...accepts,
    publish_immediately: recipe.publish,
  }
  const missing = [
    ...(quote ? [] : [{ code: 'quote' as const, message: 'No quote' }]),
    ...pictures.missing,
    ...missingOf(recipe, materials),
    ...missingFile(input),
  ]
  return { input, asset, quote: quote ?? undefined, images: pictures.images, missing }
}

/** The variants of a recipe: its frames, and the download, of each size in turn. */
export function kindsOf({
  sizes,
  frames,
  digital,
}: Pick<Recipe, 'sizes' | 'frames' | 'digital'>): VariantKind[] {
  return sizes.flatMap((size) => [
    ...frames.map((frame) => ({
      size,
      frame_style: frame === 'unframed' ? null : frame,
      is_digital: false,
    })),
    ...(digital ? [{ size, frame_style: null, is_digital: true }] : []),
  ])
}

type Sources = {
  asset: Pick<Asset, 'title' | 'collection'>
  quote: Pick<Quote, 'text' | 'author' | 'collection'> | null
}

/** What placeholders stand for, of an artwork or of a product; collections have names by key. */
export function valuesOf(
  { asset, quote }: Sources,
  collections: ReadonlyMap<string, string>,
): TemplateValues {
  const collection = quote?.collection ?? asset.collection
  return {
    quote: quote?.text ?? '',
    author: quote?.author ?? '',
    collection: (collection && (collections.get(collection) ?? collection)) || '',
    artwork: asset.title,
  }
}

/** Tags with their placeholders filled; one that nothing is left of is left out. */
export function fillTags(tags: readonly string[], values: TemplateValues): string[] {
  const filled = tags.map((template) => {
    // A comma separates tags at the shop.
    return fillLine(template, values, MAX_TAG_CHARACTERS)
      .replaceAll(/\s*,\s*/g, ' ')
      .trim()
  })
  return [...new Set(filled.filter((tag) => tag !== ''))].slice(0, MAX_TAGS)
}

/** The newest approved mockup of each scene, in the order of the recipe's kit or the artwork's. */
function picturesOf(
  recipe: Recipe,
  asset: Asset,
  { mockups, kits }: Materials,
): { images: ApprovedMockup[]; missing: Missing[] } {
  const approved = mockups.get(asset.id) ?? []
  const used = approved.find(({ kit_id }) => kits.some(({ id }) => id === kit_id))?.kit_id
  const own = kits.find(({ id }) => id === recipe.kit_id)
  const kit = own ?? kits.find(({ id }) => id === used) ?? defaultKitOf(kits, asset.collection)
  const newest = new Map(approved.toReversed().map((mockup) => [mockup.scene, mockup]))
  const kept = approved.filter((mockup) => newest.get(mockup.scene) === mockup)
  const images = (kit ? inOrderOfKit(kept, kit) : kept).slice(0, MAX_IMAGES)
  if (images.length === 0) {
    return { images, missing: [{ code: 'mockup', message: 'No approved mockup' }] }
  }
  const rooms = (own?.scenes ?? []).filter(({ scene_key }) => !newest.has(scene_key))
  if (rooms.length === 0) return { images, missing: [] }
  const names = rooms.map(({ scene_key }) => roomName(scene_key)).join(', ')
  return { images, missing: [{ code: 'room', message: `No approved mockup in ${names}` }] }
}

/** A size that was switched off keeps its price for the variants that are there. */
function isOffered({ prices }: Pick<Materials, 'prices'>, size: string): boolean {
  return prices.get(size)?.is_active ?? false
}

/** What the recipe names and is not there now, the same for each artwork. */
function missingOf(recipe: Recipe, materials: Materials): Missing[] {
  const sizes = recipe.sizes.filter((size) => !isOffered(materials, size)).map(formatSize)
  if (sizes.length === 0) return []
  return [{ code: 'size', message: `No price for ${sizes.join(', ')}, which is left out` }]
}

function missingFile({ variants }: NewProduct): Missing[] {
  const empty = variants.some(({ is_digital, digital_file_id }) => is_digital && !digital_file_id)
  return empty ? [{ code: 'file', message: 'No file to download yet' }] : []
}
