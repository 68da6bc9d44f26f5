import { readFileSync } from 'node:fs'
import { inProject } from '../../../build/docs/generated.ts'

/** @returns the text of a file of the project */
export const read = (path: string) => readFileSync(inProject(path), 'utf8')
