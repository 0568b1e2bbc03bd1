import { describe, expect, it } from 'vitest'
import { isLoopback, parseReference, parseRepository } from '../../src/registry/reference.ts'

describe('image names', () => {
  it.each([
    ['ghcr.io/owner/churn', 'ghcr.io', 'owner/churn'],
    ['localhost:5000/a/b', 'localhost:5000', 'a/b'],
    ['[::1]:5000/x', '[::1]:5000', 'x'],
    ['registry:5000/x', 'registry:5000', 'x'],
    ['123456789.dkr.ecr.eu-west-1.amazonaws.com/m__x/a-b.c', '123456789.dkr.ecr.eu-west-1.amazonaws.com', 'm__x/a-b.c'],
  ])('%s', (text, host, path) => {
    expect(parseRepository(text)).toEqual({ kind: 'remote', name: text, host, path })
  })

  it.each([
    ['oci:./dir', './dir'],
    ['oci:/abs/dir', '/abs/dir'],
    ['oci:../x y', '../x y'],
  ])('%s is a folder', (text, folder) => {
    expect(parseRepository(text)).toEqual({ kind: 'folder', name: text, folder })
  })

  it.each([
    ['ghcr.io/Owner/Churn', 'ghcr.io/owner/churn'],
    ['ghcr.io/owner/churn:1.0.0', 'ghcr.io/owner/churn'],
    [`ghcr.io/owner/churn@sha256:${'a'.repeat(64)}`, 'ghcr.io/owner/churn'],
    ['https://ghcr.io/owner/churn', 'ghcr.io/owner/churn'],
    ['churn', 'ghcr.io/owner/churn'],
    ['owner/churn', 'ghcr.io/owner/churn'],
    ['ghcr.io/owner/my model', 'ghcr.io/owner/my-model'],
    ['ghcr.io/owner//churn_', 'ghcr.io/owner/churn'],
    ['--help/x', 'ghcr.io/help/x'],
    ['oci:', 'oci:./registry/churn'],
  ])('%s is refused and corrected to %s', (text, corrected) => {
    expect(() => parseRepository(text)).toThrow(expect.objectContaining({ code: 'repository-invalid', remedy: `Write \`image: ${corrected}\`.` }))
  })

  it.each([
    ['ghcr.io/owner/churn:1.0.0', 'ghcr.io/owner/churn', '1.0.0'],
    [`ghcr.io/owner/churn@sha256:${'a'.repeat(64)}`, 'ghcr.io/owner/churn', `sha256:${'a'.repeat(64)}`],
    ['localhost:5000/churn', 'localhost:5000/churn', null],
    ['oci:./dir:v1', 'oci:./dir', 'v1'],
    ['oci:./dir', 'oci:./dir', null],
  ])('%s is %s and %s', (text, name, reference) => {
    expect(parseReference(text)).toMatchObject({ repository: { name }, reference })
  })

  it.each(['localhost', 'localhost:5000', '127.0.0.1:5000', '127.3.2.1', '[::1]:5000'])('%s is spoken to without TLS', (host) =>
    expect(isLoopback(host)).toBe(true),
  )
  it.each(['localhost.example.com', 'ghcr.io', '128.0.0.1:5000', '127.0.0.1.nip.io', '[::2]:5000'])('%s is spoken to with TLS', (host) =>
    expect(isLoopback(host)).toBe(false),
  )
})
