import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { collectionKey } from '../../domain/collections/schemas.ts'
import { FITS } from '../../domain/scenes/schemas.ts'
import { uuid } from '../../ids.ts'
import { sha256Hex } from '../../sha256.ts'
import { BY_HAND, type Choice } from '../../views/generate/choice.ts'
import type { HubEnv } from '../hub-env.ts'

const MAX_LISTED = 200

/** Values that can be read, each once; the others are left out. */
function listOf(item: z.ZodType<string>) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((values) => {
      const read = values.flatMap((value) => item.safeParse(value).data ?? [])
      return [...new Set(read)].slice(0, MAX_LISTED)
    })
}

const ticked = z
  .array(z.unknown())
  .catch([])
  .transform((values) => values.includes('true'))
const first = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((values): z.output<Schema> | undefined => schema.safeParse(values[0]).data)

const searched = z.string().trim().min(1).max(100)

const choice = z.object({
  asset: listOf(uuid),
  scene: listOf(z.string().min(1).max(64)),
  kit: first(z.union([z.literal(BY_HAND), uuid])),
  kit_shown: first(uuid),
  kit_by_default: ticked,
  skip_approval: ticked,
  regenerate: ticked,
  search: first(searched),
  scene_search: first(searched),
  collection: first(collectionKey),
  mockups: first(z.literal('none')),
  cursor: first(uuid),
  before: first(uuid),
})

/** Another fit for a scene, as its button sends it: "cover:bedroom". */
const setFit = z
  .string()
  .regex(/^[a-z]+:.{1,64}$/)
  .transform((text) => text.split(':'))
  .pipe(z.tuple([z.enum(FITS), z.string()]))
  .transform(([fit, scene]) => ({ fit, scene }))

/** What a button does to the artworks that are chosen. */
const edit = z.object({
  remove: uuid.optional().catch(undefined),
  select: z.enum(['matching', 'none']).optional().catch(undefined),
})

export type Sent = {
  choice: Choice
  edit: z.output<typeof edit>
  groupId: string | undefined
  /** The name of the choice whose cost was shown. */
  quoted: string | undefined
  setFit: z.output<typeof setFit> | undefined
}

/** What the form was sent with. */
export async function sentChoice(c: HonoContext<HubEnv>): Promise<Sent> {
  const body = await c.req.parseBody({ all: true })
  const [groupId] = [body.group_id ?? []].flat()
  return {
    choice: readChoice((name) => [body[name] ?? []].flat()),
    edit: edit.parse(body),
    groupId: uuid.safeParse(groupId).data,
    quoted: z.string().safeParse(body.quoted).data,
    setFit: setFit.safeParse(body.set_fit).data,
  }
}

/** The choice with the part of the list that was shown when the form was sent. */
export async function sentInPlace(c: HonoContext<HubEnv>): Promise<Pick<Sent, 'choice' | 'edit'>> {
  const { choice: sent, edit } = await sentChoice(c)
  const { at_cursor, at_before } = await c.req.parseBody()
  const place = { cursor: [at_cursor], before: [at_before] }
  const { cursor, before } = choice.pick({ cursor: true, before: true }).parse(place)
  return { choice: { ...sent, cursor, before }, edit }
}

/** A name for what decides the cost of a choice: another choice has another. */
export function nameChoice({ asset, scene, regenerate }: Choice): Promise<string> {
  return sha256Hex(JSON.stringify([asset.toSorted(), scene.toSorted(), regenerate]))
}

/** What the URL asks for. */
export function urlChoice(c: HonoContext<HubEnv>): Choice {
  return readChoice((name) => c.req.queries(name) ?? [])
}

function readChoice(valuesOf: (name: string) => unknown[]): Choice {
  const names = Object.keys(choice.shape)
  return choice.parse(Object.fromEntries(names.map((name) => [name, valuesOf(name)])))
}
