export const id = 947;
export const ids = [947];
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
/** Where several fields claim one by their aliases, their names decide, never their places: named fields have no order. */
function matchByAlias(matches) {
    const places = new Map();
    for (const [index, field] of byName(matches.offer)) {
        if (!matches.used.has(index))
            for (const name of [field.name, ...(field.aliases ?? [])])
                places.set(name, index);
    }
    for (const [index, field] of byName(matches.promise)) {
        if (matches.found.has(index))
            continue;
        const place = [field.name, ...(field.aliases ?? [])].map((name) => places.get(name)).find((one) => one !== undefined && !matches.used.has(one));
        if (place !== undefined)
            match(matches, index, place);
    }
}
function byName(fields) {
    return [...fields.entries()].sort(([, a], [, b]) => (0,_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .byCodeUnits */ .CA)(a.name, b.name));
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
/* harmony export */   Tg: () => (/* binding */ classesFrom),
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
/** Labels that are kept: more are no list that people read. */
const MAX_CLASSES = 100;
/** Characters of one label. */
const MAX_LABEL = 200;
/** The labels of a classifier, cut to what people read. */
const classesFrom = (labels, count = labels.length) => ({
    labels: labels
        .slice(0, MAX_CLASSES)
        .map((label) => (typeof label === 'string' && label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL)}…` : label)),
    count,
});
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


/***/ })

};
