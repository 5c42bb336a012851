import type { Actor } from '../../context.ts'

export type ActorColumns = { type: Actor['kind']; id: string | null; name: string }

/** An actor as rows keep it: names stay readable after a key or a person is gone. */
export function describeActor(actor: Actor): ActorColumns {
  switch (actor.kind) {
    case 'user':
      return { type: actor.kind, id: actor.userId, name: actor.name }
    case 'api_key':
      return { type: actor.kind, id: actor.keyId, name: actor.name }
    case 'system':
      return { type: actor.kind, id: null, name: actor.job }
  }
}
