import type { Hono } from 'hono'
import { answerUnderFault } from '../../apply-fault.ts'
import type { Faults } from '../../faults.ts'
import type { ApiEnv } from '../app.ts'
import { catalog, collectionOf, describeMockup } from '../describe-mockup.ts'
import { notFound } from '../problem.ts'
import { findRoom, rooms } from '../rooms.ts'

const envelope = <T>(data: T) => ({ data, success: true, message: '' })

/** The templates, catalogs and collections: reading costs nothing. */
export const addLists = (api: Hono<ApiEnv>, faults: Faults): void => {
  const faultOf = (operation: string, key: string) =>
    faults.take('dynamic_mockups', operation, { key })

  api.get('/mockups', (c) =>
    answerUnderFault(c, faultOf('mockups', c.get('key')), async () => {
      const { name, collection_uuid, catalog_uuid } = c.req.query()
      const found = rooms.filter(
        (room) =>
          (!name || room.name.toLowerCase().includes(name.toLowerCase())) &&
          (!collection_uuid || collectionOf(room).uuid === collection_uuid) &&
          (!catalog_uuid || catalog.uuid === catalog_uuid),
      )
      return c.json(envelope(found.map((room) => describeMockup(room, c.get('origin')))))
    }),
  )

  api.get('/mockup/:uuid', (c) =>
    answerUnderFault(c, faultOf('mockup', c.get('key')), async () => {
      const room = findRoom(c.req.param('uuid'))
      if (!room) throw notFound(c.req.param('uuid'))
      return c.json(envelope(describeMockup(room, c.get('origin'))))
    }),
  )

  api.get('/catalogs', (c) =>
    answerUnderFault(c, faultOf('catalogs', c.get('key')), async () => c.json(envelope([catalog]))),
  )

  api.get('/collections', (c) =>
    answerUnderFault(c, faultOf('collections', c.get('key')), async () => {
      const byUuid = new Map(rooms.map(collectionOf).map((entry) => [entry.uuid, entry]))
      return c.json(envelope([...byUuid.values()]))
    }),
  )
}
