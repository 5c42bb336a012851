import { Icon } from '../components/icon.tsx'

/** What to know about a cost before it is spent. */
export function QuoteWarning({ sentence }: { sentence: string | undefined }) {
  return sentence ? (
    <p class="small quote-warning">
      <Icon name="warning" class="icon-small" />
      {sentence}
    </p>
  ) : null
}

/** Why nothing was spent. */
export function QuoteRefusal({ sentence }: { sentence: string | undefined }) {
  return sentence ? (
    <p class="field-error" role="alert">
      <Icon name="warning" class="icon-small" />
      {sentence}
    </p>
  ) : null
}
