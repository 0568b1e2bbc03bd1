import { expect } from 'vitest'
import { loadGrammar } from '../src/formats/python/grammar.ts'

// tests of readers call them as they are; the story loads the grammar when it comes upon Python
if (/\/test\/(frameworks|formats|model|infer|pickle)/.test(expect.getState().testPath ?? '')) await loadGrammar()
