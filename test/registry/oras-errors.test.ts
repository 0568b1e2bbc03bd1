import { describe, expect, it } from 'vitest'
import { classify } from '../../src/registry/oras-errors.ts'

/** Printed by oras 1.3.3 against a server that answered so. */
describe('what oras prints means', () => {
  it.each([
    ['absent', 'Error response from registry: failed to resolve digest: r.io/a:9: not found'],
    ['absent', 'Error response from registry: failed to fetch the content of "r.io/a:9": r.io/a:9: not found'],
    ['missing', 'Error response from registry: name unknown: repository name not known to registry: map[name:a]'],
    ['unauthorized', 'Error response from registry: unauthorized: authentication required'],
    ['unauthorized', 'Error response from registry: denied: requested access to the resource is denied'],
    ['unauthorized', 'Error: basic credential not found\nPlease check whether the registry credential stored in the authentication file is correct'],
    ['unauthorized', 'Error response from registry: HEAD "https://r.io/v2/a/manifests/9": response status code 403: Forbidden'],
    ['unauthorized', 'Uploading f20c43161d73 application/x\nError: failed to tag 1: basic credential not found'],
    ['conflict', 'Error response from registry: tag immutable: tag is immutable'],
    ['conflict', 'Error response from registry: precondition: immutable'],
    [
      'conflict',
      "Error response from registry: tag invalid: The image tag '1' already exists in the repository and cannot be overwritten because the repository is immutable.",
    ],
    ['busy', 'Error response from registry: toomanyrequests: slow'],
    ['server', 'Error response from registry: unknown: boom'],
    ['server', 'Error response from registry: GET "https://r.io/v2/a/tags/list": response status code 503: Service Unavailable'],
    ['unreachable', 'Error: Get "https://r.io/v2/a/tags/list": dial tcp: lookup r.io on 10.0.0.1:53: no such host'],
    ['unreachable', 'Error: Get "http://r.io/v2/a/tags/list": EOF'],
    ['unreachable', 'Error: Get "https://r.io/v2/a/tags/list": http: server gave HTTP response to HTTPS client'],
    ['too-large', 'Error response from registry: PUT "https://r.io/v2/a/manifests/1": response status code 413: Request Entity Too Large'],
    ['mismatch', 'Error response from registry: digest invalid: provided digest did not match uploaded content'],
    ['foreign-link', 'Error: invalid next link "http://b/x": not the same origin as "http://a/y"'],
    ['broken', 'Error: GET "https://r.io/v2/a/tags/list": failed to decode response: invalid character \'<\' looking for beginning of value'],
    ['broken', 'Error: GET "https://r.io/v2/a/tags/list": failed to decode response: unexpected EOF'],
    ['broken', 'Error response from registry: GET "https://r.io/v2/a/tags/list": response status code 404: Not Found'],
    ['broken', 'Error response from registry: PUT "https://r.io/v2/a/manifests/1": response status code 200: OK'],
    ['broken', 'Error response from registry: some new code: r.io/b:9: not found'],
    ['broken', 'anything else'],
    ['broken', ''],
  ])('%s: %s', (failure, stderr) => {
    expect(classify(stderr, 'r.io/a:9')).toBe(failure)
  })
})
