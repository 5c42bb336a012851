import { Icon } from '../components/icon.tsx'

/** Shown while files are dragged over the page; where it is, files may be dropped anywhere. */
export function DropOverlay({ label }: { label: string }) {
  return (
    <div class="drop-overlay" data-drop hidden>
      <p class="drop-overlay-label">
        <Icon name="asset" />
        {label}
      </p>
    </div>
  )
}
