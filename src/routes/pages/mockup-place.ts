import type { Context as HonoContext } from 'hono'
import { findReviewNeighbours, type Neighbour } from '../../domain/approvals/list-review.ts'
import { findMockupNeighbours } from '../../domain/mockups/list-mockups.ts'
import { uuid } from '../../ids.ts'
import { reviewedMockupUrl, reviewUrl } from '../../views/approvals/review-url.ts'
import { listedMockupUrl, type MockupPlace, mockupsUrl } from '../../views/mockups/mockups-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { mockupFilters, toMockupQuery } from './mockup-filters.ts'
import { reviewFilters, toReviewQuery } from './review-filters.ts'

/** Where a mockup is in the list that its URL names: what is reviewed, or else the gallery. */
export async function findPlace(c: HonoContext<HubEnv>, id: string): Promise<MockupPlace> {
  const item = uuid.safeParse(c.req.query('item')).data
  return c.req.query('in') === 'review' && item ? inReview(c, item) : inGallery(c, id)
}

async function inReview(c: HonoContext<HubEnv>, itemId: string): Promise<MockupPlace> {
  const filters = reviewFilters(c)
  const around = await findReviewNeighbours(c.var.ctx, toReviewQuery(filters, 1), itemId)
  const urlOf = (item: Neighbour | undefined) => item && reviewedMockupUrl(filters, item)
  return {
    list: 'review',
    back: reviewUrl(filters),
    previous: urlOf(around.previous),
    next: urlOf(around.next),
    urlOf: (id, path) => reviewedMockupUrl(filters, { id: itemId, reference_id: id }, path),
  }
}

async function inGallery(c: HonoContext<HubEnv>, id: string): Promise<MockupPlace> {
  const filters = mockupFilters(c)
  const around = await findMockupNeighbours(c.var.ctx, await toMockupQuery(c, filters, 1), id)
  const urlOf = (other: string | undefined) => other && listedMockupUrl(filters, other)
  return {
    list: 'gallery',
    back: mockupsUrl(filters),
    previous: urlOf(around.previous),
    next: urlOf(around.next),
    urlOf: (own, path = '') => {
      const [page = '', search] = listedMockupUrl(filters, own).split('?')
      return search ? `${page}${path}?${search}` : `${page}${path}`
    },
  }
}
