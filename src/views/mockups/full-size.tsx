import { reviewWords } from '../approvals/words.ts'
import { Button } from '../components/button.tsx'
import { fullSizeWords as words } from './words.ts'

/** One view over the page for all of its pictures: full-size.js opens and fills it. */
export function FullSize() {
  return (
    <dialog class="full-size" id="full-size" aria-label={words.title}>
      <div class="full-size-bar">
        <p class="full-size-name" data-full-size-name aria-live="polite" />
        <div class="cluster cluster-tight">
          <ViewButton does="smaller" label={words.smaller} text="−" />
          <output class="full-size-zoom figures" data-full-size-zoom />
          <ViewButton does="larger" label={words.larger} text="+" />
          <ViewButton does="fit" label={words.fit} text={words.fit} />
          <ViewButton does="actual" label={words.actual} text={words.actual} />
        </div>
        <ViewButton does="close" label={words.close} text={words.close} />
      </div>
      <section class="full-size-stage" aria-label={words.stage} tabindex={0} data-swipe />
      <div class="full-size-bar full-size-foot">
        <ViewButton does="previous" label={words.previous} text={words.previous} />
        <div class="cluster cluster-tight">
          <ViewButton does="undo" label={words.undo} text={words.undo} />
          <ViewButton does="reject" label={reviewWords.reject} text={reviewWords.reject} />
          <Button type="button" variant="primary" size="small" data-view="approve">
            {reviewWords.approve}
          </Button>
        </div>
        <ViewButton does="next" label={words.next} text={words.next} />
      </div>
      <p class="full-size-said" data-full-size-said role="status" />
    </dialog>
  )
}

type ViewButtonProps = { does: string; label: string; text: string }

function ViewButton({ does, label, text }: ViewButtonProps) {
  return (
    <Button type="button" size="small" data-view={does} aria-label={label}>
      {text}
    </Button>
  )
}
