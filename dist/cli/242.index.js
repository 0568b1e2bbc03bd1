export const id = 242;
export const ids = [242];
export const modules = {

/***/ 5861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  schema: () => (/* binding */ schema)
});

;// CONCATENATED MODULE: ./.build/callers/open-inference.js
const integer = (datatype, bits, signed) => {
    // beyond 2^53 a number of JSON is not what was written
    const exact = Math.min(signed ? bits - 1 : bits, 53);
    return { datatypes: [datatype], element: { type: 'integer', minimum: signed ? -(2 ** exact) : 0, maximum: 2 ** exact - 1 } };
};
const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
/** Types that the protocol has a word for; the others can't be sent as JSON. */
const ENCODINGS = {
    bool: { datatypes: ['BOOL'], element: { type: 'boolean' } },
    int8: integer('INT8', 8, true),
    int16: integer('INT16', 16, true),
    int32: integer('INT32', 32, true),
    int64: integer('INT64', 64, true),
    uint8: integer('UINT8', 8, false),
    uint16: integer('UINT16', 16, false),
    uint32: integer('UINT32', 32, false),
    uint64: integer('UINT64', 64, false),
    // the largest finite half, single and double
    float16: { datatypes: ['FP16'], element: { type: 'number', minimum: -65_504, maximum: 65_504 } },
    float32: { datatypes: ['FP32'], element: { type: 'number', minimum: -3.4028234663852886e38, maximum: 3.4028234663852886e38 } },
    float64: { datatypes: ['FP64'], element: NUMBER },
    string: { datatypes: ['BYTES'], element: TEXT },
    bytes: { datatypes: ['BYTES'], element: TEXT },
    date: { datatypes: ['BYTES'], element: { type: 'string', format: 'date' } },
    timestamp: { datatypes: ['BYTES'], element: { type: 'string', format: 'date-time' } },
};
/** Every word of the protocol, for tensors of unknown type. */
const ALL_DATATYPES = [...new Set(Object.values(ENCODINGS).flatMap(({ datatypes }) => datatypes))];
/** One tensor of `inputs` or `outputs`: name, shape, datatype, and data as nested arrays or flat in row-major order. */
function tensorSchema(field, open) {
    const frame = { type: 'object', required: ['name', 'shape', 'datatype', 'data'], additionalProperties: false, title: field.name };
    if (!('type' in field)) {
        const kind = ['sequence', 'map', 'struct', 'image'].find((name) => name in field);
        return {
            ...frame,
            description: `A ${kind}: the protocol has no tensor for it.`,
            properties: { name: { const: field.name }, shape: shapeSchema(null, open), datatype: TEXT, data: { type: 'array' }, parameters: PARAMETERS },
        };
    }
    const encoding = field.type === null ? undefined : ENCODINGS[field.type];
    const words = field.type === null ? ALL_DATATYPES : (encoding?.datatypes ?? []);
    const unsendable = field.type !== null && encoding === undefined;
    return {
        ...frame,
        ...(unsendable && { description: `${field.type}: the protocol has no datatype for it, the server's own extension is needed.` }),
        properties: {
            name: { const: field.name },
            shape: shapeSchema(field.shape, open),
            datatype: unsendable ? TEXT : words.length === 1 ? { const: words[0] } : { enum: words },
            data: dataSchema(field.shape, encoding?.element ?? true, open),
            parameters: PARAMETERS,
        },
    };
}
/** `$parameters`: names with texts, numbers and truths. */
const PARAMETERS = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };
function shapeSchema(shape, open) {
    if (shape === null)
        return { type: 'array', items: SIZE };
    // the protocol has no scalars: one element
    const dims = shape.length === 0 ? [1] : shape;
    const prefixItems = dims.map((dim) => {
        const size = sizeOf(dim, open);
        return size === null ? SIZE : { const: size };
    });
    return { type: 'array', prefixItems, items: false, minItems: dims.length, maxItems: dims.length };
}
const SIZE = { type: 'integer', minimum: 0 };
/** `null`: any. */
function sizeOf(dim, open) {
    return typeof dim === 'number' && dim >= 0 ? dim : open;
}
/** Nested arrays of these sizes. Flat data is as valid for the protocol, and said so only where sizes are open: the sizes could not be told otherwise. */
function dataSchema(shape, element, open) {
    if (shape === null)
        return { type: 'array' };
    const sizes = (shape.length === 0 ? [1] : shape).map((dim) => sizeOf(dim, open));
    const nested = sizes.reduceRight((items, size) => arrayOf(items, size), element);
    if (sizes.length === 1)
        return nested;
    const count = sizes.reduce((product, size) => (product === null || size === null ? null : product * size), 1);
    return { anyOf: [nested, arrayOf(element, count)] };
}
function arrayOf(items, size) {
    return size === null ? { type: 'array', items } : { type: 'array', items, minItems: size, maxItems: size };
}

