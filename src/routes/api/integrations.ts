import { Hono } from 'hono'
import { connectDynamicMockups } from '../../domain/integrations/connect-dynamic-mockups.ts'
import { disconnect } from '../../domain/integrations/disconnect.ts'
import { getIntegration } from '../../domain/integrations/get-integration.ts'
import { listIntegrations } from '../../domain/integrations/list-integrations.ts'
import {
  dynamicMockupsConnection,
  PROVIDERS,
  shopifyConnection,
} from '../../domain/integrations/schemas.ts'
import { connectShop } from '../../domain/publishing/connect-shop.ts'
import type { HubEnv } from '../hub-env.ts'
import { respondList } from '../respond/list.ts'
import { body } from '../respond/validate.ts'

export const integrationsApi = new Hono<HubEnv>()
  .get('/', async (c) => {
    const rows = await listIntegrations(c.var.ctx)
    const whole = { total: rows.length, limit: rows.length, offset: 0 }
    return respondList(c, 'integrations', whole, rows)
  })
  .put('/shopify', body(shopifyConnection), async (c) => {
    const integration = await connectShop(c.var.ctx, c.req.valid('json'))
    return c.json({ success: true, integration })
  })
  .put('/dynamic_mockups', body(dynamicMockupsConnection), async (c) => {
    const integration = await connectDynamicMockups(c.var.ctx, c.req.valid('json'))
    return c.json({ success: true, integration })
  })

for (const provider of PROVIDERS) {
  integrationsApi
    .get(`/${provider}`, async (c) => {
      return c.json({ integration: await getIntegration(c.var.ctx, provider) })
    })
    .delete(`/${provider}`, async (c) => {
      return c.json({ success: true, integration: await disconnect(c.var.ctx, provider) })
    })
}
