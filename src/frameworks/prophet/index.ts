import { UserError } from '../../errors.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { pickleFindings } from '../pickle-findings.ts'
import { mayBePickle, openPickle } from '../pickles.ts'
import { isForecaster, readForecaster } from './json.ts'
import { forecasterIn } from './pickle.ts'
import { signatureOf } from './state.ts'

/** Forecasters of Prophet: `model_to_json`, or a pickle. Source: prophet/serialize.py. */
export const prophet: Framework = { name: 'prophet', match, infer }

function match(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file): Match[] => {
    if (file.pointer !== undefined || file.size < 2) return []
    const found = (format: string): Match[] => [{ format, path: file.path, because: `${file.path} holds a Prophet forecaster`, covers: [file.path] }]
    if (isForecaster(files.open(file.path))) return found('json')
    return isPickled(files, file) ? found('pickle') : []
  })
}

function isPickled(files: ModelFiles, file: ModelFile): boolean {
  if (!mayBePickle(files.open(file.path), file)) return false
  try {
    return openPickle(files, file.path).modules.some((module) => /^(?:fb)?prophet(?:\.|$)/.test(module))
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

function infer(files: ModelFiles, { path, format }: Match): Inference {
  if (format === 'json') {
    const { forecaster, version } = readForecaster(files.open(path))
    return {
      framework: { name: 'prophet', ...(version !== undefined && { version: version.slice(0, 40) }), format },
      signatures: [signatureOf(forecaster, path)],
      warnings: [],
      findings: [],
    }
  }
  const pickle = openPickle(files, path)
  const findings = pickleFindings(pickle, path)
  const isDangerous = findings.some(({ severity }) => severity === 'critical' || severity === 'high')
  // what is dangerous is told as such, even where the file then breaks off
  if (pickle.root === undefined && !isDangerous) {
    throw pickle.failure ?? new UserError('corrupt', `${path} holds no object`, 'Save the model again.', { file: path })
  }
  const forecaster = forecasterIn(pickle, path)
  if (forecaster === null && !isDangerous) {
    const remedy = 'Save the fitted Prophet itself, best as JSON: prophet.serialize.model_to_json(model).'
    throw new UserError('not-inferable', `${path} holds something around a Prophet, not the forecaster itself`, remedy, { file: path })
  }
  return {
    framework: { name: 'prophet', format },
    signatures: forecaster === null ? [] : [signatureOf(forecaster, path)],
    warnings: [],
    findings,
  }
}