;// CONCATENATED MODULE: ./.build/callers/schemas.js

/** Draft 2020-12 is what OpenAPI 3.1 speaks. */
const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
/** One pair of schemas per signature of a contract. */
function schemasOf(contract, options) {
    return contract.signatures.map((signature) => ({
        signature: signature.name,
        request: requestSchema(signature, options),
        response: responseSchema(signature, options),
    }));
}
/** `$inference_request` of the protocol with this signature's inputs. */
function requestSchema({ name, inputs, outputs }, { open }) {
    return {
        $schema: DRAFT,
        title: `Request of ${name}`,
        type: 'object',
        required: ['inputs'],
        additionalProperties: false,
        properties: {
            id: { type: 'string' },
            parameters: PARAMETERS,
            inputs: tensorsSchema(inputs, open),
            outputs: wantedSchema(outputs),
        },
    };
}
/** Which outputs the caller wants; all where it is left out. */
function wantedSchema(outputs) {
    const name = { enum: outputs.map((field) => field.name) };
    const wanted = { type: 'object', required: ['name'], additionalProperties: false, properties: { name, parameters: PARAMETERS } };
    return outputs.length === 0 ? { type: 'array', maxItems: 0 } : { type: 'array', items: wanted };
}
/** `$inference_response` of the protocol with this signature's outputs. */
function responseSchema({ name, outputs }, { open }) {
    return {
        $schema: DRAFT,
        title: `Response of ${name}`,
        type: 'object',
        required: ['model_name', 'outputs'],
        properties: {
            model_name: { type: 'string' },
            model_version: { type: 'string' },
            id: { type: 'string' },
            parameters: PARAMETERS,
            outputs: tensorsSchema(outputs, open),
        },
    };
}
/** All tensors in their order; where some may be left out, in any order, the required ones among them. */
function tensorsSchema(fields, open) {
    const required = fields.filter(({ optional }) => optional !== true);
    const tensors = fields.map((field) => tensorSchema(field, open));
    if (required.length === fields.length)
        return { type: 'array', prefixItems: tensors, items: false, minItems: fields.length, maxItems: fields.length };
    const present = required.map(({ name }) => ({ contains: { type: 'object', required: ['name'], properties: { name: { const: name } } } }));
    return {
        type: 'array',
        items: { anyOf: tensors },
        minItems: required.length,
        maxItems: fields.length,
        ...(present.length > 0 && { allOf: present }),
    };
}

;// CONCATENATED MODULE: ./.build/callers/openapi.js

/**
 * The endpoints of one model under the Open Inference Protocol as an OpenAPI 3.1 document: liveness, readiness, metadata and inference.
 * Source: github.com/kserve/open-inference-protocol, specification/protocol/inference_rest.md.
 */
