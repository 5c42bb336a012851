import { describeHalf } from './histories.ts'

describeHalf(1)
