import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import type { HubEnv } from '../hub-env.ts'

/** The API document, made from the validators of the mounted JSON routes. */
export function openApiDocument(app: Hono<HubEnv>): Hono<HubEnv> {
  return new Hono<HubEnv>().get(
    '/',
    openAPIRouteHandler(app, {
      includeEmptyPaths: true,
      exclude: [/^\/(?!api\/)/, /^\/api\/auth/],
      documentation: {
        openapi: '3.1.0',
        info: {
          title: 'Haven Hub',
          version: '1',
          description: 'Artwork to mockups to products. Send a key: Authorization: Bearer hh_…',
        },
        components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
        security: [{ key: [] }],
      },
    }),
  )
}
