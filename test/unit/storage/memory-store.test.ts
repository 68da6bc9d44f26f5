import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { describeKeyValueStore } from './key-value-store.contract.ts'

describeKeyValueStore('memory', now => createMemoryStore(now))
