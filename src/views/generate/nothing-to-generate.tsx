import { isUsable } from '../../domain/templates/scene-health.ts'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import type { IconName } from '../components/icon.tsx'
import type { ArtworkPickerProps } from './artwork-picker.tsx'
import type { ScenePickerProps } from './scene-picker.tsx'
import { generateWords } from './words.ts'

export type Lacking = 'artwork' | 'key' | 'active_scene' | 'usable_scene'

type Props = {
  artworks: Pick<ArtworkPickerProps, 'choice' | 'chosen' | 'found'>
  scenes: Pick<ScenePickerProps, 'scenes' | 'isCut' | 'search'>
  /** A key that pays for renders. */
  hasKey: boolean
  /** A refusal is shown in the form that was sent. */
  quote: { error?: string }
}

/** The first thing without which nothing can be generated. */
export function findLacking({ artworks, scenes, hasKey, quote }: Props): Lacking | undefined {
  const { choice, chosen, found } = artworks
  if (chosen.length + found.total === 0 && !isFiltered(choice)) return 'artwork'
  if (!hasKey) return 'key'
  if (scenes.isCut || scenes.search || quote.error) return undefined
  if (scenes.scenes.length === 0) return 'active_scene'
  return scenes.scenes.some(isUsable) ? undefined : 'usable_scene'
}

function isFiltered({ search, collection, mockups }: Props['artworks']['choice']): boolean {
  return Boolean(search || collection || mockups)
}

const STATES = {
  artwork: {
    icon: 'asset',
    title: generateWords.noArtwork,
    text: generateWords.noArtworkText,
    href: '/assets?upload=1',
    label: generateWords.upload,
  },
  key: {
    icon: 'integration',
    title: generateWords.noKey,
    text: generateWords.noKeyText,
    href: '/integrations',
    label: generateWords.connect,
  },
  active_scene: {
    icon: 'scene',
    title: generateWords.noActiveScene,
    text: generateWords.noActiveSceneText,
    href: '/scenes',
    label: generateWords.openScenes,
  },
  usable_scene: {
    icon: 'scene',
    title: generateWords.noUsableScene,
    text: generateWords.noUsableSceneText,
    href: '/scenes/import',
    label: generateWords.importTemplates,
  },
} as const satisfies Record<
  Lacking,
  { icon: IconName; title: string; text: string; href: string; label: string }
>

/** In place of a form that nothing could be chosen in: what is missing, and where to get it. */
export function NothingToGenerate({ lacking }: { lacking: Lacking }) {
  const { icon, title, text, href, label } = STATES[lacking]
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        <ButtonLink href={href} variant="primary">
          {label}
        </ButtonLink>
      }
    >
      {text}
    </EmptyState>
  )
}
