import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { describeKeyValueStore, inSimulatedTime } from './key-value-store.contract.ts'

describeKeyValueStore('memory', inSimulatedTime(createMemoryStore))
