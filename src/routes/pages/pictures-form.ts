import * as z from 'zod'
import { imageList } from '../../domain/products/schemas.ts'
import { uuid } from '../../ids.ts'
import { FINISHES, type Finish } from '../../views/products/finishes.ts'
import { pictureWords } from '../../views/products/picture-words.ts'
import { formIdentity } from '../respond/form-identity.ts'

/** What was typed and chosen on the page of a product's pictures. */
export type PicturesValues = {
  /** Ids of pictures that it has, and of mockups and artworks to be added, in their order. */
  order: readonly string[]
  alts: ReadonlyMap<string, string>
  /** Which picture each finish shows: "" for none, MIXED for those that differ by size. */
  shows: ReadonlyMap<Finish, string>
  /** Ids that are selected to be added. */
  add: readonly string[]
  version: number | undefined
}

/** The variants of a finish show different pictures: they keep them. */
export const MIXED = 'mixed'

/** What the person did: saves, or moves, removes or adds without saving. */
export type PicturesAction =
  | { kind: 'save' | 'add' }
  | { kind: 'remove'; id: string }
  | { kind: 'up' | 'down' | 'first'; id: string }

/** More than a product may show, so that a list that is too long is refused with a reason. */
const MAX_LISTED = 200

type Fields = Readonly<Record<string, string>>

export function readPicturesForm(fields: Fields): PicturesValues {
  const listed = (fields.order ?? '').split(',').flatMap((id) => uuid.safeParse(id).data ?? [])
  const named = (prefix: string) =>
    Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    )
  return {
    order: [...new Set(listed)].slice(0, MAX_LISTED),
    alts: new Map(named('alt:').map(([id, alt]) => [id, alt.replace(/\s+/g, ' ').trim()])),
    shows: new Map(
      FINISHES.flatMap(({ key }): [Finish, string][] => {
        const shown = fields[`shows:${key}`]
        return shown === undefined ? [] : [[key, shown]]
      }),
    ),
    add: named('add:').flatMap(([id]) => uuid.safeParse(id).data ?? []),
    version: formIdentity(fields).version,
  }
}

const moved = z.string().regex(/^(?:up|down|first):./)

export function readPicturesAction({ move, remove, arrange }: Fields): PicturesAction {
  const sent = moved.safeParse(move).data
  if (sent) {
    const [kind = '', id = ''] = sent.split(':')
    return { kind: kind === 'up' || kind === 'down' ? kind : 'first', id }
  }
  if (remove) return { kind: 'remove', id: remove }
  return { kind: arrange === 'add' ? 'add' : 'save' }
}

/** The same values with a picture moved, removed or added, and nothing saved. */
export function arrange(values: PicturesValues, action: PicturesAction): PicturesValues {
  switch (action.kind) {
    case 'save':
      return values
    case 'add': {
      return { ...values, order: [...new Set([...values.order, ...values.add])], add: [] }
    }
    case 'remove':
      return { ...values, order: values.order.filter((id) => id !== action.id) }
    default:
      return { ...values, order: movedIn(values.order, action) }
  }
}

function movedIn(
  order: readonly string[],
  { kind, id }: { kind: 'up' | 'down' | 'first'; id: string },
): readonly string[] {
  const from = order.indexOf(id)
  if (from < 0) return order
  const to = kind === 'first' ? 0 : kind === 'up' ? from - 1 : from + 1
  const others = order.filter((other) => other !== id)
  return others.toSpliced(Math.max(0, to), 0, id)
}

/** Texts that are too long, by their fields. */
export function altErrors({ order, alts }: PicturesValues): Record<string, string> {
  return Object.fromEntries(
    order.flatMap((id) => {
      const read = imageList.safeParse([{ id, alt: alts.get(id) }])
      return read.success ? [] : [[`alt:${id}`, pictureWords.errorAlt]]
    }),
  )
}
