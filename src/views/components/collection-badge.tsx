import { Badge } from './badge.tsx'
import { type Collections, collectionName } from './collections.ts'

export type CollectionBadgeProps = { of: string; collections: Collections }

/** A collection by its name, in its colour. */
export function CollectionBadge({ of, collections }: CollectionBadgeProps) {
  const colour = collections.find(({ key }) => key === of)?.colour
  return (
    <Badge tone={colour} long>
      {collectionName(collections, of)}
    </Badge>
  )
}
