import { Hono } from 'hono'
import { disconnect } from '../../domain/integrations/disconnect.ts'
import { getIntegration } from '../../domain/integrations/get-integration.ts'
import { listIntegrations } from '../../domain/integrations/list-integrations.ts'
import {
  dynamicMockupsConnection,
  PROVIDERS,
  shopifyConnection,
} from '../../domain/integrations/schemas.ts'
import { checkShop } from '../../domain/publishing/check-shop.ts'
import { connectShop } from '../../domain/publishing/connect-shop.ts'
import { connectAccount } from '../../domain/templates/connect-account.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersList } from '../respond/answers.ts'
import { respondList } from '../respond/list.ts'
import { body } from '../respond/validate.ts'
import { integrationAnswer, presentIntegration } from './present-integration.ts'

const answersIntegration = answersChange('integration', integrationAnswer)

export const integrationsApi = new Hono<HubEnv>()
  .get('/', answersList('integrations', integrationAnswer), async (c) => {
    const rows = await listIntegrations(c.var.ctx)
    const whole = { total: rows.length, limit: rows.length, offset: 0 }
    return respondList(
      c,
      'integrations',
      whole,
      rows.map((row) => presentIntegration(c.var.ctx, row)),
    )
  })
  .put('/shopify', body(shopifyConnection), answersIntegration, async (c) => {
    const integration = await connectShop(c.var.ctx, c.req.valid('json'))
    return c.json({ success: true, integration: presentIntegration(c.var.ctx, integration) })
  })
  .post('/shopify/check', answersIntegration, async (c) => {
    const integration = await checkShop(c.var.ctx)
    return c.json({ success: true, integration: presentIntegration(c.var.ctx, integration) })
  })
  .put('/dynamic_mockups', body(dynamicMockupsConnection), answersIntegration, async (c) => {
    const integration = await connectAccount(c.var.ctx, c.req.valid('json'))
    return c.json({ success: true, integration: presentIntegration(c.var.ctx, integration) })
  })

for (const provider of PROVIDERS) {
  integrationsApi
    .get(`/${provider}`, answers({ integration: integrationAnswer }), async (c) => {
      const integration = await getIntegration(c.var.ctx, provider)
      return c.json({ integration: presentIntegration(c.var.ctx, integration) })
    })
    .delete(`/${provider}`, answersIntegration, async (c) => {
      const integration = await disconnect(c.var.ctx, provider)
      return c.json({ success: true, integration: presentIntegration(c.var.ctx, integration) })
    })
}
