import { searchWords as words } from '../search/words.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { navigationWords } from './words.ts'

const BOX = 'search-box'

/** Leads to the search page; with a script it opens the box instead. */
export function SearchLink({ short }: { short?: boolean }) {
  return (
    <a
      class={short ? 'search-link search-link-short' : 'search-link'}
      href="/search"
      aria-keyshortcuts="/ Control+K Meta+K"
      data-search-open
    >
      <Icon name="search" />
      <span class={short ? 'visually-hidden' : undefined}>{navigationWords.search}</span>
      {short ? null : <kbd data-scripted>/</kbd>}
    </a>
  )
}

/** Opened by / or Ctrl+K anywhere: finds as one types. public/app.js moves between what is found. */
export function SearchBox() {
  return (
    <dialog class="dialog search-dialog" id={BOX} aria-label={words.box}>
      <form class="search-form" method="get" action="/search">
        <Icon name="search" />
        <input
          class="search-input"
          type="search"
          name="q"
          aria-label={words.box}
          placeholder={words.placeholder}
          autocomplete="off"
          hx-get="/search"
          hx-trigger="input changed delay:150ms"
          hx-target="#search-box-found"
          hx-select="#search-found"
          hx-swap="innerHTML show:none ignoreTitle:true"
          hx-push-url="false"
          hx-sync="replace"
        />
        <Button type="button" variant="quiet" size="small" icon="close" data-search-close>
          <span class="visually-hidden">{words.close}</span>
        </Button>
      </form>
      <div class="search-box-found" id="search-box-found">
        <p class="muted">{words.hint}</p>
      </div>
    </dialog>
  )
}
