import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'

type Count = { passed: number; failed: number }

const vitest = z
  .object({ numPassedTests: z.int(), numFailedTests: z.int(), numFailedTestSuites: z.int() })
  // A file that cannot even be loaded has no test of its own that could fail.
  .transform(({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
    passed: numPassedTests,
    failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0),
  }))

const playwright = z
  .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }) })
  .transform(({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }))

function readCount(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 0 }
  return z.union([vitest, playwright]).parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Adds up the reports of both test runners: the files are named on the command line. */
const counts = process.argv.slice(2).map(readCount)
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`${passed} passed, ${failed} failed`)
