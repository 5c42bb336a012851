/** Lets in so much work at once; the rest waits outside, in the order in which it came. */
export type Gate = <Result>(work: () => Promise<Result>, places?: number) => Promise<Result>

/** Work takes one place if it asks for no more; what asks for more than there are takes all. */
export function createGate(places: number): Gate {
  const waiting: { needs: number; enter: () => void }[] = []
  let free = places
  const letIn = () => {
    for (let [next] = waiting; next && next.needs <= free; [next] = waiting) {
      waiting.shift()
      free -= next.needs
      next.enter()
    }
  }
  return async (work, asked = 1) => {
    const needs = Math.min(asked, places)
    // Whoever came before stays before: nobody slips in between.
    await new Promise<void>((enter) => {
      waiting.push({ needs, enter })
      letIn()
    })
    try {
      return await work()
    } finally {
      free += needs
      letIn()
    }
  }
}
