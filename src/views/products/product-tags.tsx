import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'

export function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <Cluster>
      {tags.map((tag) => (
        <Badge long>{tag}</Badge>
      ))}
    </Cluster>
  )
}
