import type { Hono } from 'hono'
import { answerUnderFault } from '../../apply-fault.ts'
import type { Faults } from '../../faults.ts'
import type { ApiEnv } from '../app.ts'
import { BROKEN_ENTRIES, collectionOf, describeMockup, describeOddly } from '../describe-mockup.ts'
import { notFound } from '../problem.ts'
import {
  accountOf,
  CATALOGS,
  type ChangeOf,
  listedTemplates,
  openTemplate,
  type Template,
} from '../templates.ts'

const envelope = <T>(data: T) => ({ data, success: true, message: '' })

type Query = Partial<Record<string, string>>

const matches = (template: Template, query: Query): boolean => {
  const { name, collection_uuid, catalog_uuid } = query
  return (
    (!name || template.name.toLowerCase().includes(name.toLowerCase())) &&
    (!collection_uuid ||
      template.collections.some((one) => collectionOf(one).uuid === collection_uuid)) &&
    (!catalog_uuid || template.catalog === catalog_uuid)
  )
}

/** The default catalogue, unless all are asked for, or another by name. */
const isShown = (template: Template, key: string, query: Query): boolean =>
  query.include_all_catalogs === 'true' ||
  query.catalog_uuid !== undefined ||
  template.catalog === CATALOGS[accountOf(key)][0].uuid

/** The templates, catalogs and collections: reading costs nothing. */
export const addLists = (api: Hono<ApiEnv>, faults: Faults, changeOf: ChangeOf): void => {
  const faultOf = (operation: string, key: string) =>
    faults.take('dynamic_mockups', operation, { key })
  const describe = (template: Template, key: string, origin: string) => {
    const entry = describeMockup(template, origin)
    return accountOf(key) === 'studio' ? describeOddly(entry) : entry
  }

  api.get('/mockups', (c) => {
    const key = c.get('key')
    return answerUnderFault(c, faultOf('mockups', key), async () => {
      const query = c.req.query()
      const found = listedTemplates(key, changeOf)
        .filter((template) => isShown(template, key, query) && matches(template, query))
        .map((template) => describe(template, key, c.get('origin')))
      const broken = accountOf(key) === 'studio' ? BROKEN_ENTRIES : []
      return c.json(envelope([...broken, ...found]))
    })
  })

  api.get('/mockup/:uuid', (c) => {
    const key = c.get('key')
    return answerUnderFault(c, faultOf('mockup', key), async () => {
      const template = openTemplate(key, c.req.param('uuid'), changeOf)
      if (!template) throw notFound(c.req.param('uuid'))
      return c.json(envelope(describe(template, key, c.get('origin'))))
    })
  })

  api.get('/catalogs', (c) =>
    answerUnderFault(c, faultOf('catalogs', c.get('key')), async () =>
      c.json(envelope(CATALOGS[accountOf(c.get('key'))])),
    ),
  )

  api.get('/collections', (c) => {
    const key = c.get('key')
    return answerUnderFault(c, faultOf('collections', key), async () => {
      const names = listedTemplates(key, changeOf).flatMap(({ collections }) => collections)
      return c.json(envelope([...new Set(names)].map(collectionOf)))
    })
  })
}
