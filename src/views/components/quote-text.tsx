export type QuoteTextProps = { text: string; author?: string | null; size?: 'small' | 'large' }

/** A quote in the brand's serif. */
export function QuoteText({ text, author, size = 'small' }: QuoteTextProps) {
  return (
    <blockquote class={`quote-text quote-text-${size}`}>
      <p>{text}</p>
      {author ? <footer>{author}</footer> : null}
    </blockquote>
  )
}
