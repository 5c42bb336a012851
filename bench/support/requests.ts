import { Agent, get } from 'node:http'

const AT_ONCE = 8
const MILLISECONDS = 1_000

/** Requests a second that are answered with 200, over so many connections for so long. */
export async function requestsASecond(
  url: string,
  headers: Record<string, string>,
  lastsMs: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const began = performance.now()
  let answered = 0
  const lane = async () => {
    while (performance.now() - began < lastsMs) {
      const status = await ask(url, headers, agent)
      if (status !== 200) throw new Error(`${url} was answered with ${status}`)
      answered += 1
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    return (answered / (performance.now() - began)) * MILLISECONDS
  } finally {
    agent.destroy()
  }
}

function ask(url: string, headers: Record<string, string>, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    request.once('error', reject)
  })
}
