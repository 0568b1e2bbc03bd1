import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { prophet } from '../../../src/frameworks/prophet/index.ts'
import { readForecaster } from '../../../src/frameworks/prophet/json.ts'
import { componentsOf } from '../../../src/frameworks/prophet/state.ts'
import { bytesSource } from '../../../src/model/window-source.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage, damageJson } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/prophet/${name}`, import.meta.url)))
const saved = (name: string) => ({ [name]: bytes(name) })
const text = (name: string) => new TextDecoder().decode(bytes(name))

/** Columns as predict() of prophet 1.5.0 gave them: printed by test/models/prophet/generate.py. */
const bounded = (...names: string[]) => names.flatMap((name) => [name, `${name}_lower`, `${name}_upper`])
const BOUNDS = ['yhat_lower', 'yhat_upper', 'trend_lower', 'trend_upper']
const WEEKLY = bounded('additive_terms', 'weekly', 'multiplicative_terms')
const ALL = bounded(
  ...['additive_terms', 'extra_regressors_additive', 'extra_regressors_multiplicative', 'fair', 'holidays', 'monthly', 'multiplicative_terms'],
  ...['sold', 'temp', 'weekly'],
)

describe('the table of predictions', () => {
  it.each([
    ['plain.json', ['ds'], ['ds', 'trend', ...BOUNDS, ...WEEKLY, 'yhat']],
    ['quoted.json', ['ds'], ['ds', 'trend', ...BOUNDS, ...WEEKLY, 'yhat']],
    ['certain.json', ['ds'], ['ds', 'trend', 'additive_terms', 'weekly', 'multiplicative_terms', 'yhat']],
    ['certain.pkl', ['ds'], ['ds', 'trend', 'additive_terms', 'weekly', 'multiplicative_terms', 'yhat']],
    ['logistic.json', ['ds', 'cap', 'floor'], ['ds', 'trend', 'cap', 'floor', ...BOUNDS, ...WEEKLY, 'yhat']],
    ['everything.json', ['ds', 'temp', 'sold', 'open'], ['ds', 'trend', ...BOUNDS, ...ALL, 'yhat']],
    ['everything.pkl', ['ds', 'temp', 'sold', 'open'], ['ds', 'trend', ...BOUNDS, ...ALL, 'yhat']],
  ])('%s', (name, inputs, outputs) => {
    const [signature] = inferFrom(prophet, saved(name)).signatures
    expect([signature?.inputs.map((field) => field.name), signature?.outputs.map((field) => field.name)]).toEqual([inputs, outputs])
  })

  it('holds times, numbers and, where a seasonality has a condition, truth values', () => {
    const [line = ''] = linesOf(inferFrom(prophet, saved('everything.json')))
    expect(line).toMatch(
      /^predict\(ds timestamp\[-1\], temp float64\[-1\], sold float64\[-1\], open bool\[-1\]\) -> \(ds timestamp\[-1\], trend float64\[-1\], /,
    )
  })

  it.each(['plain.json', 'everything.json', 'logistic.json'])('%s: the settings lead to the same components', (name) => {
    const { forecaster } = readForecaster(bytesSource(name, bytes(name)))
    expect(componentsOf(forecaster)).toEqual(forecaster.components)
  })
})

describe('files', () => {
  it('tell the version', () => expect(inferFrom(prophet, saved('plain.json')).framework.version).toBe('1.5.0'))

  it('of fbprophet are read as well', () => {
    const old = text('plain.json').replace('__prophet_version', '__fbprophet_version')
    expect(inferFrom(prophet, { m: old }).framework.version).toBe('1.5.0')
  })

  it('without readable components: by the settings', () => {
    const old = JSON.parse(text('everything.json'))
    old.train_component_cols = '{"columns": 1}'
    expect(linesOf(inferFrom(prophet, { m: JSON.stringify(old) }))).toEqual(linesOf(inferFrom(prophet, saved('everything.json'))))
  })

  it.each([
    ['that end early', text('plain.json').slice(0, 6_000), 'truncated'],
    ['that end early inside of a string', text('quoted.json').slice(0, 6_000), 'truncated'],
    ['with a broken table inside', text('plain.json').replace('"train_component_cols": "{', '"train_component_cols": "['), 'corrupt'],
  ])('%s are refused', (_, content, code) => expect(refusalOf(prophet, { m: content })).toBe(code))

  it('of forecasters that are not fitted are refused', () => expect(refusalOf(prophet, saved('unfitted.pkl'))).toBe('not-inferable'))

  it('that only grow are none', () => {
    expect(prophet.match(inMemory({ m: new TextEncoder().encode('{"growth": "linear", "other": 1}') }))).toEqual([])
  })

  it('damaged give a contract or a refusal', () => {
    expect(damage(prophet, saved('everything.pkl'), 'everything.pkl', 200).contract).toBeGreaterThan(5)
    expect(damage(prophet, saved('everything.json'), 'everything.json', 200).refused).toBeGreaterThan(5)
    expect(damage(prophet, saved('quoted.json'), 'quoted.json', 200).refused).toBeGreaterThan(5)
    expect(damageJson(prophet, saved('everything.json'), 'everything.json', 200).contract).toBeGreaterThan(50)
  })
})
