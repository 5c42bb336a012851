import { describeHalf } from './histories.ts'

describeHalf(0)
