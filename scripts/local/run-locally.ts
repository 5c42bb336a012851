import { watchStyles } from '../build-public.ts'
import { seedOnce } from '../seed.ts'
import { setUp } from '../set-up.ts'
import { checkPort } from './check-port.ts'
import { fireCrons } from './fire-crons.ts'
import { launch, type Program, type Running } from './launch.ts'
import { createRelay, say } from './print.ts'
import { printUrls } from './print-urls.ts'
import { hubProgram, sandboxProgram } from './programs.ts'
import { isRunning, noteRunning } from './running-note.ts'
import { readSettings, type Settings } from './settings.ts'
import { waitUntilUp } from './wait-until-up.ts'
import { watchForEnd } from './watch-for-end.ts'

/** Runs the hub, alone or with the sandbox and the demo data, until it is stopped. */
export async function runLocally(which: 'hub' | 'everything'): Promise<void> {
  const running: Running[] = []
  const end = watchForEnd(running)
  const relay = createRelay()
  try {
    const settings = readSettings()
    await refuseToCollide(settings, which)
    const { variablesAdded } = await prepare(settings)
    end.onEnd(noteRunning(settings, settings.hubPort))
    end.onEnd(watchStyles())
    const start = async (program: Program, url: string) => {
      const one = launch(program, relay.print)
      running.push(one)
      await waitUntilUp(one, url)
    }
    if (which === 'everything') {
      await start(sandboxProgram(settings), `${settings.sandboxUrl}/__sandbox/faults`)
    }
    await start(hubProgram(settings), `${settings.hubUrl}/healthz`)
    end.onEnd(fireCrons(settings.hubUrl).stop)
    if (which === 'everything') {
      const again = variablesAdded.length > 0
      // Ctrl-C during it takes the hub away: that is no failure.
      const report = (line: string) => end.hasBegun() || say(line)
      await relay.hushed(() => seedOnce(settings, { again, say: report }))
      if (!end.hasBegun()) printUrls(settings)
    } else say(`The hub runs at ${settings.hubUrl}`)
    await end.whenOneEnds()
  } catch (error) {
    await end.fail(error)
  }
}

async function refuseToCollide(settings: Settings, which: 'hub' | 'everything'): Promise<void> {
  if (await isRunning(settings)) {
    throw new Error('This copy of the project runs already. Stop it first (Ctrl-C in its window).')
  }
  await checkPort(settings.hubPort, 'HUB_PORT', 'hub')
  if (which === 'everything') await checkPort(settings.sandboxPort, 'SANDBOX_PORT', 'sandbox')
}

async function prepare(settings: Settings) {
  say('Checking the set-up')
  const done = await setUp(settings)
  if (done.variablesAdded.length > 0) say(`Added to .dev.vars: ${done.variablesAdded.join(', ')}`)
  if (done.database === 'prepared') say('Brought the local database up to date')
  return done
}
