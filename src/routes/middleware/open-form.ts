import type { MiddlewareHandler } from 'hono'
import * as z from 'zod'
import { newId } from '../../ids.ts'
import type { HubEnv } from '../hub-env.ts'

const uuid = z.uuid()

/**
 * Puts the work id of a form that creates something into the URL where it is opened, as `?add=<id>`:
 * whoever returns to it, typed values and all, has the same id and creates nothing twice.
 */
export function openForm(name: string): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    const id = c.req.query(name)
    if (id === undefined || uuid.safeParse(id).success) return next()
    const url = new URL(c.req.url)
    url.searchParams.set(name, newId())
    return c.redirect(`${url.pathname}${url.search}`, 303)
  }
}
