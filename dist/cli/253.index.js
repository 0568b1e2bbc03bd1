export const id = 253;
export const ids = [253];
export const modules = {

/***/ 6659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CA: () => (/* binding */ byCodeUnits),
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   q6: () => (/* binding */ valueJson),
/* harmony export */   vE: () => (/* binding */ contractDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/**
 * The one spelling of a contract (docs/contract.md, "Canonical JSON"): no whitespace, fixed key order, signatures by name in code unit order,
 * everything else as declared, evidence left out, optional keys only where they say something. Equal contracts give equal text.
 */
function canonicalJson(contract) {
    return JSON.stringify(canonicalContract(contract, canonicalFramework(contract.framework)));
}
/** `sha256:` and 64 hex digits of the canonical JSON without `framework.version`: a retrained model of a newer scikit-learn keeps its contract. */
function contractDigest(contract) {
    const { version: _, ...framework } = canonicalFramework(contract.framework);
    const json = JSON.stringify(canonicalContract(contract, framework));
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(json, 'utf8').digest('hex')}`;
}
/** Canonical JSON of one value without its name: two values are the same promise exactly if these texts are equal (symbols by their names). */
function valueJson(value) {
    return JSON.stringify(canonicalValue(value));
}
/** Code unit order, as JavaScript compares: independent of any locale. */
function byCodeUnits(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
function canonicalContract(contract, framework) {
    const signatures = [...contract.signatures].sort((a, b) => byCodeUnits(a.name, b.name));
    return { contract: contract.contract, framework, signatures: signatures.map(canonicalSignature) };
}
function canonicalFramework({ name, version, format }) {
    return { name, ...(version !== undefined && { version }), ...(format !== undefined && { format }) };
}
function canonicalSignature({ name, inputs, outputs, positional }) {
    return { name, inputs: inputs.map(canonicalField), outputs: outputs.map(canonicalField), ...(positional && { positional }) };
}
function canonicalField(field) {
    return { name: field.name, ...canonicalValue(field) };
}
function canonicalValue(value) {
    const { profile, optional, sparse, ragged, aliases, assumed } = value;
    return {
        ...canonicalKind(value),
        ...(profile !== undefined && { profile }),
        ...(optional && { optional }),
        ...(sparse && { sparse }),
        ...(ragged && { ragged }),
        ...(aliases !== undefined && aliases.length > 0 && { aliases }),
        ...(assumed !== undefined && assumed.length > 0 && { assumed }),
    };
}
function canonicalKind(value) {
    if ('sequence' in value)
        return { sequence: canonicalValue(value.sequence) };
    if ('map' in value)
        return { map: { key: value.map.key, value: canonicalValue(value.map.value) } };
    if ('struct' in value)
        return { struct: value.struct.map(canonicalField) };
    if ('image' in value) {
        const { width, height, channels } = value.image;
        return { image: { width, height, channels } };
    }
    return { type: value.type, shape: value.shape };
}


/***/ }),

/***/ 2377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ completeness)
/* harmony export */ });
/**
 * How much of a contract is known: names, types, ranks and non-batch dims of every field, nested ones too. Stored, derived and declared facts
 * count; assumed and unknown ones don't. A contract without evidence (read back from an image) counts what it says and doesn't call assumed.
 */
function completeness(contract) {
    let known = 0;
    const missing = [];
    for (const { path, fact, known: said } of factsOf(contract)) {
        if (said)
            known++;
        else
            missing.push({ path, fact });
    }
    const total = known + missing.length;
    return { known, total, ratio: total === 0 ? 0 : known / total, missing };
}
function* factsOf(contract) {
    for (const signature of contract.signatures) {
        yield* fieldFacts(signature.inputs, [signature.name, 'inputs']);
        yield* fieldFacts(signature.outputs, [signature.name, 'outputs']);
    }
}
function* fieldFacts(fields, path) {
    for (const field of fields) {
        const at = [...path, field.name];
        yield { path: at, fact: 'name', known: isSaid(field, 'name', field.evidence?.name) };
        yield* valueFacts(field, at);
    }
}
function* valueFacts(value, path) {
    if ('sequence' in value)
        yield* valueFacts(value.sequence, [...path, 'sequence']);
    else if ('map' in value) {
        yield { path: [...path, 'map'], fact: 'key type', known: value.map.key !== null };
        yield* valueFacts(value.map.value, [...path, 'map', 'value']);
    }
    else if ('struct' in value)
        yield* fieldFacts(value.struct, [...path, 'struct']);
    else if ('image' in value) {
        const { width, height, channels } = value.image;
        for (const [fact, dim] of Object.entries({ width, height, channels }))
            yield { path, fact, known: dim !== null && isSaid(value, 'shape', undefined) };
    }
    else {
        yield { path, fact: 'type', known: value.type !== null && isSaid(value, 'type', value.evidence?.type) };
        yield* shapeFacts(value, path);
    }
}
function* shapeFacts(value, path) {
    yield { path, fact: 'rank', known: value.shape !== null && isSaid(value, 'shape', value.evidence?.rank) };
    for (const [index, dim] of (value.shape ?? []).entries()) {
        // the first dimension is the batch (row) dimension and no fact of its own (docs/contract.md, "Shapes")
        if (index > 0)
            yield { path, fact: `dim ${index}`, known: dim !== null && isSaid(value, 'shape', value.evidence?.dims[index]) };
    }
}
/** `source` is undefined where the contract carries no evidence. */
function isSaid(value, fact, source) {
    return !(value.assumed?.includes(fact) ?? false) && source !== 'assumed' && source !== 'unknown';
}


/***/ }),

/***/ 4947:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ diff)
});

// EXTERNAL MODULE: ./.build/contract/canonical.js
var canonical = __webpack_require__(6659);
// EXTERNAL MODULE: ./.build/contract/rules.js
var rules = __webpack_require__(8438);
;// CONCATENATED MODULE: ./.build/contract/change-row.js

/** One row of a diff, with the level that the table of rules gives it. Throws (a bug) where the rule has no such side. */
function changeOf(rule, side, path, printed, message) {
    return { rule: (0,rules/* ruleId */.IC)(rule, side), level: (0,rules/* levelOn */.uU)(rule, side), where: path.join('.'), path, was: printed.was, is: printed.is, message };
}

// EXTERNAL MODULE: ./.build/contract/known.js
var contract_known = __webpack_require__(2242);
// EXTERNAL MODULE: ./.build/contract/pairing.js
var contract_pairing = __webpack_require__(5105);
// EXTERNAL MODULE: ./.build/contract/render.js
var render = __webpack_require__(4753);
;// CONCATENATED MODULE: ./.build/contract/matching.js




/** Matches two lists of fields and everything inside them. */
function matchLists(lists) {
    return matchFields(lists, '', true);
}
/** `owner` is the subject's prefix of struct fields: `row.`. */
function matchFields(lists, owner, certain) {
    const pairing = (0,contract_pairing/* pairFields */.O)(lists.promise, lists.offer, lists.by);
    const changes = [...orderChanges(lists, pairing), ...membershipChanges(lists, pairing, owner)];
    const matched = [];
    for (const pair of pairing.pairs) {
        const path = [...lists.path, pair.promise.name];
        const name = `${owner}${pair.promise.name}`;
        const root = {
            side: lists.side,
            path,
            subject: `\`${name}\``,
            promise: pair.promise,
            offer: pair.offer,
            certain: certain && !pair.promise.optional,
        };
        const inner = matchInside(root, name);
        // pushed one by one: a struct may have more fields than a call may have arguments
        for (const change of [...(lists.by === 'name' ? nameChanges(lists.side, path, name, pair) : []), ...inner.changes])
            changes.push(change);
        matched.push(root);
        for (const one of inner.matched)
            matched.push(one);
    }
    return { changes, matched };
}
function matchInside(outer, name) {
    const { side, path, promise, offer, certain, subject } = outer;
    if ('sequence' in promise && 'sequence' in offer) {
        return matchElement({ side, path: [...path, 'sequence'], subject: `elements of ${subject}`, promise: promise.sequence, offer: offer.sequence, certain: false }, name);
    }
    if ('map' in promise && 'map' in offer) {
        return matchElement({ side, path: [...path, 'map', 'value'], subject: `values of ${subject}`, promise: promise.map.value, offer: offer.map.value, certain: false }, name);
    }
    if ('struct' in promise && 'struct' in offer) {
        return matchFields({ side, path: [...path, 'struct'], promise: promise.struct, offer: offer.struct, by: 'name' }, `${name}.`, certain);
    }
    return { changes: [], matched: [] };
}
function matchElement(element, name) {
    const inner = matchInside(element, name);
    return { changes: inner.changes, matched: [element, ...inner.matched] };
}
function orderChanges({ side, path, promise, offer }, { moved }) {
    if (!moved)
        return [];
    const list = (fields) => fields.map((field) => field.name).join(', ');
    const verb = side === 'input' ? 'pass inputs' : 'unpack outputs';
    return [
        changeOf('order-changed', side, path, { was: list(promise), is: list(offer) }, `callers that ${verb} by position mix them up: the order is another one now`),
    ];
}
function membershipChanges({ side, path, by }, pairing, owner) {
    const renames = by === 'name' ? likelyRenames(pairing) : [];
    const from = new Set(renames.map((pair) => pair.promise));
    const to = new Set(renames.map((pair) => pair.offer));
    const at = (field) => [...path, field.name];
    const name = (field) => `\`${owner}${field.name}\``;
    const print = (field) => `${field.name}: ${(0,render/* printValue */.jt)(field)}`;
    return [
        ...renames.map(({ promise, offer }) => changeOf('renamed', side, at(promise), { was: print(promise), is: print(offer) }, `callers that ${side === 'input' ? `send ${name(promise)} will be rejected` : `read ${name(promise)} will not find it`}: it looks renamed to ${name(offer)}, which has the same type and shape`)),
        ...pairing.removed
            .filter((field) => !from.has(field))
            .map((field) => changeOf('removed', side, at(field), { was: (0,render/* printValue */.jt)(field), is: '' }, side === 'input'
            ? `callers that send ${name(field)} will be rejected: there is no such input any more`
            : `callers that read ${name(field)} will not find it: the output is gone`)),
        ...pairing.added.filter((field) => !to.has(field)).map((field) => addedChange(side, at(field), name(field), field)),
    ];
}
function addedChange(side, path, name, field) {
    const printed = { was: '', is: (0,render/* printValue */.jt)(field) };
    if (side === 'output')
        return changeOf('added', side, path, printed, `callers may read ${name}, a new output`);
    if (field.optional)
        return changeOf('optional-added', side, path, printed, `callers may send ${name}, a new optional input`);
    return changeOf('required-added', side, path, printed, `callers that do not send ${name} will be rejected: it is a new required input`);
}
/** Pairs of one removed and one added field that carry the same, where no other removed or added field carries it too. */
function likelyRenames({ removed, added }) {
    const candidates = uniqueByContent(added);
    return [...uniqueByContent(removed)].flatMap(([content, promise]) => {
        const offer = candidates.get(content);
        return offer === undefined ? [] : [{ promise, offer }];
    });
}
function uniqueByContent(fields) {
    const unique = new Map();
    const several = new Set();
    for (const field of fields) {
        const content = (0,contract_pairing/* contentOf */.$)(field);
        if (unique.has(content))
            several.add(content);
        if ((0,contract_known/* isFullyKnown */.A)(field))
            unique.set(content, field);
    }
    for (const content of several)
        unique.delete(content);
    return unique;
}
/** Names by which callers may address the field: all promised ones must still be accepted, more of them are no change. */
function nameChanges(side, path, name, { promise, offer }) {
    const printed = { was: promise.name, is: offer.name };
    const [wasAssumed, isAssumed] = [(0,contract_known/* hasAssumedName */.Az)(promise), (0,contract_known/* hasAssumedName */.Az)(offer)];
    if (wasAssumed)
        return isAssumed
            ? []
            : [changeOf('name-learned', side, path, printed, `\`${name}\` is known to be called \`${offer.name}\` now; the name before was a convention`)];
    if (isAssumed)
        return [changeOf('name-lost', side, path, printed, `nothing says any more that \`${name}\` is called so: \`${offer.name}\` is a convention`)];
    const accepted = new Set([offer.name, ...(offer.aliases ?? [])]);
    return [promise.name, ...(promise.aliases ?? [])]
        .filter((one) => !accepted.has(one))
        .map((one) => changeOf('name-dropped', side, path, { was: one, is: offer.name }, `callers that call it \`${one}\` ${side === 'input' ? 'will be rejected' : 'will not find it'}: it is \`${offer.name}\` now`));
}

// EXTERNAL MODULE: ./.build/contract/types.js
var types = __webpack_require__(9872);
;// CONCATENATED MODULE: ./.build/contract/value-changes.js




/** Rows about one matched value itself; what is inside it is matched on its own. Facts that are assumed must be unknown here already. */
function valueChanges(matched, sizeOf) {
    const { promise, offer } = matched;
    if ((0,types/* kindOf */.I)(promise) !== (0,types/* kindOf */.I)(offer))
        return [kindChange(matched)];
    return [...kindFacts(matched, sizeOf), ...encodingChanges(matched), ...presenceChanges(matched), ...profileChanges(matched)];
}
function kindFacts(matched, sizeOf) {
    const { promise, offer } = matched;
    if ('shape' in promise && 'shape' in offer) {
        return [...typeChanges(matched, promise.type, offer.type, ''), ...shapeChanges(matched, promise.shape, offer.shape, sizeOf)];
    }
    if ('map' in promise && 'map' in offer)
        return typeChanges(matched, promise.map.key, offer.map.key, 'keys of ');
    if ('image' in promise && 'image' in offer) {
        const sizes = (value) => [value.image.width, value.image.height, value.image.channels];
        return dimChanges(matched, sizes(promise), sizes(offer), sizeOf, render/* printType */.OC);
    }
    return [];
}
function kindChange(matched) {
    const { side, path, subject, promise, offer } = matched;
    const printed = { was: (0,render/* printValue */.jt)(promise), is: (0,render/* printValue */.jt)(offer) };
    if ((0,contract_known/* isUnknown */.t8)(promise))
        return changeOf('type-learned', side, path, printed, `${subject}: ${printed.is}, which was unknown before`);
    if ((0,contract_known/* isUnknown */.t8)(offer))
        return changeOf('type-lost', side, path, printed, `nothing says any more that ${subject} is ${printed.was}`);
    return changeOf('kind-changed', side, path, printed, becomes(matched, printed.was, printed.is));
}
function typeChanges(matched, was, is, part) {
    if (was === is)
        return [];
    const { side, path } = matched;
    const printed = { was: was ?? '?', is: is ?? '?' };
    const subject = `${part}${matched.subject}`;
    if (was === null)
        return [changeOf('type-learned', side, path, printed, `${subject}: the type is known to be ${printed.is} now`)];
    if (is === null)
        return [changeOf('type-lost', side, path, printed, `nothing says any more that ${subject} has the type ${printed.was}`)];
    return [changeOf('type-changed', side, path, printed, becomes({ ...matched, subject }, printed.was, printed.is))];
}
/** Dense, sparse and ragged tensors are sent in different ways. Of a value that is wholly unknown nothing can have changed. */
function encodingChanges(matched) {
    const { side, path, promise, offer } = matched;
    if (encodingOf(promise) === encodingOf(offer) || isBlank(promise) || isBlank(offer))
        return [];
    const printed = { was: (0,render/* printValue */.jt)(promise), is: (0,render/* printValue */.jt)(offer) };
    return [changeOf('encoding-changed', side, path, printed, becomes(matched, encodingOf(promise), encodingOf(offer)))];
}
function isBlank(value) {
    return 'shape' in value && value.type === null && value.shape === null;
}
function encodingOf(value) {
    const words = [...(value.sparse ? ['sparse'] : []), ...(value.ragged ? ['ragged'] : [])];
    return words.length === 0 ? 'dense' : words.join(' and ');
}
function shapeChanges(matched, was, is, sizeOf) {
    const { side, path, subject } = matched;
    const printed = { was: (0,render/* printShape */.Zw)(was), is: (0,render/* printShape */.Zw)(is) };
    if (was === null)
        return is === null ? [] : [changeOf('rank-learned', side, path, printed, `${subject}: the shape is known to be ${printed.is} now`)];
    if (is === null)
        return [changeOf('rank-lost', side, path, printed, `nothing says any more that ${subject} has the shape ${printed.was}`)];
    if (was.length !== is.length) {
        const message = side === 'input'
            ? `callers that send ${subject} as ${printed.was} will be rejected: its shape is ${printed.is} now`
            : `callers that read ${subject} as ${printed.was} get ${printed.is} now`;
        return [changeOf('rank-changed', side, path, printed, message)];
    }
    return dimChanges(matched, was, is, sizeOf, (value) => ('shape' in value ? (0,render/* printShape */.Zw)(value.shape) : ''));
}
/** One row per rule, however many dimensions of the value it is about. */
function dimChanges(matched, was, is, sizeOf, print) {
    const { side, path, promise, offer } = matched;
    const byRule = new Map();
    for (const index of was.keys()) {
        const rule = dimRule(side, was[index] ?? null, is[index] ?? null, sizeOf);
        if (rule)
            byRule.set(rule, [...(byRule.get(rule) ?? []), index]);
    }
    const printed = { was: print(promise), is: print(offer) };
    return [...byRule].map(([rule, indices]) => {
        const moves = indices.map((index) => `${placeName(matched, index)} ${(0,render/* printDim */.WF)(was[index] ?? null)} → ${(0,render/* printDim */.WF)(is[index] ?? null)}`).join(', ');
        return changeOf(rule, side, path, printed, DIM_SENTENCES[rule](matched, moves, printed));
    });
}
/** The rule for one dimension; a symbol alone is any size (what it ties is compared for the whole signature). */
function dimRule(side, was, is, sizeOf) {
    if (was === null)
        return is === null ? undefined : 'dim-learned';
    if (is === null)
        return 'dim-lost';
    if (isFixed(was) && isFixed(is))
        return was === is ? undefined : 'dim-changed';
    if (isFixed(was))
        return side === 'output' && typeof is === 'string' && sizeOf(is) === was ? 'dim-follows-input' : 'dim-widened';
    return isFixed(is) ? 'dim-narrowed' : undefined;
}
function isFixed(dim) {
    return typeof dim === 'number' && dim >= 0;
}
const IMAGE_SIZES = ['width', 'height', 'channels'];
function placeName({ promise }, index) {
    return 'image' in promise ? (IMAGE_SIZES[index] ?? '') : `dimension ${index}`;
}
const DIM_SENTENCES = {
    'dim-changed': (matched, moves, { was, is }) => `${becomes(matched, was, is)} (${moves})`,
    'dim-widened': ({ side, subject }, moves) => side === 'input'
        ? `callers may send ${subject} in other sizes too (${moves})`
        : `callers that rely on the size of ${subject} get other sizes now (${moves})`,
    'dim-narrowed': ({ side, subject }, moves) => side === 'input'
        ? `callers that send ${subject} in another size will be rejected (${moves})`
        : `${subject} always has the same size now (${moves})`,
    'dim-follows-input': ({ subject }, moves) => `${subject} has the size of the input now (${moves}): callers that send what they sent get what they got`,
    'dim-lost': ({ subject }, moves) => `nothing says any more which size ${subject} has (${moves})`,
    'dim-learned': ({ subject }, moves) => `the size of ${subject} is known now (${moves})`,
};
function presenceChanges({ side, path, subject, promise, offer }) {
    if (Boolean(promise.optional) === Boolean(offer.optional))
        return [];
    const printed = { was: (0,render/* printValue */.jt)(promise), is: (0,render/* printValue */.jt)(offer) };
    if (offer.optional) {
        const message = side === 'input' ? `callers may leave ${subject} out` : `callers that rely on ${subject} may not get it: it is optional now`;
        return [changeOf('became-optional', side, path, printed, message)];
    }
    const message = side === 'input' ? `callers that leave ${subject} out will be rejected: it is required now` : `callers always get ${subject} now`;
    return [changeOf('became-required', side, path, printed, message)];
}
function profileChanges({ side, path, subject, promise, offer }) {
    const [was, is] = [promise.profile ?? 'none', offer.profile ?? 'none'];
    if (was === undefined || is === undefined || was === is)
        return [];
    if (was === 'none')
        return [changeOf('profile-learned', side, path, { was, is }, `${subject} is said to be ${is}`)];
    return [
        changeOf('profile-changed', side, path, { was, is }, `${subject} was said to be ${was}, now it is ${is}: nothing fails, but check that it still means the same`),
    ];
}
function becomes({ side, subject }, was, is) {
    return side === 'input'
        ? `callers that send ${subject} as ${was} will be rejected: it is ${is} now`
        : `callers that read ${subject} as ${was} get ${is} now`;
}

;// CONCATENATED MODULE: ./.build/contract/ties.js



/** Places named in one sentence; a table of 10,000 columns ties all of them by its batch symbol. */
const MAX_NAMED = 3;
/**
 * Sizes that offered symbols have for callers that keep to the promise: `n` of an input that was promised as 4 is 4. Only inputs that every
 * call carries bind a symbol. So a model that was exported for one row and now takes any number still returns one row to its old callers.
 */
function boundSizes(inputs) {
    const sizes = new Map();
    for (const place of placesOf(inputs)) {
        const { promise, offer, matched } = place;
        if (typeof offer !== 'string' || promise === null || !matched.certain)
            continue;
        // different sizes for one symbol break the inputs anyway
        if (!sizes.has(offer))
            sizes.set(offer, promise);
    }
    return (symbol) => sizes.get(symbol);
}
/**
 * Rows about dimensions that became equal or independent. Which positions share a symbol is the promise, its name is none; a symbol that
 * occurs once, and -1, is an independent size. Time linear in the number of dimensions.
 */
function tieChanges(matched) {
    const places = [...placesOf(matched)].filter((place) => place.promise !== null && place.offer !== null);
    const tied = groupBy(places, (place) => place.offer);
    const promisedTied = groupBy(places, (place) => place.promise);
    return [...tied.flatMap(newTies), ...promisedTied.flatMap(lostTies)];
}
/** A group that shares an offered symbol: were all of them promised to be equal? */
function newTies(group) {
    const { inputs, outputs } = bySide(group);
    const demanded = distinct(inputs.map(promiseClass));
    const all = distinct(group.map(promiseClass));
    return [
        ...(demanded > 1
            ? [tieRow('dims-tied', inputs, `callers that send ${named(inputs)} in different sizes will be rejected: the sizes must be equal now`)]
            : []),
        ...(outputs.length > 0 && all > Math.max(demanded, 1) ? [tieRow('dims-tied', outputs, `${named(group)} always have equal sizes now`)] : []),
    ];
}
/** A group that shares a promised symbol: are all of them still equal for callers that keep to the promise? */
function lostTies(group) {
    const { inputs, outputs } = bySide(group);
    const freed = distinct(inputs.map(offerClass)) > 1 && !inputs.some((place) => isFixed(place.offer));
    return [
        ...(freed ? [tieRow('dims-independent', inputs, `callers may send ${named(inputs)} in different sizes`)] : []),
        ...(outputsDiffer(inputs, outputs)
            ? [tieRow('dims-independent', outputs, `callers that rely on equal sizes of ${named(group)} may get different ones now`)]
            : []),
    ];
}
function outputsDiffer(inputs, outputs) {
    if (inputs.length === 0)
        return distinct(outputs.map(offerClass)) > 1;
    const equal = new Set(inputs.map(offerClass));
    return outputs.some((place) => !equal.has(offerClass(place)));
}
function* placesOf(all) {
    for (const matched of all) {
        const promise = sizesOf(matched.promise);
        const offer = sizesOf(matched.offer);
        if (promise.length !== offer.length)
            continue;
        for (const index of promise.keys())
            yield { matched, index, promise: promise[index] ?? null, offer: offer[index] ?? null };
    }
}
function sizesOf(value) {
    if ('image' in value)
        return [value.image.width, value.image.height, value.image.channels];
    return 'shape' in value ? (value.shape ?? []) : [];
}
/** Groups of at least two places with the same symbol, in order of first occurrence. */
function groupBy(places, dimOf) {
    const groups = new Map();
    for (const place of places) {
        const dim = dimOf(place);
        if (typeof dim !== 'string')
            continue;
        const group = groups.get(dim);
        if (group)
            group.push(place);
        else
            groups.set(dim, [place]);
    }
    return [...groups.values()].filter((group) => group.length > 1);
}
function promiseClass(place) {
    return place.promise === -1 ? place : place.promise;
}
function offerClass(place) {
    return place.offer === -1 ? place : place.offer;
}
function distinct(classes) {
    return new Set(classes).size;
}
function bySide(group) {
    return { inputs: group.filter((place) => place.matched.side === 'input'), outputs: group.filter((place) => place.matched.side === 'output') };
}
function tieRow(rule, places, message) {
    const [first] = places;
    if (first === undefined)
        throw new Error('a tie without a place');
    const sizes = (dimOf) => shortList(places.map((place) => (0,render/* printDim */.WF)(dimOf(place))));
    return changeOf(rule, first.matched.side, first.matched.path, { was: sizes((place) => place.promise), is: sizes((place) => place.offer) }, message);
}
/** `dimension 0 of `a`, dimension 0 of `b` and 9,998 more`. */
function named(places) {
    return shortList(places.map(({ matched, index }) => `${'image' in matched.promise ? (['width', 'height', 'channels'][index] ?? '') : `dimension ${index}`} of ${matched.subject}`));
}
function shortList(texts) {
    const more = texts.length - MAX_NAMED;
    if (more > 0)
        return `${texts.slice(0, MAX_NAMED).join(', ')} and ${more} more`;
    return texts.length > 1 ? `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}` : texts.join('');
}

;// CONCATENATED MODULE: ./.build/contract/diff.js







/**
 * What happens to callers that rely on `promise` when they meet `offer` (docs/contract.md, "Changes"; the rules are in rules.ts).
 * Inputs are contravariant, outputs covariant; what is assumed counts as unknown. No row: nothing changes for anybody.
 * Signatures are matched by name. A renamed signature is a removed and an added one, hence breaking, even if it is the only one.
 * Never throws for contracts that `parseContract` accepts.
 */
function diff(promise, offer) {
    const offered = new Map(offer.signatures.map((signature) => [signature.name, signature]));
    const known = new Set(promise.signatures.map((signature) => signature.name));
    const removed = promise.signatures.filter((signature) => !offered.has(signature.name));
    const added = offer.signatures.filter((signature) => !known.has(signature.name)).sort((a, b) => (0,canonical/* byCodeUnits */.CA)(a.name, b.name));
    const changed = [...promise.signatures]
        .sort((a, b) => (0,canonical/* byCodeUnits */.CA)(a.name, b.name))
        .flatMap((before) => {
        const after = offered.get(before.name);
        return after === undefined ? [removedChange(before, removed.length === 1 ? added : [])] : signatureChanges((0,contract_known/* promised */.Cp)(before), (0,contract_known/* promised */.Cp)(after));
    });
    return [
        ...frameworkChanges(promise.framework, offer.framework),
        ...changed,
        ...added.map((signature) => diff_addedChange(signature, added.length === 1 ? removed : [])),
    ];
}
function signatureChanges(promise, offer) {
    const by = callingConvention(promise, offer);
    const lists = (key, side) => matchLists({ side, path: [promise.name, key], promise: promise[key], offer: offer[key], by });
    const inputs = lists('inputs', 'input');
    const outputs = lists('outputs', 'output');
    const sizeOf = boundSizes(inputs.matched);
    return [
        ...conventionChanges(promise, offer),
        ...inputs.changes,
        ...inputs.matched.flatMap((matched) => valueChanges(matched, sizeOf)),
        ...tupleChanges(promise, offer),
        ...outputs.changes,
        ...outputs.matched.flatMap((matched) => valueChanges(matched, sizeOf)),
        ...tieChanges([...inputs.matched, ...outputs.matched]),
    ];
}
function callingConvention(promise, offer) {
    if (Boolean(promise.positional) !== Boolean(offer.positional))
        return 'either';
    return promise.positional ? 'position' : 'name';
}
function conventionChanges(promise, offer) {
    if (callingConvention(promise, offer) !== 'either')
        return [];
    const way = (signature) => (signature.positional ? 'by position' : 'by name');
    const printed = { was: way(promise), is: way(offer) };
    return [
        changeOf('calling-convention-changed', 'signature', [promise.name], printed, `callers that pass arguments of \`${promise.name}\` ${printed.was} must pass them ${printed.is} now`),
    ];
}
/** A callable with one output returns the value itself, with several a tuple of them. */
function tupleChanges(promise, offer) {
    if (!promise.positional || !offer.positional || promise.outputs.length !== 1 || offer.outputs.length < 2)
        return [];
    const message = `callers that use the result of \`${promise.name}\` get a tuple of ${offer.outputs.length} values now`;
    return [changeOf('became-tuple', 'output', [promise.name, 'outputs'], { was: '1 value', is: `${offer.outputs.length} values` }, message)];
}
function removedChange(signature, added) {
    const twin = onlyTwin(signature, added);
    const hint = twin === undefined ? '' : `; \`${twin.name}\` has the same inputs and outputs: it looks renamed`;
    const message = `callers of \`${signature.name}\` will fail: the signature is gone${hint}`;
    return changeOf('signature-removed', 'signature', [signature.name], { was: printSignature(signature), is: '' }, message);
}
function diff_addedChange(signature, removed) {
    const twin = onlyTwin(signature, removed);
    const hint = twin === undefined ? 'a new signature' : `which looks like \`${twin.name}\` renamed`;
    return changeOf('signature-added', 'signature', [signature.name], { was: '', is: printSignature(signature) }, `callers may call \`${signature.name}\`, ${hint}`);
}
/** The one signature on the other side, if callers could not tell the two apart but by name. */
function onlyTwin(signature, others) {
    const [other] = others;
    if (other === undefined || others.length > 1 || signature.inputs.length + signature.outputs.length === 0)
        return undefined;
    return signatureChanges((0,contract_known/* promised */.Cp)(signature), (0,contract_known/* promised */.Cp)(other)).length === 0 ? other : undefined;
}
/** Fields printed of each list; the report has the whole contract beside it. */
const MAX_PRINTED = 4;
function printSignature({ inputs, outputs }) {
    const print = (fields) => {
        const shown = fields.slice(0, MAX_PRINTED).map((field) => `${field.name}: ${(0,render/* printValue */.jt)(field)}`);
        return [...shown, ...(fields.length > MAX_PRINTED ? [`${fields.length - MAX_PRINTED} more`] : [])].join(', ');
    };
    return `(${print(inputs)}) → (${print(outputs)})`;
}
/** A version alone is no change; neither is a format that only one side names. */
function frameworkChanges(was, is) {
    const sameFormat = was.format === is.format || was.format === undefined || is.format === undefined;
    if (was.name === is.name && sameFormat)
        return [];
    const print = (framework) => (framework.format === undefined ? framework.name : `${framework.name} (${framework.format})`);
    const printed = { was: print(was), is: print(is) };
    return [
        changeOf('runtime-changed', 'model', ['framework'], printed, `the model needs a runtime for ${printed.is} instead of ${printed.was}; callers are not touched`),
    ];
}


/***/ }),

/***/ 2242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ isFullyKnown),
/* harmony export */   Az: () => (/* binding */ hasAssumedName),
/* harmony export */   Cp: () => (/* binding */ promised),
/* harmony export */   t8: () => (/* binding */ isUnknown)
/* harmony export */ });
/**
 * The signature as a promise: facts that rest on a convention of the framework (`assumed`) become unknown, and what is no promise
 * (evidence) is gone. Names stay, because they are all there is to call a field by; `hasAssumedName` tells which of them are no promise.
 */
function promised(signature) {
    return { ...signature, inputs: signature.inputs.map(promisedField), outputs: signature.outputs.map(promisedField) };
}
function hasAssumedName(field) {
    return field.assumed?.includes('name') ?? false;
}
/** A value of which neither kind nor type nor rank is known: anything may turn out to be there. */
function isUnknown(value) {
    return 'shape' in value && value.type === null && value.shape === null && !value.sparse && !value.ragged;
}
/** No fact of the value, at any depth, is unknown or assumed. */
function isFullyKnown(value) {
    if (value.assumed !== undefined && value.assumed.length > 0)
        return false;
    if ('sequence' in value)
        return isFullyKnown(value.sequence);
    if ('map' in value)
        return value.map.key !== null && isFullyKnown(value.map.value);
    if ('struct' in value)
        return value.struct.every(isFullyKnown);
    return 'image' in value ? knownShape([value.image.width, value.image.height, value.image.channels]) : value.type !== null && knownShape(value.shape);
}
function knownShape(shape) {
    return shape?.every((dim) => dim !== null) ?? false;
}
function promisedField(field) {
    return { name: field.name, ...promisedValue(field), ...(hasAssumedName(field) && { assumed: ['name'] }) };
}
function promisedValue(value) {
    const assumed = new Set(value.assumed);
    const { profile, optional, sparse, ragged, aliases } = value;
    return {
        ...promisedKind(value, assumed),
        ...(profile !== undefined && { profile }),
        ...(optional && { optional }),
        ...(sparse && { sparse }),
        ...(ragged && { ragged }),
        ...(aliases !== undefined && { aliases }),
    };
}
function promisedKind(value, assumed) {
    if ('shape' in value)
        return tensor(assumed.has('type') ? null : value.type, assumed.has('shape') ? null : value.shape);
    // the type of a composite value is its kind: assumed, nothing is known of it
    if (assumed.has('type'))
        return tensor(null, null);
    if ('sequence' in value)
        return { sequence: promisedValue(value.sequence) };
    if ('map' in value)
        return { map: { key: value.map.key, value: promisedValue(value.map.value) } };
    if ('struct' in value)
        return { struct: value.struct.map(promisedField) };
    const known = (dim) => (assumed.has('shape') ? null : dim);
    return { image: { width: known(value.image.width), height: known(value.image.height), channels: known(value.image.channels) } };
}
function tensor(type, shape) {
    return { type, shape };
}


/***/ }),

/***/ 5105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ contentOf),
/* harmony export */   O: () => (/* binding */ pairFields)
/* harmony export */ });
/* harmony import */ var _canonical_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6659);
/* harmony import */ var _known_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2242);


/**
 * Which field of the offer stands for which field of the promise. Linear in the number of fields, but for sorting.
 * By name, the result doesn't depend on the order of fields: fields whose name is only assumed are matched last, by what they carry.
 */
function pairFields(promise, offer, by) {
    const moved = by === 'position' && haveMoved(promise, offer);
    const matches = { promise, offer, found: new Map(), used: new Set() };
    if (by !== 'position' || moved) {
        matchByName(matches);
        matchByAlias(matches);
    }
    if (by === 'name')
        matchByContent(matches);
    else
        matchByOrder(matches);
    const pairs = promise.flatMap((field, index) => {
        const other = offer[matches.found.get(index) ?? -1];
        return other === undefined ? [] : [{ promise: field, offer: other }];
    });
    return {
        pairs,
        removed: promise.filter((_, index) => !matches.found.has(index)),
        added: offer.filter((_, index) => !matches.used.has(index)),
        moved,
    };
}
/** Value of a field without what names it: the same text, the same thing. */
function contentOf(field) {
    const { aliases: _, assumed: __, ...bare } = field;
    return (0,_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .valueJson */ .q6)(bare);
}
function match(matches, promise, offer) {
    matches.found.set(promise, offer);
    matches.used.add(offer);
}
/**
 * Names are decoration of positional fields, but a name that both sides know and that stands elsewhere is a field that moved:
 * `forward(x, mask)` → `forward(mask, x)` type-checks and is wrong.
 */
function haveMoved(promise, offer) {
    const places = new Map();
    for (const [index, field] of offer.entries())
        if (!(0,_known_js__WEBPACK_IMPORTED_MODULE_1__/* .hasAssumedName */ .Az)(field))
            places.set(field.name, index);
    return promise.some((field, index) => !(0,_known_js__WEBPACK_IMPORTED_MODULE_1__/* .hasAssumedName */ .Az)(field) && (places.get(field.name) ?? index) !== index);
}
function matchByName(matches) {
    const places = new Map();
    for (const [index, field] of matches.offer.entries())
        push(places, field.name, index);
    for (const [index, field] of matches.promise.entries()) {
        const place = places.get(field.name)?.shift();
        if (place !== undefined)
            match(matches, index, place);
    }
}
function push(places, name, index) {
    const known = places.get(name);
    if (known)
        known.push(index);
    else
        places.set(name, [index]);
}
function matchByAlias(matches) {
    const places = new Map();
    for (const [index, field] of matches.offer.entries()) {
        if (!matches.used.has(index))
            for (const name of [field.name, ...(field.aliases ?? [])])
                places.set(name, index);
    }
    for (const [index, field] of matches.promise.entries()) {
        if (matches.found.has(index))
            continue;
        const place = [field.name, ...(field.aliases ?? [])].map((name) => places.get(name)).find((one) => one !== undefined && !matches.used.has(one));
        if (place !== undefined)
            match(matches, index, place);
    }
}
function matchByOrder(matches) {
    const places = [...matches.offer.keys()].filter((index) => !matches.used.has(index));
    for (const index of matches.promise.keys()) {
        if (matches.found.has(index))
            continue;
        const place = places.shift();
        if (place !== undefined)
            match(matches, index, place);
    }
}
/** What is left, where a name is no promise: first fields that carry the same, then the rest, both in an order of their content. */
function matchByContent(matches) {
    for (const groupOf of [(one) => one.content, () => 'the rest']) {
        const promise = leftover(matches.promise, (index) => matches.found.has(index));
        const offer = leftover(matches.offer, (index) => matches.used.has(index));
        const known = queues(offer.filter((one) => !one.assumed), groupOf);
        const assumed = queues(offer.filter((one) => one.assumed), groupOf);
        for (const one of promise) {
            const group = groupOf(one);
            const other = (one.assumed ? known.get(group)?.shift() : undefined) ?? assumed.get(group)?.shift();
            if (other !== undefined)
                match(matches, one.index, other.index);
        }
    }
}
function leftover(fields, isMatched) {
    return fields
        .flatMap((field, index) => (isMatched(index) ? [] : [{ index, content: contentOf(field), assumed: (0,_known_js__WEBPACK_IMPORTED_MODULE_1__/* .hasAssumedName */ .Az)(field) }]))
        .sort((a, b) => (0,_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .byCodeUnits */ .CA)(a.content, b.content) || a.index - b.index);
}
function queues(list, groupOf) {
    const groups = new Map();
    for (const one of list) {
        const group = groups.get(groupOf(one));
        if (group)
            group.push(one);
        else
            groups.set(groupOf(one), [one]);
    }
    return groups;
}


/***/ }),

/***/ 4753:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OC: () => (/* binding */ printType),
/* harmony export */   WF: () => (/* binding */ printDim),
/* harmony export */   Zw: () => (/* binding */ printShape),
/* harmony export */   jt: () => (/* binding */ printValue)
/* harmony export */ });
/** Fields of a struct that are printed; a table row of 10,000 columns is no help in a sentence. */
const MAX_PRINTED_FIELDS = 8;
/** One size for people: `4`, `-1` (any), a symbol, `?` (unknown). */
function printDim(dim) {
    return dim === null ? '?' : String(dim);
}
/** `[-1, 4]`, `[]` for a scalar, `?` for an unknown rank. Symbols are raw text. */
function printShape(shape) {
    return shape === null ? '?' : `[${shape.map(printDim).join(', ')}]`;
}
/**
 * The type for people, raw text: `float32`, `?`, `seq(map(int64 → float32 []))`, `struct(age: int64 [-1])`, `image(224 × 224 × 3)`
 * (width × height × channels). A tensor's shape is not part of it.
 */
function printType(value) {
    if ('sequence' in value)
        return `seq(${printValue(value.sequence)})`;
    if ('map' in value)
        return `map(${value.map.key ?? '?'} → ${printValue(value.map.value)})`;
    if ('struct' in value)
        return `struct(${printFields(value.struct)})`;
    if ('image' in value)
        return `image(${printDim(value.image.width)} × ${printDim(value.image.height)} × ${printDim(value.image.channels)})`;
    return value.type ?? '?';
}
/** Type and shape with what modifies them: `float32 [-1, 4]`, `sparse float32 [-1, 4] (optional)`, `?` where neither is known. */
function printValue(value) {
    const encoding = `${value.sparse ? 'sparse ' : ''}${value.ragged ? 'ragged ' : ''}`;
    return `${encoding}${printBare(value)}${value.optional ? ' (optional)' : ''}`;
}
function printBare(value) {
    if (!('shape' in value))
        return printType(value);
    return value.type === null && value.shape === null ? '?' : `${printType(value)} ${printShape(value.shape)}`;
}
function printFields(fields) {
    const printed = fields.slice(0, MAX_PRINTED_FIELDS).map((field) => `${field.name}: ${printValue(field)}`);
    const more = fields.length - printed.length;
    return [...printed, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}


/***/ }),

/***/ 8438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IC: () => (/* binding */ ruleId),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   uU: () => (/* binding */ levelOn)
/* harmony export */ });
/* unused harmony export RULES */
/**
 * Every kind of change there is. The id of a row of a diff is the name here, with the side before it where the change is about a field:
 * `input-type-changed`. Ids are anchors of docs/contract.md and part of the published `changes` output: they are never renamed.
 */
const RULES = [
    {
        name: 'signature-removed',
        change: 'signature removed',
        levels: { signature: 'breaking' },
        meaning: 'Calls of this signature fail.',
    },
    {
        name: 'signature-added',
        change: 'signature added',
        levels: { signature: 'compatible' },
        meaning: 'There is something more to call; existing calls are not touched.',
    },
    {
        name: 'calling-convention-changed',
        change: 'arguments by position → by name, or back',
        levels: { signature: 'breaking' },
        meaning: 'Callers must pass arguments in another way.',
    },
    {
        name: 'order-changed',
        change: 'order of fields changed, in a positional signature',
        levels: { input: 'breaking', output: 'breaking' },
        meaning: 'Callers go by position, so values land in the wrong place. In signatures whose fields are named, order means nothing.',
    },
    {
        name: 'became-tuple',
        change: 'one output became several, in a positional signature',
        levels: { output: 'breaking' },
        meaning: 'Callers get a tuple where they got the value itself.',
    },
    {
        name: 'removed',
        change: 'field removed',
        levels: { input: 'breaking', output: 'breaking' },
        meaning: 'Callers that send (input) or read (output) the field fail.',
    },
    {
        name: 'renamed',
        change: 'one field removed and one of equal type and shape added: a likely rename',
        levels: { input: 'breaking', output: 'breaking' },
        meaning: 'Callers must use the new name. Formats that know aliases accept both names: that is no change.',
    },
    {
        name: 'name-dropped',
        change: 'a name or alias is not accepted any more',
        levels: { input: 'breaking', output: 'breaking' },
        meaning: 'Callers that use this name must use another one; further names are no change.',
    },
    {
        name: 'required-added',
        change: 'required field added',
        levels: { input: 'breaking' },
        meaning: 'Callers that do not send the new input fail.',
    },
    {
        name: 'optional-added',
        change: 'optional field added',
        levels: { input: 'compatible' },
        meaning: 'Callers may send one input more.',
    },
    {
        name: 'added',
        change: 'field added',
        levels: { output: 'compatible' },
        meaning: 'Callers may read one output more.',
    },
    {
        name: 'became-optional',
        change: 'required → optional',
        levels: { input: 'compatible', output: 'breaking' },
        meaning: 'Callers may leave the input out; callers that rely on the output may not get it.',
        key: 'optional',
    },
    {
        name: 'became-required',
        change: 'optional → required',
        levels: { input: 'breaking', output: 'compatible' },
        meaning: 'Callers that leave the input out fail; the output is always there.',
        key: 'optional',
    },
    {
        name: 'kind-changed',
        change: 'tensor, sequence, map, struct or image became another of these',
        levels: { input: 'breaking', output: 'breaking' },
        meaning: 'Callers must send or read another kind of value.',
        key: 'type',
    },
    {
        name: 'type-changed',
        change: 'type changed (also of the keys of a map)',
        levels: { input: 'breaking', output: 'breaking' },
        meaning: 'Callers must send or read another element type; no type is converted silently.',
        key: 'type',
    },
    {
        name: 'encoding-changed',
        change: 'sparse or ragged became dense, or back',
        levels: { input: 'breaking', output: 'breaking' },
        meaning: 'Callers must encode or decode the tensor in another way.',
        key: 'type',
    },
    {
        name: 'rank-changed',
        change: 'rank changed',
        levels: { input: 'breaking', output: 'breaking' },
        meaning: 'Callers must send or read another number of dimensions.',
        key: 'shape',
    },
    {
        name: 'dim-widened',
        change: 'dimension fixed → any',
        levels: { input: 'compatible', output: 'breaking' },
        meaning: 'Callers may send other sizes; callers that rely on the size of the output get other sizes.',
        key: 'shape',
    },
    {
        name: 'dim-narrowed',
        change: 'dimension any → fixed',
        levels: { input: 'breaking', output: 'compatible' },
        meaning: 'Callers that send another size fail; the output has one of the sizes that were promised.',
        key: 'shape',
    },
    {
        name: 'dim-changed',
        change: 'dimension n → m',
        levels: { input: 'breaking', output: 'breaking' },
        meaning: 'Callers must send or read another size.',
        key: 'shape',
    },
    {
        name: 'dim-follows-input',
        change: 'dimension fixed → symbol of an input that was promised with this very size',
        levels: { output: 'compatible' },
        meaning: 'The size follows the input now: callers that send what they sent get what they got.',
        key: 'shape',
    },
    {
        name: 'dims-tied',
        change: 'two dimensions became equal (one symbol)',
        levels: { input: 'breaking', output: 'compatible' },
        meaning: 'Callers that send different sizes fail; sizes of outputs are equal to others, which is one promise more.',
        key: 'shape',
    },
    {
        name: 'dims-independent',
        change: 'two dimensions became independent (no common symbol)',
        levels: { input: 'compatible', output: 'breaking' },
        meaning: 'Callers may send different sizes; callers that rely on equal sizes of the output may get different ones.',
        key: 'shape',
    },
    {
        name: 'type-lost',
        change: 'type known → unknown or assumed',
        levels: { input: 'lost', output: 'lost' },
        meaning: 'Nothing says any more that the promise holds: a warning, breaking only with `strict`.',
        key: 'type',
    },
    {
        name: 'type-learned',
        change: 'type unknown or assumed → known',
        levels: { input: 'learned', output: 'learned' },
        meaning: 'More is known of the same model; no change of the model.',
        key: 'type',
    },
    {
        name: 'rank-lost',
        change: 'rank known → unknown or assumed',
        levels: { input: 'lost', output: 'lost' },
        meaning: 'Nothing says any more that the promise holds: a warning, breaking only with `strict`.',
        key: 'shape',
    },
    {
        name: 'rank-learned',
        change: 'rank unknown or assumed → known',
        levels: { input: 'learned', output: 'learned' },
        meaning: 'More is known of the same model; no change of the model.',
        key: 'shape',
    },
    {
        name: 'dim-lost',
        change: 'dimension known → unknown or assumed',
        levels: { input: 'lost', output: 'lost' },
        meaning: 'Nothing says any more that the promise holds: a warning, breaking only with `strict`.',
        key: 'shape',
    },
    {
        name: 'dim-learned',
        change: 'dimension unknown or assumed → known',
        levels: { input: 'learned', output: 'learned' },
        meaning: 'More is known of the same model; no change of the model.',
        key: 'shape',
    },
    {
        name: 'name-lost',
        change: 'name known → unknown or assumed',
        levels: { input: 'lost', output: 'lost' },
        meaning: 'Nothing says any more that the promise holds: a warning, breaking only with `strict`.',
    },
    {
        name: 'name-learned',
        change: 'name unknown or assumed → known',
        levels: { input: 'learned', output: 'learned' },
        meaning: 'More is known of the same model; no change of the model.',
    },
    {
        name: 'profile-learned',
        change: 'profile none → x',
        levels: { input: 'learned', output: 'learned' },
        meaning: 'The author says what the field means; no change of the model.',
        key: 'profile',
    },
    {
        name: 'profile-changed',
        change: 'profile x → y',
        levels: { input: 'compatible', output: 'compatible' },
        meaning: 'The field is said to mean something else: nothing fails, but read it.',
        key: 'profile',
    },
    {
        name: 'runtime-changed',
        change: 'framework or format changed',
        levels: { model: 'compatible' },
        meaning: 'Another runtime must serve the model; callers are not touched. The version of a framework is no part of the contract.',
    },
];
/** Id of a row of a diff and anchor of docs/contract.md. */
function ruleId(name, side) {
    return side === 'input' || side === 'output' ? `${side}-${name}` : name;
}
const BY_NAME = new Map(RULES.map((rule) => [rule.name, rule]));
/** The level of a change on one side. Throws (a bug) for a side that cannot have it. */
function levelOn(name, side) {
    const level = BY_NAME.get(name)?.levels[side];
    if (level === undefined)
        throw new Error(`no rule ${name} on the side ${side}`);
    return level;
}
const KEY_BY_ID = new Map(RULES.flatMap((rule) => ['model', 'signature', 'input', 'output'].map((side) => [ruleId(rule.name, side), rule.key])));
/** The key of a definition file that says the fact a row is about, `undefined` where the row is about a whole field or signature. */
function keyOf(id) {
    return KEY_BY_ID.get(id);
}


/***/ }),

/***/ 9872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ DTYPES),
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   X1: () => (/* binding */ evidenceOf),
/* harmony export */   jI: () => (/* binding */ PROFILES)
/* harmony export */ });
/**
 * The language of contracts: what callers may send and what they get back.
 * Rules in docs/contract.md. This folder depends on nothing but ../errors.ts.
 */
/** Element types, in the words of the canonical JSON. */
const DTYPES = [
    'bool',
    'string',
    'bytes',
    'date',
    'timestamp',
    'int2',
    'int4',
    'int8',
    'int16',
    'int32',
    'int64',
    'uint2',
    'uint4',
    'uint8',
    'uint16',
    'uint32',
    'uint64',
    'float4e2m1',
    'float8e4m3fn',
    'float8e4m3fnuz',
    'float8e5m2',
    'float8e5m2fnuz',
    'float8e8m0',
    'float16',
    'bfloat16',
    'float32',
    'float64',
    'complex64',
    'complex128',
    'qint8',
    'qint16',
    'qint32',
    'quint8',
    'quint16',
];
/** Meaning of a field for people, declared by the author; never inferred unless a file says so. */
const PROFILES = [
    'none',
    'categorical',
    'nominal',
    'ordinal',
    'numerical',
    'continuous',
    'interval',
    'ratio',
    'image',
    'video',
    'audio',
    'text',
];
/** Which of the five kinds a value is. */
function kindOf(value) {
    if ('sequence' in value)
        return 'sequence';
    if ('map' in value)
        return 'map';
    if ('struct' in value)
        return 'struct';
    if ('image' in value)
        return 'image';
    return 'tensor';
}
/** Evidence that is the same for every fact of a value of this rank; what is `null` in the value is `unknown` by itself. */
function evidenceOf(value, source, where) {
    if (!('shape' in value))
        return { name: source, type: source, rank: source, dims: [], where };
    return {
        name: source,
        type: value.type === null ? 'unknown' : source,
        rank: value.shape === null ? 'unknown' : source,
        dims: (value.shape ?? []).map((dim) => (dim === null ? 'unknown' : source)),
        where,
    };
}


/***/ }),

/***/ 7118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G4: () => (/* binding */ openMessage),
/* harmony export */   IE: () => (/* binding */ floats),
/* harmony export */   In: () => (/* binding */ float32),
/* harmony export */   OA: () => (/* binding */ fields),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   SP: () => (/* binding */ putEntry),
/* harmony export */   Wh: () => (/* binding */ int),
/* harmony export */   dd: () => (/* binding */ ints),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   h1: () => (/* binding */ merge),
/* harmony export */   jI: () => (/* binding */ corruptAt),
/* harmony export */   jf: () => (/* binding */ child),
/* harmony export */   rj: () => (/* binding */ outline)
/* harmony export */ });
/* unused harmony exports uint, bigint, zigzag, bool, float64, fixed, mapEntry */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9243);

/**
 * Protocol buffers wire format, read in windows: what is not wanted is stepped over by its length and never read.
 * Spec: protobuf.dev/programming-guides/encoding. No schema here: callers know their field numbers.
 *
 * Use: `for (const field of fields(openMessage(source))) if (field.number === 7) graph = merge(graph, field, 'graph')`.
 */
/** Bytes fetched at once: one page-cache read; the headers of a few hundred small fields, or one between two tensors. */
const WINDOW = 16_384;
/** Messages inside messages; protobuf's own parsers stop at 100 (CodedInputStream default recursion limit). */
const MAX_DEPTH = 100;
/** Fields visited in one file: a frozen graph of 100,000 nodes visits about 3 million; more is a file made to keep us busy. */
const MAX_FIELDS = 8_000_000;
/** Values in one repeated scalar field we really read (shapes, axes, small lists): far above any rank. */
const MAX_VALUES = 1_000_000;
/** Bytes of one name or word; file paths and mangled scope names stay below 4 KiB. */
const MAX_TEXT = 65_536;
const REMEDY_TRUNCATED = 'The file is incomplete: copy or check it out again in full (git lfs pull, an interrupted download or save) and upload again.';
const REMEDY_CORRUPT = 'The file is damaged or not what its name says: export the model again and upload the new file.';
/** The whole file (or the part [start, end)) as one message. Reads nothing yet. */
function openMessage(source, start = 0, end = source.size) {
    return { reader: openReader(source), spans: [[start, end]], depth: 0, path: '' };
}
function openReader(source) {
    const buffer = new Uint8Array(WINDOW);
    let base = 0;
    let filled = 0;
    let visited = 0;
    return {
        source,
        byte(position, end, path) {
            if (position >= end || position >= source.size)
                throw pastEnd(source, position + 1, path);
            if (position < base || position >= base + filled) {
                base = position;
                filled = Math.min(WINDOW, source.size - position);
                buffer.set(source.read(position, filled)); // copied: the view dies with the next read of anybody
            }
            return buffer[position - base] ?? 0;
        },
        countField(path) {
            visited += 1;
            if (visited > MAX_FIELDS)
                throw corrupt(source, path, `holds more than ${MAX_FIELDS} fields`);
        },
    };
}
/**
 * The fields of a message in file order, one at a time; payloads of length-delimited fields are not read.
 * @throws UserError `truncated` where a field runs past the end of the file, `corrupt` for anything that is not wire format.
 */
function* fields(message) {
    const { reader } = message;
    for (const [start, end] of message.spans) {
        let position = start;
        while (position < end) {
            reader.countField(message.path);
            const tag = varint(reader, position, end, message.path);
            const number = tag.low >>> 3;
            const wire = tag.low & 7;
            if (tag.high !== 0 || number === 0)
                throw corrupt(reader.source, message.path, `has an impossible field number at byte ${position}`);
            const field = payload(message, number, wire, tag.end, end);
            yield field;
            position = field.end;
        }
    }
}
function payload(message, number, wire, position, end) {
    const { reader, path } = message;
    switch (wire) {
        case 0: {
            const value = varint(reader, position, end, path);
            return { message, number, wire, start: position, end: value.end, low: value.low, high: value.high };
        }
        case 1:
        case 5: {
            const stop = position + (wire === 1 ? 8 : 4);
            if (stop > end)
                throw pastEnd(reader.source, stop, path);
            return { message, number, wire, start: position, end: stop, low: 0, high: 0 };
        }
        case 2: {
            const length = varint(reader, position, end, path);
            const stop = length.end + length.high * 2 ** 32 + length.low;
            if (stop > end)
                throw pastEnd(reader.source, stop, path);
            return { message, number, wire, start: length.end, end: stop, low: 0, high: 0 };
        }
        default:
            throw corrupt(reader.source, path, `has wire type ${wire} at byte ${position - 1}, which no model format uses`);
    }
}
/** At most 10 bytes, 7 bits each, least significant first; bits beyond 64 are dropped as protobuf does. */
function varint(reader, position, end, path) {
    let low = 0;
    let high = 0;
    for (let i = 0; i < 10; i++) {
        const byte = reader.byte(position + i, end, path);
        const bits = byte & 0x7f;
        if (i < 4)
            low |= bits << (7 * i);
        else if (i === 4) {
            low |= bits << 28;
            high |= bits >>> 4;
        }
        else
            high |= bits << (7 * i - 32);
        if (byte < 0x80)
            return { low: low >>> 0, high: high >>> 0, end: position + i + 1 };
    }
    throw corrupt(reader.source, path, `has a number of more than 10 bytes at byte ${position}`);
}
/** The message inside a length-delimited field; `name` extends the path: `child(field, 'node[3]')`. */
function child(field, name = String(field.number)) {
    return merge(undefined, field, name);
}
/** Like `child`, but joined with an earlier occurrence of the same singular field. */
function merge(earlier, field, name = String(field.number)) {
    const { message } = field;
    expectWire(field, 2);
    if (message.depth >= MAX_DEPTH)
        throw corrupt(message.reader.source, message.path, `nests messages deeper than ${MAX_DEPTH}`);
    const spans = [...(earlier?.spans ?? []), [field.start, field.end]];
    return { reader: message.reader, spans, depth: message.depth + 1, path: message.path === '' ? name : `${message.path}.${name}` };
}
/** Bytes of a length-delimited field, a copy. @throws UserError `corrupt` beyond `limit` bytes. */
function bytes(field, limit) {
    return new Uint8Array(slice(field, limit));
}
/** The same, valid until the next read. */
function slice(field, limit) {
    expectWire(field, 2);
    const { reader, path } = field.message;
    const length = field.end - field.start;
    if (length > limit)
        throw corrupt(reader.source, path, `has a value of ${length} bytes in field ${field.number}, more than the ${limit} that make sense`);
    return length === 0 ? new Uint8Array(0) : reader.source.read(field.start, length);
}
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** A string field. @throws UserError `corrupt` beyond `limit` bytes or if it is not UTF-8. */
function text(field, limit = MAX_TEXT) {
    const { reader, path } = field.message;
    try {
        return UTF8.decode(slice(field, limit));
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y)
            throw error;
        throw corrupt(reader.source, path, `has text that is not UTF-8 in field ${field.number}`);
    }
}
/** int32, int64 or enum. @throws UserError `corrupt` beyond ±2^53. */
function int(field) {
    expectWire(field, 0);
    return signed(field, field.low, field.high);
}
function signed(field, low, high) {
    const value = (high | 0) * 2 ** 32 + low;
    if (Number.isSafeInteger(value))
        return value;
    throw corrupt(field.message.reader.source, field.message.path, `has a number beyond 2^53 in field ${field.number}`);
}
/** uint32 or uint64. @throws UserError `corrupt` beyond 2^53. */
function uint(field) {
    expectWire(field, 0);
    const value = field.high * 2 ** 32 + field.low;
    if (Number.isSafeInteger(value))
        return value;
    throw corrupt(field.message.reader.source, field.message.path, `has a number beyond 2^53 in field ${field.number}`);
}
/** int64 in full. */
function bigint(field) {
    expectWire(field, 0);
    return BigInt.asIntN(64, (BigInt(field.high) << 32n) | BigInt(field.low));
}
/** sint32, sint64: zigzag. @throws UserError `corrupt` beyond ±2^53. */
function zigzag(field) {
    expectWire(field, 0);
    const half = (field.high * 2 ** 32 + field.low - (field.low & 1)) / 2;
    const value = (field.low & 1) === 1 ? -half - 1 : half;
    if (Number.isSafeInteger(value))
        return value;
    throw corrupt(field.message.reader.source, field.message.path, `has a number beyond 2^53 in field ${field.number}`);
}
function bool(field) {
    expectWire(field, 0);
    return field.low !== 0 || field.high !== 0;
}
function float32(field) {
    expectWire(field, 5);
    return view(field).getFloat32(0, true);
}
function float64(field) {
    expectWire(field, 1);
    return view(field).getFloat64(0, true);
}
/** fixed32/sfixed32 and fixed64/sfixed64 as signed numbers. */
function fixed(field) {
    if (field.wire === 5)
        return view(field).getInt32(0, true);
    expectWire(field, 1);
    const raw = view(field);
    return signed(field, raw.getUint32(0, true), raw.getUint32(4, true));
}
function view(field) {
    const raw = field.message.reader.source.read(field.start, field.end - field.start);
    return new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
}
/** Values of one occurrence of a repeated int32/int64/enum field: packed (one length-delimited run) or a single unpacked one. */
function ints(field) {
    if (field.wire === 0)
        return [int(field)];
    expectWire(field, 2);
    const { reader, path } = field.message;
    const values = [];
    for (let position = field.start; position < field.end;) {
        if (values.length >= MAX_VALUES)
            throw corrupt(reader.source, path, `lists more than ${MAX_VALUES} numbers in field ${field.number}`);
        const value = varint(reader, position, field.end, path);
        values.push(signed(field, value.low, value.high));
        position = value.end;
    }
    return values;
}
/** Values of one occurrence of a repeated float (`size` 4) or double (`size` 8) field, packed or not. */
function floats(field, size) {
    if (field.wire === 5 || field.wire === 1)
        return [size === 4 ? float32(field) : float64(field)];
    const raw = bytes(field, MAX_VALUES * size);
    if (raw.length % size !== 0)
        throw corrupt(field.message.reader.source, field.message.path, `has half a number in field ${field.number}`);
    const numbers = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    return Array.from({ length: raw.length / size }, (_, i) => (size === 4 ? numbers.getFloat32(4 * i, true) : numbers.getFloat64(8 * i, true)));
}
/** One entry of `map<string, …>`: a missing key is '', a missing value `undefined` (its default); within an entry the last one wins. */
function mapEntry(field) {
    let key = '';
    let value;
    for (const part of fields(child(field))) {
        if (part.number === 1)
            key = text(part);
        else if (part.number === 2)
            value = part;
    }
    return { key, value };
}
/** `map<string, Message>` collected over all its entries: `put(map, field, 'inputs')`; a later entry of the same key replaces the earlier one. */
function putEntry(map, field, name) {
    const { key, value } = mapEntry(field);
    const label = `${name}[${JSON.stringify(key)}]`;
    map.set(key, value === undefined ? emptyMessage(field.message, label) : { ...child(value), path: join(field.message.path, label) });
}
function emptyMessage(parent, name) {
    return { reader: parent.reader, spans: [], depth: parent.depth + 1, path: join(parent.path, name) };
}
const join = (path, name) => (path === '' ? name : `${path}.${name}`);
/** The first `limit` top-level fields of a file, for telling formats apart; never throws for foreign content. */
function outline(source, limit = 64) {
    const seen = [];
    try {
        for (const field of fields(openMessage(source))) {
            seen.push(field);
            if (seen.length >= limit)
                return { fields: seen, state: 'more' };
        }
        return { fields: seen, state: 'whole' };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y))
            throw error;
        return { fields: seen, state: error.code === 'truncated' ? 'truncated' : 'broken' };
    }
}
function expectWire(field, wire) {
    if (field.wire === wire)
        return;
    throw corrupt(field.message.reader.source, field.message.path, `has wire type ${field.wire} in field ${field.number}, which must be ${wire}`);
}
/** Only at the top level can the rest be missing: a message whose holder is there in full and that runs past it is damaged. */
function pastEnd(source, position, path) {
    if (path !== '' || position <= source.size || position > Number.MAX_SAFE_INTEGER) {
        return corrupt(source, path, `has a field that is longer than what holds it, near byte ${Math.min(position, source.size)}`);
    }
    const message = `${source.name} ends early: ${source.size} bytes are there, at least ${position} are announced`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('truncated', message, REMEDY_TRUNCATED, place(source, path));
}
/** A `corrupt` error at a part of this file, for schema readers above: `corruptAt(message, 'has no graph')`. */
function corruptAt(message, what) {
    return corrupt(message.reader.source, message.path, what);
}
function corrupt(source, path, what) {
    const part = path === '' ? source.name : `${source.name}: ${path}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('corrupt', `${part} ${what}`, REMEDY_CORRUPT, place(source, path));
}
function place(source, path) {
    return path === '' ? { file: source.name } : { file: source.name, key: path };
}


/***/ }),

/***/ 8253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Gg: () => (/* binding */ inferModel),
  CS: () => (/* binding */ requireCompleteness),
  M: () => (/* binding */ requirePayload)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
;// CONCATENATED MODULE: ./.build/contract/conflict.js

/** More contradictions than anybody reads: a table whose 10,000 columns all have the wrong type. The rest is counted. */
const MAX_LISTED = 100;
/** The one error for all contradictions; it points to the first one. */
function conflictError(conflicts) {
    const [first] = conflicts;
    const listed = conflicts.slice(0, MAX_LISTED).map(sentence);
    const more = conflicts.length - listed.length;
    const message = conflicts.length === 1
        ? `The declaration contradicts the model: ${sentence(first)}`
        : [
            `${conflicts.length} facts of the declaration contradict the model:`,
            ...listed.map((one) => `- ${one}`),
            ...(more > 0 ? [`- and ${more} more`] : []),
        ].join('\n');
    return new errors/* UserError */.y('contract-conflict', message, remedy(first, conflicts.length), first.declaredAt);
}
/** `serving.yaml:7`, `serving.yaml` or, in files without lines, `contract.protobin: predict.inputs[0]`. */
function printPlace({ file, line, key }) {
    const name = file ?? 'the declaration';
    if (line !== undefined)
        return `${name}:${line}`;
    return key === undefined ? name : `${name}: ${key}`;
}
function sentence({ change, key, declaredAt, foundAt }) {
    const fact = key === undefined ? change.where : `${change.where}.${key}`;
    return `${printPlace(declaredAt)}: ${fact} ${contradiction(change, foundAt)}`;
}
function contradiction({ rule, was, is, message }, foundAt) {
    switch (rule) {
        case 'signature-removed':
            return `is declared, but ${foundAt} has no such signature: ${message}`;
        case 'input-removed':
        case 'output-removed':
            return `is declared, but ${foundAt} has no such ${rule === 'input-removed' ? 'input' : 'output'}`;
        case 'input-renamed':
        case 'output-renamed':
            return `is declared (${was}), but ${foundAt} calls it otherwise: ${is}`;
        case 'input-required-added':
            return `is required by ${foundAt} (${is}), but not declared: callers that trust the declaration would fail`;
        default:
            return `is declared as ${was}, but ${foundAt} has ${is}`;
    }
}
function remedy({ change, key, declaredAt }, count) {
    const all = 'Declare what the model has (mlambda init writes it), or export the model as declared.';
    if (count > 1 || key === undefined || !(key === 'type' || key === 'shape'))
        return all;
    return `Write ${key}: ${change.is} at ${printPlace(declaredAt)}, or export the model as declared.`;
}

// EXTERNAL MODULE: ./.build/contract/diff.js + 4 modules
var diff = __webpack_require__(4947);
// EXTERNAL MODULE: ./.build/contract/known.js
var known = __webpack_require__(2242);
;// CONCATENATED MODULE: ./.build/contract/merge-symbols.js
function symbolTable() {
    const parents = new Map();
    const sizes = new Map();
    const names = new Map();
    const taken = new Set();
    let sizeOfRoot;
    const rootOf = (tag) => {
        let root = tag;
        for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root))
            root = parent;
        // path compression: a hostile contract must not make this quadratic
        for (let step = tag; step !== root;) {
            const next = parents.get(step) ?? root;
            parents.set(step, root);
            step = next;
        }
        return root;
    };
    // a declared symbol is the root, so that the class has the author's name
    const unite = (declared, found) => {
        const [root, child] = [rootOf(declared), rootOf(found)];
        if (root !== child)
            parents.set(child, root);
    };
    const tag = (dim, owner) => (typeof dim === 'string' ? `${owner}:${dim}` : dim);
    return {
        tag,
        merge(declared, found, side) {
            if (declared === null)
                return tag(found, 'found');
            if (typeof found !== 'string')
                return tag(declared, 'declared');
            if (typeof declared === 'string')
                unite(`declared:${declared}`, `found:${found}`);
            else if (declared === -1)
                return tag(found, 'found');
            else if (side === 'input')
                sizes.set(`found:${found}`, declared);
            return tag(declared, 'declared');
        },
        resolve(dim) {
            if (typeof dim !== 'string')
                return dim;
            sizeOfRoot ??= new Map([...sizes].map(([fixed, size]) => [rootOf(fixed), size]));
            const root = rootOf(dim);
            const size = sizeOfRoot.get(root);
            if (size !== undefined)
                return size;
            const name = names.get(root) ?? freeName(root.slice(root.indexOf(':') + 1), taken);
            names.set(root, name);
            taken.add(name);
            return name;
        },
    };
}
/** Every dimension of a value, at any depth. */
function mapDims(value, change) {
    if ('sequence' in value)
        return { ...value, sequence: mapDims(value.sequence, change) };
    if ('map' in value)
        return { ...value, map: { key: value.map.key, value: mapDims(value.map.value, change) } };
    if ('struct' in value)
        return { ...value, struct: value.struct.map((field) => mapFieldDims(field, change)) };
    if ('image' in value) {
        const { width, height, channels } = value.image;
        return { ...value, image: { width: change(width), height: change(height), channels: change(channels) } };
    }
    const shape = value.shape === null ? null : value.shape.map(change);
    return { ...value, shape };
}
function mapFieldDims(field, change) {
    return { name: field.name, ...mapDims(field, change) };
}
function freeName(wanted, taken) {
    let name = wanted;
    for (let count = 2; taken.has(name); count++)
        name = `${wanted}_${count}`;
    return name;
}

// EXTERNAL MODULE: ./.build/contract/pairing.js
var pairing = __webpack_require__(5105);
// EXTERNAL MODULE: ./.build/contract/types.js
var types = __webpack_require__(9872);
;// CONCATENATED MODULE: ./.build/contract/merge.js




/**
 * One declared signature completed by what the files say of it: every declared fact stands, unknown ones are filled. Outputs and optional
 * inputs that are not declared are kept as found; required inputs that are not declared are left out, for the comparison to find them missing.
 * A list without any field declares nothing. Whether the result is true of the model is for `diff` to say.
 */
function mergeSignatures(declared, found, written, foundAt) {
    const symbols = symbolTable();
    const by = pairingBy(declared, found);
    const merged = (key, side) => {
        const merger = { written, found: foundAt, symbols, side };
        return mergeFields(declared[key], found[key], by, [declared.name, key], merger);
    };
    // both lists before any dimension is resolved: an output may tell that two symbols of inputs are one
    const lists = [merged('inputs', 'input'), merged('outputs', 'output')];
    const [inputs, outputs] = lists.map((fields) => fields.map((field) => mapFieldDims(field, symbols.resolve)));
    return { name: declared.name, inputs: inputs ?? [], outputs: outputs ?? [], ...((declared.positional || found.positional) && { positional: true }) };
}
/** Everything below a field or value is declared. */
function asDeclared(value, path, written) {
    return { ...value, ...declaredInside(value, path, written), evidence: (0,types/* evidenceOf */.X1)(value, 'declared', written(path)) };
}
/** Declarations name their fields; where the model counts, names are matched first and the rest goes by order. */
function pairingBy(declared, found) {
    if (!found.positional)
        return 'name';
    return declared.positional ? 'position' : 'either';
}
function mergeFields(declared, found, by, path, merger) {
    const keep = (field) => mapFieldDims(field, (dim) => merger.symbols.tag(dim, 'found'));
    if (declared.length === 0)
        return found.map(keep);
    const { pairs, removed, added } = (0,pairing/* pairFields */.O)(declared, found, by);
    const mergedByFound = new Map(pairs.map((pair) => [pair.offer, mergeField(pair.promise, pair.offer, by, [...path, pair.promise.name], merger)]));
    const mergedByDeclared = new Map(pairs.map((pair) => [pair.promise, mergedByFound.get(pair.offer)]));
    const contradicted = new Map(removed.map((field) => [field, tagDeclared(asDeclared(field, [...path, field.name], merger.written), merger)]));
    const kept = new Map(added.filter((field) => merger.side === 'output' || field.optional).map((field) => [field, keep(field)]));
    for (const field of added)
        merger.found([...path, field.name], field.evidence?.where ?? '');
    const inOrder = by === 'name'
        ? [...declared.map((field) => mergedByDeclared.get(field) ?? contradicted.get(field)), ...kept.values()]
        : [...found.map((field) => mergedByFound.get(field) ?? kept.get(field)), ...contradicted.values()];
    return inOrder.filter((field) => field !== undefined);
}
function tagDeclared(field, { symbols }) {
    return mapFieldDims(field, (dim) => symbols.tag(dim, 'declared'));
}
function mergeField(declared, found, by, path, merger) {
    const value = mergeValue(declared, found, path, merger);
    const names = new Set([...(declared.aliases ?? []), ...(by === 'name' ? acceptedNames(found) : [])]);
    names.delete(declared.name);
    const { aliases: _, ...rest } = value;
    return { name: declared.name, ...rest, ...(names.size > 0 && { aliases: [...names] }) };
}
function acceptedNames(found) {
    return [...((0,known/* hasAssumedName */.Az)(found) ? [] : [found.name]), ...(found.aliases ?? [])];
}
function mergeValue(declared, found, path, merger) {
    merger.found(path, found.evidence?.where ?? '');
    const kind = mergeKind(declared, found, path, merger);
    const profile = declared.profile === undefined || declared.profile === 'none' ? (found.profile ?? declared.profile) : declared.profile;
    const assumed = (found.assumed ?? []).filter((fact) => !isDeclared(declared, fact));
    return {
        ...kind,
        ...(profile !== undefined && { profile }),
        ...(declared.optional && { optional: true }),
        // no declaration can say "dense": what it leaves out is as the model has it
        ...((declared.sparse || found.sparse) && { sparse: true }),
        ...((declared.ragged || found.ragged) && { ragged: true }),
        ...(assumed.length > 0 && { assumed }),
        evidence: mergeEvidence(declared, found, kind, merger.written(path)),
    };
}
function isDeclared(declared, fact) {
    if (fact === 'name')
        return true;
    if (!('shape' in declared))
        return true;
    return fact === 'type' ? declared.type !== null : declared.shape !== null;
}
function mergeKind(declared, found, path, merger) {
    const { symbols, side } = merger;
    if ('shape' in declared && 'shape' in found) {
        return { type: declared.type ?? found.type, shape: mergeShape(declared.shape, found, merger) };
    }
    if ('sequence' in declared && 'sequence' in found)
        return { sequence: mergeValue(declared.sequence, found.sequence, [...path, 'sequence'], merger) };
    if ('map' in declared && 'map' in found) {
        return {
            map: { key: declared.map.key ?? found.map.key, value: mergeValue(declared.map.value, found.map.value, [...path, 'map', 'value'], merger) },
        };
    }
    if ('struct' in declared && 'struct' in found)
        return { struct: mergeFields(declared.struct, found.struct, 'name', [...path, 'struct'], merger) };
    if ('image' in declared && 'image' in found) {
        const size = (key) => symbols.merge(declared.image[key], found.image[key], side);
        return { image: { width: size('width'), height: size('height'), channels: size('channels') } };
    }
    const [one, owner] = (0,known/* isUnknown */.t8)(declared) ? [found, 'found'] : [asDeclared(declared, path, merger.written), 'declared'];
    const { name: _, ...tagged } = mapFieldDims({ name: '', ...one }, (dim) => symbols.tag(dim, owner));
    return tagged;
}
/** The declared rank stands even against the found one: the comparison names both. */
function mergeShape(declared, found, { symbols, side }) {
    if (declared === null)
        return found.shape?.map((dim) => symbols.tag(dim, 'found')) ?? null;
    const known = found.assumed?.includes('shape') || found.shape?.length !== declared.length ? null : found.shape;
    return declared.map((dim, index) => symbols.merge(dim, known?.[index] ?? null, side));
}
/** Facts that the files say too keep the evidence of the files; `declared` are those that only the declaration says, or says narrower. */
function mergeEvidence(declared, found, merged, writtenAt) {
    const from = (same, source) => same && source !== 'assumed' && source !== 'unknown' ? (source ?? 'derived') : 'declared';
    const evidence = found.evidence;
    const name = from(!('name' in declared) || ('name' in found && declared.name === found.name), evidence?.name);
    const facts = 'shape' in merged && 'shape' in declared && 'shape' in found
        ? {
            type: declared.type === null ? sourceOf(found.type, evidence?.type) : from(declared.type === found.type, evidence?.type),
            rank: declared.shape === null ? sourceOf(found.shape, evidence?.rank) : from(declared.shape.length === found.shape?.length, evidence?.rank),
            dims: (merged.shape ?? []).map((dim, index) => {
                if (dim === null)
                    return 'unknown';
                const was = declared.shape?.[index] ?? null;
                const is = found.shape?.[index];
                return was === null
                    ? sourceOf(is ?? null, evidence?.dims[index])
                    : from(was === is || (was === -1 && typeof is === 'string'), evidence?.dims[index]);
            }),
        }
        : { type: from((0,types/* kindOf */.I)(declared) === (0,types/* kindOf */.I)(found) && !('shape' in merged), evidence?.type), rank: evidence?.rank ?? 'declared', dims: [] };
    const sources = [name, facts.type, facts.rank, ...facts.dims];
    const places = [
        ...(sources.some((source) => source !== 'declared' && source !== 'unknown') && evidence ? [evidence.where] : []),
        ...(sources.includes('declared') ? [writtenAt] : []),
    ];
    return { name, ...facts, where: places.join('; ') };
}
function sourceOf(fact, source) {
    return fact === null ? 'unknown' : (source ?? 'derived');
}
function declaredInside(value, path, written) {
    if ('sequence' in value)
        return { sequence: asDeclared(value.sequence, [...path, 'sequence'], written) };
    if ('map' in value)
        return { map: { key: value.map.key, value: asDeclared(value.map.value, [...path, 'map', 'value'], written) } };
    if ('struct' in value)
        return { struct: value.struct.map((field) => asDeclared(field, [...path, 'struct', field.name], written)) };
    return {};
}

// EXTERNAL MODULE: ./.build/contract/rules.js
var rules = __webpack_require__(8438);
;// CONCATENATED MODULE: ./.build/contract/agree.js





/**
 * The contract that callers are promised: the declarations, strongest first, completed by what was found in the files. With nothing found
 * the declaration is the contract (of `options.framework`).
 *
 * A declaration is a promise to callers that the model must honour: `diff(declared, found)` must hold no breaking change.
 * - It may leave out signatures, outputs and optional inputs: they are kept as found. A required input left out of a declared signature is a
 *   contradiction, because callers that trust the declaration would fail. An empty list of inputs (or outputs) declares nothing.
 * - It may be narrower than what the model takes and wider than what it gives: then the declaration is the promise.
 * - Assumed facts yield. Formats that cannot say aliases, `sparse`, `positional` or equal sizes don't contradict them by silence: `-1` takes the
 *   symbol of the model, and a declared symbol stands where the file only says `-1`.
 * - `predict` is the name where a format has none: one declared and one found signature, one of them called `predict`, are the same.
 *
 * @throws UserError `contract-conflict` with every contradiction; `not-inferable` if there is neither a declaration nor anything found
 */
function agree(declarations, inferred, options = {}) {
    let conflicts = [];
    let found = inferred;
    for (const declared of [...declarations].reverse()) {
        const { contract, contradictions } = found === null ? { contract: declaredAlone(declared), contradictions: [] } : agreeOne(declared, found, inferred !== null);
        conflicts = [...contradictions, ...conflicts];
        found = contract;
    }
    if (found === null)
        throw new errors/* UserError */.y('not-inferable', 'No contract is declared and none was found.', 'Declare the contract in serving.yaml.');
    const [first, ...more] = conflicts;
    if (first)
        throw conflictError([first, ...more]);
    const framework = inferred?.framework ?? options.framework ?? found.framework;
    return { contract: 1, framework, signatures: found.signatures.map(withAssumedFacts) };
}
/** One declaration over what is known so far. `complete`: that comes from the model, so a signature that is not there does not exist. */
function agreeOne(declared, found, complete) {
    const places = new Map();
    const foundAt = (path, where) => where && places.set(JSON.stringify(path), where);
    const written = writtenIn(declared);
    const pairs = pairSignatures(declared.contract.signatures, found.signatures);
    const names = new Map();
    const merged = declared.contract.signatures.map((signature) => {
        const other = pairs.get(signature);
        if (other === undefined)
            return declaredSignature(signature, written);
        const name = agreedName(signature, other);
        names.set(name, signature.name);
        // paths of the merged signature begin with the declared name until it is renamed here
        return { ...mergeSignatures(signature, other, written, (path, where) => foundAt([name, ...path.slice(1)], where)), name };
    });
    const paired = new Set(pairs.values());
    const kept = found.signatures.filter((signature) => !paired.has(signature));
    const contract = { contract: 1, framework: found.framework, signatures: [...merged, ...kept] };
    const renamed = new Map([...pairs].map(([signature, other]) => [other, agreedName(signature, other)]));
    const model = { ...found, signatures: found.signatures.map((signature) => ({ ...signature, name: renamed.get(signature) ?? signature.name })) };
    for (const signature of model.signatures)
        noteLists(signature, foundAt);
    const contradictions = (0,diff/* diff */.U)(contract, model)
        .filter((change) => change.level === 'breaking' && !SILENT.has(change.rule) && (complete || change.rule !== 'signature-removed'))
        .map((change) => {
        const key = (0,rules/* keyOf */.TN)(change.rule);
        const [name = '', ...rest] = change.path;
        const place = declared.locate([names.get(name) ?? name, ...rest, ...(key === undefined ? [] : [key])]);
        return {
            change,
            key,
            declaredAt: { ...place, file: place.file ?? declared.file },
            foundAt: nearestPlace(change.path, places) ?? found.framework.name,
        };
    });
    return { contract, contradictions };
}
/** A declared symbol is a promise the author makes where the file only says `-1`; files of most formats cannot say it. */
const SILENT = new Set(['output-dims-independent']);
/** By name; and the only signatures of both sides if one of them has the name of formats without names. */
function pairSignatures(declared, found) {
    const [one, other] = [declared[0], found[0]];
    if (one && other && declared.length === 1 && found.length === 1 && [one.name, other.name].includes(NAMELESS))
        return new Map([[one, other]]);
    const byName = new Map(found.map((signature) => [signature.name, signature]));
    return new Map(declared.flatMap((signature) => {
        const counterpart = byName.get(signature.name);
        return counterpart === undefined ? [] : [[signature, counterpart]];
    }));
}
/** The name of a signature where the format has none (docs/contract.md, "Names"). */
const NAMELESS = 'predict';
function agreedName(declared, found) {
    return declared.name === NAMELESS ? found.name : declared.name;
}
function writtenIn(declared) {
    return (path) => printPlace({ file: declared.file, ...declared.locate(path) });
}
function declaredAlone(declared) {
    const { contract } = declared;
    const written = writtenIn(declared);
    return { ...contract, signatures: contract.signatures.map((signature) => declaredSignature(signature, written)) };
}
function declaredSignature(signature, written) {
    const fields = (key) => signature[key].map((field) => asDeclared(field, [signature.name, key, field.name], written));
    return { ...signature, inputs: fields('inputs'), outputs: fields('outputs') };
}
/** Where a whole signature is found: the file of its first field, without the key. */
function noteLists(signature, foundAt) {
    const [first] = [...signature.inputs, ...signature.outputs];
    const where = first?.evidence?.where.split(': ')[0] ?? '';
    for (const path of [[], [signature.name], [signature.name, 'inputs'], [signature.name, 'outputs']])
        foundAt(path, where);
}
/** The place of a value, or of the nearest thing around it. */
function nearestPlace(path, places) {
    for (let length = path.length; length >= 0; length--) {
        const place = places.get(JSON.stringify(path.slice(0, length)));
        if (place !== undefined)
            return place;
    }
    return undefined;
}
/** The canonical form has no evidence, so what is only assumed must be said by `assumed`. Dimensions alone don't: a rank that is known stays a promise. */
function withAssumedFacts(signature) {
    return { ...signature, inputs: signature.inputs.map(markAssumed), outputs: signature.outputs.map(markAssumed) };
}
function markAssumed(value) {
    const facts = new Set([...(value.assumed ?? []), ...assumedBy(value.evidence, 'name' in value)]);
    return { ...value, ...markedInside(value), ...(facts.size > 0 && { assumed: [...facts] }) };
}
function markedInside(value) {
    if ('sequence' in value)
        return { sequence: markAssumed(value.sequence) };
    if ('map' in value)
        return { map: { key: value.map.key, value: markAssumed(value.map.value) } };
    return 'struct' in value ? { struct: value.struct.map(markAssumed) } : {};
}
function assumedBy(evidence, named) {
    return [
        ...(named && evidence?.name === 'assumed' ? ['name'] : []),
        ...(evidence?.type === 'assumed' ? ['type'] : []),
        ...(evidence?.rank === 'assumed' ? ['shape'] : []),
    ];
}

// EXTERNAL MODULE: ./.build/contract/completeness.js
var completeness = __webpack_require__(2377);
;// CONCATENATED MODULE: ./.build/frameworks/onnx/external.js


/** TensorProto.DataLocation. */
const EXTERNAL = 1;
/** Absent files that are named one by one; the rest is counted. */
const NAMED_FILES = 5;
/**
 * Checks that external weights of a tensor stay inside the model's directory and are as long as the model says; nothing is opened.
 * @returns the path of a file that is not there, which is no error: the contract is in the model file all the same
 * @throws UserError `unsafe` for a path that leaves the directory, `truncated` for a file that is too short, `corrupt` for nonsense
 */
function missingData(files, modelPath, tensor, index) {
    if (tensor.int('data_location') !== EXTERNAL)
        return null;
    const where = `${modelPath}: graph.initializer[${index}]`;
    const location = locationOf(tensor, modelPath, where);
    const path = inside(modelPath, location, where);
    const file = files.find(path);
    if (file === undefined)
        return path;
    checkLength(location, file.pointer?.size ?? file.size, path, where);
    return null;
}
function locationOf(tensor, file, where) {
    const entries = new Map(tensor.messages('external_data').map((entry) => [entry.text('key') ?? '', entry.text('value') ?? '']));
    const name = tensor.text('name') ?? '';
    const path = entries.get('location');
    if (path === undefined || path === '')
        throw corrupt(`tensor ${name} lies in another file that is not named`, file, where);
    const bytes = (key) => {
        const word = entries.get(key);
        if (word === undefined)
            return undefined;
        if (!/^\d{1,16}$/.test(word))
            throw corrupt(`tensor ${name} has an impossible ${key}: ${word.slice(0, 40)}`, file, where);
        return Number(word);
    };
    return { tensor: name, path, offset: bytes('offset') ?? 0, length: bytes('length') };
}
/** The path relative to the model directory. Both kinds of slashes count: the model may be loaded anywhere. */
function inside(modelPath, { path, tensor }, where) {
    const slashed = path.replaceAll('\\', '/');
    const normal = external_node_path_.posix.normalize(slashed);
    const leaves = normal === '..' || normal.startsWith('../') || external_node_path_.posix.isAbsolute(normal) || /^[A-Za-z]:/.test(slashed) || slashed.includes('\0');
    if (leaves) {
        throw new errors/* UserError */.y('unsafe', `${where} (${tensor}) reads its weights from ${path}, outside the directory of ${modelPath}`, 'Save the model with its external data beside it: onnx.save(model, path, save_as_external_data=True, location="weights.bin").', { file: modelPath, key: where });
    }
    return external_node_path_.posix.join(external_node_path_.posix.dirname(modelPath), normal);
}
function checkLength({ tensor, offset, length }, size, path, where) {
    const end = offset + (length ?? 0);
    if (end <= size)
        return;
    throw new errors/* UserError */.y('truncated', `${path} ends early: ${size} bytes are there, tensor ${tensor} needs ${end}`, 'Copy the weight file again in full (git lfs pull, an interrupted download or save).', { file: path, key: where });
}
/** One warning for all files that are not there. */
function missingFiles(paths, modelPath) {
    if (paths.size === 0)
        return [];
    const named = [...paths].slice(0, NAMED_FILES).join(', ');
    const more = paths.size > NAMED_FILES ? ` and ${paths.size - NAMED_FILES} more` : '';
    const message = `the weights of ${modelPath} lie in ${named}${more}, which ${paths.size === 1 ? 'is' : 'are'} not there: nothing can load this model`;
    return [{ code: 'onnx-external-data-missing', message, where: modelPath }];
}
const corrupt = (message, file, key) => new errors/* UserError */.y('corrupt', `${file}: ${message}`, 'Export the model again and upload the new file.', { file, key });

;// CONCATENATED MODULE: ./.build/shapes/size.js
/** Terms of one expression: real networks need two or three; more would only make hostile graphs slow. */
const MAX_TERMS = 8;
/** Characters of an atom's key: nested floors of a 200-layer network stay below. */
const MAX_KEY = 1_000;
// ------------------------------------------------------------------------------------------------------------ making and showing sizes
/** The size a model calls `name`. */
const named = (name) => ofAtom({ key: `n${JSON.stringify(name)}`, kind: 'named', name });
/** A size that nobody told, but that is the same wherever `site` is given again. */
const unknown = (site) => ofAtom({ key: `u${JSON.stringify(site)}`, kind: 'unknown' });
/** A size of which every value is accepted; the same wherever `site` is given again. */
const any = (site) => ofAtom({ key: `a${JSON.stringify(site)}`, kind: 'any' });
/** A contract's dimension at a place: `-1` and `null` become symbols of that place, so that what is copied from them stays equal. */
function sizeOf(dim, site) {
    if (typeof dim === 'string')
        return named(dim);
    if (dim === null)
        return unknown(site);
    return dim === -1 ? any(site) : dim;
}
/** As contracts say it: a number, the model's own symbol, `-1` for what only depends on any-sizes, else `null`. Impossible sizes (negative, fractional) are `null`. */
function dimOf(size) {
    if (size === null)
        return null;
    if (typeof size === 'number')
        return Number.isSafeInteger(size) && size >= 0 ? size : null;
    const atoms = [...size.terms.values()].flatMap((term) => term.atoms);
    const [first] = atoms;
    if (first?.name !== undefined && atoms.length === 1 && size.terms.size === 1 && [...size.terms.values()][0]?.coefficient === 1)
        return first.name;
    return atoms.every((atom) => atom.kind === 'any') ? -1 : null;
}
const ofAtom = (atom) => (atom.key.length > MAX_KEY ? null : build(new Map([[atom.key, { coefficient: 1, atoms: [atom] }]])));
// ------------------------------------------------------------------------------------------------------------ arithmetic
function add(a, b) {
    if (a === null || b === null)
        return null;
    if (typeof a === 'number' && typeof b === 'number')
        return checked(a + b);
    const terms = new Map(termsOf(a));
    for (const [key, term] of termsOf(b)) {
        const coefficient = (terms.get(key)?.coefficient ?? 0) + term.coefficient;
        if (coefficient === 0)
            terms.delete(key);
        else
            terms.set(key, { ...term, coefficient });
    }
    return build(terms);
}
const subtract = (a, b) => add(a, multiply(b, -1));
function multiply(a, b) {
    if (a === 0 || b === 0)
        return 0;
    if (a === null || b === null)
        return null;
    if (typeof a === 'number' && typeof b === 'number')
        return checked(a * b);
    if (a === 1)
        return b;
    if (b === 1)
        return a;
    const terms = new Map();
    for (const left of termsOf(a).values()) {
        for (const right of termsOf(b).values()) {
            const atoms = [...left.atoms, ...right.atoms].sort((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0));
            const key = keyOf(atoms);
            const coefficient = (terms.get(key)?.coefficient ?? 0) + left.coefficient * right.coefficient;
            if (coefficient === 0)
                terms.delete(key);
            else
                terms.set(key, { coefficient, atoms });
        }
    }
    return build(terms);
}
/** a / b where b divides a for every value of the symbols (b ≠ 0 is taken for granted), else `null`. */
function divideExactly(a, b) {
    if (a === null || b === null || b === 0)
        return null;
    if (typeof a === 'number' && typeof b === 'number')
        return Number.isInteger(a / b) ? a / b : null;
    if (isEqual(a, b))
        return 1;
    const divisors = [...termsOf(b).values()];
    const [divisor] = divisors;
    if (divisor === undefined || divisors.length !== 1)
        return null;
    const terms = new Map();
    for (const term of termsOf(a).values()) {
        const atoms = [...term.atoms];
        for (const atom of divisor.atoms) {
            const at = atoms.findIndex((other) => other.key === atom.key);
            if (at < 0)
                return null;
            atoms.splice(at, 1);
        }
        const coefficient = term.coefficient / divisor.coefficient;
        if (!Number.isInteger(coefficient))
            return null;
        terms.set(keyOf(atoms), { coefficient, atoms });
    }
    return build(terms);
}
/** ⌊a / n⌋ for a fixed n ≥ 1. What n divides is divided; the rest stays as one opaque symbol, equal wherever the same floor is taken. */
function floorDivide(a, n) {
    if (a === null || typeof n !== 'number' || !Number.isInteger(n) || n < 1)
        return divideExactly(a, n);
    if (typeof a === 'number')
        return Math.floor(a / n);
    let whole = 0;
    const rest = new Map();
    for (const [key, term] of a.terms) {
        const quotient = Math.floor(term.coefficient / n);
        if (term.coefficient % n === 0)
            whole = add(whole, build(new Map([[key, { ...term, coefficient: quotient }]])));
        else if (term.atoms.length === 0) {
            // ⌊(x + c)/n⌋ = ⌊c/n⌋ + ⌊(x + c mod n)/n⌋
            whole = add(whole, quotient);
            rest.set(key, { ...term, coefficient: term.coefficient - quotient * n });
        }
        else
            rest.set(key, term);
    }
    const remainder = build(rest);
    if (remainder === null || typeof remainder === 'number')
        return add(whole, floorDivide(remainder, n));
    return add(whole, ofAtom({ key: `floor(${remainder.key})/${n}`, kind: kindOf(remainder) }));
}
/** ⌈a / n⌉ for a fixed n ≥ 1. */
const ceilDivide = (a, n) => floorDivide(add(a, n - 1), n);
/** Product of sizes; 1 for none. */
const product = (sizes) => sizes.reduce((total, size) => multiply(total, size), 1);
const sum = (sizes) => sizes.reduce((total, size) => add(total, size), 0);
// ------------------------------------------------------------------------------------------------------------ comparing
/** Certainly the same size. */
function isEqual(a, b) {
    if (a === null || b === null)
        return false;
    if (typeof a === 'number' || typeof b === 'number')
        return a === b;
    return a.key === b.key;
}
/** Certainly different sizes, whatever the symbols stand for. */
function isDifferent(a, b) {
    const difference = subtract(a, b);
    return typeof difference === 'number' && difference !== 0;
}
/** Certainly ≥ 0: symbols are sizes, and nothing is subtracted. */
function isNonNegative(size) {
    if (size === null)
        return false;
    if (typeof size === 'number')
        return size >= 0;
    return [...size.terms.values()].every((term) => term.coefficient >= 0 && term.atoms.every((atom) => !atom.key.startsWith('floor')));
}
/** The one size both may have: equal ones stay, else nothing is known. */
const merge = (a, b) => (isEqual(a, b) ? a : null);
// ------------------------------------------------------------------------------------------------------------ canonical form
function termsOf(size) {
    if (typeof size !== 'number')
        return size.terms;
    return size === 0 ? new Map() : new Map([['', { coefficient: size, atoms: [] }]]);
}
const keyOf = (atoms) => atoms.map((atom) => atom.key).join('*');
/** Coefficients are integers: a fraction or an overflow makes the size unknown. */
function build(terms) {
    if (terms.size > MAX_TERMS)
        return null;
    for (const term of terms.values())
        if (!Number.isSafeInteger(term.coefficient))
            return null;
    const constant = terms.get('');
    if (terms.size === 0)
        return 0;
    if (terms.size === 1 && constant !== undefined)
        return constant.coefficient;
    const keys = [...terms.keys()].sort();
    const key = keys.map((one) => `${terms.get(one)?.coefficient ?? 0}${one === '' ? '' : `*${one}`}`).join('+');
    return key.length > MAX_KEY * 2 ? null : { terms, key };
}
const checked = (value) => (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null);
function kindOf(expression) {
    const kinds = [...expression.terms.values()].flatMap((term) => term.atoms.map((atom) => atom.kind));
    if (kinds.includes('unknown'))
        return 'unknown';
    return kinds.every((kind) => kind === 'any') ? 'any' : 'named';
}

;// CONCATENATED MODULE: ./.build/shapes/shape.js

/** A contract's shape at a place (`x`): open dimensions become symbols of that place. */
const shapeAt = (shape, site) => shape?.map((dim, axis) => sizeOf(dim, `${site}[${axis}]`)) ?? null;
/** As contracts say it. */
const contractShape = (shape) => shape?.map(dimOf) ?? null;
/** Gives sizes of which nothing is known an identity, so that later rules can tell that they are the same. */
const identify = (shape, site) => shape?.map((size, axis) => size ?? unknown(`${site}[${axis}]`)) ?? null;
/** A shape of known rank whose sizes are all open. */
const shape_open = (rank) => Array.from({ length: rank }, () => null);
/** Elements of a tensor. */
const shape_elements = (shape) => (shape === null ? null : product(shape));
/** `-1` is the last axis. `null` where the axis does not exist: the model is broken, and nothing follows from it. */
function axisOf(axis, rank) {
    const positive = axis < 0 ? axis + rank : axis;
    return Number.isInteger(positive) && positive >= 0 && positive < rank ? positive : null;
}
/** All axes, without repetition; `null` if one does not exist. */
function axesOf(axes, rank) {
    const found = new Set();
    for (const axis of axes) {
        const positive = typeof axis === 'number' ? axisOf(axis, rank) : null;
        if (positive === null)
            return null;
        found.add(positive);
    }
    return [...found];
}
/** The shape with one axis replaced. */
function withAxis(shape, axis, size) {
    const at = shape === null ? null : axisOf(axis, shape.length);
    return shape === null || at === null ? null : shape.map((old, i) => (i === at ? size : old));
}
/** NumPy broadcasting of all shapes, aligned at the last axis. */
function broadcast(...shapes) {
    return shapes.reduce((left, right) => {
        if (left === null || right === null)
            return null;
        const rank = Math.max(left.length, right.length);
        return Array.from({ length: rank }, (_, i) => broadcastSize(left[i - rank + left.length], right[i - rank + right.length]));
    }, []);
}
/** A missing axis counts as 1. A known size other than 1 wins: the other one can only be equal or 1 in a graph that runs. */
function broadcastSize(a, b) {
    if (a === undefined || a === 1)
        return b === undefined ? 1 : b;
    if (b === undefined || b === 1 || isEqual(a, b))
        return a;
    if (typeof a === 'number')
        return typeof b === 'number' ? null : a;
    return typeof b === 'number' ? b : null;
}
/** What holds for both of two branches: equal facts stay, the rest is open. */
function join(a, b) {
    if (a === null || b === null || a.length !== b.length)
        return null;
    return a.map((size, i) => merge(size, b[i] ?? null));
}

;// CONCATENATED MODULE: ./.build/shapes/values.js

/** Entries of a shape-like tensor: ranks are below 10, pads twice that; 64 leaves room for stacked ones. */
const MAX_VALUES = 64;
/** Element by element; a scalar meets every element. `null` where the lengths don't match. */
function zip(a, b, combine) {
    if (a.length !== b.length && a.length !== 1 && b.length !== 1)
        return null;
    const length = a.length === 0 || b.length === 0 ? 0 : Math.max(a.length, b.length);
    return Array.from({ length }, (_, i) => combine(pick(a, i), pick(b, i)));
}
const pick = (values, i) => (values.length === 1 ? values[0] : values[i]) ?? null;
/** Integer arithmetic as tensors do it. Sizes are never negative, which is what makes truncating and flooring the same. */
const ARITHMETIC = {
    add: add,
    subtract: subtract,
    multiply: multiply,
    divide: (a, b) => {
        const exact = divideExactly(a, b);
        if (exact !== null)
            return exact;
        return isNonNegative(a) && typeof b === 'number' && b > 0 ? floorDivide(a, b) : null;
    },
    /** Real division, as float tensors do it. */
    ratio: (a, b) => (typeof a === 'number' && typeof b === 'number' && b !== 0 ? a / b : divideExactly(a, b)),
    minimum: (a, b) => (typeof a === 'number' && typeof b === 'number' ? Math.min(a, b) : isEqual(a, b) ? a : null),
    maximum: (a, b) => {
        if (typeof a === 'number' && typeof b === 'number')
            return Math.max(a, b);
        if (isEqual(a, b) || (typeof b === 'number' && b <= 0 && isNonNegative(a)))
            return a;
        return typeof a === 'number' && a <= 0 && isNonNegative(b) ? b : null;
    },
    modulo: (a, b) => {
        if (typeof b !== 'number' || b <= 0)
            return null;
        if (typeof a === 'number')
            return a >= 0 ? a % b : null;
        return divideExactly(a, b) === null ? null : 0;
    },
    equal: (a, b) => {
        if (isEqual(a, b))
            return 1;
        const difference = subtract(a, b);
        // sizes are not negative: `size == -1` is false for every size
        const apart = (typeof difference === 'number' && difference !== 0) || never(a, b) || never(b, a);
        return apart ? 0 : null;
    },
    less: (a, b) => {
        const difference = subtract(b, a);
        return typeof difference === 'number' ? Number(difference > 0) : null;
    },
};
const never = (a, b) => isNonNegative(a) && typeof b === 'number' && b < 0;
/** start, start + step, …; `null` if it is not a short list of known numbers. */
function range(start, limit, step) {
    const length = rangeLength(start, limit, step);
    if (typeof length !== 'number' || length > MAX_VALUES || typeof start !== 'number' || typeof step !== 'number')
        return null;
    return Array.from({ length }, (_, i) => start + i * step);
}
/** max(0, ⌈(limit − start) / step⌉). */
function rangeLength(start, limit, step) {
    if (typeof start === 'number' && typeof limit === 'number' && typeof step === 'number') {
        // fractions are rounded differently by 32-bit floats
        const whole = [start, limit, step].every(Number.isInteger) && step !== 0;
        return whole ? Math.max(0, Math.ceil((limit - start) / step)) : null;
    }
    const length = step === 1 ? subtract(limit, start) : null;
    return isNonNegative(length) ? length : null;
}

// EXTERNAL MODULE: ./.build/formats/protobuf.js
var protobuf = __webpack_require__(7118);
;// CONCATENATED MODULE: ./.build/frameworks/onnx/record.js

/** Occurrences of one repeated field: no graph we have seen has more than 200,000 nodes; more is a file made to fill memory. */
const MAX_OCCURRENCES = 500_000;
/** Numbers in one list attribute or the dims of one tensor; longer lists (tree ensembles) never shape anything and are dropped. */
const MAX_NUMBERS = 10_000;
/** Reads a binary message lazily: its own level on first use, parts of it on theirs. */
function binaryRecord(message, schema) {
    let items;
    const all = (name) => {
        items ??= readLevel(message, schema);
        return items.get(name) ?? [];
    };
    const schemaOf = (name) => {
        for (const entry of Object.values(schema))
            if (entry.name === name && typeof entry.type === 'function')
                return entry.type();
        throw new Error(`${name} is no message of this schema`);
    };
    return {
        int: (name) => all(name).findLast(isNumber),
        ints: (name) => numbersOf(all(name)),
        float: (name) => all(name).findLast(isNumber),
        floats: (name) => numbersOf(all(name)),
        text: (name) => all(name).findLast(isText),
        texts: (name) => all(name).filter(isText),
        blobs: (name) => all(name).filter(isBlob),
        message(name) {
            const parts = all(name).filter(isMessage);
            const [first] = parts;
            return first === undefined ? undefined : binaryRecord({ ...first, spans: parts.flatMap((part) => part.spans) }, schemaOf(name));
        },
        messages: (name) => all(name)
            .filter(isMessage)
            .map((part) => binaryRecord(part, schemaOf(name))),
        *each(name) {
            const inner = schemaOf(name);
            for (const part of all(name))
                if (isMessage(part))
                    yield binaryRecord(part, inner);
        },
    };
}
const numbersOf = (items) => (items.includes(null) ? null : items.filter(isNumber));
const isNumber = (item) => typeof item === 'number';
const isText = (item) => typeof item === 'string';
const isMessage = (item) => typeof item === 'object' && item !== null && 'spans' in item;
const isBlob = (item) => typeof item === 'object' && item !== null && 'read' in item;
function readLevel(message, schema) {
    const items = new Map();
    for (const field of (0,protobuf/* fields */.OA)(message)) {
        const entry = schema[field.number];
        if (entry === undefined)
            continue;
        const list = items.get(entry.name) ?? [];
        if (list.length === 0)
            items.set(entry.name, list);
        if (list.length >= MAX_OCCURRENCES)
            throw (0,protobuf/* corruptAt */.jI)(message, `holds more than ${MAX_OCCURRENCES} of ${entry.name}`);
        if (typeof entry.type === 'function')
            list.push((0,protobuf/* merge */.h1)(undefined, field, `${entry.name}[${list.length}]`));
        else
            readScalar(field, entry.type, list);
    }
    return items;
}
function readScalar(field, type, list) {
    switch (type) {
        case 'int':
            readNumbers(field, list, 0, (run) => unpackInts((0,protobuf/* bytes */.ee)(run, MAX_NUMBERS * 10)));
            return;
        case 'float':
            readNumbers(field, list, 5, (run) => (0,protobuf/* floats */.IE)(run, 4));
            return;
        case 'text':
            list.push((0,protobuf/* text */.Qq)(field));
            return;
        case 'blob':
            // a repeated number may also come one by one (float_data without packing): those few are not followed
            if (field.wire === 2)
                list.push({ length: field.end - field.start, read: (limit) => (0,protobuf/* bytes */.ee)(field, limit) });
            return;
    }
}
/** Numbers one by one or packed. int64 beyond 2^53 is clamped: exporters write INT64_MAX for "to the end". */
function readNumbers(field, list, wire, unpack) {
    const room = MAX_NUMBERS - list.length;
    if (field.wire === wire) {
        if (room > 0)
            list.push(wire === 0 ? clamped(field.low, field.high) : (0,protobuf/* float32 */.In)(field));
        else
            list[0] = null;
    }
    else if (field.wire === 2) {
        const run = field.end - field.start <= MAX_NUMBERS * 4 ? unpack(field) : [];
        if (run.length > 0 && run.length <= room)
            list.push(...run);
        else if (field.end > field.start)
            list[0] = null;
    }
    else
        throw (0,protobuf/* corruptAt */.jI)(field.message, `has wire type ${field.wire} in field ${field.number}, which must be ${wire}`);
}
/** Numbers of a packed run of int32, int64 or enum. A number cut off at the end is dropped. */
function unpackInts(run) {
    const values = [];
    let value = 0n;
    let shift = 0n;
    for (const byte of run) {
        value |= BigInt(byte & 0x7f) << shift;
        shift += 7n;
        if (byte >= 0x80 && shift < 70n)
            continue;
        const signed = BigInt.asIntN(64, value);
        values.push(Number(signed > BIGGEST ? BIGGEST : signed < -BIGGEST ? -BIGGEST : signed));
        value = 0n;
        shift = 0n;
    }
    return values;
}
const BIGGEST = BigInt(Number.MAX_SAFE_INTEGER);
function clamped(low, high) {
    const value = (high | 0) * 2 ** 32 + low;
    return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/words.js
/** TensorProto.DataType by number; what the list doesn't know (a future type) is an unknown type. Source: onnx.proto, `enum DataType`. */
const DTYPE_BY_ID = {
    1: 'float32',
    2: 'uint8',
    3: 'int8',
    4: 'uint16',
    5: 'int16',
    6: 'int32',
    7: 'int64',
    8: 'string',
    9: 'bool',
    10: 'float16',
    11: 'float64',
    12: 'uint32',
    13: 'uint64',
    14: 'complex64',
    15: 'complex128',
    16: 'bfloat16',
    17: 'float8e4m3fn',
    18: 'float8e4m3fnuz',
    19: 'float8e5m2',
    20: 'float8e5m2fnuz',
    21: 'uint4',
    22: 'int4',
    23: 'float4e2m1',
    24: 'float8e8m0',
    25: 'uint2',
    26: 'int2',
};
const dtypeOf = (id) => (id === undefined ? null : (DTYPE_BY_ID[id] ?? null));
/** TensorProto.DataType. */
const words_DATA_TYPES = {
    UNDEFINED: 0,
    FLOAT: 1,
    UINT8: 2,
    INT8: 3,
    UINT16: 4,
    INT16: 5,
    INT32: 6,
    INT64: 7,
    STRING: 8,
    BOOL: 9,
    FLOAT16: 10,
    DOUBLE: 11,
    UINT32: 12,
    UINT64: 13,
    COMPLEX64: 14,
    COMPLEX128: 15,
    BFLOAT16: 16,
    FLOAT8E4M3FN: 17,
    FLOAT8E4M3FNUZ: 18,
    FLOAT8E5M2: 19,
    FLOAT8E5M2FNUZ: 20,
    UINT4: 21,
    INT4: 22,
    FLOAT4E2M1: 23,
    FLOAT8E8M0: 24,
    UINT2: 25,
    INT2: 26,
};
/** AttributeProto.AttributeType. */
const ATTRIBUTE_TYPES = {
    UNDEFINED: 0,
    FLOAT: 1,
    INT: 2,
    STRING: 3,
    TENSOR: 4,
    GRAPH: 5,
    FLOATS: 6,
    INTS: 7,
    STRINGS: 8,
    TENSORS: 9,
    GRAPHS: 10,
};
/** TensorProto.DataLocation. */
const LOCATIONS = { DEFAULT: 0, EXTERNAL: 1 };
/** An enum value that the text and JSON forms write by name: `elem_type: FLOAT`. */
function enumValue(field, word) {
    const table = field === 'type' ? ATTRIBUTE_TYPES : field === 'data_location' ? LOCATIONS : words_DATA_TYPES;
    return Object.hasOwn(table, word) ? table[word] : undefined;
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/known.js




const NOTHING = { type: null, shape: null, values: null };
const known_known = (type, shape, values = null) => ({ type, shape, values });
/** A TensorProto: its type, dims, and its elements if they are few and could matter for a shape. */
function knownTensor(tensor) {
    const type = dtypeOf(tensor.int('data_type'));
    const shape = tensor.ints('dims')?.map((dim) => (dim >= 0 ? dim : null)) ?? null;
    return { type, shape, values: shape !== null && shape.length <= 1 ? elementsOf(tensor, type, product(shape)) : null };
}
const initializerOf = (tensor) => ({ name: tensor.text('name') ?? '', known: knownTensor(tensor) });
/** A SparseTensorProto is named by its values and has its own dims. */
function sparseInitializerOf(tensor) {
    const values = tensor.message('values');
    const { type } = values === undefined ? NOTHING : knownTensor(values);
    return { name: values?.text('name') ?? '', known: known_known(type, tensor.ints('dims')) };
}
/** Storage of element types that shapes are computed with. Source: onnx.proto, TensorProto. */
const ENCODINGS = {
    int64: { field: 'int64_data', bytes: 8, read: (view, at) => clamp(view.getBigInt64(at, true)) },
    int32: { field: 'int32_data', bytes: 4, read: (view, at) => view.getInt32(at, true) },
    bool: { field: 'int32_data', bytes: 1, read: (view, at) => view.getUint8(at) },
    float32: { field: 'float_data', bytes: 4, read: (view, at) => view.getFloat32(at, true) },
};
function elementsOf(tensor, type, count) {
    const encoding = type === null ? undefined : ENCODINGS[type];
    if (encoding === undefined || typeof count !== 'number' || count > MAX_VALUES || (tensor.int('data_location') ?? 0) !== 0)
        return null;
    if (count === 0)
        return [];
    const [raw] = tensor.blobs('raw_data');
    if (raw !== undefined && raw.length > 0)
        return raw.length === count * encoding.bytes ? fixedRun(raw, encoding) : null;
    const values = tensor.blobs(encoding.field).flatMap((run) => known_numbersOf(run, type));
    return values.length === count ? values : null;
}
function fixedRun(run, { bytes, read }) {
    const content = run.read(MAX_VALUES * 8);
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    return Array.from({ length: Math.floor(content.length / bytes) }, (_, i) => finite(read(view, i * bytes)));
}
function known_numbersOf(run, type) {
    if (run.length > MAX_VALUES * 10)
        return [];
    if (type === 'float32' && ENCODINGS.float32 !== undefined)
        return fixedRun(run, ENCODINGS.float32);
    return unpackInts(run.read(MAX_VALUES * 10));
}
const finite = (value) => (Number.isFinite(value) ? value : null);
function clamp(value) {
    const biggest = BigInt(Number.MAX_SAFE_INTEGER);
    return Number(value > biggest ? biggest : value < -biggest ? -biggest : value);
}

;// CONCATENATED MODULE: ./.build/formats/pbtxt-escapes.js
const ENCODER = new TextEncoder();
/**
 * The bytes of one quoted string of the protobuf text format, given as written between its quotes. Spec: textformat-spec, "String Literals".
 * @throws what `fail` makes of a message.
 */
function* unescaped(piece, fail) {
    const parts = /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))|[^\\]+/g;
    for (const [plain, octal, hex, short, long, letter] of piece.matchAll(parts)) {
        if (octal !== undefined)
            yield Number.parseInt(octal, 8) & 0xff;
        else if (hex !== undefined)
            yield Number.parseInt(hex, 16);
        else if (short !== undefined || long !== undefined) {
            const code = Number.parseInt(short ?? long ?? '', 16);
            if (code > 0x10ffff)
                throw fail(`\\U${code.toString(16)} is no character`);
            yield* ENCODER.encode(String.fromCodePoint(code));
        }
        else if (letter !== undefined) {
            const code = ESCAPES.get(letter);
            if (code === undefined)
                throw fail(`\\${letter} is no escape`);
            yield code;
        }
        else
            yield* ENCODER.encode(plain);
    }
}
const ESCAPES = new Map([
    ['a', 7],
    ['b', 8],
    ['t', 9],
    ['n', 10],
    ['v', 11],
    ['f', 12],
    ['r', 13],
    ['"', 34],
    ["'", 39],
    ['?', 63],
    ['\\', 92],
]);

;// CONCATENATED MODULE: ./.build/formats/pbtxt.js


/**
 * Protocol buffers text format (`.pbtxt`, `.prototxt`), without a schema: fields keep their name, place and written value.
 * Spec: protobuf.dev/reference/protobuf/textformat-spec. Lists are written out as repeated fields; fields named in `skip` leave no trace.
 */
/** Messages inside messages, as in the binary format. */
const MAX_DEPTH = 100;
/** Fields kept of one file: a graph of 100,000 nodes in text keeps about 1.5 million. */
const MAX_FIELDS = 2_000_000;
/** Bytes of one kept string; names and words stay far below, and tensors belong into `skip`. */
const MAX_STRING = 1_048_576;
/**
 * The whole text as one message.
 * @throws UserError `options.code` with line and column where it is no text format; `truncated` where a model file stops inside a message.
 */
function parsePbtxt(text, options) {
    const cursor = openCursor(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, options);
    return { fields: parseFields(cursor, '', 0) };
}
/** All occurrences of a field, in order. */
function pbtxt_all(message, name) {
    return message.fields.filter((field) => field.name === name);
}
/** The last occurrence: the one that counts for a singular scalar. */
function last(message, name) {
    return message.fields.findLast((field) => field.name === name);
}
/** A singular message: the fields of all its occurrences together; undefined if there is none. */
function merged(message, name) {
    const found = pbtxt_all(message, name).map(messageOf);
    return found.length <= 1 ? found[0] : { fields: found.flatMap((part) => part.fields) };
}
function messageOf(field) {
    if (field.value.kind === 'message')
        return field.value.message;
    throw mistake(field, `${field.name} must be a message: { … }`);
}
function textOf(field) {
    if (field.value.kind === 'string')
        return field.value.text;
    throw mistake(field, `${field.name} must be text in quotes`);
}
/** The bytes of a field named in the option `bytes`. @throws UserError beyond `limit` bytes. */
function bytesOf(field, limit) {
    if (field.value.kind !== 'bytes')
        throw mistake(field, `${field.name} must be bytes in quotes`);
    const { pieces } = field.value;
    // every byte takes one to four characters, so this bounds the work before any is done
    if (pieces.reduce((sum, piece) => sum + piece.length, 0) > 4 * limit)
        throw mistake(field, `${field.name} is longer than ${limit} bytes`);
    const fail = (message) => mistake(field, message);
    return Uint8Array.from(pieces.flatMap((piece) => [...unescaped(piece, fail)]));
}
/** Name of an enum value, `true`, or a number, as written. */
function wordOf(field) {
    if (field.value.kind === 'word')
        return field.value.text;
    throw mistake(field, `${field.name} must be a word or a number`);
}
/** A whole number: decimal, 0x… or 0… (octal). @throws beyond ±2^53. */
function intOf(field) {
    const word = wordOf(field);
    const match = /^(-?)(?:(0[xX][0-9a-fA-F]+)|0([0-7]+)|([0-9]+))$/.exec(word);
    if (match === null)
        throw mistake(field, `${field.name} must be a whole number, not ${word}`);
    const [, sign, hex, octal, decimal] = match;
    const size = octal === undefined ? Number(hex ?? decimal) : Number.parseInt(octal, 8);
    if (!Number.isSafeInteger(size))
        throw mistake(field, `${field.name} is beyond 2^53`);
    return sign === '-' && size !== 0 ? -size : size;
}
function boolOf(field) {
    const word = wordOf(field);
    if (['true', 'True', 't', '1'].includes(word))
        return true;
    if (['false', 'False', 'f', '0'].includes(word))
        return false;
    throw mistake(field, `${field.name} must be true or false, not ${word}`);
}
/** An error at the value of a field, with its line and column. */
function mistake(field, message) {
    const { valueLine, valueColumn, origin } = field;
    return textError(origin, message, { file: origin.file, line: valueLine, column: valueColumn, key: field.name });
}
function openCursor(text, options) {
    return { text, options, position: 0, kept: 0, line: 1, lineStart: 0, lineEnd: endOfLine(text, 0) };
}
/** Fields up to `close` ('' = the end of the text), which is consumed. */
function parseFields(cursor, close, depth) {
    if (depth > MAX_DEPTH)
        throw at(cursor, `messages nest deeper than ${MAX_DEPTH}`);
    const fields = [];
    for (;;) {
        skipBlank(cursor);
        const next = cursor.text[cursor.position];
        if (next === undefined && close === '')
            return fields;
        if (next === undefined)
            throw stopped(cursor, `${close} is missing`);
        if (next === close) {
            cursor.position += 1;
            return fields;
        }
        parseField(cursor, depth, fields);
        skipBlank(cursor);
        if (cursor.text[cursor.position] === ',' || cursor.text[cursor.position] === ';')
            cursor.position += 1;
    }
}
/** One field as written: a single value, or a list `[…]` of them, which is the same as repeating the field. */
function parseField(cursor, depth, into) {
    const place = here(cursor);
    const name = parseName(cursor);
    skipBlank(cursor);
    const colon = cursor.text[cursor.position] === ':';
    if (colon) {
        cursor.position += 1;
        skipBlank(cursor);
    }
    const head = { name, ...place, colon };
    if (cursor.text[cursor.position] !== '[') {
        parseOccurrence(cursor, head, depth, into);
        return;
    }
    cursor.position += 1;
    skipBlank(cursor);
    while (cursor.text[cursor.position] !== ']') {
        parseOccurrence(cursor, head, depth, into);
        skipBlank(cursor);
        if (cursor.text[cursor.position] === ',') {
            cursor.position += 1;
            skipBlank(cursor);
            if (cursor.text[cursor.position] === ']')
                throw at(cursor, 'a value is missing after the comma');
        }
        else if (cursor.text[cursor.position] !== ']') {
            throw cursor.position >= cursor.text.length ? stopped(cursor, '] is missing') : at(cursor, "',' or ']' is missing in the list");
        }
    }
    cursor.position += 1;
}
function parseOccurrence(cursor, { name, line, column, colon }, depth, into) {
    const opening = cursor.text[cursor.position];
    if (!colon && opening !== undefined && opening !== '{' && opening !== '<')
        throw at(cursor, `':' is missing after ${name}`);
    if (cursor.options.skip?.has(name) === true) {
        skipValue(cursor);
        return;
    }
    cursor.kept += 1;
    if (cursor.kept > MAX_FIELDS)
        throw at(cursor, `more than ${MAX_FIELDS} fields`);
    const { line: valueLine, column: valueColumn } = here(cursor);
    into.push({ name, value: parseValue(cursor, name, depth), line, column, valueLine, valueColumn, origin: cursor.options });
}
const NAME = /[A-Za-z_][A-Za-z0-9_]*|\[[A-Za-z0-9_.\-/% ]+\]/y;
const WORD = /-?[ \t]*[A-Za-z0-9_.]+(?:(?<=[0-9.][eE])[+-][0-9]+[fF]?)?/y;
/** A field name, or `[extension.name]` / `[type.googleapis.com/…]` with its brackets. */
function parseName(cursor) {
    NAME.lastIndex = cursor.position;
    const match = NAME.exec(cursor.text);
    if (match === null)
        throw at(cursor, 'a field name is missing');
    cursor.position = NAME.lastIndex;
    return match[0];
}
function parseValue(cursor, name, depth) {
    const next = cursor.text[cursor.position];
    if (next === '{' || next === '<') {
        cursor.position += 1;
        return { kind: 'message', message: { fields: parseFields(cursor, next === '{' ? '}' : '>', depth + 1) } };
    }
    if (next === '"' || next === "'") {
        return cursor.options.bytes?.has(name) === true
            ? { kind: 'bytes', pieces: parsePieces(cursor, Number.POSITIVE_INFINITY) }
            : { kind: 'string', text: parseString(cursor) };
    }
    return { kind: 'word', text: parseWord(cursor) };
}
function parseWord(cursor) {
    WORD.lastIndex = cursor.position;
    const match = WORD.exec(cursor.text);
    if (match === null)
        throw cursor.position >= cursor.text.length ? stopped(cursor, 'a value is missing') : at(cursor, 'a value is missing');
    cursor.position = WORD.lastIndex;
    return match[0].replace(/[ \t]/g, '');
}
/** Whatever opens, closes and quotes nothing. */
const PLAIN = /[^\s"'#{}<>[\]]+/y;
/** Steps over one value: strings as such (tensors hold braces), messages by their braces. */
function skipValue(cursor) {
    let depth = 0;
    do {
        skipBlank(cursor);
        const next = cursor.text[cursor.position];
        if (next === undefined)
            throw stopped(cursor, 'a value is cut off');
        if (next === '"' || next === "'")
            stringEnd(cursor);
        else if ('{<['.includes(next)) {
            depth += 1;
            cursor.position += 1;
        }
        else if ('}>]'.includes(next)) {
            depth -= 1;
            cursor.position += 1;
        }
        else if (depth === 0)
            parseWord(cursor);
        else {
            PLAIN.lastIndex = cursor.position;
            PLAIN.exec(cursor.text);
            cursor.position = PLAIN.lastIndex;
        }
    } while (depth > 0);
    skipBlank(cursor);
    while (cursor.text[cursor.position] === '"' || cursor.text[cursor.position] === "'") {
        stringEnd(cursor); // adjacent strings are one value
        skipBlank(cursor);
    }
}
/** Moves behind one quoted string; returns what stands between the quotes. */
function stringEnd(cursor) {
    const quote = cursor.text[cursor.position] === "'" ? "'" : '"';
    const start = cursor.position + 1;
    for (let position = start;; position++) {
        const code = cursor.text.charCodeAt(position);
        if (code === 0x5c)
            position += 1;
        else if (code === quote.charCodeAt(0)) {
            cursor.position = position + 1;
            return cursor.text.slice(start, position);
        }
        else if (Number.isNaN(code))
            throw stopped(cursor, 'a string is cut off');
        else if (code === 0x0a)
            throw at(cursor, 'a string has no closing quote on its line');
    }
}
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Adjacent quoted strings, as written; together at most `limit` characters. */
function parsePieces(cursor, limit) {
    const pieces = [];
    let length = 0;
    while (cursor.text[cursor.position] === '"' || cursor.text[cursor.position] === "'") {
        const piece = stringEnd(cursor);
        length += piece.length;
        if (length > limit)
            throw at(cursor, `a string is longer than ${limit} bytes`);
        pieces.push(piece);
        skipBlank(cursor);
    }
    return pieces;
}
/** Adjacent quoted strings joined, escapes resolved as bytes, then read as UTF-8. */
function parseString(cursor) {
    const place = { file: cursor.options.file, ...here(cursor) };
    const pieces = parsePieces(cursor, MAX_STRING);
    if (!pieces.some((piece) => piece.includes('\\')))
        return pieces.join('');
    const fail = (message) => textError(cursor.options, message, place);
    const raw = Uint8Array.from(pieces.flatMap((piece) => [...unescaped(piece, fail)]));
    try {
        return UTF8.decode(raw);
    }
    catch {
        throw fail('a string is not UTF-8');
    }
}
/** White space and comments. */
function skipBlank(cursor) {
    for (;;) {
        const code = cursor.text.charCodeAt(cursor.position);
        if (code === 0x23) {
            const end = cursor.text.indexOf('\n', cursor.position);
            cursor.position = end < 0 ? cursor.text.length : end;
        }
        else if (code === 0x20 || (code >= 0x09 && code <= 0x0d))
            cursor.position += 1;
        else
            return;
    }
}
// ------------------------------------------------------------------------------------------------ places and errors
/** Line and column of the current position, counting on from the last call: one pass over the text in all. */
function here(cursor) {
    while (cursor.lineEnd < cursor.position) {
        cursor.line += 1;
        cursor.lineStart = cursor.lineEnd + 1;
        cursor.lineEnd = endOfLine(cursor.text, cursor.lineStart);
    }
    return { line: cursor.line, column: cursor.position - cursor.lineStart + 1 };
}
function endOfLine(text, start) {
    const end = text.indexOf('\n', start);
    return end < 0 ? text.length : end;
}
function at(cursor, message) {
    return textError(cursor.options, message, { file: cursor.options.file, ...here(cursor) });
}
/** The text stops where more must come: a cut file, if a program wrote it. */
function stopped(cursor, message) {
    cursor.position = cursor.text.length;
    if (cursor.options.code === 'definition-invalid')
        return at(cursor, `${message} at the end of the file`);
    const where = { file: cursor.options.file, ...here(cursor) };
    return new errors/* UserError */.y('truncated', `${where.file} ends early, at line ${where.line}: ${message}`, 'The file is incomplete: copy it again in full.', where);
}
function textError(options, message, where) {
    const remedy = options.code === 'corrupt'
        ? 'The file is damaged or not protobuf text: export the model again and upload the new file.'
        : 'Write the file in protobuf text format: name: value, name { … }.';
    return new errors/* UserError */.y(options.code, `${where.file}:${where.line}:${where.column}: ${message}`, remedy, where);
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/json-record.js


/**
 * A message of the JSON form (`google.protobuf.json_format`): lowerCamelCase or original names, int64 as text, bytes as base64.
 * Spec: protobuf.dev/programming-guides/json.
 */
function jsonRecord(value, file) {
    if (!isObject(value))
        throw new errors/* UserError */.y('corrupt', `${file} is JSON, but not the object an ONNX message is`, REMEDY, { file });
    const found = (name) => {
        const one = own(value, name) ?? own(value, camel(name));
        if (one === undefined || one === null)
            return [];
        return Array.isArray(one) ? one : [one];
    };
    const numbers = (name) => found(name).map((item) => numberOf(item, name, file));
    const texts = (name) => found(name).map((item) => json_record_textOf(item, name, file));
    return {
        int: (name) => numbers(name).at(-1),
        ints: numbers,
        float: (name) => numbers(name).at(-1),
        floats: numbers,
        text: (name) => texts(name).at(-1),
        texts,
        blobs: (name) => found(name).flatMap((item) => (typeof item === 'string' ? [blobOf(item)] : [])),
        message(name) {
            const item = found(name).at(-1);
            return item === undefined ? undefined : jsonRecord(item, file);
        },
        messages: (name) => found(name).map((item) => jsonRecord(item, file)),
        each: (name) => found(name).map((item) => jsonRecord(item, file)),
    };
}
const REMEDY = 'Export the model again; the binary form (.onnx) is the one that tools agree on.';
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
function numberOf(item, name, file) {
    const known = typeof item === 'string' ? enumValue(name, item) : undefined;
    if (known !== undefined)
        return known;
    const value = typeof item === 'number' ? item : typeof item === 'string' && item !== '' ? Number(item) : Number.NaN;
    if (Number.isNaN(value) && item !== 'NaN')
        throw new errors/* UserError */.y('corrupt', `${file}: ${name} must be a number`, REMEDY, { file, key: name });
    return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
}
function json_record_textOf(item, name, file) {
    if (typeof item === 'string')
        return item;
    throw new errors/* UserError */.y('corrupt', `${file}: ${name} must be text`, REMEDY, { file, key: name });
}
function blobOf(base64) {
    return { length: Math.floor((base64.length * 3) / 4), read: () => Uint8Array.from(Buffer.from(base64, 'base64')) };
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/schema.js
/**
 * The messages of ONNX that a contract depends on, by field number. What is not listed is stepped over, never read.
 * Source: onnx/onnx.proto (IR version 13, onnx 1.23). Names serve the text and JSON forms too.
 */
const field = (name, type) => ({ name, type });
const ENTRY = { 1: field('key', 'text'), 2: field('value', 'text') };
const DIMENSION = { 1: field('dim_value', 'int'), 2: field('dim_param', 'text') };
const TENSOR_SHAPE = { 1: field('dim', () => DIMENSION) };
const TENSOR_TYPE = { 1: field('elem_type', 'int'), 2: field('shape', () => TENSOR_SHAPE) };
const ELEMENT_TYPE = { 1: field('elem_type', () => TYPE) };
const MAP_TYPE = { 1: field('key_type', 'int'), 2: field('value_type', () => TYPE) };
const OPAQUE_TYPE = { 1: field('domain', 'text'), 2: field('name', 'text') };
const TYPE = {
    1: field('tensor_type', () => TENSOR_TYPE),
    4: field('sequence_type', () => ELEMENT_TYPE),
    5: field('map_type', () => MAP_TYPE),
    7: field('opaque_type', () => OPAQUE_TYPE),
    8: field('sparse_tensor_type', () => TENSOR_TYPE),
    9: field('optional_type', () => ELEMENT_TYPE),
};
const VALUE_INFO = { 1: field('name', 'text'), 2: field('type', () => TYPE) };
const TENSOR = {
    1: field('dims', 'int'),
    2: field('data_type', 'int'),
    4: field('float_data', 'blob'),
    5: field('int32_data', 'blob'),
    7: field('int64_data', 'blob'),
    8: field('name', 'text'),
    9: field('raw_data', 'blob'),
    13: field('external_data', () => ENTRY),
    14: field('data_location', 'int'),
};
const SPARSE_TENSOR = { 1: field('values', () => TENSOR), 3: field('dims', 'int') };
const ATTRIBUTE = {
    1: field('name', 'text'),
    2: field('f', 'float'),
    3: field('i', 'int'),
    4: field('s', 'blob'),
    5: field('t', () => TENSOR),
    6: field('g', () => GRAPH),
    7: field('floats', 'float'),
    8: field('ints', 'int'),
    9: field('strings', 'blob'),
    20: field('type', 'int'),
    21: field('ref_attr_name', 'text'),
    22: field('sparse_tensor', () => SPARSE_TENSOR),
};
const NODE = {
    1: field('input', 'text'),
    2: field('output', 'text'),
    4: field('op_type', 'text'),
    5: field('attribute', () => ATTRIBUTE),
    7: field('domain', 'text'),
    8: field('overload', 'text'),
};
const GRAPH = {
    1: field('node', () => NODE),
    5: field('initializer', () => TENSOR),
    11: field('input', () => VALUE_INFO),
    12: field('output', () => VALUE_INFO),
    13: field('value_info', () => VALUE_INFO),
    15: field('sparse_initializer', () => SPARSE_TENSOR),
};
const OPSET = { 1: field('domain', 'text'), 2: field('version', 'int') };
const FUNCTION = {
    1: field('name', 'text'),
    4: field('input', 'text'),
    5: field('output', 'text'),
    7: field('node', () => NODE),
    9: field('opset_import', () => OPSET),
    10: field('domain', 'text'),
    11: field('attribute_proto', () => ATTRIBUTE),
    13: field('overload', 'text'),
};
const MODEL = {
    1: field('ir_version', 'int'),
    2: field('producer_name', 'text'),
    3: field('producer_version', 'text'),
    7: field('graph', () => GRAPH),
    8: field('opset_import', () => OPSET),
    14: field('metadata_props', () => ENTRY),
    25: field('functions', () => FUNCTION),
};
/** Field numbers of ModelProto, wanted or not, with their wire types: what a file must look like to be ONNX. */
const MODEL_WIRE = { 1: 0, 2: 2, 3: 2, 4: 2, 5: 0, 6: 2, 7: 2, 8: 2, 14: 2, 20: 2, 25: 2, 26: 2 };
/** Field numbers of GraphProto; all are length-delimited. */
const GRAPH_FIELDS = new Set([1, 2, 5, 10, 11, 12, 13, 14, 15, 16]);

;// CONCATENATED MODULE: ./.build/frameworks/onnx/match.js



/** Bytes at the head of a text file that show whether it is ONNX in words. */
const HEAD_BYTES = 4_096;
/** Fields of the graph that are looked at: enough to tell a GraphProto from other messages in field 7. */
const GRAPH_SAMPLE = 16;
/** Smaller files hold no graph. The empty model is 0 bytes and is somebody else's error. */
const MIN_BYTES = 4;
/** Every file that is ONNX by its content, or is called `.onnx` and is binary that nobody else's magic claims. */
function matchOnnx(files) {
    return files.files.flatMap((file) => {
        if (file.pointer !== undefined || file.size < MIN_BYTES)
            return [];
        const found = recognise(files.open(file.path), file);
        return found === null ? [] : [{ ...found, path: file.path, covers: [file.path, ...companions(files, file)] }];
    });
}
/** Weight files beside the model, by the names exporters give them: `model.onnx.data`, `model.onnx_data`, `model.onnx_data_1`. */
const companions = (files, { path }) => files.files.map((other) => other.path).filter((other) => other.startsWith(`${path}.data`) || other.startsWith(`${path}_data`));
function recognise(source, file) {
    const head = source.read(0, Math.min(HEAD_BYTES, source.size)).slice();
    const words = match_textOf(head);
    if (words !== null)
        return recogniseWords(words, file);
    if (MAGICS.some((magic) => magic.every((byte, i) => head[i] === byte)))
        return null;
    const { fields: top, state } = (0,protobuf/* outline */.rj)(source);
    const isOnnxSoFar = top.every((field) => MODEL_WIRE[field.number] === field.wire);
    const graph = top.find((field) => field.number === 7);
    if (isOnnxSoFar && graph !== undefined && isGraph(graph) && (top.some((field) => field.number === 1 || field.number === 8) || isNamedOnnx(file))) {
        return { format: 'onnx', because: `${file.path} holds an ONNX model` };
    }
    // cut off or broken inside the graph: the header alone must convince
    if (state === 'truncated' && top[0]?.number === 1 && isOnnxSoFar && startsGraph(source, top.at(-1)?.end ?? 0)) {
        return { format: 'onnx', because: `${file.path} begins like an ONNX model` };
    }
    return isNamedOnnx(file) ? { format: 'onnx', because: `${file.path} is called an ONNX model` } : null;
}
const isNamedOnnx = (file) => /\.onnx$/i.test(file.path);
/** Zip, HDF5, gzip, pickle: files of other formats that carry the wrong name. */
const MAGICS = [
    [0x50, 0x4b, 0x03, 0x04],
    [0x89, 0x48, 0x44, 0x46],
    [0x1f, 0x8b],
    [0x80, 0x02, 0x63],
    [0x80, 0x03, 0x63],
    [0x80, 0x04, 0x95],
    [0x80, 0x05, 0x95],
];
/** The head as text, or null where bytes are in it that text does not have. A character cut by the end of the head is left out. */
function match_textOf(head) {
    if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)))
        return null;
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    }
    catch {
        return null;
    }
}
function recogniseWords(words, file) {
    if (/^\s*\{/.test(words)) {
        const isOnnx = /"(?:irVersion|ir_version)"\s*:/.test(words) && /"(?:graph|producerName|producer_name|opsetImport|opset_import)"\s*:/.test(words);
        return isOnnx ? { format: 'onnx-json', because: `${file.path} holds an ONNX model as JSON` } : null;
    }
    const isOnnx = /^\s*(?:#.*\s+)*ir_version\s*:/.test(words) || (/^\s*opset_import\s*[:{<]/m.test(words) && /^\s*(?:graph|ir_version)\s*[:{<]/m.test(words));
    return isOnnx ? { format: 'onnx-text', because: `${file.path} holds an ONNX model as text` } : null;
}
/** The fields of a GraphProto are all length-delimited, with these numbers. */
function isGraph(field) {
    let seen = 0;
    try {
        for (const part of (0,protobuf/* fields */.OA)((0,protobuf/* child */.jf)(field, 'graph'))) {
            if (!GRAPH_FIELDS.has(part.number) || part.wire !== 2)
                return false;
            seen += 1;
            if (seen >= GRAPH_SAMPLE)
                break;
        }
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
        return seen > 0;
    }
    return seen > 0;
}
/** The tag of field 7, length-delimited, is where the file stops making sense. */
const startsGraph = (source, at) => at > 0 && at < source.size && source.read(at, 1)[0] === 0x3a;
/**
 * A file that only carries the name must at least begin with a field of ModelProto; else "it ends early" would be a wild guess.
 * @throws UserError `corrupt`
 */
function requireOnnxStart(source) {
    const tag = source.read(0, 1)[0] ?? 0;
    if (tag < 0x80 && MODEL_WIRE[tag >> 3] === (tag & 7))
        return;
    // tags of fields from 16 on have two bytes
    const [low = 0, high = 0] = source.size > 1 ? source.read(0, 2) : [];
    if (high < 0x80 && MODEL_WIRE[((low & 0x7f) | (high << 7)) >> 3] === (low & 7))
        return;
    const message = `${source.name} is called an ONNX model, but does not begin like one`;
    throw new errors/* UserError */.y('corrupt', message, 'Export the model again and upload the new file.', { file: source.name });
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/text-record.js


/** A message of the protobuf text form. */
function textRecord(message) {
    const found = (name) => pbtxt_all(message, name);
    const numbers = (name, read) => found(name).map(read);
    return {
        int: (name) => numbers(name, enumOrInt).at(-1),
        ints: (name) => numbers(name, enumOrInt),
        float: (name) => numbers(name, floatOf).at(-1),
        floats: (name) => numbers(name, floatOf),
        text: (name) => found(name).map(textOf).at(-1),
        texts: (name) => found(name).map(textOf),
        blobs: (name) => found(name).flatMap(text_record_blobOf),
        message(name) {
            const parts = found(name);
            return parts.length === 0 ? undefined : textRecord({ fields: parts.flatMap((part) => messageOf(part).fields) });
        },
        messages: (name) => found(name).map((field) => textRecord(messageOf(field))),
        each: (name) => found(name).map((field) => textRecord(messageOf(field))),
    };
}
/** Enum values are written by name (`FLOAT`, `INTS`) or number. */
function enumOrInt(field) {
    const word = wordOf(field);
    if (!/^[A-Za-z_]/.test(word))
        return /^-?\d{16,}$/.test(word) ? Math.sign(Number(word)) * Number.MAX_SAFE_INTEGER : intOf(field);
    const value = enumValue(field.name, word);
    if (value === undefined)
        throw mistake(field, `${field.name} must be a number or an enum value, not ${word}`);
    return value;
}
const floatOf = (field) => Number(wordOf(field));
/** Strings come with their escapes resolved; numbers one by one (`int64_data: 3`) are no bytes. */
function text_record_blobOf(field) {
    if (field.value.kind !== 'string')
        return [];
    const bytes = new TextEncoder().encode(textOf(field));
    return [{ length: bytes.length, read: () => bytes }];
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/model.js








/** Text forms are whole strings in memory and are used for small graphs only: weights in text are ten times their size. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;
/** The model of a file, read lazily where the spelling allows it. @throws UserError `corrupt`, `truncated`, `empty-file`, `lfs-pointer` */
function openModel(files, path, spelling) {
    switch (spelling) {
        case 'onnx': {
            const source = files.open(path);
            requireOnnxStart(source);
            return binaryRecord((0,protobuf/* openMessage */.G4)(source), MODEL);
        }
        case 'onnx-text':
            // raw_data is arbitrary bytes: neither needed nor text
            return textRecord(parsePbtxt(files.text(path, MAX_TEXT_BYTES), { file: path, code: 'corrupt', skip: new Set(['raw_data', 'doc_string']) }));
        case 'onnx-json':
            return jsonRecord(parseJson(files.text(path, MAX_TEXT_BYTES), path), path);
    }
}
function parseJson(text, file) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new errors/* UserError */.y('corrupt', `${file} is not valid JSON`, 'Export the model again and upload the new file.', { file }, { cause });
    }
}
/** An absent or `ai.onnx` domain is the default domain. */
const domainOf = (record) => {
    const domain = record.text('domain') ?? '';
    return domain === 'ai.onnx' ? '' : domain;
};
/** Before IR version 3 there was no import: operator set 1 is meant (IR.md, "Operator Sets"). */
function opsetsOf(record, irVersion) {
    const imports = new Map(record.messages('opset_import').map((entry) => [domainOf(entry), entry.int('version') ?? 0]));
    if (imports.size === 0 && irVersion < 3)
        imports.set('', 1);
    return imports;
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/node.js

/** Longest attribute text that a rule reads: einsum equations and mode words. */
const MAX_ATTRIBUTE_TEXT = 1_024;
function attributesOf(records, caller) {
    const attributes = new Map();
    for (const record of records) {
        const reference = record.text('ref_attr_name') ?? '';
        const resolved = reference === '' ? record : caller?.get(reference);
        if (resolved !== undefined)
            attributes.set(record.text('name') ?? '', resolved);
    }
    return attributes;
}
function nodeView(record, inputs, attributes, opset) {
    const input = (index) => inputs[index] ?? NOTHING;
    const list = (values) => (values?.length ? values : undefined);
    return {
        op: record.text('op_type') ?? '',
        opset,
        outputs: record.texts('output'),
        inputCount: inputs.length,
        has: (index) => inputs[index] !== undefined,
        input,
        shape: (index) => input(index).shape,
        type: (index) => input(index).type,
        values: (index) => input(index).values,
        scalar(index) {
            const { values } = input(index);
            return values?.length === 1 ? (values[0] ?? null) : null;
        },
        int: (name) => attributes.get(name)?.int('i'),
        ints(name) {
            const attribute = attributes.get(name);
            // AttributeType.INTS = 7: an empty list is a list all the same
            return attribute?.int('type') === 7 ? (attribute.ints('ints') ?? undefined) : list(attribute?.ints('ints'));
        },
        floats: (name) => list(attributes.get(name)?.floats('floats')),
        float: (name) => attributes.get(name)?.float('f'),
        text(name) {
            const blob = attributes.get(name)?.blobs('s').at(-1);
            return blob === undefined || blob.length > MAX_ATTRIBUTE_TEXT ? undefined : new TextDecoder().decode(blob.read(MAX_ATTRIBUTE_TEXT));
        },
        strings: (name) => attributes.get(name)?.blobs('strings').length ?? 0,
        message: (name, field) => attributes.get(name)?.message(field),
    };
}
/** The same rule for several operators. */
const alike = (names, rule) => Object.fromEntries(names.split(' ').map((name) => [name, rule]));

;// CONCATENATED MODULE: ./.build/shapes/backwards.js


/**
 * What an operator demands of its first operand: the sizes without which no run succeeds. `null` sizes are free.
 * Only demands that hold whatever the other axes are; broadcasting operators demand nothing.
 */
/** x · W: the last axis of x is the first of the matrix W (the last but one of a stack). A vector W demands its own length. */
function matmulLeft(rank, weights) {
    if (weights === null || weights.length === 0 || rank === 0)
        return null;
    return withAxis(shape_open(rank), -1, weights.length === 1 ? (weights[0] ?? null) : (weights.at(-2) ?? null));
}
/** Channels-first convolution with weights [filters, channels per group, …]. */
const convolveInput = (rank, weights, groups) => weights === null || weights.length !== rank ? null : withAxis(shape_open(rank), 1, multiply(weights[1] ?? null, groups));
/** An axis of known size, where that axis exists. */
const axisInput = (rank, axis, size) => withAxis(shape_open(rank), axis, size);

;// CONCATENATED MODULE: ./.build/shapes/matmul.js

/** NumPy matmul: vectors are promoted, leading axes broadcast. [.., m, k] × [.., k, n] → [.., m, n]. */
function matmul(a, b) {
    if (a === null || b === null || a.length === 0 || b.length === 0)
        return null;
    const left = a.length === 1 ? [1, ...a] : a;
    const right = b.length === 1 ? [...b, 1] : b;
    const batch = broadcast(left.slice(0, -2), right.slice(0, -2));
    if (batch === null)
        return null;
    return [...batch, ...(a.length === 1 ? [] : [left.at(-2) ?? null]), ...(b.length === 1 ? [] : [right.at(-1) ?? null])];
}
/** Swaps the last two axes. */
function swapLast(shape) {
    if (shape === null || shape.length < 2)
        return shape;
    return [...shape.slice(0, -2), shape.at(-1) ?? null, shape.at(-2) ?? null];
}
/** A matrix product of two matrices, each transposed or not: [m, n] even where an operand is unknown. */
function matrixProduct(a, b) {
    return [a?.length === 2 ? (a[0] ?? null) : null, b?.length === 2 ? (b[1] ?? null) : null];
}
/** Features of the last axis replaced: [.., k] → [.., n]. */
const project = (shape, features) => (shape === null || shape.length === 0 ? null : [...shape.slice(0, -1), features]);
/** Einstein summation, `...` included: `bij,bjk->bik`. `null` for what the equation does not decide. */
function einsum(equation, operands) {
    const [inputs = '', output] = equation.replaceAll(' ', '').split('->');
    const subscripts = inputs.split(',');
    if (subscripts.length !== operands.length)
        return null;
    const sizes = new Map();
    let dots = [];
    for (const [i, subscript] of subscripts.entries()) {
        const shape = operands[i] ?? null;
        const [head = '', tail] = subscript.split('...');
        if (shape === null) {
            if (tail !== undefined)
                dots = null;
            continue;
        }
        const covered = shape.length - head.length - (tail?.length ?? 0);
        if (covered < 0 || (tail === undefined && covered > 0))
            return null;
        if (tail !== undefined)
            dots = broadcast(dots, shape.slice(head.length, head.length + covered));
        for (const [at, letter] of [...head].entries())
            remember(sizes, letter, shape[at] ?? null);
        for (const [at, letter] of [...(tail ?? '')].entries())
            remember(sizes, letter, shape[head.length + covered + at] ?? null);
    }
    const result = output ?? implicitOutput(inputs);
    const [head = '', tail] = result.split('...');
    if (tail !== undefined && dots === null)
        return null;
    const letters = (part) => [...part].map((letter) => sizes.get(letter) ?? null);
    return [...letters(head), ...(tail === undefined || dots === null ? [] : dots), ...letters(tail ?? '')];
}
/** A size other than 1 wins over 1 and over ignorance. */
function remember(sizes, letter, size) {
    const old = sizes.get(letter);
    if (old === undefined || old === null || old === 1 || (typeof size === 'number' && size !== 1))
        sizes.set(letter, size);
}
/** Without `->`: the dots, then letters that occur once, in alphabetical order. */
function implicitOutput(inputs) {
    const letters = [...inputs.replaceAll('...', '').replaceAll(',', '')];
    const once = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter)).sort();
    return `${inputs.includes('...') ? '...' : ''}${once.join('')}`;
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/operators/demands.js


/** Statistics per feature: one entry means "the same for all". */
const perFeature = (attribute) => (node, rank) => {
    const count = node.floats(attribute)?.length ?? 0;
    return count > 1 ? axisInput(rank, -1, count) : null;
};
const recurrence = (node, rank) => (rank === 3 ? axisInput(rank, 2, node.shape(1)?.[2] ?? null) : null);
const DEMANDS = new Map([
    ['MatMul', (node, rank) => matmulLeft(rank, node.shape(1))],
    ['Gemm', (node) => (node.int('transA') === 1 ? null : matmulLeft(2, node.int('transB') === 1 ? swapLast(node.shape(1)) : node.shape(1)))],
    ['Conv', (node, rank) => convolveInput(rank, node.shape(1), node.int('group') ?? 1)],
    ['BatchNormalization', (node, rank) => (rank >= 2 ? axisInput(rank, 1, node.shape(1)?.[0] ?? null) : null)],
    ['LSTM', recurrence],
    ['GRU', recurrence],
    ['RNN', recurrence],
    ['ai.onnx.ml:Scaler', perFeature('offset')],
    ['ai.onnx.ml:Imputer', perFeature('imputed_value_floats')],
]);
/** Sizes that the operator demands of its first input, or null. */
function demandOf(domain, node) {
    const rank = node.shape(0)?.length;
    const demand = DEMANDS.get(domain === '' ? node.op : `${domain}:${node.op}`);
    return rank === undefined || demand === undefined ? null : demand(node, rank);
}

;// CONCATENATED MODULE: ./.build/shapes/recurrent.js
function recurrent({ input, order, units, directions }) {
    const [first = null, second = null] = input?.length === 3 ? input : [];
    if (order === 'time-first')
        return { sequence: [first, directions, second, units], state: [directions, second, units] };
    return { sequence: [first, second, directions, units], state: [first, directions, units] };
}

;// CONCATENATED MODULE: ./.build/shapes/reduce.js

/** Axes reduced away; `'all'` of them, or `null` unknown ones (the rank is then known only if they stay). */
function reduce(shape, axes, keep) {
    if (axes === 'all' && keep === 'drop')
        return [];
    if (shape === null)
        return null;
    if (axes === null)
        return keep === 'keep' ? shape.map(() => null) : null;
    const found = axes === 'all' ? shape.map((_, i) => i) : axesOf(axes, shape.length);
    if (found === null)
        return null;
    return keep === 'keep' ? shape.map((size, i) => (found.includes(i) ? 1 : size)) : shape.filter((_, i) => !found.includes(i));
}
/** The best k entries of an axis. */
const topK = (shape, axis, k) => withAxis(shape, axis, k);
/** The last axis (or another) removed: scores become the index of the best one. */
function argReduce(shape, axis, keep) {
    if (shape === null)
        return null;
    const at = axisOf(axis, shape.length);
    return at === null ? null : reduce(shape, [at], keep);
}

;// CONCATENATED MODULE: ./.build/shapes/arrange.js


/** Axes in another order; none given: reversed. */
function transpose(shape, order) {
    if (shape === null)
        return order === undefined ? null : order.map(() => null);
    const axes = order ?? shape.map((_, i) => shape.length - 1 - i);
    const found = axesOf(axes, shape.length);
    return found === null || found.length !== shape.length ? null : found.map((axis) => shape[axis] ?? null);
}
/** `-1` in the target is what is left of the elements (one at most), 0 see `ZeroMeans`. An unknown target keeps its length as the rank. */
function reshape(input, target, zero = 'copy') {
    if (target === null)
        return null;
    const wanted = target.map((size, i) => (size === 0 && zero === 'copy' ? (input?.[i] ?? null) : size));
    const open = wanted.flatMap((size, i) => (size === -1 || size === null ? [i] : []));
    if (wanted.filter((size) => size === -1).length > 1)
        return null;
    const [only] = open;
    if (only === undefined)
        return wanted;
    if (open.length > 1)
        return wanted.map((size) => (size === -1 ? null : size));
    // one open size, by -1 or by ignorance: the number of elements decides it
    return wanted.map((size, i) => (i === only ? leftOver(input, wanted, only) : size));
}
/** Elements of the input over the known sizes of the target, common factors cancelled first so that one unknown axis may stay in both. */
function leftOver(input, wanted, open) {
    if (input === null)
        return null;
    const have = [...input];
    const need = [];
    wanted.forEach((size, i) => {
        if (i === open)
            return;
        const same = have.findIndex((other) => isEqual(other, size));
        if (same < 0 || size === 0)
            need.push(size);
        else
            have.splice(same, 1);
    });
    return divideExactly(product(have), product(need));
}
/** [a, b, c, d] at axis 2 → [a·b, c·d]. */
function flatten(shape, axis) {
    if (shape === null)
        return [null, null];
    const at = axis === shape.length ? axis : axisOf(axis, shape.length);
    return at === null ? null : [product(shape.slice(0, at)), product(shape.slice(at))];
}
/** Removes axes of size 1. `'ones'`: all of them, known only if every size is. */
function squeeze(shape, axes) {
    if (shape === null || axes === null)
        return null;
    if (axes === 'ones')
        return shape.every((size) => typeof size === 'number') ? shape.filter((size) => size !== 1) : null;
    const found = axesOf(axes, shape.length);
    return found === null ? null : shape.filter((_, i) => !found.includes(i));
}
/** Inserts axes of size 1 at these places of the result. */
function unsqueeze(shape, axes) {
    if (shape === null || axes === null)
        return null;
    const rank = shape.length + axes.length;
    const found = axesOf(axes, rank);
    if (found === null || found.length !== axes.length)
        return null;
    const rest = shape[Symbol.iterator]();
    return Array.from({ length: rank }, (_, i) => (found.includes(i) ? 1 : (rest.next().value ?? null)));
}
/** Broadcast to a target shape, which may itself be broadcast. */
const expand = (shape, target) => broadcast(shape, target);
/** Sizes add up along the axis and agree elsewhere. */
function concat(shapes, axis) {
    const known = shapes.find((shape) => shape !== null);
    if (known === undefined || known === null)
        return null;
    const at = axisOf(axis, known.length);
    if (at === null || shapes.some((shape) => shape !== null && shape.length !== known.length))
        return null;
    return known.map((_, i) => {
        const sizes = shapes.map((shape) => shape?.[i] ?? null);
        return i === at ? sum(sizes) : agreed(sizes);
    });
}
/** Sizes that must be equal: a known number wins, else the first that is known. */
const agreed = (sizes) => sizes.find((size) => typeof size === 'number') ?? sizes.find((size) => size !== null) ?? null;
/** Equal pieces along new or old axes: `parts` sizes of the axis, or that many equal ones. */
function split(shape, axis, parts) {
    return parts.map((part) => withAxis(shape, axis, part));
}
/** Sizes of n pieces of an axis: equal ones, the last one smaller if it doesn't divide. */
function pieces(size, count) {
    const exact = divideExactly(size, count);
    if (exact !== null || typeof size !== 'number')
        return Array.from({ length: count }, () => exact);
    const piece = Math.ceil(size / count);
    return Array.from({ length: count }, (_, i) => Math.max(0, Math.min(piece, size - i * piece)));
}
/** NumPy slicing: out-of-range bounds are clamped. */
function slice(shape, cuts) {
    return cuts.reduce((result, cut) => {
        const at = result === null ? null : axisOf(cut.axis, result.length);
        return result === null || at === null ? null : result.map((size, i) => (i === at ? sliced(size, cut) : size));
    }, shape);
}
/** Bounds at least this far out mean "to the end" (exporters write INT32_MAX or INT64_MAX). */
const FAR = 2 ** 31 - 1;
/** Length of start:end:step of an axis. */
function sliced(size, { start, end, step }) {
    if (typeof step !== 'number' || step === 0 || typeof start !== 'number')
        return null;
    if (step === 1 && start === 0 && (isEqual(end, size) || (typeof end === 'number' && end >= FAR)))
        return size;
    if (step === -1 && start === -1 && typeof end === 'number' && end <= -FAR)
        return size;
    if (typeof size !== 'number' || typeof end !== 'number')
        return null;
    const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
    const bound = (value) => Math.min(high, Math.max(low, value < 0 ? value + size : value));
    return Math.max(0, Math.ceil((bound(end) - bound(start)) / step));
}
/** Pads are before and after of each axis. */
function pad(shape, before, after) {
    if (shape === null)
        return before.map(() => null);
    if (before.length !== shape.length || after.length !== shape.length)
        return null;
    return shape.map((size, i) => add(size, add(before[i] ?? null, after[i] ?? null)));
}
/** Each axis repeated. */
function tile(shape, repeats) {
    if (shape === null)
        return repeats.map(() => null);
    return repeats.length === shape.length ? shape.map((size, i) => multiply(size, repeats[i] ?? null)) : null;
}
/** Entries picked along an axis: the axis is replaced by the axes of the indices. */
function gather(shape, indices, axis) {
    if (shape === null || indices === null)
        return null;
    const at = axisOf(axis, shape.length);
    return at === null ? null : [...shape.slice(0, at), ...indices, ...shape.slice(at + 1)];
}
/** The last axis of the indices addresses leading axes (after `batch` shared ones). */
function gatherNd(shape, indices, batch) {
    if (shape === null || indices === null)
        return null;
    const depth = indices.at(-1);
    if (typeof depth !== 'number' || depth + batch > shape.length)
        return null;
    return [...indices.slice(0, -1), ...shape.slice(batch + depth)];
}
/** Sizes times factors, rounded down. Symbols stay known only for whole factors. */
function scale(shape, factors) {
    if (shape === null)
        return factors.map(() => null);
    if (shape.length !== factors.length)
        return null;
    return shape.map((size, i) => {
        const factor = factors[i] ?? null;
        if (typeof factor !== 'number' || factor <= 0)
            return null;
        // f is a 32-bit float in the file: its double may be a hair below the exact product
        if (typeof size === 'number')
            return Number.isInteger(size * factor) ? size * factor : floorOfProduct(size, factor);
        return Number.isInteger(factor) ? multiply(size, factor) : null;
    });
}
/** ⌊n·f⌋ where rounding cannot change it, else unknown. */
function floorOfProduct(size, factor) {
    const value = size * factor;
    return Math.abs(value - Math.round(value)) < 1e-3 ? null : Math.floor(value);
}
/** A new axis of size n. */
function insertAxis(shape, axis, size) {
    if (shape === null)
        return null;
    const at = axisOf(axis, shape.length + 1);
    return at === null ? null : [...shape.slice(0, at), size, ...shape.slice(at)];
}
/** Shapes of equal rank that must be equal: what one of them knows. */
function unify(a, b) {
    if (a === null || b === null)
        return a ?? b;
    return a.length === b.length
        ? a.map((size, i) => (size === null ? (b[i] ?? null) : (merge(size, b[i] ?? null) ?? agreed([size, b[i] ?? null]))))
        : null;
}
/** Elements in one axis. */
const ravel = (shape) => [shape_elements(shape)];

;// CONCATENATED MODULE: ./.build/shapes/attention.js


/** Scaled dot-product attention: one value vector per query position and head. */
function attend({ query, value, queryHeads, valueHeads }) {
    if (query === null)
        return null;
    if (query.length === 4)
        return project(query, value?.length === 4 ? (value[3] ?? null) : null);
    if (query.length !== 3)
        return null;
    const features = value?.length === 3 ? divideExactly(value[2] ?? null, valueHeads) : value?.length === 4 ? (value[3] ?? null) : null;
    return project(query, multiply(queryHeads, features));
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/operators/elementwise.js







/** The first input's type and shape. */
const same = (node) => [known_known(node.type(0), node.shape(0))];
const sameAs = (type) => (node) => [known_known(type, node.shape(0))];
/** Since operator set 7 shapes broadcast as in NumPy; before, the first input's shape was the result's (attribute `broadcast`). */
const broadcastAll = (node) => (node.opset < 7 ? node.shape(0) : broadcast(...Array.from({ length: node.inputCount }, (_, i) => node.shape(i))));
/** Binary or variadic arithmetic; values are followed through where shapes are computed with it. */
function arithmetic(combine, type) {
    return (node) => {
        const of = combine === null ? null : isReal(node.type(0)) ? combine.real : combine.integer;
        return [known_known(type ?? node.type(0), broadcastAll(node), of === null || node.inputCount !== 2 ? null : zipInputs(node, of))];
    };
}
function zipInputs(node, combine) {
    const [a, b] = [node.values(0), node.values(1)];
    return a === null || b === null ? null : zip(a, b, combine);
}
const isReal = (type) => type === null || type.includes('float');
const both = (combine) => ({ integer: combine, real: combine });
/** Rounding of a computed factor: a value that is all but integral may be either in 32-bit floats, so it is not known. */
const rounded = (round) => (value) => {
    if (typeof value !== 'number')
        return value;
    if (!Number.isInteger(value) && Math.abs(value - Math.round(value)) < 1e-3)
        return null;
    return Math.abs(value) > 2 ** 24 && !Number.isInteger(value) ? null : round(value);
};
const mapped = (change) => (node) => [known_known(node.type(0), node.shape(0), node.values(0)?.map(change) ?? null)];
const cast = (node) => {
    const type = dtypeOf(node.int('to'));
    return [known_known(type, node.shape(0), castValues(node.values(0), type))];
};
function castValues(values, type) {
    if (values === null || type === null)
        return null;
    if (type === 'int64' || type === 'int32')
        return values.map(rounded(Math.trunc));
    if (type === 'bool')
        return values.map((value) => (typeof value === 'number' ? Number(value !== 0) : null));
    return type === 'float32' || type === 'float64' ? values : null;
}
const where = (node) => [known_known(node.type(1), broadcast(node.shape(0), node.shape(1), node.shape(2)), whereValues(node))];
function whereValues(node) {
    const [condition, yes, no] = [node.values(0), node.values(1), node.values(2)];
    if (condition === null || yes === null || no === null)
        return null;
    const length = Math.max(condition.length, yes.length, no.length);
    const at = (values, i) => (values.length === 1 ? values[0] : values[i]) ?? null;
    if ([condition, yes, no].some((values) => values.length !== 1 && values.length !== length))
        return null;
    return Array.from({ length }, (_, i) => {
        const choice = at(condition, i);
        return choice === null ? null : choice === 0 ? at(no, i) : at(yes, i);
    });
}
const quantize = (node) => {
    const type = node.has(2) ? node.type(2) : (dtypeOf(node.int('output_dtype') || undefined) ?? 'uint8');
    return [known_known(type, node.shape(0))];
};
const dequantize = (node) => [known_known(dtypeOf(node.int('output_dtype') || undefined) ?? node.type(1), node.shape(0))];
const dropout = (node) => [known_known(node.type(0), node.shape(0)), known_known(node.opset >= 10 ? 'bool' : node.type(0), node.shape(0))];
const attention = (node) => {
    const queryHeads = node.int('q_num_heads') ?? null;
    const valueHeads = node.int('kv_num_heads') ?? null;
    return [known_known(node.type(0), attend({ query: node.shape(0), value: node.shape(2), queryHeads, valueHeads }))];
};
/** Element by element, default domain. Source: onnx/docs/Operators.md. */
const ELEMENTWISE = {
    ...alike('Relu Sigmoid Tanh Exp Log Sqrt Reciprocal Erf Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Elu Selu LeakyRelu ThresholdedRelu PRelu ' +
        'HardSigmoid HardSwish Softplus Softsign Celu Gelu Mish Swish Clip Softmax LogSoftmax Hardmax LRN BatchNormalization InstanceNormalization ' +
        'LayerNormalization GroupNormalization RMSNormalization MeanVarianceNormalization LpNormalization CumSum CumProd Sign BitwiseNot Trilu Shrink ' +
        'ScatterElements ScatterND Scatter ReverseSequence Scale ImageScaler ParametricSoftplus ScaledTanh Affine RotaryEmbedding TensorScatter', same),
    ...alike('IsNaN IsInf', sameAs('bool')),
    Not: (node) => [known_known('bool', node.shape(0), node.values(0)?.map((value) => (typeof value === 'number' ? Number(value === 0) : null)) ?? null)],
    Identity: (node) => [node.input(0)],
    Neg: mapped((value) => ARITHMETIC.multiply(value, -1)),
    Abs: mapped((value) => (typeof value === 'number' ? Math.abs(value) : isNonNegative(value) ? value : null)),
    Floor: mapped(rounded(Math.floor)),
    Ceil: mapped(rounded(Math.ceil)),
    Round: mapped((value) => (typeof value === 'number' && !Number.isInteger(value) ? null : value)),
    Add: arithmetic(both(ARITHMETIC.add)),
    Sub: arithmetic(both(ARITHMETIC.subtract)),
    Mul: arithmetic(both(ARITHMETIC.multiply)),
    Div: arithmetic({ integer: ARITHMETIC.divide, real: ARITHMETIC.ratio }),
    Mod: arithmetic({ integer: ARITHMETIC.modulo, real: () => null }),
    Min: arithmetic(both(ARITHMETIC.minimum)),
    Max: arithmetic(both(ARITHMETIC.maximum)),
    ...alike('Pow Mean Sum BitShift BitwiseAnd BitwiseOr BitwiseXor', arithmetic(null)),
    StringConcat: arithmetic(null, 'string'),
    ...alike('And Or Xor', arithmetic(null, 'bool')),
    Equal: arithmetic(both(ARITHMETIC.equal), 'bool'),
    Less: arithmetic(both(ARITHMETIC.less), 'bool'),
    Greater: arithmetic(both((a, b) => ARITHMETIC.less(b, a)), 'bool'),
    ...alike('LessOrEqual GreaterOrEqual', arithmetic(null, 'bool')),
    Where: where,
    Cast: cast,
    CastLike: (node) => [known_known(node.type(1), node.shape(0), castValues(node.values(0), node.type(1)))],
    QuantizeLinear: quantize,
    DequantizeLinear: dequantize,
    DynamicQuantizeLinear: (node) => [known_known('uint8', node.shape(0)), known_known('float32', []), known_known('uint8', [])],
    Dropout: dropout,
    SequenceLength: () => [known_known('int64', [])],
    OptionalHasElement: () => [known_known('bool', [])],
    Attention: attention,
};
const follow = (input, shape) => known_known(input.type, shape, shape !== null && shape.length <= 1 ? input.values : null);

;// CONCATENATED MODULE: ./.build/frameworks/onnx/operators/arrangement.js






/** A list that later operator sets take as an input and earlier ones as an attribute. `undefined`: not given; `null`: given, not known. */
function listOf(node, attribute, input) {
    if (node.has(input))
        return node.values(input);
    return node.ints(attribute);
}
/** Elements of a vector input; unknown ones where only their number is known. */
function vector(node, input) {
    const values = node.values(input);
    const length = node.shape(input)?.[0];
    if (values !== null)
        return values;
    return node.shape(input)?.length === 1 && typeof length === 'number' && length <= MAX_VALUES ? Array.from({ length }, () => null) : null;
}
const reshapeRule = (node) => {
    const target = node.opset < 5 ? (node.ints('shape') ?? null) : vector(node, 1);
    return [follow(node.input(0), reshape(node.shape(0), target, node.int('allowzero') === 1 ? 'empty' : 'copy'))];
};
const squeezeRule = (node) => {
    const axes = listOf(node, 'axes', 1);
    return [follow(node.input(0), squeeze(node.shape(0), axes === undefined ? 'ones' : axes))];
};
const concatRule = (node) => {
    const shapes = Array.from({ length: node.inputCount }, (_, i) => node.shape(i));
    // operator set 1 had axis 1 as default
    const axis = node.int('axis') ?? (node.opset < 4 ? 1 : null);
    const shape = axis === null ? null : concat(shapes, axis);
    const parts = shape?.length === 1 ? shapes.map((_, i) => vector(node, i)) : [];
    const values = parts.length > 0 && parts.every((part) => part !== null) ? parts.flat() : null;
    return [known_known(node.type(0), shape, values)];
};
const splitRule = (node) => {
    const axis = node.int('axis') ?? 0;
    const shape = node.shape(0);
    const at = shape === null ? null : axisOf(axis, shape.length);
    const given = listOf(node, 'split', 1);
    const count = node.outputs.length;
    const parts = given === undefined ? pieces(at === null ? null : (shape?.[at] ?? null), count) : (given ?? Array.from({ length: count }, () => null));
    return split(shape, axis, parts).map((part) => known_known(node.type(0), part));
};
const sliceRule = (node) => {
    const shape = node.shape(0);
    const [starts, ends, axes, steps] = node.opset < 10
        ? [node.ints('starts') ?? null, node.ints('ends') ?? null, node.ints('axes'), undefined]
        : [vector(node, 1), vector(node, 2), node.has(3) ? node.values(3) : undefined, node.has(4) ? node.values(4) : undefined];
    if (shape === null)
        return [known_known(node.type(0), null)];
    const count = starts?.length ?? ends?.length;
    const chosen = axes === undefined && count !== undefined ? Array.from({ length: count }, (_, i) => i) : axes;
    if (chosen === undefined || chosen === null)
        return [known_known(node.type(0), shape_open(shape.length))];
    const cuts = [];
    for (const [i, axis] of chosen.entries()) {
        if (typeof axis !== 'number')
            return [known_known(node.type(0), shape_open(shape.length))];
        cuts.push({ axis, start: starts?.[i] ?? null, end: ends?.[i] ?? null, step: steps === undefined ? 1 : (steps?.[i] ?? null) });
    }
    return [known_known(node.type(0), slice(shape, cuts), sliceValues(node.values(0), shape, cuts))];
};
/** Elements of a sliced vector of known length. */
function sliceValues(values, shape, cuts) {
    const [cut] = cuts;
    if (values === null || cut === undefined || cuts.length !== 1 || shape?.length !== 1)
        return null;
    const { start, step } = cut;
    const length = sliced(values.length, cut);
    if (typeof length !== 'number' || typeof start !== 'number' || typeof step !== 'number')
        return null;
    const first = start < 0 ? Math.max(start + values.length, step > 0 ? 0 : -1) : Math.min(start, step > 0 ? values.length : values.length - 1);
    return Array.from({ length }, (_, i) => values[first + i * step] ?? null);
}
const gatherRule = (node) => {
    const axis = node.int('axis') ?? 0;
    const values = node.values(0);
    const picked = node.shape(0)?.length === 1 ? node.values(1) : null;
    const found = values === null || picked === null ? null : picked.map((index) => arrangement_pick(values, index));
    return [known_known(node.type(0), gather(node.shape(0), node.shape(1), axis), found)];
};
function arrangement_pick(values, index) {
    if (typeof index !== 'number')
        return null;
    return values[index < 0 ? index + values.length : index] ?? null;
}
const padRule = (node) => {
    const shape = node.shape(0);
    const pads = listOf(node, node.opset < 2 ? 'paddings' : 'pads', 1) ?? null;
    const axes = node.has(3) ? node.values(3) : undefined;
    if (shape === null)
        return [known_known(node.type(0), null)];
    const chosen = axes === undefined ? shape.map((_, i) => i) : axes;
    if (pads === null || chosen === null || pads.length !== 2 * chosen.length)
        return [known_known(node.type(0), shape_open(shape.length))];
    const places = chosen.map((axis) => (typeof axis === 'number' ? axisOf(axis, shape.length) : null));
    if (places.includes(null))
        return [known_known(node.type(0), shape_open(shape.length))];
    const side = (from) => shape.map((_, i) => (places.includes(i) ? (pads[from + places.indexOf(i)] ?? null) : 0));
    return [known_known(node.type(0), pad(shape, side(0), side(chosen.length)))];
};
const constant = (node) => {
    const tensor = node.message('value', 't');
    if (tensor !== undefined)
        return [knownTensor(tensor)];
    const int = node.int('value_int');
    const float = node.float('value_float');
    const ints = node.ints('value_ints');
    const floats = node.floats('value_floats');
    const sparse = node.message('sparse_value', 'sparse_tensor');
    if (int !== undefined)
        return [known_known('int64', [], [int])];
    if (float !== undefined)
        return [known_known('float32', [], [float])];
    if (ints !== undefined)
        return [known_known('int64', [ints.length], ints.length <= MAX_VALUES ? ints : null)];
    if (floats !== undefined)
        return [known_known('float32', [floats.length])];
    if (sparse !== undefined)
        return [known_known(dtypeOf(sparse.message('values')?.int('data_type')), sparse.ints('dims'))];
    if (node.strings('value_strings') > 0)
        return [known_known('string', [node.strings('value_strings')])];
    return [node.text('value_string') === undefined ? known_known(null, null) : known_known('string', [])];
};
const constantOfShape = (node) => {
    const tensor = node.message('value', 't');
    const filling = tensor === undefined ? known_known('float32', [1], [0]) : knownTensor(tensor);
    const shape = vector(node, 0);
    const count = shape !== null && shape.length <= 1 ? shape_elements(shape) : null;
    const [value = null] = filling.values ?? [];
    const values = typeof count === 'number' && count <= MAX_VALUES ? Array.from({ length: count }, () => value) : null;
    return [known_known(filling.type, shape, values)];
};
const shapeOf = (node) => {
    const shape = node.shape(0);
    if (shape === null)
        return [known_known('int64', [null])];
    const sizes = shape.slice(node.int('start') ?? 0, node.int('end') ?? shape.length);
    return [known_known('int64', [sizes.length], sizes.length <= MAX_VALUES ? sizes : null)];
};
const rangeRule = (node) => {
    const [start, limit, step] = [node.scalar(0), node.scalar(1), node.scalar(2)];
    return [known_known(node.type(0), [rangeLength(start, limit, step)], range(start, limit, step))];
};
const oneHot = (node) => {
    const depth = node.scalar(1);
    return [known_known(node.type(2), insertAxis(node.shape(0), node.int('axis') ?? -1, depth))];
};
/** Random tensors: `shape` is an attribute, or that of the input. */
const filled = (from) => (node) => {
    const type = dtypeOf(node.int('dtype') || undefined) ?? (from === 'input' ? node.type(0) : 'float32');
    return [known_known(type, from === 'input' ? node.shape(0) : (node.ints('shape') ?? null))];
};
const affineGrid = (node) => {
    const size = vector(node, 1);
    return [known_known(node.type(0), size === null ? null : [size[0] ?? null, ...size.slice(2), size.length - 2])];
};
/** One count per n-gram: rows stay, the last axis is as long as the largest index. */
const ngrams = (node) => {
    const indexes = node.ints('ngram_indexes');
    const shape = node.shape(0);
    const count = indexes === undefined ? null : Math.max(...indexes) + 1;
    return [known_known('float32', shape === null || shape.length === 0 ? null : [...shape.slice(0, -1), count])];
};
const keepValues = (rule) => (node) => [follow(node.input(0), rule(node))];
const plain = (rule) => (node) => [known_known(node.type(0), rule(node))];
/** Moving, cutting, joining and making tensors, default domain. */
const ARRANGEMENT = {
    Reshape: reshapeRule,
    Flatten: plain((node) => flatten(node.shape(0), node.int('axis') ?? 1)),
    Transpose: keepValues((node) => transpose(node.shape(0), node.ints('perm'))),
    Squeeze: squeezeRule,
    Unsqueeze: keepValues((node) => unsqueeze(node.shape(0), listOf(node, 'axes', 1) ?? null)),
    Expand: plain((node) => expand(node.shape(0), vector(node, 1))),
    Tile: plain((node) => (node.opset < 6 ? null : tile(node.shape(0), vector(node, 1) ?? node.shape(0)?.map(() => null) ?? []))),
    Concat: concatRule,
    Split: splitRule,
    Slice: sliceRule,
    Gather: gatherRule,
    GatherElements: plain((node) => node.shape(1)),
    GatherND: plain((node) => gatherNd(node.shape(0), node.shape(1), node.int('batch_dims') ?? 0)),
    Pad: padRule,
    Compress: plain((node) => compressed(node)),
    Constant: constant,
    ConstantOfShape: constantOfShape,
    Shape: shapeOf,
    Size: (node) => [known_known('int64', [], [shape_elements(node.shape(0))])],
    Range: rangeRule,
    OneHot: oneHot,
    NonZero: (node) => [known_known('int64', [node.shape(0)?.length ?? null, null])],
    EyeLike: filled('input'),
    RandomNormal: filled('attribute'),
    RandomUniform: filled('attribute'),
    RandomNormalLike: filled('input'),
    RandomUniformLike: filled('input'),
    Bernoulli: filled('input'),
    NonMaxSuppression: () => [known_known('int64', [null, 3])],
    RoiAlign: plain((node) => [node.shape(1)?.[0] ?? null, node.shape(0)?.[1] ?? null, node.int('output_height') ?? 1, node.int('output_width') ?? 1]),
    AffineGrid: affineGrid,
    StringNormalizer: (node) => [known_known('string', node.shape(0)?.map(() => null) ?? null)],
    TfIdfVectorizer: ngrams,
    Multinomial: (node) => [known_known(dtypeOf(node.int('dtype') || undefined) ?? 'int32', [node.shape(0)?.[0] ?? null, node.int('sample_size') ?? 1])],
};
function compressed(node) {
    const axis = node.int('axis');
    const shape = node.shape(0);
    if (axis === undefined)
        return [null];
    const at = shape === null ? null : axisOf(axis, shape.length);
    return shape === null || at === null ? null : shape.map((size, i) => (i === at ? null : size));
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/operators/algebra.js








const keepOf = (node) => ((node.int('keepdims') ?? 1) === 0 ? 'drop' : 'keep');
const reduction = (node) => {
    const axes = listOf(node, 'axes', 1);
    const nothing = axes === undefined || axes?.length === 0;
    if (nothing && node.int('noop_with_empty_axes') === 1)
        return [known_known(node.type(0), node.shape(0))];
    const shape = reduce(node.shape(0), nothing ? 'all' : axes, keepOf(node));
    return [known_known(node.type(0), shape, node.op === 'ReduceProd' ? reducedProduct(node, shape) : null)];
};
/** The product of a shape vector: how exporters count elements. */
function reducedProduct(node, shape) {
    const values = node.values(0);
    return values === null || shape === null || node.shape(0)?.length !== 1 || shape.length > 1 ? null : [product(values)];
}
const bestIndex = (node) => [known_known('int64', argReduce(node.shape(0), node.int('axis') ?? 0, keepOf(node)))];
const topKRule = (node) => {
    // operator set 1 had k as an attribute
    const k = node.opset < 10 ? (node.int('k') ?? null) : node.scalar(1);
    const shape = topK(node.shape(0), node.int('axis') ?? -1, k);
    return [known_known(node.type(0), shape), known_known('int64', shape)];
};
/** Also com.microsoft's fused forms. */
const gemm = (node) => {
    const [a, b] = [node.shape(0), node.shape(1)];
    return [known_known(node.type(0), matrixProduct(node.int('transA') === 1 ? swapLast(a) : a, node.int('transB') === 1 ? swapLast(b) : b))];
};
/** LSTM, GRU, RNN: layout 0 is [time, batch, …], 1 is [batch, time, …]. The recurrence weights are [directions, gates·units, units]. */
const algebra_recurrence = (node) => {
    const units = node.int('hidden_size') ?? node.shape(2)?.[2] ?? null;
    const directions = node.text('direction') === 'bidirectional' ? 2 : 1;
    const order = node.int('layout') === 1 ? 'batch-first' : 'time-first';
    const { sequence, state } = recurrent({ input: node.shape(0), order, units, directions });
    const type = node.type(0);
    // layout 0: [time, directions, batch, units]
    return [known_known(type, sequence), known_known(type, state), known_known(type, state)];
};
const einsumRule = (node) => {
    const operands = Array.from({ length: node.inputCount }, (_, i) => node.shape(i));
    return [known_known(node.type(0), einsum(node.text('equation') ?? '', operands))];
};
/** Products, reductions and recurrences, default domain. */
const ALGEBRA = {
    MatMul: (node) => [known_known(node.type(0), matmul(node.shape(0), node.shape(1)))],
    MatMulInteger: (node) => [known_known('int32', matmul(node.shape(0), node.shape(1)))],
    QLinearMatMul: (node) => [known_known(node.type(7), matmul(node.shape(0), node.shape(3)))],
    Gemm: gemm,
    Einsum: einsumRule,
    ...alike('ReduceSum ReduceMean ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceSumSquare', reduction),
    ...alike('ArgMax ArgMin', bestIndex),
    TopK: topKRule,
    ...alike('LSTM GRU RNN', algebra_recurrence),
    Det: (node) => [known_known(node.type(0), node.shape(0)?.slice(0, -2) ?? null)],
};
/** Quantised and fused operators of ONNX Runtime. Source: onnxruntime/docs/ContribOperators.md. */
const MICROSOFT = {
    ...alike('Gelu FastGelu QuickGelu BiasGelu SkipLayerNormalization SkipSimplifiedLayerNormalization SimplifiedLayerNormalization RotaryEmbedding ' +
        'QLinearSigmoid QLinearLeakyRelu QLinearSoftmax BiasSoftmax BiasDropout Inverse NhwcInferenceSkip GemmaRotaryEmbedding', (node) => [known_known(node.type(0), node.shape(0))]),
    FusedGemm: gemm,
    FusedMatMul: (node) => [
        known_known(node.type(0), node.int('transBatchA') === 1 || node.int('transBatchB') === 1
            ? null
            : matmul(node.int('transA') === 1 ? swapLast(node.shape(0)) : node.shape(0), node.int('transB') === 1 ? swapLast(node.shape(1)) : node.shape(1))),
    ],
    MatMulNBits: (node) => [known_known(node.type(0), project(node.shape(0), node.int('N') ?? null))],
    DynamicQuantizeMatMul: (node) => [known_known('float32', matmul(node.shape(0), node.shape(1)))],
    MatMulIntegerToFloat: (node) => [known_known('float32', matmul(node.shape(0), node.shape(1)))],
    EmbedLayerNormalization: (node) => [known_known(node.type(2), [node.shape(0)?.[0] ?? null, node.shape(0)?.[1] ?? null, node.shape(2)?.[1] ?? null])],
    MultiHeadAttention: (node) => [
        known_known(node.type(0), node.shape(0)?.length === 3 && node.shape(2)?.length === 3 ? project(node.shape(0), node.shape(2)?.[2] ?? null) : shape_open(3)),
    ],
    GroupQueryAttention: (node) => [known_known(node.type(0), node.has(1) ? node.shape(0) : shape_open(3))],
};

;// CONCATENATED MODULE: ./.build/frameworks/onnx/operators/classic.js





/** Rows of a table [rows, features]; a lone vector is one row in some runtimes and many in others, so it says nothing. */
const rows = (node) => (node.shape(0)?.length === 2 ? (node.shape(0)?.[0] ?? null) : null);
const matrix = (node, columns) => [rows(node), columns];
/** Labels are text or int64, by which list of classes is given. */
function labels(node) {
    const words = node.strings('classlabels_strings') || node.strings('classes') || 0;
    if (words > 0)
        return { type: 'string', count: words };
    return { type: 'int64', count: (node.ints('classlabels_ints') ?? node.ints('classlabels_int64s') ?? []).length };
}
/** A binary classifier may hold one score and return two; from three classes on there is one per class. */
const scores = (count) => (count >= 3 ? count : null);
const classifier = (node) => {
    const { type, count } = labels(node);
    return [known_known(type, [rows(node)]), known_known('float32', matrix(node, scores(count)))];
};
/** Raw scores of support vector machines are one per pair of classes. */
const supportVectors = (node) => [known_known(labels(node).type, [rows(node)]), known_known('float32', matrix(node, null))];
const encoder = (node) => [known_known(encodedType(node), node.shape(0))];
function encodedType(node) {
    if (node.opset < 2)
        return node.type(0) === 'string' ? 'int64' : node.type(0) === 'int64' ? 'string' : null;
    const tensor = node.message('values_tensor', 't');
    if (tensor !== undefined)
        return dtypeOf(tensor.int('data_type'));
    if (node.strings('values_strings') > 0)
        return 'string';
    if (node.ints('values_int64s') !== undefined)
        return 'int64';
    return node.floats('values_floats') === undefined ? null : 'float32';
}
const classic_oneHot = (node) => {
    const count = node.ints('cats_int64s')?.length || node.strings('cats_strings') || null;
    return [known_known('float32', node.shape(0) === null ? null : [...(node.shape(0) ?? []), count])];
};
const extractor = (node) => {
    const shape = node.shape(0);
    const count = shape_elements(node.shape(1));
    return [known_known(node.type(0), shape === null || shape.length === 0 ? null : shape.length === 1 ? [1, count] : [...shape.slice(0, -1), count])];
};
/** One map of label → probability per row. */
const zipMap = (node) => {
    const { type } = labels(node);
    const value = { sequence: { map: { key: type, value: { type: 'float32', shape: [] } } } };
    return [{ ...known_known(null, null), composite: value }];
};
/** Classic machine learning, domain ai.onnx.ml. Source: onnx/docs/Operators-ml.md. */
const CLASSIC = {
    ...alike('LinearClassifier TreeEnsembleClassifier', classifier),
    SVMClassifier: supportVectors,
    LinearRegressor: (node) => [known_known('float32', matrix(node, node.int('targets') ?? 1))],
    TreeEnsembleRegressor: (node) => [known_known('float32', matrix(node, node.int('n_targets') ?? null))],
    TreeEnsemble: (node) => [known_known(node.type(0), matrix(node, node.int('n_targets') ?? null))],
    SVMRegressor: (node) => [known_known('float32', matrix(node, 1))],
    ...alike('Scaler Normalizer', (node) => [known_known('float32', node.shape(0))]),
    ...alike('Imputer Binarizer', (node) => [known_known(node.type(0), node.shape(0))]),
    LabelEncoder: encoder,
    OneHotEncoder: classic_oneHot,
    FeatureVectorizer: (node) => [known_known('float32', matrix(node, sum(node.ints('inputdimensions') ?? [null])))],
    ArrayFeatureExtractor: extractor,
    ZipMap: zipMap,
};

;// CONCATENATED MODULE: ./.build/shapes/window.js

/** Positions of a window along an axis of size n: ⌊(n + padding − extent) / stride⌋ + 1, extent = dilation·(kernel − 1) + 1. Source: arxiv.org/abs/1603.07285 §2. */
function slide(size, window) {
    const { stride, padding } = window;
    if (!isStep(stride) || !isStep(window.dilation))
        return null;
    if (padding === 'same')
        return ceilDivide(size, stride);
    const padded = padding === 'valid' ? size : add(size, padding.before + padding.after);
    const room = subtract(padded, extent(window));
    if (typeof room === 'number' && room < 0)
        return null; // the window is larger than its input: no such run
    if (window.rounding === 'floor')
        return add(floorDivide(room, stride), 1);
    return lastWindow(size, room, window);
}
/** With ceil rounding, a window that would start in the padding after the input is left out (PyTorch and ONNX do; others don't), so only agreeing cases are known. */
function lastWindow(size, room, { stride, padding }) {
    const positions = add(ceilDivide(room, stride), 1);
    if (typeof positions !== 'number' || typeof size !== 'number')
        return stride === 1 ? positions : null;
    const before = typeof padding === 'string' ? 0 : padding.before;
    return (positions - 1) * stride >= size + before ? null : positions;
}
/** Transposed convolution: stride·(n − 1) + extent − padding + outputPadding; `same` gives n·stride. */
function slideBack(size, window, outputPadding) {
    const { stride, padding } = window;
    if (!isStep(stride) || !isStep(window.dilation))
        return null;
    if (padding === 'same')
        return multiply(size, stride);
    const cut = padding === 'valid' ? 0 : padding.before + padding.after;
    return add(add(multiply(subtract(size, 1), stride), extent(window)), outputPadding - cut);
}
const extent = ({ kernel, dilation }) => add(multiply(subtract(kernel, 1), dilation), 1);
const isStep = (value) => Number.isInteger(value) && value >= 1;
/** Convolution over channels-first data: [batch, filters, …]. */
function convolve({ input, windows }, filters) {
    if (input === null)
        return [null, filters, ...windows.map(() => null)];
    if (input.length !== windows.length + 2)
        return null;
    return [input[0] ?? null, filters, ...windows.map((window, i) => slide(input[i + 2] ?? null, window))];
}
/** Transposed convolution over channels-first data. `outputShape`, where the layer fixes it, wins. */
function convolveBack({ input, windows }, filters, output) {
    if (input !== null && input.length !== windows.length + 2)
        return null;
    const spatial = windows.map((window, i) => output.shape?.[i] ?? slideBack(input?.[i + 2] ?? null, window, output.padding[i] ?? 0));
    return [input?.[0] ?? null, filters, ...spatial];
}
/** Pooling keeps batch and channels. */
const pool = (convolution) => convolve(convolution, convolution.input?.[1] ?? null);
/** Pooling over everything but batch and channels, kept as axes of 1. */
const poolAll = (input) => input?.map((size, axis) => (axis < 2 ? size : 1)) ?? null;
/** Blocks of channels become pixels: [n, c, h, w] → [n, c/b², h·b, w·b]. */
function depthToSpace(input, block) {
    if (input === null)
        return [null, null, null, null];
    const [n = null, c = null, h = null, w = null] = input;
    return input.length === 4 ? [n, divideExactly(c, block * block), multiply(h, block), multiply(w, block)] : null;
}
/** Pixels become channels: [n, c, h, w] → [n, c·b², h/b, w/b]. */
function spaceToDepth(input, block) {
    if (input === null)
        return [null, null, null, null];
    const [n = null, c = null, h = null, w = null] = input;
    return input.length === 4 ? [n, multiply(c, block * block), divideExactly(h, block), divideExactly(w, block)] : null;
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/operators/windows.js





/** Windows of a node over `rank` spatial axes: attributes kernel_shape, strides, dilations, pads (all begins, then all ends), auto_pad. */
function windowsOf(node, weights) {
    const kernels = node.ints('kernel_shape') ?? weights?.slice(2);
    if (kernels === undefined)
        return null;
    return kernels.map((kernel, i) => ({
        kernel,
        stride: node.ints('strides')?.[i] ?? 1,
        dilation: node.ints('dilations')?.[i] ?? 1,
        padding: paddingOf(node, i, kernels.length),
        rounding: node.int('ceil_mode') === 1 ? 'ceil' : 'floor',
    }));
}
function paddingOf(node, axis, rank) {
    const word = node.text('auto_pad') ?? 'NOTSET';
    if (word === 'VALID')
        return 'valid';
    if (word.startsWith('SAME'))
        return 'same';
    const pads = node.ints('pads') ?? [];
    return { before: pads[axis] ?? 0, after: pads[axis + rank] ?? 0 };
}
/** Convolution whose weights [filters, channels/group, …kernel] are input `at`. */
const convolution = (at, type) => (node) => {
    const weights = node.shape(at);
    const windows = windowsOf(node, weights);
    const out = type === 'int32' ? 'int32' : type === 'zero-point' ? node.type(7) : node.type(0);
    return [known_known(out, windows === null ? null : convolve({ input: node.shape(0), windows }, weights?.[0] ?? null))];
};
const transposed = (node) => {
    const weights = node.shape(1);
    const windows = windowsOf(node, weights);
    if (windows === null)
        return [known_known(node.type(0), null)];
    const fixed = node.ints('output_shape')?.slice(-windows.length);
    const output = { padding: node.ints('output_padding') ?? [], ...(fixed !== undefined && { shape: fixed }) };
    return [known_known(node.type(0), convolveBack({ input: node.shape(0), windows }, multiply(weights?.[1] ?? null, node.int('group') ?? 1), output))];
};
const pooling = (node) => {
    const windows = windowsOf(node, null);
    const shape = windows === null ? null : pool({ input: node.shape(0), windows });
    return [known_known(node.type(0), shape), known_known('int64', shape)];
};
/** Sizes or scale factors per axis; with `axes` only those axes change. */
function resized(node, inputs) {
    const shape = node.shape(0);
    const chosen = node.ints('axes');
    const policy = node.text('keep_aspect_ratio_policy') ?? 'stretch';
    if (shape === null)
        return null;
    const axes = chosen?.map((axis) => (axis < 0 ? axis + shape.length : axis)) ?? shape.map((_, i) => i);
    const spread = (values, rest) => shape.map((_, axis) => (axes.includes(axis) ? (values?.[axes.indexOf(axis)] ?? null) : rest(axis)));
    if (policy !== 'stretch')
        return spread(null, (axis) => shape[axis] ?? null);
    if (node.has(inputs.sizes))
        return spread(node.values(inputs.sizes), (axis) => shape[axis] ?? null);
    return scale(shape, spread(node.values(inputs.scales), () => 1));
}
const upsample = (node) => {
    const scales = node.opset >= 9 ? node.values(1) : node.ints('scales') === undefined ? (node.floats('scales') ?? null) : null;
    return [known_known(node.type(0), scales === null ? (node.shape(0)?.map(() => null) ?? null) : scale(node.shape(0), scales))];
};
const gridSample = (node) => {
    const [input, grid] = [node.shape(0), node.shape(1)];
    return [known_known(node.type(0), input === null || grid === null ? null : [input[0] ?? null, input[1] ?? null, ...grid.slice(1, -1)])];
};
/** Windows over channels-first data, default domain. */
const WINDOWS = {
    Conv: convolution(1),
    ConvInteger: convolution(1, 'int32'),
    QLinearConv: convolution(3, 'zero-point'),
    ConvTranspose: transposed,
    ...alike('MaxPool AveragePool LpPool', pooling),
    ...alike('GlobalMaxPool GlobalAveragePool GlobalLpPool', (node) => [known_known(node.type(0), poolAll(node.shape(0)))]),
    // operator set 10 has no region-of-interest input
    Resize: (node) => [known_known(node.type(0), resized(node, node.opset < 11 ? { scales: 1, sizes: 3 } : { scales: 2, sizes: 3 }))],
    Upsample: upsample,
    DepthToSpace: (node) => [known_known(node.type(0), depthToSpace(node.shape(0), node.int('blocksize') ?? 0))],
    SpaceToDepth: (node) => [known_known(node.type(0), spaceToDepth(node.shape(0), node.int('blocksize') ?? 0))],
    GridSample: gridSample,
};

;// CONCATENATED MODULE: ./.build/frameworks/onnx/operators/index.js





/** Every operator with a shape rule, by domain ('' is ai.onnx). Custom domains have none: their outputs stay unknown. */
const RULES = new Map(Object.entries({
    '': { ...ELEMENTWISE, ...WINDOWS, ...ARRANGEMENT, ...ALGEBRA },
    'ai.onnx.ml': CLASSIC,
    'com.microsoft': MICROSOFT,
}).map(([domain, rules]) => [domain, new Map(Object.entries(rules))]));
const ruleOf = (domain, op) => RULES.get(domain)?.get(op);
/** `Conv`, `ai.onnx.ml:ZipMap`, … for the documentation. */
const OPERATORS = [...RULES].flatMap(([domain, rules]) => [...rules.keys()].map((op) => (domain === '' ? op : `${domain}:${op}`)));

;// CONCATENATED MODULE: ./.build/frameworks/onnx/value-types.js



/** Types inside types: sequence(map(int64, tensor)) is 3; ten times that is made by nobody. */
const MAX_TYPE_DEPTH = 32;
/**
 * TypeProto → value with evidence `stored`. No type at all, an opaque type, a future element type: unknown.
 * @param where file and key of the value, for its evidence
 * @throws UserError `corrupt` for types nested without end
 */
function valueOfType(type, where, depth = 0) {
    if (depth > MAX_TYPE_DEPTH)
        throw new errors/* UserError */.y('corrupt', `${where} nests types deeper than ${MAX_TYPE_DEPTH}`, 'Export the model again.');
    const tensor = type?.message('tensor_type');
    const sparse = type?.message('sparse_tensor_type');
    const sequence = type?.message('sequence_type');
    const map = type?.message('map_type');
    const optional = type?.message('optional_type');
    if (tensor !== undefined)
        return stored(tensorValue(tensor), where);
    if (sparse !== undefined)
        return { ...stored(tensorValue(sparse), where), sparse: true };
    if (sequence !== undefined)
        return stored({ sequence: valueOfType(sequence.message('elem_type'), where, depth + 1) }, where);
    if (map !== undefined) {
        const value = valueOfType(map.message('value_type'), where, depth + 1);
        return stored({ map: { key: dtypeOf(map.int('key_type')), value } }, where);
    }
    if (optional !== undefined)
        return { ...valueOfType(optional.message('elem_type'), where, depth + 1), optional: true };
    return stored({ type: null, shape: null }, where);
}
const stored = (value, where) => ({ ...value, evidence: (0,types/* evidenceOf */.X1)(value, 'stored', where) });
function tensorValue(tensor) {
    const shape = tensor.message('shape')?.messages('dim').map(dimensionOf) ?? null;
    return { type: dtypeOf(tensor.int('elem_type')), shape };
}
/** A dimension: number, symbol, or unknown where neither is given or an exporter wrote a placeholder. */
function dimensionOf(dimension) {
    const value = dimension.int('dim_value');
    if (value !== undefined)
        return value >= 0 && value < Number.MAX_SAFE_INTEGER ? value : null;
    const symbol = dimension.text('dim_param');
    return symbol === undefined || isPlaceholder(symbol) ? null : symbol;
}
/**
 * Symbols that name nothing: numbered anew at each export (tf2onnx `unk__12`), or words for "no idea" used for unrelated dimensions
 * (`?`, `None`, `-1`, ''). As symbols they would make every export look changed, and unrelated dimensions equal.
 */
const isPlaceholder = (symbol) => /^(?:unk_*\d*|unknown|none|null|nan|dynamic|[?*]*|-?\d+)$/i.test(symbol.trim());

;// CONCATENATED MODULE: ./.build/frameworks/onnx/graph.js








/** Nodes walked in all, inlined functions and branches included: ten times the largest language model's graph, 0.3 s. */
const MAX_NODES = 100_000;
/** Symbolic sizes computed in all: three per node of a large graph; the algebra takes microseconds each. */
const MAX_EXPRESSIONS = 100_000;
/** Functions in functions, branches in branches: exporters nest a handful. */
const MAX_NESTING = 24;
/** Axes of a tensor: runtimes stop below 16; a graph that keeps adding axes would otherwise double them node by node. */
const MAX_RANK = 32;
/**
 * Walks the graph of a model and returns what operator rules make of its values, by name.
 * Sound or silent: an operator without a rule, a broken node, an exhausted budget leave their outputs unknown.
 * @param initializers those of the graph, given so that they are read only once: each costs a seek in a large file
 * @param fixed names whose initializer a caller cannot replace
 */
function walkGraph(model, graph, initializers, fixed) {
    const opsets = opsetsOf(model, model.int('ir_version') ?? 0);
    const functions = new Map(model.messages('functions').map((record) => [functionKey(record, record.text('name') ?? ''), openOnce(record)]));
    const scope = { values: new Map(), outer: undefined, opsets, attributes: undefined, site: '', nesting: 0, declared: new Map() };
    enterGraph(scope, graph, initializers, fixed);
    const walk = { functions, domains: new Set(), demands: new Map(), visited: 0, expressions: 0 };
    walkNodes(walk, { ...scope, declared: byName(graph.messages('value_info')) }, graph.each('node'));
    return { values: scope.values, domains: walk.domains, demands: walk.demands };
}
const functionKey = (record, name) => JSON.stringify([domainOf(record), name, record.text('overload') ?? '']);
/** Read on the first call and kept: exporters call the same function for every layer. */
function openOnce(record) {
    let opened;
    return () => {
        opened ??= {
            inputs: record.texts('input'),
            outputs: record.texts('output'),
            nodes: record.messages('node'),
            opsets: opsetsOf(record, 0),
            defaults: attributesOf(record.messages('attribute_proto'), undefined),
        };
        return opened;
    };
}
const byName = (records) => new Map(records.map((record) => [record.text('name') ?? '', record]));
/** Inputs with their declared types, then initializers: those that nobody can replace with their elements. */
function enterGraph(scope, graph, initializers, fixed) {
    for (const input of graph.each('input')) {
        const name = input.text('name') ?? '';
        scope.values.set(name, ofValue(valueOfType(input.message('type'), ''), `${scope.site}${name}`));
    }
    for (const { name, known } of initializers)
        if (fixed(name) || !scope.values.has(name))
            scope.values.set(name, known);
}
/** All initializers of a graph, dense and sparse. */
function* initializersOf(graph) {
    for (const tensor of graph.each('initializer'))
        yield initializerOf(tensor);
    for (const tensor of graph.each('sparse_initializer'))
        yield sparseInitializerOf(tensor);
}
/** A declared value as the walk knows it. Optional and sparse ones are no plain tensors: nothing follows from them. */
function ofValue(value, site) {
    if (value.optional || value.sparse)
        return NOTHING;
    return 'shape' in value ? known_known(value.type, shapeAt(value.shape, site)) : { ...NOTHING, composite: value };
}
function walkNodes(walk, scope, nodes) {
    for (const record of nodes) {
        walk.visited += 1;
        if (walk.visited > MAX_NODES || walk.expressions > MAX_EXPRESSIONS)
            return;
        const results = walkNode(walk, scope, record);
        for (const result of results)
            walk.expressions += symbols(result.shape) + symbols(result.values);
        for (const [i, name] of record.texts('output').entries()) {
            if (name === '')
                continue;
            scope.values.set(name, settle(results[i] ?? NOTHING, scope.declared.get(name), `${scope.site}${name}`));
        }
    }
}
const symbols = (sizes) => sizes?.filter((size) => typeof size === 'object' && size !== null).length ?? 0;
/** Limits and identity for a result; where nothing is known, the type and rank that the file declares for an inner value. */
function settle(result, declared, site) {
    if (result.composite !== undefined)
        return result;
    const shape = result.shape !== null && result.shape.length > MAX_RANK ? null : result.shape;
    const values = result.values !== null && result.values.length <= MAX_VALUES && (shape?.length ?? 2) <= 1 ? result.values : null;
    if (shape !== null && result.type !== null)
        return { type: result.type, shape: identify(shape, site), values };
    const value = valueOfType(declared?.message('type'), '');
    if (!('shape' in value) || value.optional || value.sparse)
        return { type: result.type, shape: identify(shape, site), values };
    // sizes of inner values go stale when people patch a model's inputs: only the rank is taken
    const open = value.shape?.map(() => null) ?? null;
    return { type: result.type ?? value.type, shape: identify(shape ?? open, site), values };
}
function lookup(scope, name) {
    for (let at = scope; at !== undefined; at = at.outer) {
        const found = at.values.get(name);
        if (found !== undefined)
            return found;
    }
    return NOTHING;
}
function walkNode(walk, scope, record) {
    const domain = domainOf(record);
    const op = record.text('op_type') ?? '';
    const inputs = record.texts('input').map((name) => (name === '' ? undefined : lookup(scope, name)));
    const attributes = attributesOf(record.messages('attribute'), scope.attributes);
    const body = walk.functions.get(functionKey(record, op));
    if (body !== undefined)
        return callFunction(walk, scope, body(), inputs, attributes);
    walk.domains.add(domain);
    const opset = scope.opsets.get(domain);
    const node = nodeView(record, inputs, attributes, opset ?? 0);
    if (domain === '' && op === 'If')
        return chooseBranch(walk, scope, node);
    if (scope.nesting === 0 && opset !== undefined)
        noteDemand(walk, record.texts('input')[0] ?? '', demandOf(domain, node));
    // without a version nobody can say which operator is meant
    return opset === undefined ? [] : (ruleOf(domain, op)?.(node) ?? []);
}
function noteDemand(walk, name, demand) {
    if (demand === null)
        return;
    const demands = walk.demands.get(name) ?? [];
    if (demands.length === 0)
        walk.demands.set(name, demands);
    demands.push(demand);
}
/** A local function is its nodes with its inputs filled in. */
function callFunction(walk, scope, body, inputs, attributes) {
    if (scope.nesting >= MAX_NESTING)
        return [];
    const values = new Map(body.inputs.flatMap((name, i) => (inputs[i] === undefined ? [] : [[name, inputs[i]]])));
    const inner = {
        values,
        outer: undefined,
        opsets: body.opsets,
        attributes: new Map([...body.defaults, ...attributes]),
        site: `${scope.site}#${walk.visited}/`,
        nesting: scope.nesting + 1,
        declared: new Map(),
    };
    walkNodes(walk, inner, body.nodes);
    return body.outputs.map((name) => values.get(name) ?? NOTHING);
}
/** If: the branch that a constant condition takes, else what both have in common. */
function chooseBranch(walk, scope, node) {
    if (scope.nesting >= MAX_NESTING)
        return [];
    const condition = node.scalar(0);
    const branch = (name) => {
        const graph = node.message(name, 'g');
        return graph === undefined ? [] : walkBranch(walk, scope, graph, name);
    };
    if (typeof condition === 'number')
        return branch(condition === 0 ? 'else_branch' : 'then_branch');
    const [yes, no] = [branch('then_branch'), branch('else_branch')];
    return yes.map((value, i) => common(value, no[i] ?? NOTHING));
}
function walkBranch(walk, scope, graph, name) {
    const inner = {
        ...scope,
        values: new Map(),
        outer: scope,
        site: `${scope.site}#${walk.visited}.${name}/`,
        nesting: scope.nesting + 1,
        declared: byName(graph.messages('value_info')),
    };
    enterGraph(inner, graph, [...initializersOf(graph)], () => true);
    walkNodes(walk, inner, graph.each('node'));
    return graph.messages('output').map((output) => lookup(inner, output.text('name') ?? ''));
}
function common(a, b) {
    if (a.composite !== undefined || b.composite !== undefined)
        return NOTHING;
    return known_known(a.type === b.type ? a.type : null, join(a.shape, b.shape));
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/refine.js



/**
 * Declared facts stay. Unknown ones are filled from the walk (`derived`); a symbol that is provably one number becomes it.
 * What the graph provably contradicts is unknown, with a warning: the runtime gives something else than the file declares.
 */
function refine(declared, found, name) {
    if (found === undefined || declared.optional || declared.sparse)
        return { value: declared, warnings: [] };
    if (found.composite !== undefined)
        return { value: refineComposite(declared, found.composite), warnings: [] };
    return 'shape' in declared ? refineTensor(declared, found, name) : { value: declared, warnings: [] };
}
/** Open sizes of an input from what its operators demand. Contradicting demands (a broken model) leave them open. */
function demanded(declared, demands) {
    if (!('shape' in declared) || declared.shape === null || declared.optional || declared.sparse)
        return declared;
    const shape = declared.shape.map((dim, axis) => {
        const sizes = new Set(demands.flatMap((demand) => (typeof demand?.[axis] === 'number' && demand.length === declared.shape?.length ? [demand[axis]] : [])));
        const [size] = sizes;
        return dim === null && sizes.size === 1 && size !== undefined ? dimOf(size) : dim;
    });
    return fill(declared, { type: null, shape });
}
/** Nothing declared: all of it. The same kinds nested: only what is open inside. */
function refineComposite(declared, found) {
    const where = declared.evidence?.where ?? '';
    if ('sequence' in declared && 'sequence' in found)
        return { ...declared, sequence: refineComposite(declared.sequence, found.sequence) };
    if ('map' in declared && 'map' in found) {
        return { ...declared, map: { key: declared.map.key ?? found.map.key, value: refineComposite(declared.map.value, found.map.value) } };
    }
    if (!('shape' in declared))
        return declared;
    if ((0,types/* kindOf */.I)(found) !== 'tensor')
        return declared.type === null && declared.shape === null ? derivedValue(found, where) : declared;
    return 'shape' in found ? fill(declared, { type: found.type, shape: found.shape }) : declared;
}
function derivedValue(value, where) {
    const evidence = (of) => ({
        name: 'stored',
        type: 'derived',
        rank: 'derived',
        dims: 'shape' in of ? (of.shape ?? []).map(() => 'derived') : [],
        where,
    });
    if ('sequence' in value)
        return { sequence: derivedValue(value.sequence, where), evidence: evidence(value) };
    if ('map' in value)
        return { map: { key: value.map.key, value: derivedValue(value.map.value, where) }, evidence: evidence(value) };
    return { ...value, evidence: evidence(value) };
}
/** Open facts of a tensor from derived ones. */
function fill(declared, found) {
    const before = declared.evidence;
    const shape = declared.shape === null ? found.shape : declared.shape.map((dim, axis) => filledDim(dim, found.shape?.[axis] ?? null));
    const type = declared.type ?? found.type;
    if (before === undefined)
        return { ...declared, type, shape };
    const source = (known, was) => (!known ? 'unknown' : was === null ? 'derived' : 'stored');
    const evidence = {
        ...before,
        type: source(type !== null, declared.type),
        rank: source(shape !== null, declared.shape),
        dims: (shape ?? []).map((dim, axis) => source(dim !== null, dim === declared.shape?.[axis] ? dim : null)),
    };
    return { ...declared, type, shape, evidence };
}
const filledDim = (declared, found) => declared === null || (typeof declared === 'string' && typeof found === 'number') ? found : declared;
function refineTensor(declared, found, name) {
    const derived = { type: found.type, shape: contractShape(found.shape) };
    if (declared.shape === null || found.shape === null)
        return { value: fill(declared, derived), warnings: [] };
    if (declared.shape.length !== found.shape.length) {
        const message = `output ${name} is declared with ${declared.shape.length} axes, but its operators give ${found.shape.length}: the rank is taken as unknown`;
        return { value: fill({ ...declared, shape: null }, { type: found.type, shape: null }), warnings: [refine_contradiction(message, declared)] };
    }
    const warnings = [];
    const shape = declared.shape.map((dim, axis) => {
        const size = found.shape?.[axis] ?? null;
        if (typeof dim !== 'number')
            return dim;
        if (isDifferent(dim, size)) {
            const message = `output ${name} declares ${dim} for axis ${axis}, but its operators give ${String(dimOf(size))}: the size is taken as unknown`;
            warnings.push(refine_contradiction(message, declared));
            return null;
        }
        const symbol = dimOf(size);
        if (typeof symbol === 'string') {
            const message = `output ${name} declares ${dim} for axis ${axis}, but its operators give ${symbol}, which callers choose: expect other sizes`;
            warnings.push({ code: 'onnx-output-shape-doubtful', message, ...place(declared) });
        }
        return dim;
    });
    const contradicted = {
        ...derived,
        shape: derived.shape?.map((dim, axis) => (declared.shape?.[axis] !== null && shape[axis] === null ? null : dim)) ?? null,
    };
    return { value: fill({ ...declared, shape }, contradicted), warnings };
}
const refine_contradiction = (message, declared) => ({ code: 'onnx-output-shape-contradicted', message, ...place(declared) });
const place = (value) => (value.evidence === undefined ? {} : { where: value.evidence.where });

;// CONCATENATED MODULE: ./.build/frameworks/onnx/warnings.js
/** What callers of a contract should know before they find out. Codes are explained in docs/frameworks.d/onnx.md. */
function remarks(inputs, outputs, domains) {
    return [
        ...fixedBatch(inputs, outputs),
        ...emptyBatch(inputs),
        ...unknownTypes([...inputs, ...outputs]),
        ...noOutputs(outputs),
        ...customOperators(domains),
    ];
}
const warnings_where = (value) => (value.evidence === undefined ? {} : { where: value.evidence.where });
/** Rows of a tensor that has more axes than the batch. */
const rowsOf = (field) => {
    const first = 'shape' in field && field.shape !== null && field.shape.length >= 2 ? field.shape[0] : undefined;
    return typeof first === 'number' ? first : undefined;
};
const isTable = (field) => 'shape' in field && (field.shape?.length ?? 0) >= 2;
/** All inputs and an output start with the same fixed size: exported from one example batch. */
function fixedBatch(inputs, outputs) {
    const tables = inputs.filter((field) => isTable(field) && !field.optional);
    const [first] = tables;
    const rows = first === undefined ? undefined : rowsOf(first);
    if (first === undefined || rows === undefined || rows === 0)
        return [];
    if (!tables.every((field) => rowsOf(field) === rows) || !outputs.some((field) => rowsOf(field) === rows))
        return [];
    const message = `the first axis is fixed to ${rows}: callers must always send ${rows === 1 ? 'one row' : `${rows} rows`} at a time. Export with a dynamic batch axis to accept any number`;
    return [{ code: 'onnx-fixed-batch', message, ...warnings_where(first) }];
}
/** Some old exporters wrote 0 for "any number of rows". */
function emptyBatch(inputs) {
    const empty = inputs.filter((field) => 'shape' in field && (field.shape?.length ?? 0) >= 2 && field.shape?.[0] === 0);
    return empty.map((field) => ({
        code: 'onnx-empty-batch',
        message: `input ${field.name} has 0 rows by its declaration. If the exporter meant any number of rows, declare ${field.name} with shape [-1, …]`,
        ...warnings_where(field),
    }));
}
function unknownTypes(fields) {
    return fields.flatMap((field) => 'shape' in field && field.type === null
        ? [{ code: 'onnx-type-unknown', message: `the file gives no type for ${field.name} that is known here`, ...warnings_where(field) }]
        : []);
}
const noOutputs = (outputs) => outputs.length > 0 ? [] : [{ code: 'onnx-no-outputs', message: 'the graph has no outputs: callers get nothing back' }];
/** Domains that every ONNX runtime knows. Source: onnx/onnx/defs/schema.h, onnxruntime/core/graph/constants.h. */
const STANDARD = new Set([
    '',
    'ai.onnx.ml',
    'ai.onnx.training',
    'ai.onnx.preview.training',
    'ai.onnx.preview',
    'com.microsoft',
    'com.microsoft.nchwc',
    'com.ms.internal.nhwc',
]);
/** Custom domains named in the warning. */
const NAMED_DOMAINS = 5;
function customOperators(domains) {
    const custom = [...domains].filter((domain) => !STANDARD.has(domain)).sort();
    if (custom.length === 0)
        return [];
    const names = custom.slice(0, NAMED_DOMAINS).join(', ');
    return [{ code: 'onnx-custom-operators', message: `operators of ${names} are used: the runtime needs the library that brings them` }];
}

;// CONCATENATED MODULE: ./.build/frameworks/onnx/index.js









/**
 * ONNX: the graph says its inputs and outputs by name, type and shape; what it leaves open is computed from its operators.
 * Spec: onnx/docs/IR.md, onnx.proto. Weights are never read.
 */
const onnx = { name: 'onnx', match: matchOnnx, infer };
/** From this IR version on, an initializer that is also an input is a default which callers may replace (IR.md, "Graphs"). */
const IR_OVERRIDABLE = 4;
/** Inputs and outputs: weights that are listed as inputs count into the thousands; a hundred thousand is no interface. */
const onnx_MAX_FIELDS = 100_000;
function infer(files, match) {
    const file = match.path;
    const model = openModel(files, file, spellingOf(match.format));
    const graph = model.message('graph');
    if (graph === undefined)
        throw onnx_corrupt(file, 'has no graph');
    const initializers = [];
    const missing = new Set();
    for (const tensor of graph.each('initializer')) {
        const absent = missingData(files, file, tensor, initializers.length);
        if (absent !== null)
            missing.add(absent);
        initializers.push(initializerOf(tensor));
    }
    for (const tensor of graph.each('sparse_initializer'))
        initializers.push(sparseInitializerOf(tensor));
    const warnings = [...missingFiles(missing, file)];
    const irVersion = model.int('ir_version') ?? 0;
    const defaults = new Set(initializers.map(({ name }) => name));
    const inputs = inputsOf(graph, file, defaults, irVersion);
    const listed = new Set(inputs.map((field) => field.name));
    const walked = walkGraph(model, graph, initializers, (name) => !listed.has(name));
    const outputs = outputsOf(graph, file, (name) => walked.values.get(name), warnings);
    const asked = inputs.map((field) => ({ name: field.name, ...demanded(field, walked.demands.get(field.name) ?? []) }));
    warnings.push(...remarks(asked, outputs, walked.domains));
    const opset = opsetsOf(model, irVersion).get('');
    return {
        framework: { name: 'onnx', ...(opset !== undefined && { version: `opset ${opset}` }), format: match.format },
        signatures: [{ name: 'predict', inputs: asked, outputs }],
        warnings,
        findings: [],
    };
}
function spellingOf(format) {
    return format === 'onnx-text' || format === 'onnx-json' ? format : 'onnx';
}
/** Real inputs in their order. Initialised ones are weights before IR version 4 and overridable defaults since. */
function inputsOf(graph, file, defaults, irVersion) {
    return unique(records(graph, 'input', file).flatMap((record, i) => {
        const name = nameOf(record);
        if (defaults.has(name) && irVersion < IR_OVERRIDABLE)
            return [];
        const value = valueOfType(record.message('type'), `${file}: graph.input[${i}]`);
        return [{ name, ...value, ...(defaults.has(name) && { optional: true }) }];
    }));
}
function outputsOf(graph, file, walked, warnings) {
    const inner = new Map(graph.messages('value_info').map((record) => [nameOf(record), record]));
    return unique(records(graph, 'output', file).map((record, i) => {
        const name = nameOf(record);
        const declared = valueOfType(record.message('type'), `${file}: graph.output[${i}]`);
        const refined = refine(declared, walked(name), name);
        warnings.push(...refined.warnings);
        const again = inner.get(name);
        // an output without a type may have one as an inner value
        const said = again === undefined ? undefined : ofValue(valueOfType(again.message('type'), ''), name);
        const value = 'shape' in refined.value && refined.value.shape === null && refined.warnings.length === 0
            ? refine(refined.value, said, name).value
            : refined.value;
        return { name, ...value };
    }));
}
function records(graph, kind, file) {
    const found = graph.messages(kind);
    if (found.length > onnx_MAX_FIELDS)
        throw onnx_corrupt(file, `has ${found.length} ${kind}s, more than the ${onnx_MAX_FIELDS} that make sense`);
    return found;
}
/** A name that is listed twice is one field (the checker forbids it, old exporters did it). */
function unique(fields) {
    const seen = new Set();
    return fields.filter(({ name }) => !seen.has(name) && seen.add(name));
}
const nameOf = (record) => record.text('name') ?? '';
const onnx_corrupt = (file, what) => new errors/* UserError */.y('corrupt', `${file} ${what}`, 'The file is damaged or no ONNX model: export it again and upload the new file.', { file });

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/detect.js


/** First bytes of a Riegeli file: saved_model.cpb, a SavedModel cut into chunks. Source: google/riegeli, records_format.md. */
const RIEGELI = [0x83, 0xaf, 0x70, 0xd1, 0x0d, 0x88, 0x4a, 0x3f];
/** Last bytes of a tensor bundle index, an SSTable: little-endian 0xdb4775248b80fb57. Source: tensorflow/core/lib/io/table_builder.cc. */
const SSTABLE = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
/** Bytes of a text file looked at: behind comments, the first field tells. */
const HEAD = 4_096;
/** undefined for what is none of TensorFlow's. Reads a few KiB; throws nothing for foreign content. */
function contentOf(source) {
    try {
        if (begins(source, RIEGELI))
            return 'chunked';
        if (source.size >= 48 && ends(source, SSTABLE))
            return 'checkpoint';
        return binaryContent(source) ?? textContent(source);
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            return undefined;
        throw error;
    }
}
const begins = (source, magic) => {
    const head = source.read(0, Math.min(source.size, magic.length));
    return magic.every((byte, i) => head[i] === byte);
};
const ends = (source, magic) => {
    const tail = source.read(source.size - magic.length, magic.length);
    return magic.every((byte, i) => tail[i] === byte);
};
/** saved_model.proto */
const SAVED_MODEL = new Map([
    [1, 0],
    [2, 2],
]);
/** meta_graph.proto */
const META_GRAPH = new Map([1, 2, 3, 4, 5, 6, 7].map((number) => [number, 2]));
const META_INFO = new Map([
    [1, 2],
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 2],
    [6, 2],
    [7, 0],
    [8, 2],
]);
/** graph.proto: node, library, version, versions, debug_info */
const detect_GRAPH = new Map([
    [1, 2],
    [2, 2],
    [3, 0],
    [4, 2],
    [5, 2],
]);
/** node_def.proto: name, op, input, device, attr, debug info, full type */
const detect_NODE = new Map([1, 2, 3, 4, 5, 6, 7].map((number) => [number, 2]));
/** Op names are CamelCase words, perhaps with a namespace: `MatMul`, `_FusedConv2D`, `Addons>Resampler`. */
const OP = /^[A-Za-z_][A-Za-z0-9_.>\-/]{0,255}$/;
function binaryContent(source) {
    const { fields: top, state } = (0,protobuf/* outline */.rj)(source, 16);
    if (state === 'broken' || top.length === 0)
        return undefined;
    if (fits(top, SAVED_MODEL)) {
        const graph = top.find((field) => field.number === 2);
        if (graph !== undefined && isMetaGraph(detect_inside(graph)))
            return 'saved-model';
    }
    if (fits(top, detect_GRAPH) && detect_isGraph(top))
        return 'graph-def';
    return isMetaGraph(top) ? 'meta-graph' : undefined;
}
const fits = (found, layout) => found.every((field) => layout.get(field.number) === field.wire);
/** A graph without a node is no model, but a legal part of one. */
function detect_isGraph(found) {
    const node = found.find((field) => field.number === 1);
    return node !== undefined && isNode(detect_inside(node));
}
function isNode(found) {
    const name = found.find((field) => field.number === 1);
    const op = found.find((field) => field.number === 2);
    return name !== undefined && op !== undefined && fits(found, detect_NODE) && (0,protobuf/* text */.Qq)(name, 65_536) !== '' && OP.test((0,protobuf/* text */.Qq)(op, 256));
}
/** Told by its tags, version or graph: an unfinished message of lengths fits too many layouts. */
function isMetaGraph(found) {
    if (found.length === 0 || !fits(found, META_GRAPH))
        return false;
    const info = found.find((field) => field.number === 1);
    const graph = found.find((field) => field.number === 2);
    if (info !== undefined && (detect_inside(info).length === 0 || !fits(detect_inside(info), META_INFO)))
        return false;
    if (graph === undefined)
        return info !== undefined && detect_inside(info).some((field) => field.number === 5);
    const parts = detect_inside(graph);
    return fits(parts, detect_GRAPH) && (detect_isGraph(parts) || (info !== undefined && !parts.some((field) => field.number === 1)));
}
/** The first fields of a message; a damaged one ends early and is judged by what is there. */
function detect_inside(field) {
    const found = [];
    try {
        for (const part of (0,protobuf/* fields */.OA)((0,protobuf/* child */.jf)(field)))
            if (found.push(part) >= 16)
                break;
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
    }
    return found;
}
// ------------------------------------------------------------------------------------------------ text
/** The first field of each message in text format; `node {` alone could be anything, so its `op` must follow. */
const TEXTS = [
    [/^(saved_model_schema_version\s*:|meta_graphs\s*:?\s*[{<])/, 'saved-model-text'],
    [/^(meta_info_def|graph_def)\s*:?\s*[{<]/, 'meta-graph-text'],
    [/^(node\s*:?\s*[{<]|versions\s*:?\s*[{<]|library\s*:?\s*[{<])[\s\S]*?\bop\s*:\s*["']/, 'graph-def-text'],
];
function textContent(source) {
    const head = new TextDecoder().decode(source.read(0, Math.min(source.size, HEAD))).replace(/^\s*(#[^\n]*\n\s*)*/, '');
    return TEXTS.find(([pattern]) => pattern.test(head))?.[1];
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/layout.js

/** Names that TensorFlow gives its files; content decides, a name only says what a damaged file should be. */
const SAVED_MODEL_NAMES = new Map([
    ['saved_model.pb', 'saved-model'],
    ['saved_model.pbtxt', 'saved-model-text'],
    ['saved_model.cpb', 'chunked'],
]);
/** Files beside a SavedModel that belong to it, and directories. Source: tensorflow/cc/saved_model/constants.h. */
const PARTS = [
    'saved_model.pb',
    'saved_model.pbtxt',
    'saved_model.cpb',
    'fingerprint.pb',
    'keras_metadata.pb',
    'tfhub_module.pb',
    'variables/',
    'assets/',
    'assets.extra/',
];
const COMPANIONS = new Set(['fingerprint.pb', 'keras_metadata.pb', 'tfhub_module.pb']);
/** Endings under which TensorFlow's single files are found; files without one are looked at as well. */
const ENDINGS = new Set(['pb', 'pbtxt', 'graphdef', 'meta', 'cpb', 'index', 'txt', 'prototxt', '']);
/** Files opened for a look: model directories hold few candidates; a tree of thousands is data. */
const MAX_LOOKS = 256;
/** Every file that TensorFlow can read, by content; a file that only its name makes a SavedModel is one too, so that its damage is reported. */
function findContents(files) {
    const found = [];
    let looks = 0;
    for (const file of files.files) {
        const name = baseName(file.path);
        const promised = SAVED_MODEL_NAMES.get(name);
        if (COMPANIONS.has(name) || (promised === undefined && !ENDINGS.has(ending(name))))
            continue;
        if (promised === undefined && looks++ >= MAX_LOOKS)
            continue;
        const content = look(files, file, promised);
        if (content !== undefined)
            found.push({ file, content });
    }
    return found;
}
function look(files, file, promised) {
    if (file.pointer !== undefined || file.size === 0)
        return promised;
    const source = files.open(file.path);
    const content = contentOf(source);
    if (content !== undefined || promised === undefined)
        return content;
    return isForeign(source.read(0, Math.min(8, source.size)), promised) ? undefined : promised;
}
/** A damaged SavedModel still begins like one: version field or meta graph, or a word. Anything else under its name is another format. */
function isForeign(head, promised) {
    const [first, second] = head;
    if (promised === 'saved-model')
        return !((first === 0x08 && second === 0x01) || first === 0x12);
    return promised === 'chunked' ? first !== 0x83 : !/^[\s#a-z]/.test(String.fromCharCode(first ?? 0));
}
const baseName = (path) => path.slice(path.lastIndexOf('/') + 1);
/** With its slash; '' for the model directory itself. */
const directoryOf = (path) => path.slice(0, path.lastIndexOf('/') + 1);
const ending = (name) => (name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '');
const isSavedModel = ({ content }) => content === 'saved-model' || content === 'saved-model-text' || content === 'chunked';
/** Which of several in one directory is loaded: binary, then text. Source: tensorflow/cc/saved_model/reader.cc. */
const ORDER = ['saved-model', 'saved-model-text', 'chunked'];
/**
 * One match per SavedModel; version directories (`1/`, `00000123/`) of one base are one model, the highest version,
 * as TensorFlow Serving loads it.
 */
function savedModels(found) {
    const byDirectory = new Map();
    for (const content of ORDER) {
        for (const one of found) {
            const directory = directoryOf(one.file.path);
            if (one.content === content && isSavedModel(one) && !byDirectory.has(directory))
                byDirectory.set(directory, one);
        }
    }
    const byBase = new Map();
    for (const directory of byDirectory.keys()) {
        const base = versionOf(directory)?.base ?? `${directory}.`;
        byBase.set(base, [...(byBase.get(base) ?? []), directory]);
    }
    return [...byBase.values()].flatMap((directories) => {
        const [highest] = [...directories].sort((a, b) => compareVersions(b, a));
        const one = highest === undefined ? undefined : byDirectory.get(highest);
        return one === undefined ? [] : [savedModelMatch(one, directories)];
    });
}
function savedModelMatch({ file, content }, directories) {
    const covers = directories.flatMap((directory) => PARTS.map((part) => directory + part));
    const what = content === 'chunked' ? 'is a SavedModel cut into chunks' : 'holds a SavedModel';
    const among = directories.length > 1 ? `, the highest of ${directories.length} versions` : '';
    // a SavedModel saved under another name (`model.pb`) covers itself
    return {
        format: content === 'chunked' ? 'saved-model-chunked' : 'saved-model',
        path: file.path,
        because: `${file.path} ${what}${among}`,
        covers: [file.path, ...covers],
    };
}
/** Numbers of the version directories beside that of a SavedModel, lowest first. */
function otherVersions(files, path) {
    const own = versionOf(directoryOf(path));
    if (own === undefined)
        return [];
    const numbers = new Set();
    for (const file of files.files) {
        const other = SAVED_MODEL_NAMES.has(baseName(file.path)) ? versionOf(directoryOf(file.path)) : undefined;
        if (other?.base === own.base && other.number !== own.number)
            numbers.add(other.number);
    }
    return [...numbers].sort(compareNumbers);
}
/** `base/00000123/` → base and number. */
function versionOf(directory) {
    const match = /^(.*\/)?([0-9]{1,18})\/$/s.exec(directory);
    return match === null ? undefined : { base: match[1] ?? '', number: match[2] ?? '' };
}
const compareVersions = (a, b) => compareNumbers(versionOf(a)?.number ?? '0', versionOf(b)?.number ?? '0');
function compareNumbers(a, b) {
    const [x, y] = [BigInt(a), BigInt(b)];
    return x < y ? -1 : x > y ? 1 : 0;
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/checkpoints.js


/** The state file of a training run is a few lines. */
const MAX_STATE = 1_048_576;
/**
 * Models of one file: frozen graphs, training graphs (`.meta`, with their checkpoint), and checkpoints that have no graph at all.
 * A checkpoint is only named where nothing better is there.
 */
function singleFiles(files, found) {
    const training = trainingGraphs(files, found);
    const covered = new Set(training.flatMap((match) => match.covers));
    const frozen = found
        .filter(({ content, file }) => (content === 'graph-def' || content === 'graph-def-text') && !covered.has(file.path))
        .map(({ file }) => ({ format: 'graph-def', path: file.path, because: `${file.path} holds a TensorFlow graph`, covers: [file.path] }));
    const models = [...training, ...frozen];
    return models.length > 0 ? models : checkpoints(files, found);
}
/** One match per directory: the training graph that the run's state file names, else the one of the highest step. */
function trainingGraphs(files, found) {
    const graphs = found.filter(({ content }) => content === 'meta-graph' || content === 'meta-graph-text').map(({ file }) => file.path);
    return [...new Set(graphs.map(directoryOf))].map((directory) => {
        const here = graphs.filter((path) => directoryOf(path) === directory).sort((a, b) => stepOf(a) - stepOf(b));
        const named = `${directory}${stateOf(files, directory)}.meta`;
        const path = here.find((one) => one === named) ?? here.at(-1) ?? '';
        const beside = found.filter(({ file, content }) => directoryOf(file.path) === directory && (content === 'checkpoint' || baseName(file.path) === 'graph.pbtxt'));
        const covers = [...here, ...beside.map(({ file }) => file.path), ...checkpoints_companions(files, directory)];
        return { format: 'meta-graph', path, because: `${path} holds a TensorFlow training graph`, covers };
    });
}
/** `checkpoint` (the state file) and the shards of variables. */
const checkpoints_companions = (files, directory) => files.files
    .map(({ path }) => path)
    .filter((path) => directoryOf(path) === directory && (/\.data-\d{5}-of-\d{5}$/.test(path) || baseName(path) === 'checkpoint'));
/** `model_checkpoint_path: "model.ckpt-7"` of the state file. */
function stateOf(files, directory) {
    const file = files.find(`${directory}checkpoint`);
    if (file === undefined || file.size === 0 || file.pointer !== undefined)
        return undefined;
    try {
        const match = /^model_checkpoint_path:\s*"([^"\\]*)"/m.exec(files.text(file.path, MAX_STATE));
        return match?.[1] === undefined ? undefined : baseName(match[1]);
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            return undefined;
        throw error;
    }
}
const stepOf = (path) => Number(/-(\d{1,15})\.meta$/.exec(path)?.[1] ?? -1);
function checkpoints(files, found) {
    const [first, ...more] = found.filter(({ content }) => content === 'checkpoint');
    if (first === undefined)
        return [];
    const directory = directoryOf(first.file.path);
    const covers = [first, ...more].map(({ file }) => file.path);
    return [
        {
            format: 'checkpoint',
            path: first.file.path,
            because: `${first.file.path} is the index of a checkpoint`,
            covers: [...covers, ...checkpoints_companions(files, directory)],
        },
    ];
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/view.js



const ref = (number, name) => ({ number, name });
function binaryView(message, path = message.path) {
    let index;
    const found = (field) => {
        index ??= indexed(message);
        return index.get(field.number) ?? [];
    };
    const at = (name) => (path === '' ? name : `${path}.${name}`);
    const element = (field, one, i) => {
        const name = `${field.name}[${i}]`;
        return binaryView((0,protobuf/* merge */.h1)(undefined, one, name), at(name));
    };
    return {
        path,
        has: (field) => found(field).length > 0,
        text: (field) => lastOf(found(field), protobuf/* text */.Qq, ''),
        texts: (field) => found(field).map((one) => (0,protobuf/* text */.Qq)(one)),
        int: (field) => lastOf(found(field), protobuf/* int */.Wh, 0),
        ints: (field) => found(field).flatMap(protobuf/* ints */.dd),
        bytes: (field, limit) => lastOf(found(field), (one) => (0,protobuf/* bytes */.ee)(one, limit), new Uint8Array(0)),
        byteStrings: (field, limit) => found(field).map((one) => (0,protobuf/* bytes */.ee)(one, limit)),
        child(field) {
            const parts = found(field);
            if (parts.length === 0)
                return undefined;
            const joined = parts.reduce((earlier, part) => (0,protobuf/* merge */.h1)(earlier, part, field.name), undefined);
            return joined === undefined ? undefined : binaryView(joined, at(field.name));
        },
        children: (field) => found(field).map((one, i) => element(field, one, i)),
        openers: (field) => found(field).map((one, i) => () => element(field, one, i)),
        entries(field) {
            const map = new Map();
            for (const one of found(field))
                (0,protobuf/* putEntry */.SP)(map, one, field.name);
            return new Map([...map].map(([key, value]) => [key, binaryView(value, at(`${field.name}[${JSON.stringify(key)}]`))]));
        },
        corrupt: (what) => (0,protobuf/* corruptAt */.jI)(message, what),
    };
}
function indexed(message) {
    const index = new Map();
    for (const field of (0,protobuf/* fields */.OA)(message)) {
        const list = index.get(field.number);
        if (list === undefined)
            index.set(field.number, [field]);
        else
            list.push(field);
    }
    return index;
}
function lastOf(found, read, absent) {
    const field = found.at(-1);
    return field === undefined ? absent : read(field);
}
const KEY = 'key';
const VALUE = 'value';
function textView(message, file, path = '', holder) {
    const index = grouped(message);
    const found = (field) => index.get(field.name) ?? [];
    const at = (name) => (path === '' ? name : `${path}.${name}`);
    const number = (field, words) => words?.get(wordOf(field)) ?? intOf(field);
    const view = (field, name) => textView(messageOf(field), file, at(name), field);
    return {
        path,
        has: (field) => found(field).length > 0,
        text: (field) => lastOf(found(field), textOf, ''),
        texts: (field) => found(field).map(textOf),
        int: (field, words) => lastOf(found(field), (one) => number(one, words), 0),
        ints: (field, words) => found(field).map((one) => number(one, words)),
        bytes: (field, limit) => lastOf(found(field), (one) => bytesOf(one, limit), new Uint8Array(0)),
        byteStrings: (field, limit) => found(field).map((one) => bytesOf(one, limit)),
        child(field) {
            const parts = found(field);
            const [first] = parts;
            if (first === undefined)
                return undefined;
            if (parts.length === 1)
                return view(first, field.name);
            return textView({ fields: parts.flatMap((part) => messageOf(part).fields) }, file, at(field.name), first);
        },
        children: (field) => found(field).map((one, i) => view(one, `${field.name}[${i}]`)),
        openers: (field) => found(field).map((one, i) => () => view(one, `${field.name}[${i}]`)),
        entries(field) {
            const map = new Map();
            for (const one of found(field)) {
                const entry = messageOf(one);
                const keys = pbtxt_all(entry, KEY);
                const key = lastOf(keys, textOf, '');
                const name = `${field.name}[${JSON.stringify(key)}]`;
                const values = pbtxt_all(entry, VALUE);
                const value = values.at(-1);
                map.set(key, value === undefined ? textView({ fields: [] }, file, at(name), one) : view(value, name));
            }
            return map;
        },
        corrupt: (what) => (holder === undefined ? corruptFile(file, what) : mistake(holder, what)),
    };
}
function grouped(message) {
    const index = new Map();
    for (const field of message.fields) {
        const list = index.get(field.name);
        if (list === undefined)
            index.set(field.name, [field]);
        else
            list.push(field);
    }
    return index;
}
function corruptFile(file, what) {
    return new errors/* UserError */.y('corrupt', `${file} ${what}`, 'The file is damaged or not what its name says: export the model again.', { file });
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/schema.js

const schema_SAVED_MODEL = { metaGraphs: ref(2, 'meta_graphs') };
const schema_META_GRAPH = {
    info: ref(1, 'meta_info_def'),
    graph: ref(2, 'graph_def'),
    saver: ref(3, 'saver_def'),
    signatures: ref(5, 'signature_def'),
};
const schema_META_INFO = { tags: ref(4, 'tags'), version: ref(5, 'tensorflow_version') };
const SAVER = {
    filename: ref(1, 'filename_tensor_name'),
    save: ref(2, 'save_tensor_name'),
    restore: ref(3, 'restore_op_name'),
};
const SIGNATURE = {
    inputs: ref(1, 'inputs'),
    outputs: ref(2, 'outputs'),
    method: ref(3, 'method_name'),
    defaults: ref(4, 'defaults'),
};
const TENSOR_INFO = {
    name: ref(1, 'name'),
    dtype: ref(2, 'dtype'),
    shape: ref(3, 'tensor_shape'),
    sparse: ref(4, 'coo_sparse'),
    composite: ref(5, 'composite_tensor'),
};
const COMPOSITE = { spec: ref(1, 'type_spec'), components: ref(2, 'components') };
const TYPE_SPEC = {
    class: ref(1, 'type_spec_class'),
    state: ref(2, 'type_state'),
    className: ref(3, 'type_spec_class_name'),
};
/** StructuredValue and its lists: TypeSpecs keep their arguments in a tuple of these. */
const STRUCTURED = {
    shape: ref(31, 'tensor_shape_value'),
    dtype: ref(32, 'tensor_dtype_value'),
    tuple: ref(52, 'tuple_value'),
};
const TUPLE = { values: ref(1, 'values') };
const SHAPE = { dims: ref(2, 'dim'), unknownRank: ref(3, 'unknown_rank') };
const DIM = { size: ref(1, 'size') };
const schema_GRAPH = { nodes: ref(1, 'node'), library: ref(2, 'library'), versions: ref(4, 'versions') };
const VERSIONS = { producer: ref(1, 'producer') };
const LIBRARY = { functions: ref(1, 'function') };
const schema_FUNCTION = { nodes: ref(3, 'node_def') };
const schema_NODE = { name: ref(1, 'name'), op: ref(2, 'op'), inputs: ref(3, 'input'), attributes: ref(5, 'attr') };
const schema_ATTRIBUTE = {
    list: ref(1, 'list'),
    text: ref(2, 's'),
    int: ref(3, 'i'),
    bool: ref(5, 'b'),
    type: ref(6, 'type'),
    shape: ref(7, 'shape'),
    tensor: ref(8, 'tensor'),
};
const ATTRIBUTE_LIST = { texts: ref(2, 's'), ints: ref(3, 'i'), types: ref(6, 'type'), shapes: ref(7, 'shape') };
const schema_TENSOR = {
    dtype: ref(1, 'dtype'),
    shape: ref(2, 'tensor_shape'),
    content: ref(4, 'tensor_content'),
    floats: ref(5, 'float_val'),
    ints: ref(7, 'int_val'),
    texts: ref(8, 'string_val'),
    longs: ref(10, 'int64_val'),
};
/** What text files need not decode at all: weights and bookkeeping, at any depth. */
const TEXT_SKIPPED = new Set([
    'object_graph_def',
    'collection_def',
    'stripped_op_list',
    'device',
    'experimental_debug_info',
    'debug_info',
    'float_val',
    'double_val',
    'half_val',
    'scomplex_val',
    'dcomplex_val',
    'resource_handle_val',
    'variant_val',
]);
/** Text fields that hold bytes. */
const TEXT_BYTES = new Set(['tensor_content', 'string_val', 's']);

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/files.js




/** Bytes of a text graph: above it nobody writes text (weights would take three times their size). */
const MAX_TEXT = 256 * 2 ** 20;
function openBinary(source) {
    return binaryView((0,protobuf/* openMessage */.G4)(source));
}
/** @throws UserError `corrupt` or `truncated` with line and column. */
function openText(files, path) {
    const message = parsePbtxt(files.text(path, MAX_TEXT), { file: path, code: 'corrupt', skip: TEXT_SKIPPED, bytes: TEXT_BYTES });
    return textView(message, path);
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/dtypes.js
/**
 * TensorFlow's DataType enum: number, name, and the contract's word for it (null: no value a caller can send).
 * Source: tensorflow/core/framework/types.proto.
 */
const ROWS = [
    [0, 'DT_INVALID', null],
    [1, 'DT_FLOAT', 'float32'],
    [2, 'DT_DOUBLE', 'float64'],
    [3, 'DT_INT32', 'int32'],
    [4, 'DT_UINT8', 'uint8'],
    [5, 'DT_INT16', 'int16'],
    [6, 'DT_INT8', 'int8'],
    [7, 'DT_STRING', 'string'],
    [8, 'DT_COMPLEX64', 'complex64'],
    [9, 'DT_INT64', 'int64'],
    [10, 'DT_BOOL', 'bool'],
    [11, 'DT_QINT8', 'qint8'],
    [12, 'DT_QUINT8', 'quint8'],
    [13, 'DT_QINT32', 'qint32'],
    [14, 'DT_BFLOAT16', 'bfloat16'],
    [15, 'DT_QINT16', 'qint16'],
    [16, 'DT_QUINT16', 'quint16'],
    [17, 'DT_UINT16', 'uint16'],
    [18, 'DT_COMPLEX128', 'complex128'],
    [19, 'DT_HALF', 'float16'],
    [20, 'DT_RESOURCE', null],
    [21, 'DT_VARIANT', null],
    [22, 'DT_UINT32', 'uint32'],
    [23, 'DT_UINT64', 'uint64'],
    [24, 'DT_FLOAT8_E5M2', 'float8e5m2'],
    [25, 'DT_FLOAT8_E4M3FN', 'float8e4m3fn'],
    [26, 'DT_FLOAT8_E4M3FNUZ', 'float8e4m3fnuz'],
    [27, 'DT_FLOAT8_E4M3B11FNUZ', null],
    [28, 'DT_FLOAT8_E5M2FNUZ', 'float8e5m2fnuz'],
    [29, 'DT_INT4', 'int4'],
    [30, 'DT_UINT4', 'uint4'],
    [31, 'DT_INT2', 'int2'],
    [32, 'DT_UINT2', 'uint2'],
    [33, 'DT_FLOAT4_E2M1FN', 'float4e2m1'],
];
/** A variable's reference type is its value's type plus 100 (types.proto). */
const REF = 100;
/** Enum names for text files, reference types included. */
const DTYPE_WORDS = new Map(ROWS.flatMap(([id, name]) => [
    [name, id],
    [`${name}_REF`, id + REF],
]));
const BY_ID = new Map(ROWS.map(([id, , dtype]) => [id, dtype]));
const NAMES = new Map(ROWS.map(([id, name]) => [id, name]));
/** The contract's type of a DataType number; null for none, resources, variants and numbers from the future. */
function dtypes_dtypeOf(id) {
    return BY_ID.get(id > REF ? id - REF : id) ?? null;
}
/** DT_… name for messages. */
function dtypeName(id) {
    return NAMES.get(id > REF ? id - REF : id) ?? `DataType ${id}`;
}
const DT_STRING = 7;

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/signature.js



/** Inputs and outputs of one signature: TensorFlow Serving's own models stay below 1,000; more is a file made to keep us busy. */
const MAX_TENSORS = 10_000;
/** Axes of a tensor: TensorShape::MaxDimensions() in tensor_shape.h. */
const signature_MAX_RANK = 254;
/** TypeSpecProto.TypeSpecClass (struct.proto). */
const SPEC_CLASSES = new Map([
    ['UNKNOWN', 0],
    ['SPARSE_TENSOR_SPEC', 1],
    ['INDEXED_SLICES_SPEC', 2],
    ['RAGGED_TENSOR_SPEC', 3],
    ['TENSOR_ARRAY_SPEC', 4],
    ['DATA_DATASET_SPEC', 5],
    ['DATA_ITERATOR_SPEC', 6],
    ['OPTIONAL_SPEC', 7],
    ['PER_REPLICA_SPEC', 8],
    ['VARIABLE_SPEC', 9],
    ['ROW_PARTITION_SPEC', 10],
    ['REGISTERED_TYPE_SPEC', 12],
    ['EXTENSION_TYPE_SPEC', 13],
]);
const SPARSE = 1;
const RAGGED = 3;
/** One SignatureDef. Fields are sorted by name: a protobuf map has no order, and callers pass by name. */
function readSignature(name, view, file, refine) {
    const warnings = [];
    const tensors = new Map();
    const optional = view.entries(SIGNATURE.defaults);
    const inputs = sorted(view, view.entries(SIGNATURE.inputs)).map(([key, info]) => {
        tensors.set(key, info.text(TENSOR_INFO.name));
        const field = readField(key, info, file, refine, warnings);
        return optional.has(key) ? { ...field, optional: true } : field;
    });
    const outputs = sorted(view, view.entries(SIGNATURE.outputs)).map(([key, info]) => readField(key, info, file, refine, warnings));
    return { signature: { name, inputs, outputs }, method: view.text(SIGNATURE.method), tensors, warnings };
}
function sorted(view, entries) {
    if (entries.size > MAX_TENSORS)
        throw view.corrupt(`has more than ${MAX_TENSORS} tensors`);
    return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
function readField(name, info, file, refine, warnings) {
    const where = `${file}: ${info.path}`;
    const composite = info.child(TENSOR_INFO.composite);
    if (composite !== undefined)
        return readComposite(name, composite, where, warnings);
    const sparse = info.has(TENSOR_INFO.sparse);
    const declared = readShape(info.child(TENSOR_INFO.shape));
    const shape = declared ?? (sparse ? null : refine(info.text(TENSOR_INFO.name)));
    const source = declared === null && shape !== null ? 'derived' : 'stored';
    const value = { type: typeOf(info.int(TENSOR_INFO.dtype, DTYPE_WORDS), where, warnings), shape };
    const stored = (0,types/* evidenceOf */.X1)(value, 'stored', where);
    const evidence = source === 'stored' ? stored : { ...stored, rank: source, dims: (0,types/* evidenceOf */.X1)(value, source, where).dims };
    return sparse ? { name, ...value, sparse: true, evidence } : { name, ...value, evidence };
}
/** A ragged or sparse tensor that is one value of the interface: its TypeSpec keeps (shape, dtype, …) in a tuple. Source: ragged_tensor.py, sparse_tensor.py `_serialize`. */
function readComposite(name, composite, where, warnings) {
    const spec = composite.child(COMPOSITE.spec);
    const kind = spec?.int(TYPE_SPEC.class, SPEC_CLASSES) ?? 0;
    const state = spec?.child(TYPE_SPEC.state)?.child(STRUCTURED.tuple)?.children(TUPLE.values) ?? [];
    if (kind !== SPARSE && kind !== RAGGED) {
        const message = `${name} is a ${spec?.text(TYPE_SPEC.className) || 'composite value'}, which contracts have no word for: its type is left open.`;
        warnings.push({ code: 'tensorflow-composite-unknown', message, where });
        const value = { type: null, shape: null };
        return { name, ...value, evidence: (0,types/* evidenceOf */.X1)(value, 'stored', where) };
    }
    const dtype = state.find((one) => one.has(STRUCTURED.dtype))?.int(STRUCTURED.dtype, DTYPE_WORDS) ?? 0;
    const value = { type: typeOf(dtype, where, warnings), shape: readShape(state.find((one) => one.has(STRUCTURED.shape))?.child(STRUCTURED.shape)) };
    const evidence = (0,types/* evidenceOf */.X1)(value, 'stored', where);
    return kind === SPARSE ? { name, ...value, sparse: true, evidence } : { name, ...value, ragged: true, evidence };
}
function typeOf(id, where, warnings) {
    const type = dtypes_dtypeOf(id);
    if (type === null)
        warnings.push({ code: 'tensorflow-type-unknown', message: `${dtypeName(id)} is no type callers can send: it is left open.`, where });
    return type;
}
/** TensorShapeProto: absent and `unknown_rank` are both an unknown rank; an empty one is a scalar; a size of -1 is any size. */
function readShape(view) {
    if (view === undefined || view.int(SHAPE.unknownRank, BOOLEANS) !== 0)
        return null;
    const dims = view.children(SHAPE.dims);
    if (dims.length > signature_MAX_RANK)
        throw view.corrupt(`has ${dims.length} axes, TensorFlow's limit is ${signature_MAX_RANK}`);
    return dims.map((dim) => {
        const size = dim.int(DIM.size);
        if (size < -1)
            throw dim.corrupt(`has the size ${size}`);
        return size;
    });
}
/** `true` and `false` as text files write them. */
const BOOLEANS = new Map([
    ['true', 1],
    ['false', 0],
]);

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/graph.js



function readGraph(view) {
    const nodes = new Map();
    const latest = { open: undefined, attributes: new Map() };
    for (const open of view.openers(schema_GRAPH.nodes)) {
        const node = readNode(open, latest);
        nodes.set(node.name, node);
    }
    const functions = view.child(schema_GRAPH.library)?.openers(LIBRARY.functions) ?? [];
    return {
        nodes,
        functions: functions.map((open) => open()
            .openers(schema_FUNCTION.nodes)
            .map((one) => readNode(one, latest))),
        producer: view.child(schema_GRAPH.versions)?.int(VERSIONS.producer) ?? 0,
    };
}
function readNode(open, latest) {
    const view = open();
    return {
        name: view.text(schema_NODE.name),
        op: view.text(schema_NODE.op),
        inputs: view.texts(schema_NODE.inputs),
        attribute(name) {
            if (latest.open !== open)
                Object.assign(latest, { open, attributes: open().entries(schema_NODE.attributes) });
            return latest.attributes.get(name);
        },
    };
}
/** `x:1` → node x, output 1; `x` is its output 0; control inputs are none. */
function tensorOf(input) {
    if (input.startsWith('^'))
        return undefined;
    const match = /^(.*?)(?::([0-9]{1,6}))?$/s.exec(input);
    return { node: match?.[1] ?? input, output: Number(match?.[2] ?? 0) };
}
/** Name of the node behind an input of any kind: `^x`, `x:1`, `x:out:0`. */
const nodeName = (input) => input.replace(/^\^/, '').replace(/:.*$/s, '');
// ------------------------------------------------------------------------------------------------ attributes
const typeAttribute = (node, name) => node.attribute(name)?.int(schema_ATTRIBUTE.type, DTYPE_WORDS) ?? 0;
const typesAttribute = (node, name) => node.attribute(name)?.child(schema_ATTRIBUTE.list)?.ints(ATTRIBUTE_LIST.types, DTYPE_WORDS) ?? [];
const shapeAttribute = (node, name) => readShape(node.attribute(name)?.child(schema_ATTRIBUTE.shape));
const shapesAttribute = (node, name) => node.attribute(name)?.child(schema_ATTRIBUTE.list)?.children(ATTRIBUTE_LIST.shapes).map(readShape) ?? [];
function intAttribute(node, name) {
    return node.attribute(name)?.int(schema_ATTRIBUTE.int);
}
const intsAttribute = (node, name) => node.attribute(name)?.child(schema_ATTRIBUTE.list)?.ints(ATTRIBUTE_LIST.ints) ?? [];
const boolAttribute = (node, name) => (node.attribute(name)?.int(schema_ATTRIBUTE.bool, BOOLEANS) ?? 0) !== 0;
/** Words in attributes (`SAME`, `NHWC`) are short. */
const MAX_WORD = 1_024;
function wordAttribute(node, name) {
    const attribute = node.attribute(name);
    return attribute?.has(schema_ATTRIBUTE.text) === true ? new TextDecoder().decode(attribute.bytes(schema_ATTRIBUTE.text, MAX_WORD)) : undefined;
}
// ------------------------------------------------------------------------------------------------ constants
/** Constants of more elements than this are weights: only their shape is of interest. */
const MAX_ELEMENTS = 1_024;
const INT_BYTES = new Map([
    [3, 4],
    [9, 8],
]);
const constantShape = (node) => readShape(node.attribute('value')?.child(schema_ATTRIBUTE.tensor)?.child(schema_TENSOR.shape));
/** Elements of a small int32 or int64 constant, row-major; undefined for anything else. A short list repeats its last value (tensor.proto). */
function constantInts(node) {
    const tensor = node.attribute('value')?.child(schema_ATTRIBUTE.tensor);
    const width = INT_BYTES.get(tensor?.int(schema_TENSOR.dtype, DTYPE_WORDS) ?? 0);
    const count = elementCount(constantShape(node));
    if (tensor === undefined || width === undefined || count === undefined)
        return undefined;
    const written = tensor.has(schema_TENSOR.content)
        ? unpacked(tensor.bytes(schema_TENSOR.content, MAX_ELEMENTS * 8), width)
        : tensor.ints(width === 4 ? schema_TENSOR.ints : schema_TENSOR.longs);
    if (written.length > count)
        return undefined;
    return Array.from({ length: count }, (_, i) => written[i] ?? written.at(-1) ?? 0);
}
/** Elements of a small string constant. */
function constantTexts(node) {
    const tensor = node.attribute('value')?.child(schema_ATTRIBUTE.tensor);
    const count = elementCount(constantShape(node));
    if (tensor === undefined || count === undefined)
        return undefined;
    const written = tensor.byteStrings(schema_TENSOR.texts, 65_536).map((raw) => new TextDecoder().decode(raw));
    return Array.from({ length: count }, (_, i) => written[i] ?? written.at(-1) ?? '');
}
function elementCount(shape) {
    if (shape === null)
        return undefined;
    const count = shape.reduce((product, dim) => product * (typeof dim === 'number' ? dim : Number.NaN), 1);
    return count >= 0 && count <= MAX_ELEMENTS ? count : undefined;
}
function unpacked(raw, width) {
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    return Array.from({ length: Math.floor(raw.length / width) }, (_, i) => width === 4 ? view.getInt32(4 * i, true) : Number(view.getBigInt64(8 * i, true)));
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/strided-slice.js


/**
 * StridedSlice(input, begin, end, strides) with its five bit masks. Source: tensorflow/core/util/strided_slice_op.cc.
 * The type is the caller's to add.
 */
function stridedSlice(node, inputs) {
    const [data, begin, end, strides] = inputs;
    const mask = (name) => intAttribute(node, name) ?? 0;
    const axes = begin?.values?.length ?? strides?.values?.length;
    if (data === undefined || axes === undefined)
        return { shape: null };
    const specs = Array.from({ length: axes }, (_, i) => {
        const bit = 2 ** i;
        const has = (name) => (mask(name) & bit) !== 0;
        if (has('ellipsis_mask'))
            return { kind: 'ellipsis' };
        if (has('new_axis_mask'))
            return { kind: 'new' };
        const step = strides?.values?.[i] ?? null;
        const start = has('begin_mask') ? (typeof step === 'number' && step < 0 ? -1 : 0) : (begin?.values?.[i] ?? null);
        if (has('shrink_axis_mask'))
            return { kind: 'index', start };
        const stop = has('end_mask') ? (typeof step === 'number' && step < 0 ? -(2 ** 31) : 2 ** 31) : (end?.values?.[i] ?? null);
        return { kind: 'range', start, stop, step };
    });
    if (data.shape === null)
        return { shape: null };
    const values = data.shape.length === 1 && specs.length === 1 ? picked(data.values, specs[0]) : undefined;
    const shape = sizes(data.shape, specs);
    return values === undefined ? { shape } : { shape, values };
}
function sizes(shape, specs) {
    const used = specs.filter((spec) => spec.kind === 'index' || spec.kind === 'range').length;
    const ellipses = specs.filter((spec) => spec.kind === 'ellipsis').length;
    if (used > shape.length || ellipses > 1)
        return null;
    const out = [];
    let axis = 0;
    // without an ellipsis, the axes that are not mentioned follow at the end
    const full = ellipses === 1 ? specs : [...specs, { kind: 'ellipsis' }];
    for (const spec of full) {
        if (spec.kind === 'new')
            out.push(1);
        else if (spec.kind === 'ellipsis') {
            const rest = shape.length - used;
            out.push(...shape.slice(axis, axis + rest));
            axis += rest;
        }
        else {
            if (spec.kind === 'range')
                out.push(sliced(shape[axis] ?? null, { axis, start: spec.start, end: spec.stop, step: spec.step }));
            axis += 1;
        }
    }
    return out;
}
/** Elements of a sliced vector of values: `shape(x)[0]`, `shape(x)[1:]`. */
function picked(values, spec) {
    if (values === undefined || spec === undefined)
        return undefined;
    if (spec.kind === 'index')
        return typeof spec.start === 'number' ? [values.at(spec.start) ?? null] : undefined;
    if (spec.kind !== 'range' || spec.step !== 1 || typeof spec.start !== 'number' || typeof spec.stop !== 'number')
        return undefined;
    return values.slice(spec.start, spec.stop);
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/placeholders.js

/** Ops whose value callers feed. `PlaceholderWithDefault` may be left out. */
const PLACEHOLDERS = new Set(['Placeholder', 'PlaceholderV2', 'PlaceholderWithDefault']);
/** Graphs of this producer version or older could not tell a scalar from an unknown shape. Source: array_ops.cc, shape function of Placeholder. */
const LAST_LEGACY_PRODUCER = 21;
/** The shape a placeholder accepts; null where it is open, also for the scalar of a legacy graph. */
function placeholderShape(node, producer) {
    const shape = shapeAttribute(node, 'shape');
    const ambiguous = node.op === 'Placeholder' && shape?.length === 0 && producer <= LAST_LEGACY_PRODUCER;
    return ambiguous ? null : shape;
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/tensor.js


const UNKNOWN = { type: 0, shape: null };
/** A placeholder as a source of shapes: its open axes are symbols of its own. */
const placeholderTensor = (node, type, producer) => ({
    type,
    shape: shapeAt(placeholderShape(node, producer), node.name),
});

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/window-ops.js






/** Ops that slide a window or move between space, batch and channels. Source: tensorflow/core/ops/nn_ops.cc, array_ops.cc, image_ops.cc. */
const FLOAT = 1;
const INT64 = 9;
const input = (call, i) => call.inputs[i] ?? UNKNOWN;
const typed = (call, name = 'T') => typeAttribute(call.node, name);
/** NHWC and NDHWC unless the attribute says otherwise. */
const layoutOf = (call) => {
    const format = wordAttribute(call.node, 'data_format') ?? 'NHWC';
    if (/^N[DHW]+C$/.test(format))
        return 'last';
    return /^NC[DHW]+$/.test(format) ? 'first' : undefined; // NCHW_VECT_C and friends
};
const spatialOf = (list, layout) => (layout === 'first' ? list.slice(2) : list.slice(1, -1));
const toFirst = (shape, layout) => layout === 'first' || shape === null ? shape : transpose(shape, [0, shape.length - 1, ...shape.slice(1, -1).map((_, i) => i + 1)]);
const fromFirst = (shape, layout) => layout === 'first' || shape === null ? shape : transpose(shape, [0, ...shape.slice(2).map((_, i) => i + 2), 1]);
/** Windows along the spatial axes; undefined where the attributes don't say. */
function window_ops_windowsOf(call, kernels, layout) {
    const padding = wordAttribute(call.node, 'padding');
    const strides = spatialOf(intsAttribute(call.node, 'strides'), layout);
    const dilations = spatialOf(intsAttribute(call.node, 'dilations'), layout);
    const explicit = intsAttribute(call.node, 'explicit_paddings');
    if (padding === undefined || strides.length !== kernels.length)
        return undefined;
    const at = (axis) => 2 * (layout === 'first' ? axis + 2 : axis + 1);
    return kernels.map((kernel, i) => ({
        kernel,
        stride: strides[i] ?? 1,
        dilation: dilations[i] ?? 1,
        rounding: 'floor',
        padding: padding === 'SAME' ? 'same' : padding === 'VALID' ? 'valid' : { before: explicit[at(i)] ?? 0, after: explicit[at(i) + 1] ?? 0 },
    }));
}
/** Filters are [.. spatial, in, out]; of a depthwise convolution [h, w, in, multiplier]. */
const window_ops_convolution = (spatial, filtersOf) => (call) => {
    const layout = layoutOf(call);
    const filter = input(call, 1).shape ?? shape_open(spatial + 2) ?? [];
    const windows = layout === undefined || filter.length !== spatial + 2 ? undefined : window_ops_windowsOf(call, filter.slice(0, spatial), layout);
    if (layout === undefined || windows === undefined)
        return [{ type: typed(call), shape: null }];
    return [{ type: typed(call), shape: fromFirst(convolve({ input: toFirst(input(call, 0).shape, layout), windows }, filtersOf(filter)), layout) }];
};
/** The gradient ops that serve as transposed convolution: their first input is the shape of the result. */
const window_ops_transposed = (spatial) => (call) => {
    const layout = layoutOf(call);
    const sizes = input(call, 0).values;
    const gradient = input(call, 2).shape;
    if (layout === undefined)
        return [{ type: typed(call), shape: null }];
    if (sizes !== undefined)
        return [{ type: typed(call), shape: sizes.map((size, i) => (i === 0 && size === null ? (gradient?.[0] ?? null) : size)) }];
    // the size of the result is only known at run time: stride and padding leave several possible
    const channels = input(call, 1).shape?.at(-2) ?? null;
    return [{ type: typed(call), shape: fromFirst([gradient?.[0] ?? null, channels, ...Array.from({ length: spatial }, () => null)], layout) }];
};
const pooled = (call) => {
    const layout = layoutOf(call);
    const windows = layout === undefined ? undefined : window_ops_windowsOf(call, spatialOf(intsAttribute(call.node, 'ksize'), layout), layout);
    return layout === undefined || windows === undefined ? null : fromFirst(pool({ input: toFirst(input(call, 0).shape, layout), windows }), layout);
};
/** Images are [n, h, w, c]; the size is a vector of two. */
const window_ops_resized = (type) => (call) => {
    const [height = null, width = null] = input(call, 1).values ?? [];
    const shape = input(call, 0).shape;
    return [{ type: type(call), shape: shape === null ? [null, height, width, null] : withAxis(withAxis(shape, 1, height), 2, width) }];
};
const blocks = (move) => (call) => {
    const layout = layoutOf(call);
    const block = intAttribute(call.node, 'block_size');
    const shape = layout === undefined || block === undefined ? null : fromFirst(move(toFirst(input(call, 0).shape, layout), block), layout);
    return [{ type: typed(call), shape }];
};
/** [n, …] with blocks of space moved into the batch, or back. Paddings and crops are [axes, 2] matrices, row by row. */
const spaceAndBatch = (direction) => (call) => {
    const { shape } = input(call, 0);
    const block = input(call, 1).values;
    const edges = input(call, 2).values;
    if (shape === null || block === undefined || edges?.length !== 2 * block.length || block.length >= shape.length) {
        return [{ type: typed(call), shape: shape === null ? null : shape_open(shape.length) }];
    }
    const all = product(block);
    const result = shape.map((size, axis) => {
        if (axis === 0)
            return direction === 'to-batch' ? multiply(size, all) : divideExactly(size, all);
        const step = block[axis - 1];
        if (step === undefined)
            return size;
        const edge = add(edges[2 * axis - 2] ?? null, edges[2 * axis - 1] ?? null);
        return direction === 'to-batch' ? divideExactly(add(size, edge), step) : add(multiply(size, step), multiply(edge, -1));
    });
    return [{ type: typed(call), shape: result }];
};
/** y, then mean and variance; the reserved outputs are for gradients only. */
const batchNorm = (call) => {
    const statistics = { type: typed(call, 'U') || typed(call), shape: input(call, 1).shape };
    return [{ type: typed(call), shape: input(call, 0).shape }, statistics, statistics];
};
const WINDOW_OPS = [
    ['Conv2D', window_ops_convolution(2, (filter) => filter[3] ?? null)],
    ['Conv3D', window_ops_convolution(3, (filter) => filter[4] ?? null)],
    ['DepthwiseConv2dNative', window_ops_convolution(2, (filter) => multiply(filter[2] ?? null, filter[3] ?? null))],
    ['Conv2DBackpropInput', window_ops_transposed(2)],
    ['Conv3DBackpropInputV2', window_ops_transposed(3)],
    ...['MaxPool', 'AvgPool', 'MaxPool3D', 'AvgPool3D'].map((name) => [name, (call) => [{ type: typed(call), shape: pooled(call) }]]),
    [
        'MaxPoolWithArgmax',
        (call) => [
            { type: typed(call), shape: pooled(call) },
            { type: typed(call, 'Targmax') || INT64, shape: pooled(call) },
        ],
    ],
    ...['FusedBatchNorm', 'FusedBatchNormV2', 'FusedBatchNormV3'].map((name) => [name, batchNorm]),
    ...['ResizeBilinear', 'ResizeBicubic', 'ResizeArea'].map((name) => [name, window_ops_resized(() => FLOAT)]),
    ['ResizeNearestNeighbor', window_ops_resized((call) => typed(call))],
    ['DepthToSpace', blocks(depthToSpace)],
    ['SpaceToDepth', blocks(spaceToDepth)],
    ['SpaceToBatchND', spaceAndBatch('to-batch')],
    ['BatchToSpaceND', spaceAndBatch('to-space')],
];

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/ops.js









/**
 * Ops of TensorFlow graphs: types as their OpDef says, shapes through the rules of `shapes/`.
 * Source: tensorflow/core/ops/{array,math,nn,control_flow,random,state,image}_ops.cc. Attributes left out have the OpDef's default.
 */
const ops_FLOAT = 1;
const INT32 = 3;
const ops_INT64 = 9;
const BOOL = 10;
/** Outputs of one op: wide splits stay in the hundreds. */
const MAX_OUTPUTS = 1_024;
const ops_input = (call, i) => call.inputs[i] ?? UNKNOWN;
const ops_typed = (call, name = 'T', absent = 0) => typeAttribute(call.node, name) || absent;
const ops_known = (values) => {
    const numbers = values?.filter((value) => typeof value === 'number');
    return values === undefined || numbers?.length !== values.length ? null : (numbers ?? null);
};
const one = (values) => ops_known(values)?.[0] ?? null;
const rankOfVector = (shape) => (shape?.length === 1 && typeof shape[0] === 'number' && shape[0] <= 254 ? shape_open(shape[0]) : null);
/** A shape given as a tensor: by its elements, or at least its rank. */
const shapeFrom = (tensor) => tensor.values ?? rankOfVector(tensor.shape);
const tensor = (type, shape, values) => values === undefined || values === null || values.length > MAX_VALUES ? { type, shape } : { type, shape, values };
/** Same shape as an input, type by an attribute. */
const like = (attribute = 'T', from = 0) => (call) => [tensor(ops_typed(call, attribute), ops_input(call, from).shape)];
/** The very input: values as well. */
const pass = (call) => [tensor(ops_typed(call), ops_input(call, 0).shape, ops_input(call, 0).values)];
const fixedType = (type) => (call) => [tensor(type, ops_input(call, 0).shape)];
const broadcasting = (combine) => (call) => {
    const [a, b] = [ops_input(call, 0), ops_input(call, 1)];
    // flat elements pair up only in vectors and scalars: [4, 1] + [4] is [4, 4]
    const vectors = (a.shape?.length ?? 2) <= 1 && (b.shape?.length ?? 2) <= 1;
    const values = combine !== undefined && vectors && a.values !== undefined && b.values !== undefined ? zip(a.values, b.values, combine) : null;
    return [tensor(ops_typed(call), broadcast(a.shape, b.shape), values)];
};
const comparing = (combine) => (call) => [{ ...(broadcasting(combine)(call)[0] ?? UNKNOWN), type: BOOL }];
const reducing = (combine) => (call) => {
    const [data, axes] = [ops_input(call, 0), ops_input(call, 1)];
    const shape = reduce(data.shape, axes.values ?? null, boolAttribute(call.node, 'keep_dims') ? 'keep' : 'drop');
    const whole = combine !== undefined && data.values !== undefined && data.values.length > 0 && shape !== null && shape.length === 0;
    return [tensor(ops_typed(call), shape, whole ? [data.values.reduce((a, b) => combine(a, b))] : null)];
};
const reducingBooleans = (call) => [{ ...(reducing()(call)[0] ?? UNKNOWN), type: BOOL }];
const argument = (call) => {
    const axis = one(ops_input(call, 1).values);
    const shape = ops_input(call, 0).shape;
    return [
        tensor(ops_typed(call, 'output_type', ops_INT64), axis === null ? (shape === null ? null : shape_open(shape.length - 1)) : argReduce(shape, axis, 'drop')),
    ];
};
const random = (attribute) => (call) => [tensor(ops_typed(call, attribute), shapeFrom(ops_input(call, 0)))];
const many = (count, make) => Array.from({ length: Math.min(MAX_OUTPUTS, Math.max(1, count ?? 1)) }, (_, i) => make(i));
const splitting = (call, data, axis, sizes) => {
    const count = intAttribute(call.node, 'num_split') ?? 1;
    const rank = data.shape;
    const size = axis === null || rank === null ? null : (rank.at(axis) ?? null);
    const parts = axis === null ? null : split(rank, axis, sizes ?? (count <= MAX_OUTPUTS ? pieces(size, count) : []));
    return many(count, (i) => tensor(ops_typed(call), parts?.[i] ?? (rank === null ? null : shape_open(rank.length))));
};
const matrices = (left, right, type) => (call) => {
    const a = boolAttribute(call.node, left) ? swapLast(ops_input(call, 0).shape) : ops_input(call, 0).shape;
    const b = boolAttribute(call.node, right) ? swapLast(ops_input(call, 1).shape) : ops_input(call, 1).shape;
    return [tensor(ops_typed(call, type), left.startsWith('transpose') ? matrixProduct(a, b) : matmul(a, b))];
};
const gathering = (axis) => (call) => {
    const at = axis ?? one(ops_input(call, 2).values);
    const [data, indices] = [ops_input(call, 0), ops_input(call, 1)];
    const batch = intAttribute(call.node, 'batch_dims') ?? 0;
    const picked = at === 0 && indices.shape !== null && indices.shape.length <= 1 ? ops_known(indices.values) : null;
    const values = picked !== null && data.values !== undefined && data.shape?.length === 1 ? picked.map((i) => data.values?.[i] ?? null) : null;
    return [tensor(ops_typed(call, 'Tparams'), at === null || batch !== 0 ? null : gather(data.shape, indices.shape, at), values)];
};
/** Values and a position that says which branch came first. In a loop (an input that waits for this very op) nothing is certain. */
const merging = (call) => {
    const [a, b] = [ops_input(call, 0), ops_input(call, 1)];
    const acyclic = call.inputs.length === 2 && a !== UNKNOWN && b !== UNKNOWN;
    return [tensor(ops_typed(call), acyclic ? join(a.shape, b.shape) : null), tensor(INT32, [])];
};
const listed = (attribute) => (call) => {
    const types = typesAttribute(call.node, attribute);
    return types.length === 0 ? [UNKNOWN] : many(types.length, (i) => tensor(types[i] ?? 0, null));
};
const ops_constant = ({ node }) => {
    const shape = shapeAt(constantShape(node), node.name);
    return [tensor(typeAttribute(node, 'dtype'), shape, constantInts(node))];
};
const ops_stored = ({ node }) => [tensor(typeAttribute(node, 'dtype'), shapeAt(shapeAttribute(node, 'shape'), node.name))];
const ops_rows = (names, rule) => names.split(' ').map((name) => [name, rule]);
const OPS = new Map([
    ...WINDOW_OPS,
    // element by element
    ...ops_rows('Identity StopGradient PreventGradient CheckNumerics Snapshot RefIdentity DeepCopy', pass),
    ...ops_rows('Relu Relu6 LeakyRelu Elu Selu Sigmoid Tanh Softmax LogSoftmax Softplus Softsign Abs Neg Exp Expm1 Log Log1p Sqrt Rsqrt Square', like()),
    ...ops_rows('Reciprocal Inv Floor Ceil Round Rint Sign Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Erf Erfc Erfinv Lgamma Digamma Ndtri', like()),
    ...ops_rows('BiasAdd BiasAddV1 Cumsum Cumprod ReverseV2 Reverse ReverseSequence ZerosLike OnesLike LRN L2Normalize InvertPermutation Invert', like()),
    ...ops_rows('MatrixBandPart ScatterNdUpdate TensorScatterUpdate TensorScatterAdd ClipByValue Roll Enter RefEnter', like()),
    ...ops_rows('IsNan IsInf IsFinite LogicalNot', fixedType(BOOL)),
    ...ops_rows('FakeQuantWithMinMaxArgs FakeQuantWithMinMaxVars FakeQuantWithMinMaxVarsPerChannel', fixedType(ops_FLOAT)),
    ['Cast', (call) => [tensor(ops_typed(call, 'DstT'), ops_input(call, 0).shape, ops_input(call, 0).values)]],
    ...ops_rows('Add AddV2', broadcasting(ARITHMETIC.add)),
    ['Sub', broadcasting(ARITHMETIC.subtract)],
    ['Mul', broadcasting(ARITHMETIC.multiply)],
    ...ops_rows('FloorDiv TruncateDiv', broadcasting(ARITHMETIC.divide)),
    ['Maximum', broadcasting(ARITHMETIC.maximum)],
    ['Minimum', broadcasting(ARITHMETIC.minimum)],
    ...ops_rows('FloorMod Mod', broadcasting(ARITHMETIC.modulo)),
    ...ops_rows('Div RealDiv TruncateMod Pow SquaredDifference DivNoNan MulNoNan Xdivy Xlogy Xlog1py Atan2 BitwiseAnd BitwiseOr BitwiseXor LeftShift RightShift', broadcasting()),
    ...ops_rows('LogicalAnd LogicalOr NotEqual LessEqual GreaterEqual ApproximateEqual', comparing()),
    ['Equal', comparing(ARITHMETIC.equal)],
    ['Less', comparing(ARITHMETIC.less)],
    ['Greater', comparing((a, b) => ARITHMETIC.less(b, a))],
    [
        'AddN',
        (call) => [
            tensor(ops_typed(call), call.inputs.reduce((shape, next) => unify(shape, next.shape), null)),
        ],
    ],
    ['Select', like('T', 1)],
    ['SelectV2', (call) => [tensor(ops_typed(call), broadcast(ops_input(call, 0).shape, ops_input(call, 1).shape, ops_input(call, 2).shape))]],
    // sources
    ['Const', ops_constant],
    ...ops_rows('Placeholder PlaceholderV2 PlaceholderWithDefault', ({ node, producer }) => [
        placeholderTensor(node, typeAttribute(node, 'dtype'), producer),
    ]),
    ...ops_rows('Variable VariableV2', ops_stored),
    ['VarHandleOp', ops_stored],
    ['ReadVariableOp', like('dtype')],
    ...ops_rows('RandomUniform RandomStandardNormal TruncatedNormal', random('dtype')),
    ['RandomUniformInt', random('Tout')],
    ['Fill', (call) => [tensor(ops_typed(call), shapeFrom(ops_input(call, 0)))]],
    [
        'Range',
        (call) => {
            const [start, limit, step] = [0, 1, 2].map((i) => ops_input(call, i).values?.[0] ?? null);
            return [
                tensor(ops_typed(call, 'Tidx', INT32), [rangeLength(start ?? null, limit ?? null, step ?? null)], range(start ?? null, limit ?? null, step ?? null)),
            ];
        },
    ],
    // shapes as values
    ['Shape', (call) => [tensor(ops_typed(call, 'out_type', INT32), [ops_input(call, 0).shape?.length ?? null], ops_input(call, 0).shape)]],
    [
        'ShapeN',
        (call) => many(call.inputs.length, (i) => tensor(ops_typed(call, 'out_type', INT32), [ops_input(call, i).shape?.length ?? null], ops_input(call, i).shape)),
    ],
    ['Rank', (call) => [tensor(INT32, [], ops_input(call, 0).shape === null ? null : [ops_input(call, 0).shape?.length ?? null])]],
    ['Size', (call) => [tensor(ops_typed(call, 'out_type', INT32), [], [shape_elements(ops_input(call, 0).shape)])]],
    // arranging
    ['Reshape', (call) => [tensor(ops_typed(call), reshape(ops_input(call, 0).shape, shapeFrom(ops_input(call, 1)), 'empty'), ops_input(call, 0).values)]],
    [
        'ExpandDims',
        (call) => {
            const axis = one(ops_input(call, 1).values);
            const shape = ops_input(call, 0).shape;
            const result = axis === null ? (shape === null ? null : shape_open(shape.length + 1)) : unsqueeze(shape, [axis]);
            return [tensor(ops_typed(call), result, ops_input(call, 0).values)];
        },
    ],
    [
        'Squeeze',
        (call) => {
            const axes = intsAttribute(call.node, 'squeeze_dims');
            return [tensor(ops_typed(call), squeeze(ops_input(call, 0).shape, axes.length === 0 ? 'ones' : axes), ops_input(call, 0).values)];
        },
    ],
    [
        'Transpose',
        (call) => {
            const order = ops_known(ops_input(call, 1).values);
            const shape = ops_input(call, 0).shape;
            return [tensor(ops_typed(call), order === null ? (shape === null ? null : shape_open(shape.length)) : transpose(shape, order))];
        },
    ],
    [
        'Pack',
        (call) => {
            const shape = call.inputs.reduce((all, next) => unify(all, next.shape), null);
            const elementsOf = call.inputs.map((next) => (next.values?.length === 1 && next.shape?.length === 0 ? (next.values[0] ?? null) : null));
            const stacked = insertAxis(shape, intAttribute(call.node, 'axis') ?? 0, call.inputs.length);
            return [tensor(ops_typed(call), stacked, shape !== null && shape.length === 0 ? elementsOf : null)];
        },
    ],
    [
        'Unpack',
        (call) => {
            const axis = intAttribute(call.node, 'axis') ?? 0;
            const { shape, values } = ops_input(call, 0);
            const rest = shape === null ? null : reduce(shape, [axis], 'drop');
            return many(intAttribute(call.node, 'num'), (i) => tensor(ops_typed(call), rest, shape?.length === 1 && values !== undefined ? [values[i] ?? null] : null));
        },
    ],
    ['ConcatV2', (call) => concatenated(call, call.inputs.slice(0, -1), call.inputs.at(-1) ?? UNKNOWN)],
    ['Concat', (call) => concatenated(call, call.inputs.slice(1), ops_input(call, 0))],
    ['Split', (call) => splitting(call, ops_input(call, 1), one(ops_input(call, 0).values), null)],
    ['SplitV', (call) => splitting(call, ops_input(call, 0), one(ops_input(call, 2).values), sizesOrOpen(call))],
    ['StridedSlice', (call) => [{ ...stridedSlice(call.node, call.inputs), type: ops_typed(call) }]],
    [
        'Slice',
        (call) => {
            const sizes = ops_known(ops_input(call, 2).values);
            const begins = ops_known(ops_input(call, 1).values);
            const shape = ops_input(call, 0).shape;
            const result = sizes?.map((size, i) => (size >= 0 ? size : begins?.[i] === 0 ? (shape?.[i] ?? null) : null));
            return [tensor(ops_typed(call), result ?? (shape === null ? null : shape_open(shape.length)))];
        },
    ],
    ['GatherV2', gathering(null)],
    ['Gather', gathering(0)],
    ['GatherNd', (call) => [tensor(ops_typed(call, 'Tparams'), gatherNd(ops_input(call, 0).shape, ops_input(call, 1).shape, 0))]],
    ['Tile', (call) => [tensor(ops_typed(call), tile(ops_input(call, 0).shape, ops_input(call, 1).values ?? []) ?? sameRank(ops_input(call, 0).shape))]],
    ...ops_rows('Pad PadV2 MirrorPad', (call) => [tensor(ops_typed(call), padded(call))]),
    ['BroadcastTo', (call) => [tensor(ops_typed(call), expand(ops_input(call, 0).shape, shapeFrom(ops_input(call, 1))))]],
    [
        'OneHot',
        (call) => {
            const axis = intAttribute(call.node, 'axis') ?? -1;
            return [tensor(ops_typed(call), insertAxis(ops_input(call, 0).shape, axis, ops_input(call, 1).values?.[0] ?? null))];
        },
    ],
    ['Where', (call) => [tensor(ops_INT64, [null, ops_input(call, 0).shape?.length ?? null])]],
    // products and reductions
    ['MatMul', matrices('transpose_a', 'transpose_b', 'T')],
    ...ops_rows('BatchMatMul BatchMatMulV2', matrices('adj_x', 'adj_y', 'T')),
    ['BatchMatMulV3', matrices('adj_x', 'adj_y', 'Tout')],
    [
        'Einsum',
        (call) => [
            tensor(ops_typed(call), einsum(wordAttribute(call.node, 'equation') ?? '', call.inputs.map(({ shape }) => shape))),
        ],
    ],
    ...ops_rows('Mean EuclideanNorm', reducing()),
    ['Sum', reducing(ARITHMETIC.add)],
    ['Prod', reducing(ARITHMETIC.multiply)],
    ['Max', reducing(ARITHMETIC.maximum)],
    ['Min', reducing(ARITHMETIC.minimum)],
    ...ops_rows('All Any', reducingBooleans),
    ...ops_rows('ArgMax ArgMin', argument),
    [
        'TopKV2',
        (call) => {
            const shape = topK(ops_input(call, 0).shape, -1, ops_input(call, 1).values?.[0] ?? null);
            return [tensor(ops_typed(call), shape), tensor(ops_typed(call, 'index_type', INT32), shape)];
        },
    ],
    ['Bincount', (call) => [tensor(ops_typed(call), [ops_input(call, 1).values?.[0] ?? null])]],
    [
        'DenseBincount',
        (call) => {
            const [bins, rank] = [ops_input(call, 1).values?.[0] ?? null, ops_input(call, 0).shape?.length];
            return [tensor(ops_typed(call), rank === 1 ? [bins] : rank === 2 ? [ops_input(call, 0).shape?.[0] ?? null, bins] : null)];
        },
    ],
    ['L2Loss', (call) => [tensor(ops_typed(call), [])]],
    ...ops_rows('Unique', (call) => [tensor(ops_typed(call), [null]), tensor(ops_typed(call, 'out_idx', INT32), ravel(ops_input(call, 0).shape))]),
    // control flow and functions
    ...ops_rows('Switch RefSwitch', (call) => many(2, () => tensor(ops_typed(call), ops_input(call, 0).shape))),
    ...ops_rows('Merge RefMerge', merging),
    ...ops_rows('Exit NextIteration', like()),
    ['LoopCond', () => [tensor(BOOL, [])]],
    ...ops_rows('StatefulPartitionedCall PartitionedCall If StatelessIf', listed('Tout')),
    ...ops_rows('While StatelessWhile', listed('T')),
    ['IdentityN', (call) => many(typesAttribute(call.node, 'T').length, (i) => tensor(typesAttribute(call.node, 'T')[i] ?? 0, ops_input(call, i).shape))],
    ...ops_rows('TensorArrayReadV3 TensorArrayGatherV3', (call) => [tensor(ops_typed(call, 'dtype'), null)]),
]);
const sameRank = (shape) => (shape === null ? null : shape_open(shape.length));
function concatenated(call, parts, axis) {
    const at = one(axis.values);
    const shape = at === null
        ? sameRank(parts.find((part) => part.shape !== null)?.shape ?? null)
        : concat(parts.map((part) => part.shape), at);
    const values = parts.every((part) => part.values !== undefined && part.shape?.length === 1) ? parts.flatMap((part) => part.values ?? []) : null;
    return [tensor(ops_typed(call), shape, values)];
}
/** Sizes of SplitV; -1 stands for the rest and stays open. */
function sizesOrOpen(call) {
    const sizes = ops_known(ops_input(call, 1).values);
    return (sizes?.map((size) => (size < 0 ? null : size)) ??
        Array.from({ length: Math.min(MAX_OUTPUTS, intAttribute(call.node, 'num_split') ?? 1) }, () => null));
}
/** Paddings are a [rank, 2] matrix, read as its elements row by row. */
function padded(call) {
    const shape = ops_input(call, 0).shape;
    const amounts = ops_input(call, 1).values;
    if (shape === null || amounts === undefined || amounts.length !== 2 * shape.length)
        return sameRank(shape);
    return pad(shape, shape.map((_, i) => amounts[2 * i] ?? null), shape.map((_, i) => amounts[2 * i + 1] ?? null));
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/evaluate.js




/**
 * The outputs of any node: the rules of ops applied from the leaves, each node once. Loops (Merge ← NextIteration) leave unknown what
 * only a run decides. An op without a rule has one output, of which `_output_shapes` may tell the shape.
 */
function evaluator(graph) {
    const done = new Map();
    const open = new Set();
    return (name) => {
        // an explicit stack: graphs are deeper than ours
        const stack = [name];
        for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
            const node = graph.nodes.get(top);
            if (node === undefined || done.has(top)) {
                stack.pop();
                continue;
            }
            const sources = dataInputs(node);
            const waiting = open.has(top) ? [] : sources.map(nodeName).filter((source) => !done.has(source) && !open.has(source) && graph.nodes.has(source));
            open.add(top);
            if (waiting.length > 0) {
                stack.push(...waiting);
                continue;
            }
            done.set(top, apply(node, sources.map((source) => outputOf(done, source)), graph.producer));
            stack.pop();
        }
        return done.get(name) ?? [UNKNOWN];
    };
}
const dataInputs = (node) => node.inputs.filter((input) => !input.startsWith('^'));
function outputOf(done, input) {
    const place = tensorOf(input);
    return (place === undefined ? undefined : done.get(place.node)?.[place.output]) ?? UNKNOWN;
}
function apply(node, inputs, producer) {
    const outputs = OPS.get(node.op)?.({ node, inputs, producer }) ?? [UNKNOWN];
    if (outputs.every((output) => output.shape !== null))
        return outputs;
    const recorded = shapesAttribute(node, '_output_shapes');
    return outputs.map((output, i) => (output.shape === null ? { ...output, shape: shapeAt(recorded[i] ?? null, `${node.name}:${i}`) } : output));
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/findings.js
/** Ops that reach outside the graph while it runs. Source: tensorflow/core/ops/{io_ops,script_ops}.cc. */
const REACHING_OUT = new Map([
    ['WriteFile', { severity: 'high', message: 'writes a file when it runs' }],
    ['ReadFile', { severity: 'medium', message: 'reads a file when it runs' }],
    ['PyFunc', { severity: 'medium', message: 'calls back into the Python process that runs it' }],
    ['PyFuncStateless', { severity: 'medium', message: 'calls back into the Python process that runs it' }],
    ['EagerPyFunc', { severity: 'medium', message: 'calls back into the Python process that runs it' }],
]);
/** Findings of one file: enough to act on. */
const MAX_FINDINGS = 100;
function findingsOf(graph, file) {
    const found = [];
    for (const body of [graph.nodes.values(), ...graph.functions]) {
        for (const node of body) {
            const reach = REACHING_OUT.get(node.op);
            if (reach !== undefined && found.length < MAX_FINDINGS) {
                found.push({ severity: reach.severity, message: `${node.op} ${reach.message}`, where: `${file}: node ${node.name}` });
            }
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/examples.js


/**
 * Features of the parser in a graph, in its order; undefined if there is none, its keys are not constants, or several disagree
 * (functions are often stored twice). Ops ParseExample(serialized, names, sparse_keys × Nsparse, dense_keys × Ndense, defaults) and
 * ParseExampleV2(serialized, names, sparse_keys, dense_keys, ragged_keys, defaults). Source: tensorflow/core/ops/parsing_ops.cc.
 */
function exampleFeatures(graph) {
    const found = [[...graph.nodes.values()], ...graph.functions].flatMap((body) => {
        const parsers = body.filter((node) => node.op === 'ParseExample' || node.op === 'ParseExampleV2');
        const pool = new Map(parsers.length === 0 ? [] : body.map((node) => [node.name, node]));
        return parsers.map((parser) => (parser.op === 'ParseExample' ? firstParser(parser, pool) : secondParser(parser, pool)));
    });
    const [first] = found;
    return found.every((features) => JSON.stringify(features) === JSON.stringify(first)) ? first : undefined;
}
function firstParser(parser, pool) {
    const sparse = typesAttribute(parser, 'sparse_types');
    const dense = typesAttribute(parser, 'Tdense');
    const keys = parser.inputs.slice(2, 2 + sparse.length + dense.length).map((input) => texts(pool, input)?.[0]);
    return features(keys, sparse, dense, shapesAttribute(parser, 'dense_shapes'));
}
function secondParser(parser, pool) {
    const [sparseKeys, denseKeys, raggedKeys] = [2, 3, 4].map((i) => texts(pool, parser.inputs[i] ?? ''));
    if (sparseKeys === undefined || denseKeys === undefined || raggedKeys === undefined)
        return undefined;
    const ragged = features(raggedKeys, typesAttribute(parser, 'ragged_value_types'), [], []);
    const others = features([...sparseKeys, ...denseKeys], typesAttribute(parser, 'sparse_types'), typesAttribute(parser, 'Tdense'), shapesAttribute(parser, 'dense_shapes'));
    return ragged === undefined || others === undefined ? undefined : [...others, ...ragged];
}
function features(keys, open, dense, shapes) {
    if (keys.length !== open.length + dense.length)
        return undefined;
    const found = keys.map((name, i) => {
        const id = open[i] ?? dense[i - open.length] ?? 0;
        return name === undefined
            ? undefined
            : { name, type: dtypes_dtypeOf(id) ?? dtypeName(id), shape: i < open.length ? undefined : (shapes[i - open.length] ?? null) };
    });
    return found.every((feature) => feature !== undefined) ? found : undefined;
}
function texts(pool, input) {
    const node = pool.get(nodeName(input));
    return node?.op === 'Const' ? constantTexts(node) : undefined;
}
/** `age int64 [1], tags float32 of any length`. */
function describeFeatures(features) {
    return features
        .map(({ name, type, shape }) => `${name} ${type} ${shape === undefined ? 'of any length' : shape === null ? 'of unknown shape' : `[${shape.join(', ')}]`}`)
        .join(', ');
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/saved-model.js







/** Meta graphs of one model: train, serve, tpu, gpu … and their mixtures. */
const MAX_META_GRAPHS = 100;
/** Signatures of one meta graph; multi-headed models stay below 1,000. */
const MAX_SIGNATURES = 10_000;
/** Bookkeeping of the loader, no interface. Source: tensorflow/cc/saved_model/constants.h. */
const INTERNAL_SIGNATURES = new Set(['__saved_model_init_op', '__saved_model_train_op']);
/** Signatures whose callers send tf.Example records. Source: tensorflow/cc/saved_model/signature_constants.h. */
const EXAMPLE_METHODS = new Set(['tensorflow/serving/classify', 'tensorflow/serving/regress']);
/** A whole SavedModel: the meta graph that a server loads, and a word about the others. */
function readSavedModel(root, file) {
    const graphs = root.children(schema_SAVED_MODEL.metaGraphs);
    if (graphs.length > MAX_META_GRAPHS)
        throw root.corrupt(`has more than ${MAX_META_GRAPHS} meta graphs`);
    const [served, ...others] = byPreference(graphs);
    if (served === undefined)
        throw root.corrupt('holds no meta graph: nothing could be loaded from it');
    const inference = readMetaGraph(served, file, 'saved-model');
    if (inference === undefined)
        throw noSignatures(file);
    return { ...inference, warnings: [...inference.warnings, ...others.map((other) => unusedGraph(other, served, file))] };
}
/** Signatures of one meta graph; undefined if it has none (a `.meta` file may still have a graph). */
function readMetaGraph(meta, file, format) {
    const entries = [...meta.entries(schema_META_GRAPH.signatures)].filter(([name]) => !INTERNAL_SIGNATURES.has(name));
    if (entries.length === 0)
        return undefined;
    if (entries.length > MAX_SIGNATURES)
        throw meta.corrupt(`has more than ${MAX_SIGNATURES} signatures`);
    const graph = openGraph(meta);
    const refine = (tensor) => placeholderOf(graph, tensor);
    const read = entries.map(([name, view]) => readSignature(name, view, file, refine));
    const version = meta.child(schema_META_GRAPH.info)?.text(schema_META_INFO.version) ?? '';
    return {
        framework: version === '' ? { name: 'tensorflow', format } : { name: 'tensorflow', version, format },
        signatures: read.map((one) => one.signature).sort((a, b) => (a.name < b.name ? -1 : 1)),
        warnings: [...read.flatMap((one) => one.warnings), ...read.flatMap((one) => serializedExamples(one, graph, file))],
        findings: findingsOf(graph, file),
    };
}
function openGraph(meta) {
    const view = meta.child(schema_META_GRAPH.graph);
    return view === undefined ? { nodes: new Map(), functions: [], producer: 0 } : readGraph(view);
}
/** What a server picks: exactly `serve`, else the fewest tags beside `serve`, else no tags (TF-Hub), else the first. Source: tensorflow/python/saved_model/loader_impl.py. */
function byPreference(graphs) {
    const rank = (view) => {
        const tags = tagsOf(view);
        if (tags.includes('serve'))
            return tags.length;
        return tags.length === 0 ? 1_000 : 2_000;
    };
    return [...graphs].sort((a, b) => rank(a) - rank(b));
}
const tagsOf = (meta) => meta.child(schema_META_GRAPH.info)?.texts(schema_META_INFO.tags) ?? [];
const saved_model_named = (meta) => `{${tagsOf(meta).join(', ')}}`;
function unusedGraph(meta, served, file) {
    const names = [...meta.entries(schema_META_GRAPH.signatures).keys()].filter((name) => !INTERNAL_SIGNATURES.has(name)).sort();
    const has = names.length === 0 ? 'no signatures' : `signatures ${names.join(', ')}`;
    const message = `The contract is that of the tags ${saved_model_named(served)}; the tags ${saved_model_named(meta)} hold another graph with ${has}.`;
    return { code: 'tensorflow-other-tags', message, where: `${file}: ${meta.path}` };
}
/** The shape of a placeholder behind a tensor, where the signature leaves it open. */
function placeholderOf(graph, tensor) {
    const place = tensorOf(tensor);
    const node = place === undefined ? undefined : graph.nodes.get(place.node);
    return node?.op === 'Placeholder' && place?.output === 0 ? placeholderShape(node, graph.producer) : null;
}
/** Callers of these send tf.Example records as bytes; what they must hold is in the graph, not in the signature. */
function serializedExamples({ signature, method, tensors }, graph, file) {
    const texts = signature.inputs.filter((field) => 'type' in field && field.type === 'string');
    const [only] = texts;
    if (only === undefined || texts.length > 1)
        return [];
    const parsed = signature.inputs.length === 1 && (EXAMPLE_METHODS.has(method) || feedsParser(graph, only.name, tensors.get(only.name) ?? ''));
    if (!parsed)
        return [];
    const features = exampleFeatures(graph);
    const known = features === undefined ? 'its features are not known' : `the graph parses ${describeFeatures(features)}`;
    const message = `${signature.name} takes serialized tf.Example records in ${only.name}; ${known}.`;
    return [{ code: 'tensorflow-serialized-examples', message, where: `${file}: signature_def[${JSON.stringify(signature.name)}]` }];
}
/** A parser reads the tensor itself, or (TF2, where signatures call functions) the function argument of the input's name. */
function feedsParser(graph, name, tensor) {
    const source = tensorOf(tensor)?.node;
    const reads = (node, wanted) => (node.op === 'ParseExample' || node.op === 'ParseExampleV2') && tensorOf(node.inputs[0] ?? '')?.node === wanted;
    return [...graph.nodes.values()].some((node) => reads(node, source)) || graph.functions.some((body) => body.some((node) => reads(node, name)));
}
function noSignatures(file) {
    const message = `${file} is a SavedModel without signatures: it does not say how it is called.`;
    const remedy = 'Export it with signatures: tf.saved_model.save(model, path, signatures=model.call.get_concrete_function(tf.TensorSpec([None, 4], tf.float32, name="x"))), or declare the contract in serving.yaml.';
    return new errors/* UserError */.y('not-inferable', message, remedy, { file });
}

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/frozen.js










/** Inputs or outputs of one graph: more is no interface but junk, or a file made to keep us busy. */
const MAX_ENDS = 10_000;
/** Nodes at the end of a graph that give nothing back: bookkeeping, variables, summaries, training steps. */
const NO_RESULT = /^(NoOp|Assert|Const|Print|PrintV2|Save|SaveV2|SaveSlices|ShardedFilename|MergeV2Checkpoints|Restore|RestoreV2|VarHandleOp|Variable|VariableV2|VarIsInitializedOp|IsVariableInitialized|ControlTrigger|Abort|WriteFile|.*Summary(V2)?|(Ref)?(Resource|Sparse)*(Apply|Assign|Scatter).*|(Resource)?Count.*|.*(Queue|Reader|Iterator|Table|TensorArray|Stack)(Enqueue|Close|Import|Initialize|Push|Write).*|.*Enqueue.*|.*QueueClose.*|InitializeTable.*|LookupTableImport.*|MakeIterator)(V[0-9]+)?$/;
/** A GraphDef on its own: placeholders are stored inputs; which nodes are outputs is nowhere said, so the ends of the graph are assumed to be. */
function readFrozenGraph(root, file) {
    return readEnds(readGraph(root), file, { name: 'tensorflow', format: 'graph-def' }, []);
}
/** A `.meta` file: its signatures if it has any, else the ends of its graph without saver and training steps. */
function readTrainingGraph(root, file) {
    const signed = readMetaGraph(root, file, 'meta-graph');
    if (signed !== undefined)
        return signed;
    const graph = root.child(schema_META_GRAPH.graph);
    if (graph === undefined)
        throw root.corrupt('holds no graph');
    const version = root.child(schema_META_GRAPH.info)?.text(schema_META_INFO.version) ?? '';
    const framework = version === '' ? { name: 'tensorflow', format: 'meta-graph' } : { name: 'tensorflow', version, format: 'meta-graph' };
    const saver = root.child(schema_META_GRAPH.saver);
    const saving = [SAVER.filename, SAVER.save, SAVER.restore].map((field) => nodeName(saver?.text(field) ?? '')).filter((name) => name !== '');
    return readEnds(readGraph(graph), file, framework, saving);
}
function readEnds(graph, file, framework, saver) {
    const readers = readersOf(graph);
    const saving = savingNodes(graph, readers, saver);
    const nodes = [...graph.nodes.values()].filter((node) => !saving.has(node.name));
    const inputs = nodes.filter((node) => PLACEHOLDERS.has(node.op)).map((node) => inputField(node, graph, file));
    const ends = endsOf(graph, nodes.filter((node) => isResult(node) && !readers.has(node.name)));
    if (inputs.length > MAX_ENDS || ends.length > MAX_ENDS) {
        throw new errors/* UserError */.y('corrupt', `${file} has more than ${MAX_ENDS} loose ends`, 'Export the model as a SavedModel.', { file });
    }
    const evaluate = evaluator(graph);
    const outputs = ends.flatMap((node) => evaluate(node.name).map((tensor, i) => outputField(node, i, tensor, file)));
    const warnings = outputs.length === 0 ? [frozen_noOutputs(file)] : [assumedOutputs(file)];
    return { framework, signatures: [{ name: 'predict', inputs, outputs }], warnings, findings: findingsOf(graph, file) };
}
/** Weights that are read but not used are no outputs, unless there is nothing else. */
function endsOf(graph, candidates) {
    const computed = candidates.filter(({ op, inputs }) => {
        const source = op === 'Identity' ? graph.nodes.get(nodeName(inputs[0] ?? ''))?.op : undefined;
        return op !== 'ReadVariableOp' && (source === undefined || !/^(Const|Variable(V2)?|VarHandleOp|ReadVariableOp)$/.test(source));
    });
    return computed.length > 0 ? computed : candidates;
}
/** Who reads a node, or waits for it: name → nodes. */
function readersOf(graph) {
    const readers = new Map();
    for (const node of graph.nodes.values()) {
        for (const name of new Set(node.inputs.map(nodeName))) {
            const list = readers.get(name);
            if (list === undefined)
                readers.set(name, [node]);
            else
                list.push(node);
        }
    }
    return readers;
}
const SAVING_OP = /^(Save|SaveV2|SaveSlices|Restore|RestoreV2|ShardedFilename|MergeV2Checkpoints)$/;
/** The saver's part of a training graph: its ops, what only they read (the file name), and what only waits for them. Source: tensorflow/python/training/saver.py. */
function savingNodes(graph, readers, saver) {
    const saving = new Set(saver);
    for (const node of graph.nodes.values())
        if (SAVING_OP.test(node.op))
            saving.add(node.name);
    const queue = [...saving];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
        const sources = (graph.nodes.get(name)?.inputs ?? [])
            .map(nodeName)
            .filter((source) => readers.get(source)?.every((reader) => saving.has(reader.name)) ?? false);
        const waiting = (readers.get(name) ?? [])
            .filter((reader) => reader.inputs.every((input) => saving.has(nodeName(input))))
            .map((reader) => reader.name);
        for (const next of [...sources, ...waiting]) {
            if (saving.has(next))
                continue;
            saving.add(next);
            queue.push(next);
        }
    }
    return saving;
}
const isResult = (node) => !PLACEHOLDERS.has(node.op) && !NO_RESULT.test(node.op);
function inputField(node, graph, file) {
    const value = { type: dtypes_dtypeOf(typeAttribute(node, 'dtype')), shape: placeholderShape(node, graph.producer) };
    const field = { name: node.name, ...value, evidence: (0,types/* evidenceOf */.X1)(value, 'stored', `${file}: node ${node.name}`) };
    return node.op === 'PlaceholderWithDefault' ? { ...field, optional: true } : field;
}
/** Output 0 is called like its node, further ones `node:1`. That it is an output is assumed; its type and shape follow from the graph. */
function outputField(node, output, tensor, file) {
    const name = output === 0 ? node.name : `${node.name}:${output}`;
    const shape = contractShape(tensor.shape);
    const value = { type: dtypes_dtypeOf(tensor.type), shape };
    const evidence = { ...(0,types/* evidenceOf */.X1)(value, 'derived', `${file}: node ${node.name}`), name: 'assumed' };
    return { name, ...value, assumed: ['name'], evidence };
}
const frozen_REMEDY = 'export a SavedModel (tf.saved_model.save), whose signatures name them, or declare them in serving.yaml';
const assumedOutputs = (file) => ({
    code: 'tensorflow-outputs-assumed',
    message: `A graph does not say which of its nodes are outputs: the ones that no other node reads are taken; to be sure, ${frozen_REMEDY}.`,
    where: file,
});
const frozen_noOutputs = (file) => ({
    code: 'tensorflow-no-outputs',
    message: `No node of the graph looks like an output: ${frozen_REMEDY}.`,
    where: file,
});

;// CONCATENATED MODULE: ./.build/frameworks/tensorflow/index.js







/** SavedModel, frozen GraphDef, MetaGraphDef; checkpoints are recognised, but hold no contract. */
const tensorflow = {
    name: 'tensorflow',
    match(files) {
        const found = findContents(files);
        const saved = savedModels(found);
        const covered = (path) => saved.some((match) => match.covers.some((cover) => path === cover || (cover.endsWith('/') && path.startsWith(cover))));
        return [
            ...saved,
            ...singleFiles(files, found.filter(({ file }) => !covered(file.path))),
        ];
    },
    infer(files, match) {
        switch (match.format) {
            case 'saved-model':
                return withVersions(readSavedModel(view(files, match.path), match.path), files, match);
            case 'graph-def':
                return readFrozenGraph(view(files, match.path), match.path);
            case 'meta-graph':
                return readTrainingGraph(view(files, match.path), match.path);
            case 'saved-model-chunked':
                throw chunked(files, match.path);
            default:
                throw checkpointOnly(match.path);
        }
    },
};
function view(files, path) {
    const source = files.open(path);
    const text = path.endsWith('.pbtxt') || contentOf(source)?.endsWith('-text') === true;
    return text ? openText(files, path) : openBinary(source);
}
function withVersions(inference, files, match) {
    const others = otherVersions(files, match.path);
    if (others.length === 0)
        return inference;
    const message = `The contract is that of ${match.path}, the highest version; the version directories ${others.join(', ')} are in the payload as well.`;
    const warning = { code: 'tensorflow-other-versions', message, where: match.path };
    return { ...inference, warnings: [...inference.warnings, warning] };
}
function chunked(files, path) {
    files.open(path); // an empty file or a Git LFS pointer is the more specific news
    const message = `${path} is a SavedModel cut into chunks (written with tf.saved_model.experimental proto splitting); its signatures cannot be read without TensorFlow.`;
    const remedy = 'Save it again without splitting: tf.saved_model.SaveOptions(experimental_image_format=False), which writes saved_model.pb; or declare the contract in serving.yaml.';
    return new errors/* UserError */.y('not-inferable', message, remedy, { file: path });
}
function checkpointOnly(path) {
    const message = `${path} belongs to a checkpoint: it holds the values of variables, not the graph or its inputs and outputs.`;
    const remedy = 'Export the model: model.export("export/1") (Keras 3), tf.saved_model.save(model, "export/1") (TensorFlow 2) or tf.compat.v1.saved_model.simple_save(…) (TensorFlow 1); or declare the contract in serving.yaml.';
    return new errors/* UserError */.y('not-inferable', message, remedy, { file: path });
}

;// CONCATENATED MODULE: ./.build/frameworks/index.js


/** Every framework this program reads. A new one is one new file and one line here. */
const FRAMEWORKS = [tensorflow, onnx];

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./.build/contract/nearest.js
var nearest = __webpack_require__(3363);
;// CONCATENATED MODULE: ./.build/model/candidates.js

/**
 * Every framework's claims. A reader that stumbles over an un-pulled or empty file while looking has no claim;
 * `refusal` is the first such stumble, to be told if nobody else has one.
 */
function matchAll(files, frameworks) {
    const candidates = [];
    let refusal;
    for (const framework of frameworks) {
        try {
            for (const match of framework.match(files))
                candidates.push({ framework, match });
        }
        catch (error) {
            if (!(error instanceof errors/* UserError */.y) || !['lfs-pointer', 'empty-file'].includes(error.code))
                throw error;
            refusal ??= error;
        }
    }
    return { candidates, refusal };
}
/**
 * The claims that are models of their own. A claim is dropped when another one covers its path (a wrapper such as MLflow explains the model inside);
 * when two cover each other, the one that stands earlier in the list of frameworks stays: src/frameworks/index.ts writes wrappers first,
 * then formats by how certain their marks are. A link is no second model beside its target.
 */
function remaining(candidates, files) {
    return candidates.filter((candidate, index) => candidates.every((other, otherIndex) => {
        if (other === candidate)
            return true;
        if (isLinkTo(candidate, other, files))
            return false;
        if (isLinkTo(other, candidate, files))
            return true;
        const covered = covers(other.match, candidate.match.path);
        return !covered || (covers(candidate.match, other.match.path) && index < otherIndex);
    }));
}
function isLinkTo(link, target, files) {
    return link.match.path !== target.match.path && files.linkTarget(link.match.path) === target.match.path;
}
/** A match covers its own path, the paths it lists, and everything below the prefixes ending in `/` it lists (`/` alone: everything). */
function covers({ path, covers: listed }, other) {
    return (path === other ||
        listed.some((covered) => covered === other || covered === '/' || (covered.endsWith('/') && (other.startsWith(covered) || `${other}/` === covered))));
}

;// CONCATENATED MODULE: ./.build/model/definition-error.js


/** `definition-invalid` at a place: `serving.yaml:7:15: …`, with the corrected line where one is known. */
function invalid(source, span, message, correction = {}) {
    const { file, text } = source;
    const { line, column } = span;
    const fixed = correction.instead === undefined ? undefined : correctedLine(text, span, correction.instead);
    const remedy = [correction.remedy, fixed === undefined ? undefined : `write line ${line} as \`${fixed}\``]
        .filter((part) => part !== undefined)
        .join('; ');
    return new errors/* UserError */.y('definition-invalid', `${file}:${line}:${column}: ${message}`, remedy || 'see docs/definition.md', {
        file,
        line,
        column,
        ...(correction.key !== undefined && { key: correction.key }),
    });
}
/** An unknown word where one of a list belongs. */
function unknownWord(source, span, what, word, known, key) {
    const meant = (0,nearest/* nearest */.p)(word, known);
    const list = known.length <= 16 ? `one of ${known.join(', ')}` : 'see docs/definition.md for the list';
    const message = `${JSON.stringify(clip(word))} is no ${what}${meant === undefined ? '' : `; the nearest is ${meant}`}`;
    return meant === undefined
        ? invalid(source, span, message, { remedy: `use ${list}`, key })
        : invalid(source, span, message, { instead: meant, key });
}
/** Every key of a mapping is known, or the error names the nearest one. */
function checkKeys(source, entries, known, where) {
    for (const { key } of entries)
        if (!known.includes(key.text))
            throw unknownWord(source, key.span, `key of ${where}`, key.text, known, key.text);
}
/** `a mapping`, `a list`, `nothing`, `"x"`: what stands there instead. */
function described(tree) {
    if (tree.kind === 'map')
        return 'a mapping';
    if (tree.kind === 'list')
        return 'a list';
    return tree.text === '' ? 'nothing' : JSON.stringify(clip(tree.text));
}
/** Long texts in messages help nobody. */
function clip(text) {
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
/** The line with the span replaced; `undefined` where the span runs over several lines or the line is too long to show. */
function correctedLine(text, { start, end }, instead) {
    const from = text.lastIndexOf('\n', start - 1) + 1;
    const newline = text.indexOf('\n', start);
    const to = newline < 0 ? text.length : newline;
    if (end > to || to - from > 200)
        return undefined;
    return (text.slice(from, start) + instead + text.slice(end, to)).trim();
}

;// CONCATENATED MODULE: ./.build/model/definition-words.js

/**
 * Other names of element types: Hydrosphere's manifest (docs reference/manifests.md), TensorFlow's DT_* (types.proto, serving/contract/types.proto),
 * numpy's, Triton's. Only names that mean one thing: `object`, `byte`, `float_` are left to the author to say clearly.
 */
const TYPE_ALIASES = {
    boolean: 'bool',
    bool_: 'bool',
    str: 'string',
    short: 'int16',
    int: 'int32',
    long: 'int64',
    half: 'float16',
    float: 'float32',
    single: 'float32',
    double: 'float64',
    fp16: 'float16',
    fp32: 'float32',
    fp64: 'float64',
    bf16: 'bfloat16',
    datetime: 'timestamp',
    datetime64: 'timestamp',
    'datetime64[ns]': 'timestamp',
    DT_BOOL: 'bool',
    DT_STRING: 'string',
    DT_INT4: 'int4',
    DT_INT8: 'int8',
    DT_INT16: 'int16',
    DT_INT32: 'int32',
    DT_INT64: 'int64',
    DT_UINT4: 'uint4',
    DT_UINT8: 'uint8',
    DT_UINT16: 'uint16',
    DT_UINT32: 'uint32',
    DT_UINT64: 'uint64',
    DT_HALF: 'float16',
    DT_BFLOAT16: 'bfloat16',
    DT_FLOAT: 'float32',
    DT_DOUBLE: 'float64',
    DT_FLOAT8_E4M3FN: 'float8e4m3fn',
    DT_FLOAT8_E5M2: 'float8e5m2',
    DT_COMPLEX64: 'complex64',
    DT_COMPLEX128: 'complex128',
    DT_QINT8: 'qint8',
    DT_QINT16: 'qint16',
    DT_QINT32: 'qint32',
    DT_QUINT8: 'quint8',
    DT_QUINT16: 'quint16',
};
/** Every word that may stand behind `type:`, canonical ones first: what an unknown word is compared with. */
const TYPE_WORDS = [...types/* DTYPES */.A1, ...Object.keys(TYPE_ALIASES)];
/** Hydrosphere's documentation writes `numeric` in its own example. */
const PROFILE_ALIASES = { numeric: 'numerical' };
const PROFILE_WORDS = [...types/* PROFILES */.jI, ...Object.keys(PROFILE_ALIASES)];
const TYPES_BY_WORD = new Map([
    ...types/* DTYPES */.A1.map((type) => [type, type]),
    ...Object.entries(TYPE_ALIASES).map(([word, type]) => [word.toLowerCase(), type]),
]);
const PROFILES_BY_WORD = new Map([
    ...types/* PROFILES */.jI.map((profile) => [profile, profile]),
    ...Object.entries(PROFILE_ALIASES),
]);
/** The element type a word means, whatever its case and module prefix (`np.float64`, `tf.float32`). */
function typeOfWord(word) {
    return TYPES_BY_WORD.get(word.toLowerCase().replace(/^(?:np|numpy|tf|torch|jnp)\./, ''));
}
/** The profile a word means, whatever its case (Hydrosphere's own examples write `IMAGE`). */
function profileOfWord(word) {
    return PROFILES_BY_WORD.get(word.toLowerCase());
}
/** `?` and YAML's null: nothing is known. */
function isUnknown(word) {
    return word === '?' || word === '~' || word === 'null' || word === 'Null' || word === 'NULL';
}
/** Keys of the document; the last five are Hydrosphere's and have no effect here. */
const DEFINITION_KEYS = [
    'kind',
    'name',
    'framework',
    'runtime',
    'payload',
    'install-command',
    'contract',
    'metadata',
    'model-type',
    'training-data',
    'training_data',
    'monitoring',
];
/** Keys of one signature. */
const SIGNATURE_KEYS = ['inputs', 'outputs', 'positional', 'metadata'];
/** Keys of one value; `name` only where fields are written as a list. */
const VALUE_KEYS = ['type', 'shape', 'profile', 'optional', 'sparse', 'ragged', 'aliases', 'sequence', 'map', 'struct', 'image'];

;// CONCATENATED MODULE: ./.build/model/declared-contract.js


/** numpy allows 64 dimensions, everything else fewer. */
const declared_contract_MAX_RANK = 64;
/** Names become keys of reports and labels; the longest real column name in the corpus has a few hundred characters. */
const MAX_NAME = 4096;
/** Words that people write for an open dimension out of habit; as symbols they would mean "all of the same size". */
const NOT_A_SYMBOL = new Set(['none', 'nan', 'any', 'unknown', 'dynamic', 'undefined', '*', '-', ':', '...']);
/** The four ways to say what a field carries beside `type` and `shape`. */
const COMPOSITES = ['sequence', 'map', 'struct', 'image'];
/**
 * The part behind `contract:`: a mapping of signatures, one signature with `name`, `inputs`, `outputs` (both historic forms),
 * or a list of the latter. Docs: docs/definition.md. Throws UserError `definition-invalid`.
 */
function readSignatures(reading, tree, keySpan) {
    const { source } = reading;
    if (tree.kind === 'list') {
        const signatures = tree.items.map((item) => namedSignature(reading, item, keySpan));
        refuseTwins(source, signatures, tree.items);
        return signatures;
    }
    if (tree.kind === 'scalar') {
        const remedy = /\.(?:prototxt|protobin)$/.test(tree.text)
            ? 'leave contract out: contract.prototxt and contract.protobin beside this file are found by themselves'
            : 'write `contract: { predict: { inputs: { x: { type: float64, shape: [-1, 4] } }, outputs: { y: { type: float64, shape: [-1] } } } }`, or leave contract out';
        throw invalid(source, tree.span, `contract must hold signatures, not ${described(tree)}`, { remedy, key: 'contract' });
    }
    if (isSingleForm(tree))
        return [namedSignature(reading, tree, keySpan)];
    const signatures = tree.entries
        .filter(({ key }) => key.text !== 'metadata')
        .map(({ key, value }) => declared_contract_readSignature(reading, declared_contract_nameOf(source, key, 'signature'), key.span, value, SIGNATURE_KEYS));
    if (signatures.length === 0)
        throw invalid(source, tree.span, 'contract holds no signature', {
            remedy: 'name one: `predict: { inputs: …, outputs: … }`, or leave contract out',
            key: 'contract',
        });
    return signatures;
}
/** One signature whose name is a key beside its inputs; a signature that is itself called `inputs` is no field list. */
function isSingleForm(tree) {
    const inputs = entry(tree, 'inputs') ?? entry(tree, 'outputs');
    if (inputs !== undefined)
        return !(inputs.value.kind === 'map' && looksLikeSignature(inputs.value));
    return entry(tree, 'name')?.value.kind === 'scalar';
}
function looksLikeSignature(tree) {
    const inside = entry(tree, 'inputs')?.value;
    const other = entry(tree, 'outputs')?.value;
    return (inside?.kind === 'map' &&
        other?.kind === 'map' &&
        tree.entries.every(({ key }) => SIGNATURE_KEYS.includes(key.text)) &&
        ![inside, other].some(looksLikeValue));
}
function looksLikeValue(tree) {
    return (tree.entries.length > 0 &&
        tree.entries.every(({ key, value }) => VALUE_KEYS.includes(key.text) && (value.kind !== 'map' || COMPOSITES.includes(key.text))));
}
function namedSignature(reading, tree, keySpan) {
    const { source } = reading;
    if (tree.kind !== 'map')
        throw invalid(source, tree.span, `a signature must be a mapping, not ${described(tree)}`, {
            remedy: 'write `{ name: predict, inputs: …, outputs: … }`',
        });
    const name = entry(tree, 'name');
    // Hydrosphere's command line took a contract without a name for `predict`
    if (name === undefined)
        return declared_contract_readSignature(reading, 'predict', keySpan, tree, ['name', ...SIGNATURE_KEYS]);
    if (name.value.kind !== 'scalar')
        throw invalid(source, name.value.span, `a signature's name must be a word, not ${described(name.value)}`, {
            remedy: 'write `name: predict`',
            key: 'name',
        });
    return declared_contract_readSignature(reading, declared_contract_nameOf(source, name.value, 'signature'), name.value.span, tree, ['name', ...SIGNATURE_KEYS]);
}
function declared_contract_readSignature(reading, name, span, tree, keys) {
    const { source, places } = reading;
    places.note([name], span);
    if (tree.kind !== 'map')
        throw invalid(source, tree.span, `the signature ${name} must hold inputs and outputs, not ${described(tree)}`, {
            remedy: `write \`${name}: { inputs: …, outputs: … }\``,
            key: name,
        });
    checkKeys(source, tree.entries, keys, `the signature ${name}`);
    const side = (which) => {
        const found = entry(tree, which);
        if (found === undefined)
            throw invalid(source, span, `the signature ${name} has no ${which}`, {
                remedy: `add \`${which}:\` with its fields; \`${which}: {}\` says that there are none`,
                key: name,
            });
        places.note([name, which], found.key.span);
        return readFields(reading, [name, which], found.value);
    };
    const positional = readFlag(reading, tree, 'positional', [name]);
    return { name, inputs: side('inputs'), outputs: side('outputs'), ...(positional && { positional }) };
}
/** Fields as a mapping of names, or as a list of mappings with `name` (for names that occur twice). */
function readFields(reading, path, tree) {
    const { source, places } = reading;
    if (tree.kind === 'map') {
        return tree.entries.map(({ key, value }) => {
            const name = declared_contract_nameOf(source, key, 'field');
            places.note([...path, name], key.span);
            return { name, ...readValue(reading, [...path, name], value, VALUE_KEYS) };
        });
    }
    if (tree.kind === 'list') {
        return tree.items.map((item) => {
            const name = item.kind === 'map' ? entry(item, 'name')?.value : undefined;
            if (name?.kind !== 'scalar')
                throw invalid(source, item.span, 'a field in a list needs a name', {
                    remedy: 'write `- { name: x, type: float64, shape: [-1, 4] }`',
                    key: path.join('.'),
                });
            places.note([...path, name.text], name.span);
            return { name: declared_contract_nameOf(source, name, 'field'), ...readValue(reading, [...path, name.text], item, ['name', ...VALUE_KEYS]) };
        });
    }
    throw invalid(source, tree.span, `${path.join('.')} must hold fields, not ${described(tree)}`, {
        remedy: 'write `x: { type: float64, shape: [-1, 4] }` under it, or `{}` if there are none',
        key: path.join('.'),
    });
}
function readValue(reading, path, tree, keys) {
    const { source, places } = reading;
    const where = path.join('.');
    if (tree.kind !== 'map') {
        throw invalid(source, tree.span, `${where} must be a mapping, not ${described(tree)}`, {
            ...(tree.kind === 'scalar' && tree.text !== ''
                ? { instead: `{ type: ${tree.text}, shape: "?" }` }
                : { remedy: `write \`{ type: float64, shape: [-1, 4] }\`, with "?" for what is not known` }),
            key: where,
        });
    }
    checkKeys(source, tree.entries, keys, where);
    for (const { key, value } of tree.entries)
        places.note([...path, key.text], value.span);
    const modifiers = readModifiers(reading, path, tree);
    const kinds = COMPOSITES.map((kind) => entry(tree, kind)).filter((found) => found !== undefined);
    const [kind, second] = kinds;
    const tensorPart = entry(tree, 'type') ?? entry(tree, 'shape');
    const clash = second ?? (kind === undefined ? undefined : tensorPart);
    if (kind !== undefined && clash !== undefined) {
        throw invalid(source, clash.key.span, `${where} cannot have both ${kind.key.text} and ${clash.key.text}`, {
            remedy: `a value is one of: type with shape, ${COMPOSITES.join(', ')}`,
            key: where,
        });
    }
    if (kind === undefined)
        return { type: readType(reading, entry(tree, 'type')), shape: declared_contract_readShape(reading, entry(tree, 'shape'), path), ...modifiers };
    return { ...declared_contract_readComposite(reading, path, kind), ...modifiers };
}
function declared_contract_readComposite(reading, path, { key, value }) {
    const { source } = reading;
    const inside = [...path, key.text];
    if (key.text === 'sequence')
        return { sequence: readValue(reading, inside, value, VALUE_KEYS) };
    if (key.text === 'struct')
        return { struct: readFields(reading, inside, value) };
    const parts = key.text === 'map' ? ['key', 'value'] : ['width', 'height', 'channels'];
    if (value.kind !== 'map') {
        const example = key.text === 'map' ? '{ key: string, value: { type: float32, shape: [] } }' : '{ width: 224, height: 224, channels: 3 }';
        throw invalid(source, value.span, `${inside.join('.')} must be a mapping, not ${described(value)}`, {
            remedy: `write \`${key.text}: ${example}\``,
            key: inside.join('.'),
        });
    }
    checkKeys(source, value.entries, parts, inside.join('.'));
    const part = (name) => {
        const found = entry(value, name);
        if (found === undefined)
            throw invalid(source, key.span, `${inside.join('.')} has no ${name}`, {
                remedy: `add \`${name}:\`, with "?" if it is not known`,
                key: inside.join('.'),
            });
        reading.places.note([...inside, name], found.value.span);
        return found;
    };
    if (key.text === 'map')
        return { map: { key: readType(reading, part('key')), value: readValue(reading, [...inside, 'value'], part('value').value, VALUE_KEYS) } };
    return {
        image: {
            width: readDim(reading, part('width').value),
            height: readDim(reading, part('height').value),
            channels: readDim(reading, part('channels').value),
        },
    };
}
function readType({ source }, found) {
    if (found === undefined)
        return null;
    const { value } = found;
    if (value.kind !== 'scalar' || value.text === '')
        throw invalid(source, value.span, `a type must be a word, not ${described(value)}`, {
            remedy: 'write for example `type: float64`, or `type: "?"` if it is not known',
            key: 'type',
        });
    if (isUnknown(value.text))
        return null;
    const type = typeOfWord(value.text);
    if (type === undefined)
        throw unknownWord(source, value.span, 'type', value.text, TYPE_WORDS, 'type');
    return type;
}
function declared_contract_readShape(reading, found, path) {
    if (found === undefined)
        return null;
    const { source, places } = reading;
    const { value } = found;
    if (value.kind === 'list') {
        if (value.items.length > declared_contract_MAX_RANK)
            throw invalid(source, value.span, `a shape of ${value.items.length} dimensions`, { remedy: `tensors have at most ${declared_contract_MAX_RANK}`, key: 'shape' });
        for (const [index, item] of value.items.entries())
            places.note([...path, 'shape', String(index)], item.span);
        return value.items.map((item) => readDim(reading, item));
    }
    if (value.kind === 'scalar') {
        if (value.text === 'scalar')
            return [];
        if (value.text !== '' && isUnknown(value.text))
            return null;
        if (/^-?\d+$/.test(value.text))
            throw invalid(source, value.span, `a shape is a list of sizes, not ${described(value)}`, { instead: `[${value.text}]`, key: 'shape' });
        if (value.text !== '')
            throw unknownWord(source, value.span, 'shape', value.text, ['scalar', '[]', '[-1]', '[-1, 4]', '"?"'], 'shape');
    }
    throw invalid(source, value.span, `a shape is a list of sizes, not ${described(value)}`, {
        remedy: 'write for example `shape: [-1, 4]`, `shape: scalar`, or `shape: "?"` if it is not known',
        key: 'shape',
    });
}
function readDim({ source }, tree) {
    const remedy = 'a size is a number, -1 (any), a name such as batch (equal names are equal sizes), or "?" (not known)';
    if (tree.kind !== 'scalar' || tree.text === '')
        throw invalid(source, tree.span, `a size must be a number or a word, not ${described(tree)}`, { remedy, key: 'shape' });
    const { text } = tree;
    if (isUnknown(text))
        return null;
    if (/^(?:-1|0|[1-9]\d*)$/.test(text)) {
        const size = Number(text);
        if (!tree.plain)
            throw invalid(source, tree.span, `the size ${text} stands in quotes`, { instead: text, key: 'shape' });
        if (!Number.isSafeInteger(size))
            throw invalid(source, tree.span, `the size ${text} is beyond 2^53`, { remedy, key: 'shape' });
        return size;
    }
    if (/^[-+.\d]/.test(text))
        throw invalid(source, tree.span, `${described(tree)} is no size`, { remedy, key: 'shape' });
    if (NOT_A_SYMBOL.has(text.toLowerCase()))
        throw invalid(source, tree.span, `${described(tree)} is no size`, {
            instead: '-1',
            remedy: `if every size is accepted (\`"?"\` if you don't know)`,
            key: 'shape',
        });
    if (text.length > MAX_NAME)
        throw invalid(source, tree.span, 'the name of a size is too long', { remedy, key: 'shape' });
    return text;
}
function readModifiers(reading, path, tree) {
    const { source } = reading;
    const modifiers = {};
    const profile = entry(tree, 'profile')?.value;
    if (profile !== undefined) {
        const known = profile.kind === 'scalar' ? profileOfWord(profile.text) : undefined;
        if (profile.kind !== 'scalar')
            throw invalid(source, profile.span, `a profile must be a word, not ${described(profile)}`, {
                remedy: `use one of ${PROFILE_WORDS.join(', ')}`,
                key: 'profile',
            });
        if (known === undefined)
            throw unknownWord(source, profile.span, 'profile', profile.text, PROFILE_WORDS, 'profile');
        modifiers.profile = known;
    }
    for (const flag of ['optional', 'sparse', 'ragged'])
        if (readFlag(reading, tree, flag, path))
            modifiers[flag] = true;
    const aliases = entry(tree, 'aliases')?.value;
    if (aliases !== undefined) {
        if (aliases.kind !== 'list')
            throw invalid(source, aliases.span, `aliases must be a list of names, not ${described(aliases)}`, {
                remedy: 'write `aliases: [other_name]`',
                key: 'aliases',
            });
        modifiers.aliases = aliases.items.map((item) => {
            if (item.kind !== 'scalar')
                throw invalid(source, item.span, `an alias must be a name, not ${described(item)}`, {
                    remedy: 'write `aliases: [other_name]`',
                    key: 'aliases',
                });
            return declared_contract_nameOf(source, item, 'alias');
        });
    }
    return modifiers;
}
function readFlag({ source, places }, tree, flag, path) {
    const value = entry(tree, flag)?.value;
    if (value === undefined)
        return false;
    places.note([...path, flag], value.span);
    const text = value.kind === 'scalar' && value.plain ? value.text.toLowerCase() : '';
    if (text === 'true')
        return true;
    if (text === 'false')
        return false;
    const meant = ['yes', 'on', '1'].includes(text) ? 'true' : ['no', 'off', '0'].includes(text) ? 'false' : undefined;
    throw invalid(source, value.span, `${flag} must be true or false, not ${described(value)}`, meant === undefined ? { remedy: `write \`${flag}: true\`, or leave it out`, key: flag } : { instead: meant, key: flag });
}
function declared_contract_nameOf(source, { text, span }, what) {
    if (text === '')
        throw invalid(source, span, `a ${what} has an empty name`, { remedy: 'give it a name; quote names with special characters' });
    if (text.length > MAX_NAME)
        throw invalid(source, span, `the name of a ${what} has ${text.length} characters`, { remedy: `at most ${MAX_NAME} are possible` });
    return text;
}
function refuseTwins(source, signatures, trees) {
    for (const [index, { name }] of signatures.entries()) {
        const span = trees[index]?.span;
        if (span !== undefined && signatures.findIndex((other) => other.name === name) < index)
            throw invalid(source, span, `there are two signatures ${name}`, { remedy: 'give them different names' });
    }
}
/** A key of a mapping with its value. */
function entry(tree, key) {
    return tree.entries.find((candidate) => candidate.key.text === key);
}

;// CONCATENATED MODULE: ./.build/model/places.js
/** An empty register for one file. `root`: where the document itself begins. */
function openPlaces(file, root) {
    const spans = new Map();
    return {
        note(path, span) {
            const key = JSON.stringify(path);
            if (!spans.has(key))
                spans.set(key, span);
        },
        locate(path) {
            for (let length = path.length; length > 0; length--) {
                const known = path.slice(0, length);
                const span = spans.get(JSON.stringify(known));
                if (span !== undefined)
                    return { file, line: span.line, column: span.column, key: known.join('.') };
            }
            return { file, line: root.line, column: root.column };
        },
    };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./.build/model/yaml-tree.js


/** A written definition of 10,000 columns is about 600 kB; YAML libraries need seconds for much more. Bytes (UTF-16 units). */
const yaml_tree_MAX_TEXT = 2 * 1024 * 1024;
/** Contracts nest a handful deep (struct in sequence in map …); the composer is recursive. */
const yaml_tree_MAX_DEPTH = 64;
/** Nodes after aliases are followed: 10,000 columns have 80,000; "billion laughs" end here. */
const yaml_tree_MAX_NODES = 500_000;
/** All documents of a YAML text; empty documents are left out. Throws UserError `definition-invalid` with line and column. */
function parseYaml(text, file) {
    if (text.length > yaml_tree_MAX_TEXT)
        throw new errors/* UserError */.y('definition-invalid', `${file} is longer than ${yaml_tree_MAX_TEXT} characters`, 'a definition describes one model: keep other data elsewhere', { file });
    const mark = unusedCharacter(text);
    const lines = new dist/* LineCounter */.HN();
    const place = (offset) => {
        const { line, col } = lines.linePos(offset);
        return { line: Math.max(line, 1), column: Math.max(col, 1) };
    };
    const fail = (offset, message, remedy) => {
        const { line, column } = place(offset);
        return new errors/* UserError */.y('definition-invalid', `${file}:${line}:${column}: ${message}`, remedy, { file, line, column });
    };
    const tokens = [...new dist/* Parser */.iX(lines.addNewLine).parse(markQuestions(text, mark))];
    for (const token of tokens)
        checkDepth(token, fail);
    // keys are compared by ourselves: the library's check is quadratic
    const composer = new dist/* Composer */.Dk({
        uniqueKeys: false,
        merge: false,
        resolveKnownTags: false,
        prettyErrors: false,
        strict: true,
        schema: 'core',
        version: '1.2',
    });
    let nodes = 0;
    const trees = [];
    for (const document of composer.compose(tokens, false, text.length)) {
        const [error] = [...document.errors, ...document.warnings];
        if (error !== undefined) {
            const [message, remedy] = explainSyntax(error.code, error.message);
            throw fail(error.pos[0], message, remedy);
        }
        if (document.contents === null)
            continue;
        const targets = aliasTargets(document);
        const tree = build(document.contents, 0);
        if (tree.kind !== 'scalar' || tree.text !== '')
            trees.push(tree);
        function build(node, depth) {
            if (++nodes > yaml_tree_MAX_NODES)
                throw fail(node?.range?.[0] ?? 0, `more than ${yaml_tree_MAX_NODES} values once its aliases are followed`, 'write out what is meant without aliases of aliases');
            if (depth > yaml_tree_MAX_DEPTH)
                throw fail(node?.range?.[0] ?? 0, `values nest deeper than ${yaml_tree_MAX_DEPTH}`, 'an alias that contains itself has no end: write the value out');
            if ((0,dist/* isAlias */.Vj)(node)) {
                const target = targets.get(node);
                if (target === undefined)
                    throw fail(node.range?.[0] ?? 0, `there is no &${node.source} before this *${node.source}`, `write the value itself, or quote it if the * is meant: '*${node.source}'`);
                return build(target, depth + 1);
            }
            if ((0,dist/* isMap */.jh)(node))
                return { kind: 'map', entries: entriesOf(node, depth), span: spanOf(node) };
            if ((0,dist/* isSeq */.oP)(node))
                return { kind: 'list', items: node.items.map((item) => build(item, depth + 1)), span: spanOf(node) };
            if ((0,dist/* isScalar */.jn)(node))
                return scalarOf(node);
            return { kind: 'scalar', text: '', plain: true, span: { ...place(0), start: 0, end: 0 } };
        }
        function entriesOf(map, depth) {
            const entries = new Map();
            const merged = [];
            for (const { key, value } of map.items) {
                const built = build(key, depth + 1);
                if (built.kind !== 'scalar')
                    throw fail(built.span.start, 'a key must be a word', 'write `name: value`');
                if (built.plain && built.text === '<<') {
                    const base = build(value, depth + 1);
                    for (const part of base.kind === 'list' ? base.items : [base]) {
                        if (part.kind !== 'map')
                            throw fail(part.span.start, '<< merges mappings only', 'write the keys out');
                        merged.push(...part.entries);
                    }
                    continue;
                }
                const first = entries.get(built.text);
                if (first !== undefined) {
                    throw fail(built.span.start, `the key ${JSON.stringify(built.text)} is written twice, first in line ${first.key.span.line}`, 'keep one of them');
                }
                const tree = build(value, depth + 1);
                // `key:` with nothing behind it lies, for messages, at its key
                entries.set(built.text, {
                    key: built,
                    value: tree.span.start === 0 && tree.kind === 'scalar' && tree.text === '' ? { ...tree, span: built.span } : tree,
                });
            }
            // keys of the mapping itself win over merged ones, earlier merged ones over later (yaml.org/type/merge.html)
            for (const entry of merged)
                if (!entries.has(entry.key.text))
                    entries.set(entry.key.text, entry);
            return [...entries.values()];
        }
        function scalarOf(node) {
            const plain = node.type === dist/* Scalar */.X5.PLAIN || node.type === undefined;
            const written = plain ? (node.source ?? '') : typeof node.value === 'string' ? node.value : (node.source ?? '');
            return { kind: 'scalar', text: written.replaceAll(mark, '?'), plain, span: spanOf(node) };
        }
        function spanOf(node) {
            const start = node.range?.[0] ?? 0;
            return { ...place(start), start, end: node.range?.[1] ?? start };
        }
    }
    return trees;
}
/**
 * In YAML a bare `?` begins an explicit key, so `type: ?` would be a broken mapping. Where a value is expected it is replaced by a character that
 * occurs nowhere else and has the same width, and turned back when scalars are read.
 */
function markQuestions(text, mark) {
    return text.replace(/([:,[{-][ \t]*)\?(?=[ \t]*(?:[,\]}]|[ \t]#|\r?\n|$))/g, (_, before) => before + mark);
}
function unusedCharacter(text) {
    for (let code = 0xe000; code < 0xf8ff; code++) {
        const character = String.fromCharCode(code);
        if (!text.includes(character))
            return character;
    }
    return '\uf8ff';
}
/** The composer recurses, the parser does not: depth is measured between them, without recursion. */
function checkDepth(token, fail) {
    const open = [{ token, depth: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { token: current, depth } = next;
        if (depth > yaml_tree_MAX_DEPTH)
            throw fail(current.offset, `values nest deeper than ${yaml_tree_MAX_DEPTH}`, 'a contract nests a handful deep: check the brackets and the indentation');
        if (current.type === 'document') {
            if (current.value !== undefined)
                open.push({ token: current.value, depth });
        }
        else if ('items' in current) {
            for (const item of current.items) {
                if ('key' in item && item.key)
                    open.push({ token: item.key, depth: depth + 1 });
                if (item.value)
                    open.push({ token: item.value, depth: depth + 1 });
            }
        }
    }
}
/** Which node each alias stands for: the last anchor of that name before it, found in one pass. */
function aliasTargets(document) {
    const anchors = new Map();
    const targets = new Map();
    (0,dist/* visit */.YR)(document, {
        Node(_, node) {
            if ((0,dist/* isAlias */.Vj)(node)) {
                const target = anchors.get(node.source);
                if (target !== undefined)
                    targets.set(node, target);
            }
            else if (node.anchor !== undefined)
                anchors.set(node.anchor, node);
        },
    });
    return targets;
}
/** The library's codes in words for people who write twenty lines of YAML a year. */
function explainSyntax(code, message) {
    switch (code) {
        case 'TAB_AS_INDENT':
            return ['a tab is used for indentation', 'indent with spaces'];
        case 'BAD_INDENT':
        case 'MULTILINE_IMPLICIT_KEY':
            return [`the indentation or a bracket is wrong (${message})`, 'give entries of one mapping the same indentation, and close every bracket'];
        case 'MISSING_CHAR':
            return [`a character is missing (${message})`, 'close every bracket and quote, and write a space behind every colon and a comma between items'];
        case 'TAG_RESOLVE_FAILED':
            return ['a tag (!…) has no meaning here', 'write the plain value, or quote a text that begins with !'];
        case 'BLOCK_AS_IMPLICIT_KEY':
        case 'BLOCK_IN_FLOW':
            return ['a second `: ` stands on one line', 'quote a text that holds ": ", or put the inner mapping on its own lines or in { }'];
        default:
            return [`not valid YAML: ${message}`, 'correct the YAML at this place; quote texts with special characters'];
    }
}

;// CONCATENATED MODULE: ./.build/model/definition.js







/** Names a definition may have, in order of preference. */
const DEFINITION_FILES = ['serving.yaml', 'serving.yml', 'model.yaml', 'model.yml'];
/** As long as YAML itself is read (yaml-tree.ts), in bytes: UTF-8 may need three per character. */
const MAX_FILE_BYTES = 6 * 1024 * 1024;
/** Patterns of `payload:`; each is matched against every file. */
const MAX_PAYLOAD = 1000;
/**
 * All definitions beside the model (`serving.yaml` or `model.yaml`, several documents `kind: Model`), or in the file that is named.
 * Documents of another kind, and files that are no definitions at all, are passed over.
 * Throws UserError `definition-invalid` with file, line, column and the corrected line; also when two files define the model.
 */
function readDefinitions(files, path) {
    const candidates = path === undefined ? DEFINITION_FILES.filter((name) => (files.find(name)?.size ?? 0) > 0) : [path];
    const found = candidates.map((name) => parseDefinitions(files.text(name, MAX_FILE_BYTES), name)).filter((definitions) => definitions.length > 0);
    const [first = [], second] = found;
    if (second !== undefined) {
        const names = [first[0]?.file, second[0]?.file].join(' and ');
        throw new errors/* UserError */.y('definition-invalid', `${names} both define this model`, 'keep one of them; several models go into one file as documents separated by `---`', { file: second[0]?.file ?? '' });
    }
    return first;
}
/** The one definition, `null` where there is none. Throws UserError `ambiguous` where a file defines several models. */
function readDefinition(files, path) {
    const definitions = readDefinitions(files, path);
    const [first, second] = definitions;
    if (first !== undefined && second !== undefined) {
        const names = definitions.map((definition, index) => definition.name ?? `document ${index + 1}`).join(', ');
        throw new errors/* UserError */.y('ambiguous', `${first.file} defines ${definitions.length} models: ${names}`, 'name the one you mean with `name:`, or put each model into a directory of its own', second.locate(['name']));
    }
    return first ?? null;
}
/** Reads the text of a definition file. Pure; see `readDefinitions` for what is thrown. */
function parseDefinitions(text, file) {
    if (!mentionsModel(text))
        return [];
    const source = { file, text };
    return parseYaml(text, file).flatMap((tree) => {
        const definition = readDocument(source, tree);
        return definition === null ? [] : [definition];
    });
}
/** Cheap and generous: a YAML file of another tool that never says `kind` or `contract` is not parsed, let alone criticised. */
function mentionsModel(text) {
    return /(?:^|[\s{,])["']?(?:kind|contract)["']?[ \t]*:/m.test(text);
}
function readDocument(source, tree) {
    if (tree.kind !== 'map' || !isModel(source, tree))
        return null;
    // `x-…` holds what anchors point to, as in Compose files
    const meant = tree.entries.filter(({ key }) => !key.text.startsWith('x-'));
    checkKeys(source, meant, DEFINITION_KEYS, 'a model definition');
    const places = openPlaces(source.file, tree.span);
    for (const { key, value } of tree.entries)
        places.note([key.text], value.span);
    const text = (key) => readText(source, tree, key);
    const name = text('name');
    const framework = text('framework');
    const runtime = text('runtime');
    const installCommand = text('install-command');
    const payload = readPayload(source, tree, places);
    const declaration = readDeclaration(source, tree, framework);
    return {
        file: source.file,
        locate: places.locate,
        ...(name !== undefined && { name }),
        ...(framework !== undefined && { framework }),
        ...(runtime !== undefined && { runtime }),
        ...(installCommand !== undefined && { installCommand }),
        ...(payload !== undefined && { payload }),
        ...(declaration !== undefined && { declaration }),
    };
}
/** `kind: Model`; a contract under a mistyped or missing kind is an error, anything else is somebody else's document. */
function isModel(source, tree) {
    const kind = entry(tree, 'kind');
    const contract = entry(tree, 'contract');
    if (kind === undefined) {
        if (contract?.value.kind !== 'map' && contract?.value.kind !== 'list')
            return false;
        throw invalid(source, tree.span, 'a contract without `kind: Model`', {
            remedy: 'write `kind: Model` as the first line of the document',
            key: 'kind',
        });
    }
    const word = kind.value.kind === 'scalar' ? kind.value.text : '';
    if (word === 'Model')
        return true;
    const meant = word.toLowerCase() === 'model' || (contract !== undefined && (0,nearest/* nearest */.p)(word, ['Model']) !== undefined);
    if (meant)
        throw invalid(source, kind.value.span, `${JSON.stringify(word)} is no kind; the nearest is Model`, { instead: 'Model', key: 'kind' });
    return false;
}
function readText(source, tree, key) {
    const value = entry(tree, key)?.value;
    if (value === undefined)
        return undefined;
    if (value.kind === 'scalar' && value.text !== '' && !(value.plain && /^(?:~|null)$/i.test(value.text)))
        return value.text;
    throw invalid(source, value.span, `${key} must be a text, not ${described(value)}`, {
        remedy: `write a text behind \`${key}:\`, or leave the line out`,
        key,
    });
}
function readPayload(source, tree, places) {
    const value = entry(tree, 'payload')?.value;
    if (value === undefined)
        return undefined;
    const items = value.kind === 'list' ? value.items : [value];
    if (items.length === 0)
        throw invalid(source, value.span, 'payload is empty', {
            remedy: 'name the files of the model, or leave payload out: then everything beside this file is the model',
            key: 'payload',
        });
    if (items.length > MAX_PAYLOAD)
        throw invalid(source, value.span, `payload names ${items.length} paths`, { remedy: 'name directories instead of single files', key: 'payload' });
    return items.map((item, index) => {
        places.note(['payload', String(index)], item.span);
        if (item.kind === 'scalar' && item.text !== '')
            return item.text;
        throw invalid(source, item.span, `payload must hold paths, not ${described(item)}`, {
            remedy: 'write `payload: [model/, requirements.txt]`',
            key: 'payload',
        });
    });
}
function readDeclaration(source, tree, framework) {
    const found = entry(tree, 'contract');
    if (found === undefined)
        return undefined;
    const places = openPlaces(source.file, found.key.span);
    const signatures = readSignatures({ source, places }, found.value, found.key.span);
    return { file: source.file, contract: { contract: 1, framework: { name: framework ?? 'other' }, signatures }, locate: places.locate };
}

;// CONCATENATED MODULE: ./.build/model/glob.js

/** A pattern longer than this is no path: Linux' PATH_MAX. */
const MAX_PATTERN_LENGTH = 4096;
/** Compiles a pattern. Throws UserError `input-invalid` for a malformed class or escape, as Docker refuses it. */
function compileGlob(text) {
    if (text.length > MAX_PATTERN_LENGTH)
        throw malformed(text.slice(0, 60), 'it is longer than any path');
    const tokens = tokenize(cleanPattern(text), text);
    return { text, matches: (path) => matchTokens(tokens, path) };
}
/** True when the path or one of the directories above it matches: a pattern that names a directory means all in it. */
function matchesOrParent(glob, path) {
    if (glob.matches(path))
        return true;
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        if (glob.matches(path.slice(0, slash)))
            return true;
    }
    return false;
}
/** `./a//b/` → `a/b`, `/a` → `a`; `..` is resolved as far as it can be (a pattern that still begins with `..` matches nothing). */
function cleanPattern(pattern) {
    const parts = [];
    for (const part of pattern.split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part === '..' && parts.length > 0 && parts.at(-1) !== '..')
            parts.pop();
        else
            parts.push(part);
    }
    return parts.join('/');
}
function tokenize(pattern, text) {
    const chars = [...pattern];
    const tokens = [];
    for (let at = 0; at < chars.length; at++) {
        const char = chars[at] ?? '';
        if (char === '*' && chars[at + 1] === '*') {
            while (chars[at + 1] === '*')
                at++;
            if (chars[at + 1] === '/') {
                at++;
                tokens.push({ kind: 'directories' });
            }
            else
                tokens.push({ kind: 'everything' });
        }
        else if (char === '*')
            tokens.push({ kind: 'star' });
        else if (char === '?')
            tokens.push({ kind: 'any' });
        else if (char === '\\') {
            const escaped = chars[++at];
            if (escaped === undefined)
                throw malformed(text, 'a backslash stands at its end');
            tokens.push({ kind: 'char', char: escaped });
        }
        else if (char === '[') {
            const [token, end] = tokenizeClass(chars, at + 1, text);
            tokens.push(token);
            at = end;
        }
        else
            tokens.push({ kind: 'char', char });
    }
    return tokens;
}
function tokenizeClass(chars, from, text) {
    let at = from;
    const negated = chars[at] === '^';
    if (negated)
        at++;
    const ranges = [];
    while (chars[at] !== ']' || ranges.length === 0) {
        const [low, afterLow] = classChar(chars, at, text);
        at = afterLow;
        if (chars[at] === '-' && chars[at + 1] !== ']') {
            const [high, afterHigh] = classChar(chars, at + 1, text);
            at = afterHigh;
            ranges.push([low, high]);
        }
        else
            ranges.push([low, low]);
    }
    return [{ kind: 'class', negated, ranges }, at];
}
function classChar(chars, at, text) {
    const escaped = chars[at] === '\\';
    const char = chars[escaped ? at + 1 : at];
    if (char === undefined || char === '/')
        throw malformed(text, 'a [class] is not closed');
    return [char, escaped ? at + 2 : at + 1];
}
function matchTokens(tokens, path) {
    // reachable[i]: the path so far can end before token i
    let reachable = withSkips(new Set([0]), tokens);
    for (const char of path) {
        const next = new Set();
        for (const at of reachable) {
            const token = tokens[at];
            if (token === undefined)
                continue;
            switch (token.kind) {
                case 'char':
                    if (token.char === char)
                        next.add(at + 1);
                    break;
                case 'any':
                    if (char !== '/')
                        next.add(at + 1);
                    break;
                case 'star':
                    if (char !== '/')
                        next.add(at);
                    break;
                case 'everything':
                    next.add(at);
                    break;
                case 'directories':
                    next.add(-1 - at);
                    break;
                case 'class':
                    if (char !== '/' && token.ranges.some(([low, high]) => low <= char && char <= high) !== token.negated)
                        next.add(at + 1);
                    break;
            }
        }
        // inside `**/` (negative positions): the token is left only after a slash
        for (const at of reachable)
            if (at < 0)
                next.add(at);
        if (char === '/')
            for (const at of [...next])
                if (at < 0)
                    next.add(-at);
        reachable = withSkips(next, tokens);
        if (reachable.size === 0)
            return false;
    }
    return reachable.has(tokens.length);
}
/** Positions reachable without reading a character: stars and directories may be empty. A Set walks what is added meanwhile. */
function withSkips(positions, tokens) {
    for (const at of positions) {
        const kind = at < 0 ? undefined : tokens[at]?.kind;
        if (kind === 'star' || kind === 'everything' || kind === 'directories')
            positions.add(at + 1);
    }
    return positions;
}
function malformed(text, why) {
    return new errors/* UserError */.y('input-invalid', `the pattern ${JSON.stringify(text)} cannot be read: ${why}`, 'write it as in .dockerignore: `*`, `?`, `[a-z]`, `**`, and `\\` before a literal special character');
}

;// CONCATENATED MODULE: ./.build/model/ignore.js


/** More lines than any hand wrote: each costs one match per file. */
const MAX_RULES = 2000;
/** What never belongs into an image, by reason. A `!pattern` in .dockerignore takes a file back. */
const NEVER_PUBLISHED = [
    ['version control', ['.git', '.hg', '.svn', '.bzr', '.jj', '_darcs', 'CVS', '.dvc', '.gitignore', '.gitattributes', '.gitmodules', '.hgignore']],
    [
        'may hold secrets',
        [
            ...['.env', '.env.*', '.envrc', '.netrc', '_netrc', '.pypirc', '.npmrc', '.git-credentials', '.pgpass', '.htpasswd', '.boto', '.s3cfg'],
            ...['.aws', '.azure', '.gcloud', '.ssh', '.gnupg', '.kube', '.docker'],
            ...['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519', '*.pem', '*.key', '*.p12', '*.pfx', '*.jks', '*.keystore', '*.kdbx', '*.ppk'],
            ...['kaggle.json', 'service-account*.json', 'service_account*.json', '*.tfstate'],
        ],
    ],
    [
        'left behind by a tool',
        [
            ...['__pycache__', '.ipynb_checkpoints', '.pytest_cache', '.mypy_cache', '.ruff_cache', '.tox', '.nox', '.venv', 'node_modules'],
            ...['.DS_Store', '__MACOSX', 'Thumbs.db', 'desktop.ini', '.idea', '.vscode', '*.swp'],
        ],
    ],
    ['says what to leave out', ['.dockerignore']],
];
/** The rules that hold without anybody writing them. */
function defaultRules() {
    return NEVER_PUBLISHED.flatMap(([reason, patterns]) => patterns.map((pattern) => ({ glob: compileGlob(`**/${pattern}`), negated: false, reason })));
}
/**
 * Reads a `.dockerignore`: one pattern per line, `#` comments, `!` takes back, a leading `/` means nothing.
 * Source: moby/patternmatcher/ignorefile ReadAll. Throws UserError `input-invalid` with the line.
 */
function parseDockerignore(text, file = '.dockerignore') {
    const rules = [];
    for (const [index, raw] of text.split('\n').entries()) {
        if (raw.startsWith('#'))
            continue;
        const line = raw.trim();
        const negated = line.startsWith('!');
        const pattern = negated ? line.slice(1).trim() : line;
        if (pattern === '')
            continue;
        if (rules.length === MAX_RULES) {
            throw new errors/* UserError */.y('input-invalid', `${file} holds more than ${MAX_RULES} patterns`, 'name directories instead of single files', {
                file,
                line: index + 1,
            });
        }
        rules.push({ glob: compileAt(pattern, file, index + 1), negated, reason: `${file} line ${index + 1}` });
    }
    return rules;
}
function compileAt(pattern, file, line) {
    try {
        return compileGlob(pattern);
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            throw new errors/* UserError */.y(error.code, error.message, error.remedy, { file, line }, { cause: error });
        throw error;
    }
}
/** Applies the rules to one entry, given what matched the directory above. `reason`: the rule that excludes it, if any. */
function applyRules(rules, path, above) {
    const matched = rules.map((rule, index) => above[index] === true || rule.glob.matches(path));
    const last = matched.lastIndexOf(true);
    const rule = rules[last];
    return { matched, reason: rule === undefined || rule.negated ? undefined : rule.reason };
}

;// CONCATENATED MODULE: ./.build/model/lfs-pointer.js
/** "Pointer files must be less than 1024 bytes in size" (git-lfs/docs/spec.md). */
const MAX_POINTER_BYTES = 1024;
/** The hosts git-lfs itself accepts in the version line, older ones included (git-lfs/lfs/pointer.go, v1Aliases). */
const lfs_pointer_VERSIONS = new Set(['https://git-lfs.github.com/spec/v1', 'https://hawser.github.com/spec/v1', 'http://git-media.io/v/2']);
/**
 * Reads a Git LFS pointer: `version`, `ext-…` lines, `oid sha256:…`, `size …`, one `key value` per line and nothing else.
 * `undefined` for anything else: a wrong guess would call a real file a pointer. As git-lfs does, CRLF and a missing last newline are forgiven.
 */
function parseLfsPointer(text) {
    if (text.length > MAX_POINTER_BYTES || !text.startsWith('version '))
        return undefined;
    const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
    const [version = '', ...rest] = lines;
    if (!lfs_pointer_VERSIONS.has(version.slice('version '.length)))
        return undefined;
    const oid = /^oid sha256:([0-9a-f]{64})$/.exec(rest.at(-2) ?? '')?.[1];
    const size = /^size (\d{1,15})$/.exec(rest.at(-1) ?? '')?.[1];
    if (oid === undefined || size === undefined)
        return undefined;
    if (!rest.slice(0, -2).every((line) => /^ext-\d-[A-Za-z0-9_-]+ sha256:[0-9a-f]{64}$/.test(line)))
        return undefined;
    return { sha256: oid, size: Number(size) };
}

;// CONCATENATED MODULE: ./.build/model/walk.js






/** A model with more entries is a data set: listing, hashing and layering it would cost minutes. Spark's largest pipelines have a few thousand. */
const MAX_ENTRIES = 100_000;
/** Linux' PATH_MAX is 4096 with the image's own prefix (`/model/files/`) in front. */
const MAX_PATH_BYTES = 4000;
/** NAME_MAX of every common file system; longer names can't be unpacked again. */
const MAX_NAME_BYTES = 255;
/** Real model trees are below 20 deep; a tree deeper than this is made to exhaust a recursion somewhere. */
const walk_MAX_DEPTH = 256;
/** A `.dockerignore` is written by hand. */
const MAX_DOCKERIGNORE_BYTES = 256 * 1024;
/** Keys in PEM form are a few KiB; larger files are not looked into. */
const MAX_KEY_FILE_BYTES = 16 * 1024;
const PRIVATE_KEY = /^(?:\s*-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-)/;
/** Lists the payload below `root` (a real path), sorted by path in code unit order. Throws UserError `unsafe`, `input-invalid`. */
function walk(root, scope) {
    if (scope.only !== undefined) {
        const disk = external_node_path_.join(root, scope.only);
        return { found: [{ file: describe(scope.only, disk, (0,external_node_fs_.lstatSync)(disk)).file, disk }], excluded: [] };
    }
    const rules = [...defaultRules(), ...dockerignoreOf(root)];
    const include = scope.include.map(compileGlob);
    const takesBack = rules.some((rule) => rule.negated);
    const found = [];
    const excluded = [];
    let entries = 0;
    const visit = (directory, above, depth) => {
        if (depth > walk_MAX_DEPTH)
            throw unsafe(directory, `directories are nested more than ${walk_MAX_DEPTH} deep`, 'flatten the model directory');
        for (const name of namesIn(root, directory)) {
            if (++entries > MAX_ENTRIES)
                throw unsafe(directory, `more than ${MAX_ENTRIES} files and directories`, 'name the model itself with `payload:` in serving.yaml, or list what is no model in .dockerignore');
            const relative = directory === '' ? name : `${directory}/${name}`;
            const { matched, reason } = applyRules(rules, relative, above);
            const disk = external_node_path_.join(root, ...relative.split('/'));
            const stats = (0,external_node_fs_.lstatSync)(disk, { throwIfNoEntry: false });
            if (stats === undefined)
                throw vanished(relative, name);
            if (stats.isDirectory()) {
                if (reason !== undefined)
                    excluded.push({ path: `${relative}/`, reason });
                if (reason === undefined || takesBack)
                    visit(relative, matched, depth + 1);
                continue;
            }
            if (reason !== undefined) {
                excluded.push({ path: relative, reason });
                continue;
            }
            if (include.length > 0 && !include.some((glob) => matchesOrParent(glob, relative)))
                continue;
            checkName(relative, name);
            const target = stats.isSymbolicLink() ? targetOf(root, relative, disk) : undefined;
            const kept = target === undefined ? undefined : reasonFor(rules, target.path);
            // a harmless name must not carry out what stays in
            if (kept !== undefined)
                throw unsafe(relative, `it is a link to ${target?.path}, which is left out (${kept})`, 'put the file itself in its place, or list the link in .dockerignore');
            const { file, privateKey } = describe(relative, target?.disk ?? disk, target?.stats ?? stats);
            // a file that .dockerignore took back by name is wanted
            if (privateKey && !matched.some((match, index) => match && rules[index]?.negated === true))
                excluded.push({ path: relative, reason: 'holds a private key' });
            else
                found.push(target === undefined ? { file, disk } : { file, disk: target.disk, link: target.path });
        }
    };
    visit('', [], 0);
    found.sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : 0));
    excluded.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    return { found, excluded: withoutCovered(excluded) };
}
/** Why a path is left out, its directories considered. */
function reasonFor(rules, relative) {
    let above = [];
    let reason;
    for (let end = relative.indexOf('/');; end = relative.indexOf('/', end + 1)) {
        const applied = applyRules(rules, end < 0 ? relative : relative.slice(0, end), above);
        above = applied.matched;
        reason = applied.reason;
        if (end < 0)
            return reason;
    }
}
/** A directory says it for all in it; `takesBack` walks into excluded directories and meets their content again. */
function withoutCovered(excluded) {
    const kept = [];
    for (const entry of excluded) {
        const last = kept.at(-1);
        if (last?.path.endsWith('/') !== true || !entry.path.startsWith(last.path))
            kept.push(entry);
    }
    return kept;
}
function dockerignoreOf(root) {
    const disk = external_node_path_.join(root, '.dockerignore');
    const stats = (0,external_node_fs_.lstatSync)(disk, { throwIfNoEntry: false });
    if (stats?.isFile() !== true)
        return [];
    if (stats.size > MAX_DOCKERIGNORE_BYTES)
        throw unsafe('.dockerignore', `it is ${stats.size} bytes long`, 'name directories instead of single files');
    return parseDockerignore((0,external_node_fs_.readFileSync)(disk, 'utf8').replace(/^\uFEFF/, ''));
}
/** Names in one directory, read in small batches so that the cap on entries also bounds memory. */
function namesIn(root, directory) {
    const names = [];
    try {
        const handle = (0,external_node_fs_.opendirSync)(external_node_path_.join(root, directory), { bufferSize: 256 });
        try {
            for (let entry = handle.readSync(); entry !== null && names.length <= MAX_ENTRIES; entry = handle.readSync())
                names.push(entry.name);
        }
        finally {
            handle.closeSync();
        }
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new errors/* UserError */.y('corrupt', `${directory || 'the model directory'} cannot be listed (${why})`, 'check its permissions', { file: directory }, { cause: error });
    }
    return names;
}
/** Node decodes names that are no UTF-8 with replacement characters: there is nothing under the name it shows. */
function vanished(relative, name) {
    if (name.includes('\uFFFD'))
        return unsafe(relative, 'its name is not UTF-8', 'rename the file');
    return new errors/* UserError */.y('corrupt', `${relative} vanished while the directory was listed`, 'let nothing write to the model directory during the upload', { file: relative });
}
function checkName(relative, name) {
    if (Buffer.byteLength(name) > MAX_NAME_BYTES)
        throw unsafe(relative, `its name is longer than ${MAX_NAME_BYTES} bytes`, 'rename the file');
    if (Buffer.byteLength(relative) > MAX_PATH_BYTES)
        throw unsafe(relative, `its path is longer than ${MAX_PATH_BYTES} bytes`, 'flatten the model directory');
}
function targetOf(root, relative, disk) {
    const remedy = 'put the file itself in its place, or list the link in .dockerignore';
    let real;
    try {
        real = (0,external_node_fs_.realpathSync)(disk);
    }
    catch (error) {
        throw unsafe(relative, 'it is a link that leads nowhere', remedy, error);
    }
    const inside = external_node_path_.relative(root, real);
    if (inside === '..' || inside.startsWith(`..${external_node_path_.sep}`) || external_node_path_.isAbsolute(inside))
        throw unsafe(relative, 'it is a link out of the model directory', remedy);
    const stats = (0,external_node_fs_.lstatSync)(real);
    // a directory under two names could contain itself, and would put every file into the image twice
    if (stats.isDirectory())
        throw unsafe(relative, 'it is a link to a directory', 'put the directory itself in its place, or list the link in .dockerignore');
    return { disk: real, path: inside.split(external_node_path_.sep).join('/'), stats };
}
function describe(relative, disk, stats) {
    if (!stats.isFile())
        throw unsafe(relative, `it is ${specialKind(stats)}, not a file`, 'remove it, or list it in .dockerignore');
    const head = stats.size > 0 && stats.size <= MAX_KEY_FILE_BYTES ? headOf(disk, relative) : '';
    const pointer = stats.size <= MAX_POINTER_BYTES ? parseLfsPointer(head) : undefined;
    const file = { path: relative, size: stats.size, executable: (stats.mode & 0o111) !== 0 };
    return { file: pointer === undefined ? file : { ...file, pointer }, privateKey: PRIVATE_KEY.test(head) };
}
function specialKind(stats) {
    if (stats.isFIFO())
        return 'a named pipe';
    if (stats.isSocket())
        return 'a socket';
    if (stats.isBlockDevice() || stats.isCharacterDevice())
        return 'a device';
    return 'something special';
}
/** The first bytes as text, one character per byte: enough to know pointers and keys. */
function headOf(disk, relative) {
    let descriptor;
    try {
        descriptor = (0,external_node_fs_.openSync)(disk, 'r');
    }
    catch (error) {
        throw new errors/* UserError */.y('corrupt', `${relative} cannot be opened (${error instanceof Error ? error.message : String(error)})`, 'check its permissions', { file: relative }, { cause: error });
    }
    try {
        const head = Buffer.alloc(MAX_POINTER_BYTES);
        return head.toString('latin1', 0, (0,external_node_fs_.readSync)(descriptor, head, 0, head.length, 0));
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function unsafe(relative, why, remedy, cause) {
    return new errors/* UserError */.y('unsafe', `${relative === '' ? 'the model directory' : relative}: ${why}`, remedy, { file: relative }, cause === undefined ? undefined : { cause });
}

;// CONCATENATED MODULE: ./.build/model/window-source.js

/** One window: large enough that a walk of small fields costs few system calls, small enough that hundreds of open files cost little. */
const WINDOW_BYTES = 64 * 1024;
/**
 * No format keeps a contract in one piece larger than this; weights are skipped, never read. A reader that asks for more
 * follows a length that a hostile file made up.
 */
const MAX_READ_BYTES = 512 * 1024 * 1024;
/**
 * A ByteSource over anything that reads at a position, through one window of 64 KiB. Reads larger than the window get their own buffer.
 * Throws UserError `truncated` past the end (also when the file shrank meanwhile), `unsafe` beyond 512 MiB at once.
 */
function windowSource(name, size, readAt) {
    const window = new Uint8Array(Math.min(WINDOW_BYTES, size));
    let start = 0;
    let filled = 0;
    const fill = (target, position) => {
        for (let got = 0; got < target.length;) {
            const count = readAt(target.subarray(got), position + got);
            if (count <= 0)
                throw truncated(name, position + got, target.length - got, size);
            got += count;
        }
    };
    return {
        name,
        size,
        read(offset, length) {
            if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || offset + length > size) {
                throw truncated(name, offset, length, size);
            }
            if (offset >= start && offset + length <= start + filled)
                return window.subarray(offset - start, offset - start + length);
            if (length > window.length) {
                if (length > MAX_READ_BYTES) {
                    throw new errors/* UserError */.y('unsafe', `${name} claims one piece of ${length} bytes at ${offset}`, 'save the model again with the framework that made it', { file: name });
                }
                const piece = new Uint8Array(length);
                fill(piece, offset);
                return piece;
            }
            // invalid until it is filled: a failed read must leave no half window behind
            filled = 0;
            const span = Math.min(window.length, size - offset);
            fill(window.subarray(0, span), offset);
            start = offset;
            filled = span;
            return window.subarray(0, length);
        },
    };
}
/** A ByteSource over bytes that are already in memory (members of archives, tests). */
function bytesSource(name, bytes) {
    return {
        name,
        size: bytes.length,
        read(offset, length) {
            if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || offset + length > bytes.length) {
                throw truncated(name, offset, length, bytes.length);
            }
            return bytes.subarray(offset, offset + length);
        },
    };
}
function truncated(name, offset, length, size) {
    return new errors/* UserError */.y('truncated', `${name} ends at byte ${size}, but ${length} bytes are needed at ${offset}`, 'the file is cut off: copy or save it again, and compare its size with the original', {
        file: name,
    });
}

;// CONCATENATED MODULE: ./.build/model/files.js





/** Descriptors open at once: far below the usual limit of 1024; the least recently used is closed and opened again on demand. */
const MAX_OPEN_FILES = 64;
/**
 * Lists a model directory and opens windows into its files; nothing is read but the heads of small files (Git LFS pointers, private keys).
 * `directory` may be one file: the model is that file. Links to regular files inside the tree count as files with the target's bytes;
 * links that leave the tree, dangle, loop or name a directory, devices, sockets and pipes are `unsafe` unless they are excluded.
 * Throws UserError `input-invalid` (no such directory), `unsafe`.
 */
function openModelFiles(directory, options = {}) {
    const { root, only } = locate(directory, options.within);
    const { found, excluded } = walk(root, { include: options.include ?? [], only });
    const byPath = new Map(found.map((entry) => [entry.file.path, entry]));
    const sources = new Map();
    const descriptors = descriptorPool();
    const entryOf = (name) => {
        const entry = byPath.get(name);
        if (entry === undefined)
            throw new Error(`${name} is not among the model's files`);
        return entry;
    };
    const open = (name) => {
        const known = sources.get(name);
        if (known !== undefined)
            return known;
        const { file, disk } = entryOf(name);
        if (file.pointer !== undefined)
            throw pointerError(name, file.pointer);
        if (file.size === 0)
            throw emptyError(name);
        const source = windowSource(name, file.size, (target, position) => (0,external_node_fs_.readSync)(descriptors.get(name, disk, file.size), target, 0, target.length, position));
        sources.set(name, source);
        return source;
    };
    return {
        label: directory,
        root,
        excluded,
        files: found.map((entry) => entry.file),
        find: (name) => byPath.get(name)?.file,
        open,
        text: (name, limit) => decodeText(open(name), limit),
        onDisk: (name) => entryOf(name).disk,
        linkTarget: (name) => byPath.get(name)?.link,
        close() {
            descriptors.closeAll();
            sources.clear();
        },
    };
}
/** Reads a whole small text through a source. UserError `corrupt` when it is longer than `limit` bytes or no UTF-8. A byte order mark is dropped. */
function decodeText(source, limit) {
    const where = { file: source.name };
    if (source.size > limit) {
        throw new errors/* UserError */.y('corrupt', `${source.name} is ${source.size} bytes long; as text at most ${limit} are read`, 'check that this is the file it claims to be', where);
    }
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(source.read(0, source.size));
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            throw error;
        throw new errors/* UserError */.y('corrupt', `${source.name} is not UTF-8 text`, 'save it as UTF-8, or check that this is the file it claims to be', where, {
            cause: error,
        });
    }
}
/** The error for a file that `git lfs` did not fetch. */
function pointerError(name, pointer) {
    return new errors/* UserError */.y('lfs-pointer', `${name} is a Git LFS pointer to ${pointer.size} bytes (sha256 ${pointer.sha256.slice(0, 12)}…), not the file itself`, 'fetch the file: `with: { lfs: true }` in actions/checkout, or `git lfs pull` on your machine', { file: name });
}
/** The error for a file that holds nothing although something is read from it. */
function emptyError(name) {
    return new errors/* UserError */.y('empty-file', `${name} is empty`, 'save the model again: an interrupted save, copy or download leaves an empty file', {
        file: name,
    });
}
function locate(directory, within) {
    const real = realPath(directory);
    if (within !== undefined) {
        const relative = external_node_path_.relative(realPath(within), real);
        if (relative === '..' || relative.startsWith(`..${external_node_path_.sep}`) || external_node_path_.isAbsolute(relative)) {
            throw new errors/* UserError */.y('unsafe', `${directory} lies outside of ${within}`, 'the model must lie in the workspace: replace the link by the files');
        }
    }
    const stats = (0,external_node_fs_.statSync)(real);
    if (stats.isDirectory())
        return { root: real, only: undefined };
    if (stats.isFile())
        return { root: external_node_path_.dirname(real), only: external_node_path_.basename(real) };
    throw new errors/* UserError */.y('unsafe', `${directory} is neither a directory nor a regular file`, 'name the directory that holds the model');
}
function realPath(directory) {
    try {
        return (0,external_node_fs_.realpathSync)(directory);
    }
    catch (error) {
        throw new errors/* UserError */.y('input-invalid', `there is no ${directory} here`, 'name the directory that holds the model, relative to the working directory; in a workflow, check out the repository first', undefined, {
            cause: error,
        });
    }
}
function descriptorPool() {
    // a Map keeps insertion order: the first key is the least recently used
    const open = new Map();
    return {
        get(name, disk, size) {
            const known = open.get(name);
            if (known !== undefined) {
                open.delete(name);
                open.set(name, known);
                return known;
            }
            for (const [oldest, descriptor] of open) {
                if (open.size < MAX_OPEN_FILES)
                    break;
                (0,external_node_fs_.closeSync)(descriptor);
                open.delete(oldest);
            }
            const descriptor = openRegular(name, disk, size);
            open.set(name, descriptor);
            return descriptor;
        },
        closeAll() {
            for (const descriptor of open.values())
                (0,external_node_fs_.closeSync)(descriptor);
            open.clear();
        },
    };
}
/** Opens what the walk saw: no link followed, no pipe waited for, the same size. */
function openRegular(name, disk, size) {
    let descriptor;
    try {
        // both flags are missing on Windows, where neither danger exists in this form
        descriptor = (0,external_node_fs_.openSync)(disk, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0));
    }
    catch (error) {
        throw new errors/* UserError */.y('corrupt', `${name} cannot be opened (${error instanceof Error ? error.message : String(error)})`, 'check its permissions, and that nothing changes the directory meanwhile', { file: name }, {
            cause: error,
        });
    }
    const stats = (0,external_node_fs_.fstatSync)(descriptor);
    if (stats.isFile() && stats.size === size)
        return descriptor;
    (0,external_node_fs_.closeSync)(descriptor);
    throw new errors/* UserError */.y('corrupt', `${name} changed while it was being read`, 'let nothing write to the model directory during the upload', {
        file: name,
    });
}

;// CONCATENATED MODULE: ./.build/model/nothing-found.js


/** Endings of files that people mean as models: what is said about them is worth more than a list of everything. */
const MODEL_ENDINGS = /\.(?:onnx|ort|pb|pbtxt|h5|hdf5|keras|tflite|lite|pkl|pickle|joblib|skops|dill|cloudpickle|pt|pth|pt2|pte|mar|ckpt|safetensors|gguf|ggml|bin|bst|ubj|xgb|cbm|json|txt|model|mlmodel|mlpackage|xml|pdmodel|pdiparams|params|npz|npy|zip|mojo|pmml|pfa|rds|rda|rdata|msgpack|orbax|engine|plan|nemo|weights|dat)$/i;
/** Endings that mean a model whatever else is in the directory; the others are used for everything. */
const CERTAIN_ENDINGS = /\.(?:onnx|ort|h5|hdf5|keras|tflite|pkl|pickle|joblib|skops|pt|pth|pt2|mar|ckpt|safetensors|gguf|bst|ubj|cbm|model|mlmodel|pdmodel|pmml|rds|pb)$/i;
/** Bytes looked at to say what a file really is. */
const nothing_found_HEAD_BYTES = 512;
/** Files described in one message. */
const MAX_DESCRIBED = 5;
/** A DVC or annex pointer is a few lines. */
const MAX_POINTER_FILE = 16 * 1024;
/**
 * Why there is no model: the most specific reason that is certain. Un-pulled pointers come first (what they point to may well be the model),
 * then empty files with a model's name, then what the files are instead.
 */
function explainNothing(files) {
    const [pointer] = byLikeness(files.files.filter((file) => file.pointer !== undefined));
    if (pointer?.pointer !== undefined)
        return pointerError(pointer.path, pointer.pointer);
    const other = files.files.map((file) => otherPointer(files, file)).find((found) => found !== undefined);
    if (other !== undefined)
        return other;
    const [empty] = files.files.filter(({ size, path }) => size === 0 && isMeantAsModel(path));
    if (empty !== undefined)
        return emptyError(empty.path);
    if (files.files.length > 0 && files.files.every(({ size }) => size === 0))
        return emptyError(files.files[0]?.path ?? files.label);
    return new errors/* UserError */.y('not-a-model', `${files.label} holds no model that is known: ${seen(files)}`, remedyFor(files));
}
/** An empty notes.txt is nothing; an empty model.txt is a model that was not saved. */
function isMeantAsModel(path) {
    return CERTAIN_ENDINGS.test(path) || (MODEL_ENDINGS.test(path) && /(?:^|\/)(?:model|weights|inference|trained|network|pipeline)[^/]*$/i.test(path));
}
/** DVC (`model.h5.dvc` beside the missing file) and git-annex: other ways to leave the bytes elsewhere. */
function otherPointer(files, file) {
    if (file.size === 0 || file.size > MAX_POINTER_FILE || file.pointer !== undefined)
        return undefined;
    const head = nothing_found_headOf(files, file, MAX_POINTER_FILE);
    if (file.path.endsWith('.dvc') && /^outs:/m.test(head)) {
        const target = file.path.slice(0, -'.dvc'.length);
        const there = files.files.some(({ path }) => path === target || path.startsWith(`${target}/`));
        return there ? undefined : pointerTo(file.path, 'a DVC pointer', 'fetch the files with `dvc pull` before this step');
    }
    if (/^\/annex\/objects\/\S+\s*$/.test(head))
        return pointerTo(file.path, 'a git-annex pointer', 'fetch the files with `git annex get .` before this step');
    return undefined;
}
function pointerTo(path, what, remedy) {
    return new errors/* UserError */.y('lfs-pointer', `${path} is ${what}: the model itself was not fetched`, remedy, { file: path });
}
function seen(files) {
    if (files.files.length === 0)
        return files.excluded.length === 0
            ? 'it is empty'
            : `nothing but ${files.excluded.length} entries that are left out (${files.excluded[0]?.path}: ${files.excluded[0]?.reason})`;
    const described = byLikeness(files.files)
        .slice(0, MAX_DESCRIBED)
        .map((file) => `${file.path} (${nothing_found_describe(files, file)})`);
    const rest = files.files.length - described.length;
    return described.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
function remedyFor(files) {
    const [likely] = byLikeness(files.files);
    const kind = likely === undefined || !CERTAIN_ENDINGS.test(likely.path) || likely.size === 0 ? '' : nothing_found_describe(files, likely);
    if (kind === 'an HTML page')
        return `${likely?.path} is the page of a failed download: fetch the file itself, and check its size`;
    if (kind === 'text')
        return `${likely?.path} is text, perhaps an error message that was saved in the model's place: save the model again`;
    return 'name the directory the model was saved to; for files of a framework that is not known, declare the contract in serving.yaml (docs/definition.md)';
}
/** Files that look like models by name first, larger ones first. */
function byLikeness(files) {
    const rank = ({ path }) => (CERTAIN_ENDINGS.test(path) ? 0 : MODEL_ENDINGS.test(path) ? 1 : 2);
    return [...files].sort((a, b) => rank(a) - rank(b) || b.size - a.size);
}
/** What a file is, from its first bytes. */
function nothing_found_describe(files, file) {
    if (file.pointer !== undefined)
        return 'a Git LFS pointer';
    if (file.size === 0)
        return 'empty';
    const head = nothing_found_headOf(files, file, nothing_found_HEAD_BYTES);
    if (head.trim() === '')
        return 'white space';
    if (/^\s*<(?:!doctype html|html|head|body)/i.test(head))
        return 'an HTML page';
    if (/^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(head))
        return 'text';
    return `unknown bytes: ${[...Buffer.from(head, 'latin1').subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')} …`;
}
/** The first bytes, one character per byte. */
function nothing_found_headOf(files, file, limit) {
    return Buffer.from(files.open(file.path).read(0, Math.min(file.size, limit))).toString('latin1');
}

;// CONCATENATED MODULE: ./.build/model/payload.js


/**
 * `payload:` of a definition against the files that are there. An entry is a path (file or directory) or a glob; a path that exists is taken
 * as it is, whatever special characters it has. Throws UserError `definition-invalid` when nothing is left, or for a malformed pattern.
 */
function choosePayload(definition, files) {
    if (definition?.payload === undefined)
        return { include: undefined, missing: [] };
    const include = [];
    const missing = [];
    for (const [index, written] of definition.payload.entries()) {
        const pattern = cleanPattern(written);
        if (pattern === '')
            return { include: undefined, missing: [] };
        const literal = files.some(({ path }) => path === pattern || path.startsWith(`${pattern}/`));
        const glob = literal ? pattern.replace(/[\\*?[\]]/g, '\\$&') : pattern;
        if (literal || matchesAny(glob, files, definition, index))
            include.push(glob);
        else
            missing.push(written);
    }
    if (include.length === 0) {
        const place = definition.locate(['payload']);
        throw new errors/* UserError */.y('definition-invalid', `${definition.file}: payload names ${missing.join(', ')}, and nothing of it is here`, 'correct the paths (relative to this file), or leave payload out: then everything beside this file is the model', place);
    }
    return { include, missing };
}
function matchesAny(pattern, files, definition, index) {
    try {
        const glob = compileGlob(pattern);
        return files.some(({ path }) => matchesOrParent(glob, path));
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
        throw new errors/* UserError */.y('definition-invalid', `${definition.file}: ${error.message}`, error.remedy, definition.locate(['payload', String(index)]), {
            cause: error,
        });
    }
}

// EXTERNAL MODULE: ./.build/model/signature-proto.js + 1 modules
var signature_proto = __webpack_require__(4641);
// EXTERNAL MODULE: ./.build/model/signature-message.js
var signature_message = __webpack_require__(3840);
// EXTERNAL MODULE: ./.build/model/signature-words.js
var signature_words = __webpack_require__(9790);
;// CONCATENATED MODULE: ./.build/model/signature-text.js





/** `contract.prototxt`: the same ModelSignature in protobuf's text form; the schema is in signature-proto.ts. */
/** Tensors have at most 64 dimensions. */
const MAX_DIMS = 64;
const signature_text_SIGNATURE = ['signature_name', 'inputs', 'outputs'];
const CONTRACT = ['model_name', 'signatures', 'predict'];
const FIELD = ['name', 'shape', 'subfields', 'dtype', 'profile'];
/** The primary signature in text; see signature-message.ts for what the format cannot say. */
function printSignature(contract) {
    const signature = primarySignature(contract);
    if (signature === undefined)
        return '';
    const { name, inputs, outputs } = toMessage(signature);
    return [
        `signature_name: ${quoted(name)}\n`,
        ...inputs.map((field) => printField('inputs', field, '')),
        ...outputs.map((field) => printField('outputs', field, '')),
    ].join('');
}
function printField(key, { name, dims, type, subfields, profile }, indent) {
    const inner = `${indent}  `;
    const word = DATA_TYPES.find(([, , known]) => known === type)?.[0] ?? 'DT_INVALID';
    const profileWord = PROFILE_NUMBERS.find(([, , known]) => known === profile)?.[0] ?? 'NONE';
    const lines = [
        `${indent}${key} {\n`,
        `${inner}name: ${quoted(name)}\n`,
        dims === undefined
            ? ''
            : dims.length === 0
                ? `${inner}shape {\n${inner}}\n`
                : `${inner}shape {\n${dims.map((dim) => `${inner}  dims: ${dim}\n`).join('')}${inner}}\n`,
        subfields === undefined
            ? `${inner}dtype: ${word}\n`
            : `${inner}subfields {\n${subfields.map((field) => printField('data', field, `${inner}  `)).join('')}${inner}}\n`,
        profile === 'none' ? '' : `${inner}profile: ${profileWord}\n`,
        `${indent}}\n`,
    ];
    return lines.join('');
}
/** As protobuf's own printer: quotes, backslashes and control characters escaped, other characters as they are. */
function quoted(text) {
    return `"${text.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (character) => [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''))}"`;
}
/** Reads `contract.prototxt` of every generation. Throws UserError `definition-invalid` with line and column. */
function parseSignature(text, file) {
    const places = openPlaces(file, { line: 1, column: 1, start: 0, end: 0 });
    const root = parsePbtxt(text, { file, code: 'definition-invalid' });
    const isContract = root.fields.some((field) => CONTRACT.includes(field.name));
    checkNames(root, isContract ? CONTRACT : signature_text_SIGNATURE);
    const parts = isContract ? root.fields.filter((field) => field.name !== 'model_name').map(messageOf) : [root];
    const messages = parts.map((part) => signature_text_readSignature(part, places));
    return { file, contract: (0,signature_message/* fromMessages */.vN)(messages), locate: (path) => places.locate(path) };
}
function signature_text_readSignature(message, places) {
    checkNames(message, signature_text_SIGNATURE);
    const named = last(message, 'signature_name');
    const name = named === undefined || textOf(named) === '' ? 'predict' : textOf(named);
    if (named !== undefined)
        note(places, [name], named);
    const side = (which) => pbtxt_all(message, which).map((field) => signature_text_readField(field, [name, which], places));
    return { name, inputs: side('inputs'), outputs: side('outputs') };
}
function signature_text_readField(field, above, places) {
    const message = messageOf(field);
    checkNames(message, FIELD);
    const named = last(message, 'name');
    const name = named === undefined ? '' : textOf(named);
    if (name === '')
        throw mistake(named ?? field, 'a field has no name');
    const path = [...above, name];
    note(places, path, named ?? field);
    for (const key of ['shape', 'dtype', 'profile']) {
        const part = last(message, key);
        if (part !== undefined)
            note(places, [...path, key === 'dtype' ? 'type' : key], part);
    }
    const subfields = merged(message, 'subfields');
    if (subfields !== undefined)
        checkNames(subfields, ['data']);
    const dtype = last(message, 'dtype');
    const profile = last(message, 'profile');
    return {
        name,
        dims: signature_text_readShape(merged(message, 'shape')),
        type: dtype === undefined ? null : enumOf(dtype, 'data type', [...signature_words/* DATA_TYPES */.hL, ...signature_words/* OPEN_TYPES */.tj.map(([word, number]) => [word, number, null])]),
        subfields: subfields === undefined ? undefined : pbtxt_all(subfields, 'data').map((part) => signature_text_readField(part, [...path, 'struct'], places)),
        profile: profile === undefined ? 'none' : enumOf(profile, 'profile', signature_words/* PROFILE_NUMBERS */.tX),
    };
}
function signature_text_readShape(message) {
    if (message === undefined)
        return undefined;
    checkNames(message, ['dims', 'dim', 'unknown_rank']);
    const unknownRank = last(message, 'unknown_rank');
    if (unknownRank !== undefined && boolOf(unknownRank))
        return undefined;
    const dims = message.fields
        .filter((field) => field.name !== 'unknown_rank')
        .map((field) => {
        const part = field.name === 'dims' ? field : signature_text_sizeOf(field);
        const size = part === undefined ? 0 : intOf(part);
        if (size < -1)
            throw mistake(field, `${size} is no size: write -1 for any`);
        return size;
    });
    const [first] = message.fields;
    if (dims.length > MAX_DIMS && first !== undefined)
        throw mistake(first, `a shape of ${dims.length} dimensions; tensors have at most ${MAX_DIMS}`);
    return dims;
}
function signature_text_sizeOf(field) {
    const dim = messageOf(field);
    checkNames(dim, ['size', 'name']);
    return last(dim, 'size');
}
function enumOf(field, what, table) {
    const word = wordOf(field);
    const row = table.find(([name, number]) => name === word || String(number) === word);
    if (row === undefined) {
        const words = table.map(([name]) => name);
        throw mistake(field, `${word} is no ${what}.${(0,nearest/* didYouMean */.a)(word, words)}`);
    }
    return row[2];
}
function checkNames(message, known) {
    const stranger = message.fields.find((field) => !known.includes(field.name));
    if (stranger !== undefined)
        throw mistake(stranger, `${stranger.name} is not one of ${known.join(', ')}.${(0,nearest/* didYouMean */.a)(stranger.name, known)}`);
}
function note(places, path, { valueLine, valueColumn }) {
    places.note(path, { line: valueLine, column: valueColumn, start: 0, end: 0 });
}

;// CONCATENATED MODULE: ./.build/model/discover.js











/** The same limit as for files beside the model: a contract of 10,000 columns is about 600 kB. */
const MAX_DECLARATION_BYTES = 6 * 1024 * 1024;
const DECLARATION_FILES = ['contract.prototxt', 'contract.protobin'];
/**
 * Finds the one model in a directory (or the one file): its files, what the author wrote about it, and the framework that reads it.
 * Throws UserError: `ambiguous` (candidates named, and the line that settles it), `not-a-model`, `lfs-pointer`, `empty-file`,
 * `definition-invalid`, and what opening the files throws (`unsafe`, `input-invalid`).
 */
function discover(directory, frameworks, options = {}) {
    const within = options.within === undefined ? {} : { within: options.within };
    const all = openModelFiles(directory, within);
    try {
        const definition = options.definition ? definitionElsewhere(options.definition) : readDefinition(all);
        const declarations = [...(definition?.declaration ? [definition.declaration] : []), ...(options.definition ? [] : declarationsBeside(all))];
        const { include, missing } = choosePayload(definition, all.files);
        const files = include === undefined ? all : openModelFiles(directory, { ...within, include });
        try {
            const found = findModel(files, frameworks, definition, declarations);
            return {
                files,
                definition,
                declarations,
                found,
                missing,
                warnings: [...missing.map((path) => missingWarning(path, definition)), ...secretWarnings(all)],
            };
        }
        catch (error) {
            files.close();
            throw error;
        }
    }
    finally {
        // nothing is open of it but what the declarations were read from; it opens again on demand
        all.close();
    }
}
function findModel(files, frameworks, definition, declarations) {
    const wanted = wantedFramework(definition, frameworks);
    if (wanted === 'other') {
        if (declarations.length > 0 && files.files.length > 0)
            return null;
        throw new errors/* UserError */.y('not-inferable', `${definition?.file} says \`framework: other\`, but declares no contract`, 'declare the contract in it, or leave `framework:` out', definition?.locate(['framework']));
    }
    const { candidates, refusal } = matchAll(files, frameworks);
    const left = remaining(wanted === undefined ? candidates : candidates.filter(({ framework }) => framework.name === wanted), files);
    const [first, second] = left;
    if (first !== undefined && second === undefined)
        return first;
    if (first !== undefined)
        throw ambiguous(files, left, definition, declarations);
    if (wanted !== undefined) {
        if (refusal !== undefined)
            throw refusal;
        const others = [...new Set(candidates.map(({ match }) => match.because))];
        throw new errors/* UserError */.y('definition-invalid', `${definition?.file} says \`framework: ${wanted}\`, but there is no such model here${others.length > 0 ? `: ${others.join('; ')}` : ''}`, 'correct `framework:`, or leave it out', definition?.locate(['framework']));
    }
    if (declarations.length > 0 && files.files.some(({ path }) => !isDeclaration(path, declarations)))
        return null;
    if (refusal !== undefined)
        throw refusal;
    throw explainNothing(files);
}
function wantedFramework(definition, frameworks) {
    const wanted = definition?.framework;
    if (wanted === undefined)
        return undefined;
    const known = [...frameworks.map(({ name }) => name), 'other'];
    if (known.includes(wanted))
        return wanted;
    const meant = (0,nearest/* nearest */.p)(wanted, known);
    const message = `${definition?.file}: ${JSON.stringify(wanted)} is no framework${meant === undefined ? '' : `; the nearest is ${meant}`}`;
    throw new errors/* UserError */.y('definition-invalid', message, meant === undefined ? `use one of ${known.join(', ')}` : `write \`framework: ${meant}\``, definition?.locate(['framework']));
}
/** Candidates shown in one message. */
const MAX_SHOWN = 5;
function ambiguous(files, left, definition, declarations) {
    const shown = left
        .slice(0, MAX_SHOWN)
        .map(({ framework, match }) => `${framework.name} in ${match.path === '' ? 'the directory itself' : match.path}`);
    const more = left.length > MAX_SHOWN ? `, and ${left.length - MAX_SHOWN} more` : '';
    const names = [...new Set(left.map(({ framework }) => framework.name))];
    const [example] = left;
    const line = names.length === left.length ? `framework: ${names.join('` or `framework: ')}` : `payload: [${JSON.stringify(example?.match.path ?? '')}]`;
    const file = definition?.file ?? 'serving.yaml';
    const other = declarations.length > 0 ? '; or `framework: other`, if the declared contract stands for all of them' : '';
    return new errors/* UserError */.y('ambiguous', `${files.label} holds ${left.length} models: ${shown.join(', ')}${more}`, `say which one is the model: \`${line}\` in ${file}${definition === null ? ' (below `kind: Model`)' : ''}${other}; several models need a directory each`);
}
function isDeclaration(path, declarations) {
    return declarations.some(({ file }) => file === path);
}
function declarationsBeside(files) {
    return DECLARATION_FILES.filter((name) => (files.find(name)?.size ?? 0) > 0).map((name) => name.endsWith('.prototxt') ? parseSignature(files.text(name, MAX_DECLARATION_BYTES), name) : (0,signature_proto/* decodeSignature */.x)(files.open(name)));
}
/** The input `contract`: a definition, or a ModelSignature in text or binary form, anywhere in the workspace. */
function definitionElsewhere(file) {
    const size = (0,external_node_fs_.statSync)(file, { throwIfNoEntry: false })?.size;
    if (size === undefined)
        throw new errors/* UserError */.y('input-invalid', `there is no ${file}`, 'name the definition file relative to the working directory', { file });
    if (size > MAX_DECLARATION_BYTES)
        throw new errors/* UserError */.y('definition-invalid', `${file} is ${size} bytes long`, 'name a serving.yaml, contract.prototxt or contract.protobin', {
            file,
        });
    const bytes = (0,external_node_fs_.readFileSync)(file);
    if (file.endsWith('.protobin'))
        return bareDefinition((0,signature_proto/* decodeSignature */.x)(bytesSource(file, bytes)));
    const text = bytes.toString('utf8');
    if (file.endsWith('.prototxt'))
        return bareDefinition(parseSignature(text, file));
    const [definition, second] = parseDefinitions(text, file);
    if (second !== undefined)
        throw new errors/* UserError */.y('ambiguous', `${file} defines several models`, 'keep one document `kind: Model` in it', second.locate(['name']));
    if (definition === undefined)
        throw new errors/* UserError */.y('definition-invalid', `${file} holds no document \`kind: Model\``, 'write `kind: Model` as its first line', {
            file,
            line: 1,
            column: 1,
        });
    return definition;
}
function bareDefinition(declaration) {
    return { file: declaration.file, declaration, locate: declaration.locate };
}
function missingWarning(path, definition) {
    const place = definition?.locate(['payload']);
    return {
        code: 'payload-missing',
        message: `payload names ${path}, which is not in the model directory`,
        ...(place?.file !== undefined && { where: place.file }),
    };
}
/** Left out silently is fine for caches, not for what somebody may have wanted to ship or should not have committed. */
function secretWarnings(files) {
    return files.excluded
        .filter(({ reason }) => reason === 'may hold secrets' || reason === 'holds a private key')
        .map(({ path, reason }) => ({
        code: 'left-out',
        message: `${path} stays out of the image: it ${reason}. \`!${path}\` in .dockerignore takes it back`,
        where: path,
    }));
}

// EXTERNAL MODULE: ./.build/model/init.js
var init = __webpack_require__(276);
;// CONCATENATED MODULE: ./.build/infer.js







/**
 * Finds the one model at a path, reads its contract from the bytes of its files, and makes it agree with its declaration.
 * With a `workspace` the model must lie in it after links are resolved.
 * @throws UserError of the groups "the files" and "the declaration".
 */
function inferModel(search, workspace = '') {
    const discovered = discover(search.path, FRAMEWORKS, { definition: search.contract, ...(workspace && { within: workspace }) });
    const { definition, declarations, found } = discovered;
    const inference = inferOrYield(discovered);
    const [declared] = declarations;
    const contract = agree(declarations, inference && { contract: 1, framework: inference.framework, signatures: inference.signatures }, {
        framework: found ? { name: found.framework.name, format: found.match.format } : { name: 'other' },
    });
    const because = found ? found.match.because : 'its contract is declared';
    const facts = {
        contract,
        completeness: (0,completeness/* completeness */.P)(contract).ratio,
        warnings: [...discovered.warnings, ...(inference?.warnings ?? [])],
        findings: inference?.findings ?? [],
    };
    return {
        ...facts,
        name: search.name || definition?.name || infer_nameOf(search.path),
        discovered,
        because,
        ...(declared && { declaredIn: declared.file }),
        told: { ...facts, detected: { because, ...(declared && { declaredIn: declared.file }) }, ...(declared && { locate: declared.locate }) },
    };
}
/** A format that stores no contract is no error where the author declared one. */
function inferOrYield({ found, declarations, files }) {
    if (!found)
        return null;
    try {
        return found.framework.infer(files, found.match);
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y && error.code === 'not-inferable' && declarations.length > 0)
            return null;
        throw error;
    }
}
/**
 * Refuses a contract that is mostly ignorance, unless the author declared one; the remedy is the definition with `?` at the missing places.
 * @throws UserError `incomplete`
 */
function requireCompleteness(model, least) {
    if (model.completeness >= least || model.declaredIn !== undefined)
        return;
    const percent = (ratio) => `${Math.floor(100 * ratio)} %`;
    throw new errors/* UserError */.y('incomplete', `Only ${percent(model.completeness)} of the facts of ${model.name} are known from its files; ${percent(least)} are asked for.`, `Put this serving.yaml beside the model and replace every ?:\n\n${(0,init/* writeDefinition */.d)(model.contract, { name: model.name })}`);
}
/** @throws UserError `definition-invalid` where the definition names files that are not here: an image without them would be no model. */
function requirePayload({ discovered }) {
    const [first] = discovered.missing;
    if (first === undefined)
        return;
    const place = discovered.definition?.locate(['payload']);
    throw new errors/* UserError */.y('definition-invalid', `The payload names ${discovered.missing.map((entry) => JSON.stringify(entry)).join(', ')}, and nothing of that name is here.`, `Correct payload, or add ${first}.`, place);
}
/** The directory's name, made a repository component: `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*` (OCI distribution spec). */
function infer_nameOf(path) {
    const name = (0,external_node_path_.basename)((0,external_node_path_.resolve)(path))
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '');
    return name || 'model';
}


/***/ }),

/***/ 276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ writeDefinition)
/* harmony export */ });
/* unused harmony export SCHEMA_URL */
/** Where editors find the JSON Schema; the comment is understood by yaml-language-server (VS Code, JetBrains, Vim …). */
const SCHEMA_URL = 'https://raw.githubusercontent.com/mlambda/upload-action/v1/docs/schema/serving.schema.json';
/** YAML: "the : indicator must be at most 1024 Unicode characters beyond the start" of a plain `key: value`. Escapes make names longer. */
const MAX_KEY = 900;
/**
 * A serving.yaml that says exactly what the contract says, with `"?"` where nothing is known; reading it back gives the same signatures.
 * Facts that rest on a convention only are written with a comment that asks to check them: in the author's file they become promises.
 */
function writeDefinition(contract, { name }) {
    const head = [`# yaml-language-server: $schema=${SCHEMA_URL}`, 'kind: Model', `name: ${scalar(name)}`];
    if (contract.signatures.length === 0)
        return lines(head);
    return lines([...head, 'contract:', ...indented(signatureLines(contract.signatures))]);
}
/** The short form is one key per signature; names that mean something else there, or occur twice, need the list. */
function signatureLines(signatures) {
    const names = signatures.map((signature) => signature.name);
    const asKeys = canBeKeys(names) && !names.some((name) => ['inputs', 'outputs', 'metadata'].includes(name));
    return signatures.flatMap((signature) => {
        const body = [
            ...(signature.positional ? ['positional: true'] : []),
            ...fieldsLines('inputs', signature.inputs),
            ...fieldsLines('outputs', signature.outputs),
        ];
        return asKeys ? [`${scalar(signature.name)}:`, ...indented(body)] : item([`name: ${scalar(signature.name)}`, ...body]);
    });
}
function fieldsLines(key, fields) {
    if (fields.length === 0)
        return [`${key}: {}`];
    const asKeys = canBeKeys(fields.map((field) => field.name));
    return [
        `${key}:`,
        ...indented(fields.flatMap((field) => (asKeys ? valueLines(scalar(field.name), field) : item([`name: ${scalar(field.name)}`, ...entryLines(field)])))),
    ];
}
function canBeKeys(names) {
    return new Set(names).size === names.length && names.every((name) => scalar(name).length <= MAX_KEY);
}
/** `key: { type: …, shape: … }` on one line where nothing nests. */
function valueLines(key, value) {
    const entries = entryLines(value);
    if ('sequence' in value || 'map' in value || 'struct' in value)
        return [`${key}:`, ...indented(entries)];
    return [`${key}: { ${entries.join(', ')} }${assumption(value)}`];
}
function entryLines(value) {
    return [...kindLines(value), ...modifierLines(value)];
}
function kindLines(value) {
    if ('sequence' in value)
        return valueLines('sequence', value.sequence);
    if ('map' in value)
        return ['map:', ...indented([`key: ${value.map.key ?? '"?"'}`, ...valueLines('value', value.map.value)])];
    if ('struct' in value)
        return fieldsLines('struct', value.struct);
    if ('image' in value) {
        const { width, height, channels } = value.image;
        return [`image: { width: ${dim(width)}, height: ${dim(height)}, channels: ${dim(channels)} }`];
    }
    return [`type: ${value.type ?? '"?"'}`, `shape: ${shapeText(value.shape)}`];
}
function modifierLines({ profile, optional, sparse, ragged, aliases }) {
    return [
        ...(profile === undefined ? [] : [`profile: ${profile}`]),
        ...(optional ? ['optional: true'] : []),
        ...(sparse ? ['sparse: true'] : []),
        ...(ragged ? ['ragged: true'] : []),
        ...(aliases === undefined || aliases.length === 0 ? [] : [`aliases: [${aliases.map(scalar).join(', ')}]`]),
    ];
}
function assumption({ assumed }) {
    return assumed === undefined || assumed.length === 0 ? '' : `  # check: ${assumed.join(' and ')} by convention, not stored in the model`;
}
function shapeText(shape) {
    if (shape === null)
        return '"?"';
    return shape.length === 0 ? 'scalar' : `[${shape.map(dim).join(', ')}]`;
}
/** Symbols that would be read as something else (`"4"`, `None`) say nothing that can be kept: unknown. */
function dim(size) {
    if (size === null || (typeof size === 'string' && !/^[\p{L}_][^\n]*$/u.test(size)))
        return '"?"';
    return typeof size === 'number' ? String(size) : NO_SYMBOLS.test(size) ? '"?"' : scalar(size);
}
const NO_SYMBOLS = /^(?:none|nan|any|unknown|dynamic|undefined|null)$/i;
/** Words that YAML 1.1 or 1.2 readers take for something else than text. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|scalar|nan|inf)$/i;
/** A text as YAML: plain where that is safe in every context and for every reader, else in double quotes with everything invisible escaped. */
function scalar(text) {
    if (/^[A-Za-z_][\w./-]*(?: [\w./-]+)*$/.test(text) && !RESERVED.test(text))
        return text;
    const escaped = JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
        const code = character.codePointAt(0) ?? 0;
        return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
    });
    return escaped;
}
function item(body) {
    return body.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}
function indented(body) {
    return body.map((line) => `  ${line}`);
}
function lines(body) {
    return `${body.join('\n')}\n`;
}


/***/ }),

/***/ 3840:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R9: () => (/* binding */ toMessage),
/* harmony export */   fv: () => (/* binding */ primarySignature),
/* harmony export */   vN: () => (/* binding */ fromMessages)
/* harmony export */ });
/* harmony import */ var _contract_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9872);
/* harmony import */ var _signature_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9790);


/** The signature that a file for Hydrosphere holds; `undefined` for a contract without signatures. */
function primarySignature(contract) {
    const named = (name) => contract.signatures.find((signature) => signature.name === name);
    return named('serving_default') ?? named('predict') ?? contract.signatures[0];
}
/** Our signature in the message's words; the table above says what is lost. */
function toMessage({ name, inputs, outputs }) {
    return { name, inputs: inputs.map(fieldMessage), outputs: outputs.map(fieldMessage) };
}
function fieldMessage(field) {
    const profile = field.profile ?? 'none';
    const base = { name: field.name, profile, dims: undefined, type: null, subfields: undefined };
    if ('struct' in field)
        return { ...base, subfields: field.struct.map(fieldMessage) };
    if (!('shape' in field) || (0,_contract_types_js__WEBPACK_IMPORTED_MODULE_0__/* .kindOf */ .I)(field) !== 'tensor')
        return base;
    // what rests on a convention only is no promise, here neither
    const assumed = field.assumed ?? [];
    const shaped = !field.sparse && !field.ragged && !assumed.includes('shape');
    return { ...base, type: assumed.includes('type') ? null : sayable(field.type), dims: shaped ? dimsOf(field.shape) : undefined };
}
function sayable(type) {
    return _signature_words_js__WEBPACK_IMPORTED_MODULE_1__/* .DATA_TYPES */ .hL.some(([, , known]) => known === type) ? type : null;
}
/** -1 is a promise to take any size: not the word for a size that nobody knows. */
function dimsOf(shape) {
    if (shape === null || shape.includes(null))
        return undefined;
    return shape.map((dim) => (typeof dim === 'number' ? dim : -1));
}
/** The contract that the messages declare. Framework: unknown to the format. */
function fromMessages(messages) {
    const signatures = messages.map(({ name, inputs, outputs }) => ({ name, inputs: inputs.map(fieldOf), outputs: outputs.map(fieldOf) }));
    return { contract: 1, framework: { name: 'other' }, signatures };
}
function fieldOf(message) {
    const { name, dims, type, subfields, profile } = message;
    const modifiers = profile === 'none' ? {} : { profile };
    const shape = dims ?? null;
    const value = subfields === undefined ? { type, shape } : { struct: subfields.map(fieldOf) };
    return { name, ...value, ...modifiers };
}


/***/ }),

/***/ 4641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ decodeSignature),
  D: () => (/* binding */ encodeSignature)
});

// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: ./.build/formats/protobuf.js
var protobuf = __webpack_require__(7118);
;// CONCATENATED MODULE: ./.build/formats/protobuf-writer.js
/**
 * Protocol buffers wire format, written: the few shapes that the messages of this project need (contract.protobin).
 * Every function returns the bytes of one field; a message is the concatenation of its fields in number order.
 * Spec: protobuf.dev/programming-guides/encoding.
 */
const UTF8 = new TextEncoder();
/** int32, int64, enum, bool: negative numbers take ten bytes, as protobuf demands. */
function encodeInt(number, value) {
    return joined([varint(number * 8), varint(BigInt.asUintN(64, BigInt(value)))]);
}
function encodeText(number, value) {
    return encodeBytes(number, UTF8.encode(value));
}
function encodeBytes(number, value) {
    return joined([varint(number * 8 + 2), varint(value.length), value]);
}
/** A submessage made of its encoded fields. */
function encodeMessage(number, parts) {
    return encodeBytes(number, joined(parts));
}
/** A repeated int32, int64 or enum field in packed form; nothing at all for an empty list. */
function encodePackedInts(number, values) {
    if (values.length === 0)
        return new Uint8Array(0);
    return encodeMessage(number, values.map((value) => varint(BigInt.asUintN(64, BigInt(value)))));
}
function encodeDouble(number, value) {
    const raw = new Uint8Array(8);
    new DataView(raw.buffer).setFloat64(0, value, true);
    return joined([varint(number * 8 + 1), raw]);
}
/** The bytes of several fields after each other: a message. */
function joined(parts) {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
        all.set(part, at);
        at += part.length;
    }
    return all;
}
function varint(value) {
    const out = [];
    let rest = BigInt(value);
    while (rest > 0x7fn) {
        out.push(Number(rest & 0x7fn) | 0x80);
        rest >>= 7n;
    }
    out.push(Number(rest));
    return Uint8Array.from(out);
}

// EXTERNAL MODULE: ./.build/model/signature-message.js
var signature_message = __webpack_require__(3840);
// EXTERNAL MODULE: ./.build/model/signature-words.js
var signature_words = __webpack_require__(9790);
;// CONCATENATED MODULE: ./.build/model/signature-proto.js





/**
 * `contract.protobin`: Hydrosphere's ModelSignature in protobuf's binary form, written and read. Field numbers:
 * ModelSignature { signature_name = 1, inputs = 2, outputs = 3 } · ModelField { name = 1, shape = 2, subfields = 3 { data = 1 }, dtype = 4, profile = 5 }
 * · TensorShape { dims = 1 } (3.x) or TensorShapeProto { dim = 2 { size = 1 }, unknown_rank = 3 } (2.x)
 * · ModelContract { model_name = 1, predict = 2 } (2.x) or { model_name = 1, repeated signatures = 2 } (1.x).
 * Source: Hydrospheredata/hydro-serving-protos, serving/contract/*.proto and, for the older ones, contract/*.proto and tf/tensor_shape.proto.
 */
/** A signature of 10,000 columns is about 500 kB. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Tensors have at most 64 dimensions. */
const MAX_DIMS = 64;
/** The primary signature as ModelSignature; see signature-message.ts for what the format cannot say. */
function encodeSignature(contract) {
    const signature = (0,signature_message/* primarySignature */.fv)(contract);
    if (signature === undefined)
        return new Uint8Array(0);
    const { name, inputs, outputs } = (0,signature_message/* toMessage */.R9)(signature);
    return joined([
        encodeText(1, name),
        ...inputs.map((field) => encodeMessage(2, encodeField(field))),
        ...outputs.map((field) => encodeMessage(3, encodeField(field))),
    ]);
}
function encodeField({ name, dims, type, subfields, profile }) {
    const number = signature_words/* DATA_TYPES */.hL.find(([, , known]) => known === type)?.[1] ?? signature_words/* DT_INVALID */.pm;
    const profileNumber = signature_words/* PROFILE_NUMBERS */.tX.find(([, , known]) => known === profile)?.[1] ?? 0;
    return [
        encodeText(1, name),
        ...(dims === undefined ? [] : [encodeMessage(2, [encodePackedInts(1, dims)])]),
        subfields === undefined
            ? encodeInt(4, number)
            : encodeMessage(3, subfields.map((field) => encodeMessage(1, encodeField(field)))),
        ...(profileNumber === 0 ? [] : [encodeInt(5, profileNumber)]),
    ];
}
/**
 * Reads a ModelSignature, or a ModelContract of older generations, as a declared contract.
 * Throws UserError `definition-invalid` for anything else: the file is something an author put there.
 */
function decodeSignature(source) {
    const file = source.name;
    if (source.size > MAX_BYTES)
        throw notASignature(file, `it is ${source.size} bytes long`);
    try {
        const contract = (0,signature_message/* fromMessages */.vN)(readMessages((0,protobuf/* openMessage */.G4)(source)));
        return { file, contract, locate: (path) => ({ file, ...(path.length > 0 && { key: path.join('.') }) }) };
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y && (error.code === 'corrupt' || error.code === 'truncated'))
            throw notASignature(file, error.message, error);
        throw error;
    }
}
function readMessages(root) {
    const top = [...(0,protobuf/* fields */.OA)(root)];
    // only a ModelSignature has field 3; one without outputs would promise nothing
    if (top.some((field) => field.number === 3))
        return [readSignature(root)];
    const signatures = top.filter((field) => field.number === 2).map((field) => readSignature((0,protobuf/* child */.jf)(field, 'signature')));
    if (signatures.length === 0)
        throw (0,protobuf/* corruptAt */.jI)(root, 'holds no signature');
    return signatures;
}
function readSignature(message) {
    let name = '';
    const inputs = [];
    const outputs = [];
    for (const field of (0,protobuf/* fields */.OA)(message)) {
        if (field.number === 1)
            name = (0,protobuf/* text */.Qq)(field);
        else if (field.number === 2)
            inputs.push(readField((0,protobuf/* child */.jf)(field, `inputs[${inputs.length}]`)));
        else if (field.number === 3)
            outputs.push(readField((0,protobuf/* child */.jf)(field, `outputs[${outputs.length}]`)));
        else
            throw (0,protobuf/* corruptAt */.jI)(message, `has a field ${field.number}, which a signature does not have`);
    }
    if (inputs.length + outputs.length === 0)
        throw (0,protobuf/* corruptAt */.jI)(message, 'has neither inputs nor outputs');
    return { name: name === '' ? 'predict' : name, inputs, outputs };
}
function readField(message) {
    let name = '';
    let dims;
    let type = null;
    let subfields;
    let profile = 'none';
    for (const field of (0,protobuf/* fields */.OA)(message)) {
        if (field.number === 1)
            name = (0,protobuf/* text */.Qq)(field);
        else if (field.number === 2)
            dims = readShape((0,protobuf/* child */.jf)(field, 'shape'));
        else if (field.number === 3)
            subfields = [...(0,protobuf/* fields */.OA)((0,protobuf/* child */.jf)(field, 'subfields'))]
                .filter((part) => part.number === 1)
                .map((part, index) => readField((0,protobuf/* child */.jf)(part, `data[${index}]`)));
        else if (field.number === 4)
            type = readType(message, (0,protobuf/* int */.Wh)(field));
        else if (field.number === 5)
            profile = readProfile(message, (0,protobuf/* int */.Wh)(field));
        else
            throw (0,protobuf/* corruptAt */.jI)(message, `has a field ${field.number}, which a model field does not have`);
    }
    if (name === '')
        throw (0,protobuf/* corruptAt */.jI)(message, 'has no name');
    return { name, dims, type, subfields, profile };
}
/** 3.x: `dims`; 2.x: `dim { size }` and `unknown_rank`. An empty shape is a scalar in both. */
function readShape(message) {
    const dims = [];
    let unknownRank = false;
    for (const field of (0,protobuf/* fields */.OA)(message)) {
        if (field.number === 1)
            dims.push(...(0,protobuf/* ints */.dd)(field));
        else if (field.number === 2)
            dims.push(readDim(field));
        else if (field.number === 3)
            unknownRank = (0,protobuf/* int */.Wh)(field) !== 0;
        else
            throw (0,protobuf/* corruptAt */.jI)(message, `has a field ${field.number}, which a shape does not have`);
        if (dims.length > MAX_DIMS)
            throw (0,protobuf/* corruptAt */.jI)(message, `has more than ${MAX_DIMS} dimensions`);
    }
    for (const size of dims)
        if (size < -1)
            throw (0,protobuf/* corruptAt */.jI)(message, `has the size ${size}`);
    return unknownRank ? undefined : dims;
}
function readDim(field) {
    // proto3 leaves a zero out
    let size = 0;
    for (const part of (0,protobuf/* fields */.OA)((0,protobuf/* child */.jf)(field, 'dim'))) {
        if (part.number === 1)
            size = (0,protobuf/* int */.Wh)(part);
        else if (part.number === 2)
            (0,protobuf/* bytes */.ee)(part, MAX_BYTES);
    }
    return size;
}
function readType(message, number) {
    const known = signature_words/* DATA_TYPES */.hL.find(([, candidate]) => candidate === number);
    if (known !== undefined)
        return known[2];
    if (signature_words/* OPEN_TYPES */.tj.some(([, candidate]) => candidate === number))
        return null;
    throw (0,protobuf/* corruptAt */.jI)(message, `has the data type ${number}, which no version of the format knows`);
}
function readProfile(message, number) {
    const known = signature_words/* PROFILE_NUMBERS */.tX.find(([, candidate]) => candidate === number);
    if (known === undefined)
        throw (0,protobuf/* corruptAt */.jI)(message, `has the profile ${number}, which no version of the format knows`);
    return known[2];
}
function notASignature(file, why, cause) {
    const remedy = 'write the contract into serving.yaml, or serialise a hydrosphere ModelSignature again';
    return new errors/* UserError */.y('definition-invalid', `${file} is no ModelSignature: ${why}`, remedy, { file }, cause === undefined ? undefined : { cause });
}


/***/ }),

/***/ 9790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hL: () => (/* binding */ DATA_TYPES),
/* harmony export */   pm: () => (/* binding */ DT_INVALID),
/* harmony export */   tX: () => (/* binding */ PROFILE_NUMBERS),
/* harmony export */   tj: () => (/* binding */ OPEN_TYPES)
/* harmony export */ });
/**
 * Enums of Hydrosphere's ModelSignature. Source: hydro-serving-protos, serving/contract/types.proto (DataType, DataProfileType), and for the
 * rows marked "old" tf/types.proto of its 2.x line. Names as in protobuf text, numbers as on the wire.
 */
const DATA_TYPES = [
    ['DT_FLOAT', 1, 'float32'],
    ['DT_DOUBLE', 2, 'float64'],
    ['DT_INT32', 3, 'int32'],
    ['DT_UINT8', 4, 'uint8'],
    ['DT_INT16', 5, 'int16'],
    ['DT_INT8', 6, 'int8'],
    ['DT_STRING', 7, 'string'],
    ['DT_COMPLEX64', 8, 'complex64'],
    ['DT_INT64', 9, 'int64'],
    ['DT_BOOL', 10, 'bool'],
    ['DT_QINT8', 11, 'qint8'],
    ['DT_QUINT8', 12, 'quint8'],
    ['DT_QINT32', 13, 'qint32'],
    ['DT_BFLOAT16', 14, 'bfloat16'], // old: readers of the 3.x line see an unknown number
    ['DT_QINT16', 15, 'qint16'],
    ['DT_QUINT16', 16, 'quint16'],
    ['DT_UINT16', 17, 'uint16'],
    ['DT_COMPLEX128', 18, 'complex128'],
    ['DT_HALF', 19, 'float16'],
    ['DT_UINT32', 22, 'uint32'],
    ['DT_UINT64', 23, 'uint64'],
];
/** Legal on the wire, but no type that a contract could promise: DT_INVALID "not set", resources, variants, ANY, Hydrosphere's MAP. */
const OPEN_TYPES = [
    ['DT_INVALID', 0],
    ['DT_RESOURCE', 20],
    ['DT_VARIANT', 21],
    ['DT_ANY', 24],
    ['DT_MAP', 27],
];
/** Written for what the enum cannot say: both generations know 0 as "not set". */
const DT_INVALID = 0;
const PROFILE_NUMBERS = [
    ['NONE', 0, 'none'],
    ['CATEGORICAL', 1, 'categorical'],
    ['NOMINAL', 11, 'nominal'],
    ['ORDINAL', 12, 'ordinal'],
    ['NUMERICAL', 2, 'numerical'],
    ['CONTINUOUS', 21, 'continuous'],
    ['INTERVAL', 22, 'interval'],
    ['RATIO', 23, 'ratio'],
    ['IMAGE', 3, 'image'],
    ['VIDEO', 4, 'video'],
    ['AUDIO', 5, 'audio'],
    ['TEXT', 6, 'text'],
];


/***/ })

};
