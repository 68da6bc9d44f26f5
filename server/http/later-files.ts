import { LATER_FILES_ID } from '#shared/utils/later-files.ts'

/** Files that no first load needs, as Nuxt announces them. */
const PREFETCH = /<link\b[^>]*\brel="prefetch"[^>]*>/g

/** @returns the head without the links for later files, and those */
export function takeLaterFiles(head: string): { head: string, files: string[] } {
  return { head: head.replace(PREFETCH, ''), files: head.match(PREFETCH) ?? [] }
}

/** A browser fetches nothing of a template: in the head, some thirty files would compete with the customer. */
export function laterFilesTemplate(files: string[]): string {
  return `<template id="${LATER_FILES_ID}">${files.join('')}</template>`
}
