import { Hono } from 'hono'
import { openAPIRouteHandler, resolver } from 'hono-openapi'
import * as z from 'zod'
import type { HubEnv } from '../hub-env.ts'

// `accept` names what to send as true where the input is meant.
const mistakes = z.array(
  z.object({
    pointer: z.string(),
    message: z.string(),
    accept: z
      .enum(['acceptFree', 'acceptBelowCost', 'acceptLowDpi', 'acceptUndelivered'])
      .optional(),
  }),
)

// What `problem` answers.
const problemAnswer = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  request_id: z.string(),
  error: z.string(),
  errors: mistakes,
  details: mistakes,
})

const PROBLEM_TYPE = 'application/problem+json'
const PROBLEM_REF = '#/components/responses/Problem/content/application~1problem+json/schema'

/** The API document, made from the validators and answers of the mounted JSON routes. */
export function openApiDocument(app: Hono<HubEnv>): Hono<HubEnv> {
  return new Hono<HubEnv>().get(
    '/',
    openAPIRouteHandler(app, {
      includeEmptyPaths: true,
      exclude: [/^\/(?!api\/)/, /^\/api\/auth/],
      defaultValidationErrorResponse: {
        description: 'Refused; nothing was changed. Other refusals have the same format.',
        content: { [PROBLEM_TYPE]: { schema: { $ref: PROBLEM_REF } } },
      },
      documentation: {
        openapi: '3.1.0',
        info: {
          title: 'Haven Hub',
          version: '1',
          description: 'Artwork to mockups to products. Send a key: Authorization: Bearer hh_…',
        },
        components: {
          securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
          responses: {
            Problem: {
              description: 'Refused, with the reason.',
              content: { [PROBLEM_TYPE]: { schema: resolver(problemAnswer) } },
            },
          },
        },
        security: [{ key: [] }],
      },
    }),
  )
}