function openApiOf(contract, options) {
    const schemas = schemasOf(contract, options);
    const name = encodeURIComponent(options.model);
    const { framework } = contract;
    return {
        openapi: '3.1.0',
        info: {
            title: options.model,
            version: options.version || 'unpublished',
            description: `Open Inference Protocol (KServe v2) for a ${framework.name} model${framework.format === undefined ? '' : ` (${framework.format})`}.`,
        },
        paths: {
            '/v2/health/live': health('The server is alive.', 'serverLive'),
            '/v2/health/ready': health('The server can answer.', 'serverReady'),
            [`/v2/models/${name}`]: {
                get: { operationId: 'modelMetadata', summary: 'Tensors of the model.', responses: { 200: json('Metadata.', METADATA), ...FAILED } },
            },
            [`/v2/models/${name}/ready`]: health('The model can answer.', 'modelReady'),
            [`/v2/models/${name}/infer`]: {
                post: {
                    operationId: 'infer',
                    summary: 'Ask the model.',
                    requestBody: { required: true, content: { 'application/json': { schema: anyOf(schemas.map(({ request }) => request)) } } },
                    responses: { 200: json('The answer.', anyOf(schemas.map(({ response }) => response))), ...FAILED },
                },
            },
        },
    };
}
function health(summary, operationId) {
    return { get: { operationId, summary, responses: { 200: { description: 'Yes.' }, '4XX': { description: 'No.' } } } };
}
const json = (description, schema) => ({ description, content: { 'application/json': { schema } } });
const FAILED = {
    default: json('The request is refused.', { type: 'object', properties: { error: { type: 'string' } } }),
};
const TENSORS = {
    type: 'array',
    items: {
        type: 'object',
        required: ['name', 'datatype', 'shape'],
        properties: { name: { type: 'string' }, datatype: { type: 'string' }, shape: { type: 'array', items: { type: 'integer', minimum: -1 } } },
    },
};
const METADATA = {
    type: 'object',
    required: ['name', 'platform'],
    properties: {
        name: { type: 'string' },
        versions: { type: 'array', items: { type: 'string' } },
        platform: { type: 'string' },
        inputs: TENSORS,
        outputs: TENSORS,
    },
};
/** The protocol's address has no place for a signature: what is sent tells which is meant. */
function anyOf(schemas) {
    const inner = schemas.map((schema) => (typeof schema === 'object' ? withoutDraft(schema) : schema));
    const [only, ...others] = inner;
    return only !== undefined && others.length === 0 ? only : { anyOf: inner };
}
function withoutDraft(schema) {
    return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}

// EXTERNAL MODULE: ./.build/contract-at.js
var contract_at = __webpack_require__(1578);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: ./.build/infer.js + 3 modules
var infer = __webpack_require__(8377);
// EXTERNAL MODULE: ./.build/registry/reference.js
var reference = __webpack_require__(4157);
// EXTERNAL MODULE: ./.build/commands/ports.js + 13 modules
var ports = __webpack_require__(5226);
;// CONCATENATED MODULE: ./.build/commands/schema.js







/**
 * `mlambda schema DIR|IMAGE`: what callers send and get, for programs. JSON Schemas of the bodies of one request and response per signature, and an OpenAPI
 * document of the Open Inference Protocol's endpoints for this model. `--size N` writes N for every size that the contract leaves open.
 */
async function schema(call) {
    const [target = '.'] = call.operands;
    const inputs = call.inputs(target);
    const { contract, image } = await (0,contract_at/* contractAt */.CH)(target, { inputs, ports: () => (0,ports/* terminalPorts */.P)(inputs) });
    const repository = image === undefined ? '' : (0,reference/* parseReference */.F2)(target).repository.name;
    const options = {
        model: inputs.name || (0,infer/* nameOf */.Vb)(image === undefined ? target : repository),
        version: image?.published.version ?? '',
        open: schema_sizeOf(call.size),
    };
    const signatures = schemasOf(contract, options);
    process.stdout.write(`${JSON.stringify({ model: options.model, version: options.version, signatures, openapi: openApiOf(contract, options) }, null, 2)}\n`);
    return 0;
}
function schema_sizeOf(text) {
    if (text === '')
        return null;
    if (/^[1-9]\d{0,8}$/.test(text))
        return Number(text);
    throw new errors/* UserError */.y('input-invalid', `The flag --size: ${JSON.stringify(text)} is no size.`, 'Write --size 1, or another positive whole number.');
}


/***/ })

};
