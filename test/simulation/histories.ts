import { expect } from 'vitest'
import type { Density } from './people.ts'
import { type PlantedBug, plant } from './plant.ts'
import { type Figures, type History, prepareSimulation, type Simulation } from './simulate.ts'

export type Found = { seed: number; violation: string }
export type Survey = {
  histories: number
  figures: Figures
  /** How often each fault that the product is known to have showed. */
  known: Map<string, number>
}

/** Runs histories one after another; the first that breaks a rule ends the test with its trace. */
export async function runHistories(
  run: Simulation,
  seeds: Iterable<number>,
  density: Density,
): Promise<Survey> {
  const survey: Survey = { histories: 0, figures: noFigures(), known: new Map() }
  for (const seed of seeds) {
    const history = await run(seed, { density })
    if (history.violation !== undefined) expect.fail(await tell(run, seed, density))
    add(survey, history)
  }
  return survey
}

function add(survey: Survey, { figures, findings }: History): void {
  survey.histories += 1
  const sums = survey.figures
  survey.figures = {
    mockups: sums.mockups + figures.mockups,
    stored: sums.stored + figures.stored,
    calls: sums.calls + figures.calls,
    charged: sums.charged + figures.charged,
    kills: sums.kills + figures.kills,
    steps: sums.steps + figures.steps,
    atShop: sums.atShop + figures.atShop,
  }
  for (const fault of new Set(findings.map((finding) => finding.fault))) {
    survey.known.set(fault, (survey.known.get(fault) ?? 0) + 1)
  }
}

function noFigures(): Figures {
  return { mockups: 0, stored: 0, calls: 0, charged: 0, kills: 0, steps: 0, atShop: 0 }
}

/** The violation, how it came to it, and the command that runs this history alone. */
export async function tell(run: Simulation, seed: number, density: Density): Promise<string> {
  const trace: string[] = []
  const { violation } = await run(seed, { density, trace })
  const command = `SIMULATION_SEED=${seed} SIMULATION_DENSITY=${density} npm run simulate`
  return [`seed ${seed}: ${violation ?? 'no violation'}`, ...trace, command].join('\n')
}

/** The first history that shows a planted bug by one of the rules that it breaks. */
export async function findPlanted(bug: PlantedBug): Promise<Found | undefined> {
  const { root, remove } = plant(bug)
  const { density, withApi, troubles } = bug
  try {
    const run = await prepareSimulation(root)
    for (let seed = 1; seed <= bug.seeds; seed++) {
      const { violation, findings } = await run(seed, { density, withApi, troubles })
      const shown = [violation ?? '', ...findings.map(({ sentence }) => sentence)]
      const found = shown.find((sentence) => bug.breaks.test(sentence))
      if (found !== undefined) return { seed, violation: found }
    }
    return undefined
  } finally {
    remove()
  }
}

/** Ends early with the test that asks for these. */
export function* range(first: number, last: number, signal?: AbortSignal): Generator<number> {
  for (let seed = first; seed <= last; seed++) {
    signal?.throwIfAborted()
    yield seed
  }
}
