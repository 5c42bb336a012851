import type { Child } from 'hono/jsx'
import { problemOf } from '../../domain/templates/scene-health.ts'
import { Notice } from '../components/notice.tsx'
import { accountWords } from './words.ts'

export type LeftOutScenesProps = {
  scenes: readonly string[]
  /** What is wrong with those that are there, by key. */
  problems: Readonly<Record<string, string>>
  /** What that means here. */
  children: Child
}

/** Scenes that nothing could be rendered in, each with the reason; nothing where there are none. */
export function LeftOutScenes({ scenes, problems, children }: LeftOutScenesProps) {
  if (scenes.length === 0) return null
  return (
    <Notice
      tone="amber"
      title={accountWords.leftOut}
      action={<a href="/scenes">{accountWords.openLibrary}</a>}
    >
      {scenes.map((scene) => (
        <p>{accountWords.leftOutScene(scene, problemOf(problems, scene))}</p>
      ))}
      <p>{children}</p>
    </Notice>
  )
}
