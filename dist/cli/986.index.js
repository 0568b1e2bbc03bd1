export const id = 986;
export const ids = [986];
export const modules = {

/***/ 2986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  catalogue: () => (/* binding */ catalogue)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: ./.build/registry/reference.js
var reference = __webpack_require__(4157);
// EXTERNAL MODULE: ./.build/contract/canonical.js
var canonical = __webpack_require__(6659);
// EXTERNAL MODULE: ./.build/registry/collection.js
var collection = __webpack_require__(9482);
;// CONCATENATED MODULE: ./.build/catalogue/collect.js




/** Collections at a time; each asks for several versions at a time. */
const AT_ONCE = 2;
/**
 * Reads collections from their registries alone: tag lists, manifests and configs, no layer. A collection that cannot be read is told on the first page
 * and leaves the others alone.
 */
async function collect(images, open, numbering, tell) {
    const pages = pagesOf(images);
    const read = await (0,collection/* inTurns */.gG)([...images.entries()], AT_ONCE, async ([index, image]) => {
        const model = await readModel(image, pages[index] ?? '', open, numbering);
        tell('reason' in model ? `${image}: ${model.reason}` : `${image}: ${model.versions.length} versions`);
        return model;
    });
    const models = read.filter((model) => 'versions' in model);
    return {
        models: [...models].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
        unreadable: read.filter((model) => 'reason' in model),
    };
}
async function readModel(image, page, open, numbering) {
    try {
        const versions = await (0,collection/* readVersions */.q2)(await open(image), numbering);
        if (versions.length === 0)
            return { image, reason: 'it has no version yet' };
        return { name: nameIn(image), image, page, ...rowsOf(versions) };
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
        return { image, reason: error.message };
    }
}
function rowsOf(versions) {
    const indices = new Map();
    const contracts = [];
    const indexOf = (contract) => {
        if (contract === null)
            return -1;
        const key = (0,canonical/* canonicalJson */.dj)(contract);
        const known = indices.get(key);
        if (known !== undefined)
            return known;
        indices.set(key, contracts.push(contract) - 1);
        return contracts.length - 1;
    };
    const rows = versions.map(({ row, published }) => {
        const annotations = published?.annotations ?? {};
        return {
            version: row.version,
            tag: row.tag,
            digest: row.digest ?? '',
            date: row.date ?? '',
            change: row.change ?? '',
            source: annotations['org.opencontainers.image.source'] ?? '',
            revision: row.revision ?? '',
            size: published?.size ?? 0,
            contract: indexOf(published?.contract ?? null),
            problems: row.problems,
        };
    });
    return { versions: rows, contracts };
}
function nameIn(image) {
    const parsed = (0,reference/* parseRepository */.SU)(image);
    const path = parsed.kind === 'folder' ? parsed.folder : parsed.name;
    return (path
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .at(-1) ?? image);
}
/** File names that every server and file system takes; two collections of one name get a number. */
function pagesOf(images) {
    const taken = new Set(['index']);
    return images.map((image) => {
        const plain = nameIn(image)
            .toLowerCase()
            .replace(/[^a-z0-9]+/g, '-')
            .replace(/^-+|-+$/g, '')
            .slice(0, 100) || 'model';
        let page = plain;
        for (let number = 2; taken.has(page); number++)
            page = `${plain}-${number}`;
        taken.add(page);
        return `${page}.html`;
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.build/contract/render.js
var render = __webpack_require__(4753);
// EXTERNAL MODULE: ./.build/report/escape.js
var report_escape = __webpack_require__(3046);
// EXTERNAL MODULE: ./.build/report/wording.js
var wording = __webpack_require__(1709);
// EXTERNAL MODULE: ./.build/contract/diff.js + 4 modules
var diff = __webpack_require__(4947);
// EXTERNAL MODULE: ./.build/contract/level.js
var contract_level = __webpack_require__(3215);
;// CONCATENATED MODULE: ./.build/catalogue/contract-view.js





/**
 * Contracts and what changed between two of them as HTML. Used when the site is written and again in the page itself, for any two versions: one renderer.
 * Every name is hostile and passes `forHtml`.
 */
/** Fields of one table; a contract of 10,000 columns is no table anybody reads, and all of it is in the image. */
const MAX_ROWS = 500;
/** A sentence that quotes names in backticks. Whatever stands between two of them is escaped before. */
function sentenceHtml(text) {
    return (0,report_escape/* forHtml */.B2)(text, 600).replace(/`([^`]*)`/g, '<code>$1</code>');
}
/** The signature that callers use first: `predict`, or the one that is there. */
function mainSignature({ signatures }) {
    return signatures.find(({ name }) => name === 'predict') ?? signatures[0];
}
/** The tables of a contract, one per signature. */
function contractHtml(contract) {
    return contract.signatures.map(signatureHtml).join('');
}
function signatureHtml({ name, inputs, outputs, positional }) {
    const caption = `<caption><code>${(0,report_escape/* forHtml */.B2)(name)}</code>${positional === true ? ' <span class="note">arguments by position</span>' : ''}</caption>`;
    const head = '<thead><tr><th scope="col">Direction</th><th scope="col">Name</th><th scope="col">Value</th><th scope="col">Notes</th></tr></thead>';
    const rows = [...inputs.map((field) => rowOf('input', field)), ...outputs.map((field) => rowOf('output', field))];
    const more = rows.length > MAX_ROWS ? `<tr><td colspan="4">… and ${rows.length - MAX_ROWS} more fields, in the image's contract</td></tr>` : '';
    return `<table>${caption}${head}<tbody>${rows.slice(0, MAX_ROWS).join('')}${more}</tbody></table>`;
}
function rowOf(side, field) {
    return `<tr><td>${side}</td><th scope="row"><code>${(0,report_escape/* forHtml */.B2)(field.name)}</code></th><td><code>${(0,report_escape/* forHtml */.B2)((0,render/* printValue */.jt)(field), 300)}</code></td><td>${notesOf(field).join(' · ')}</td></tr>`;
}
function notesOf(field) {
    const notes = [];
    if (field.profile !== undefined && field.profile !== 'none')
        notes.push(field.profile);
    for (const alias of field.aliases ?? [])
        notes.push(`also <code>${(0,report_escape/* forHtml */.B2)(alias)}</code>`);
    if (field.assumed !== undefined && field.assumed.length > 0)
        notes.push(`${field.assumed.join(', ')} assumed, no promise`);
    return notes;
}
/** What callers of `old` meet in `next`, as one sentence and a table. */
function changesHtml(old, next, labels) {
    const changes = (0,diff/* diff */.U)(old, next);
    const level = (0,contract_level/* levelOf */.I)(changes, { contentChanged: true });
    const [from, to] = labels.map((label) => (0,report_escape/* forHtml */.B2)(label));
    const verdict = `<p class="verdict ${level}"><strong>${SENTENCES[level]}</strong> ${from} → ${to}</p>`;
    if (changes.length === 0)
        return verdict;
    const rows = changes.slice(0, MAX_ROWS).map((change) => {
        const cells = [change.was, change.is].map((text) => `<td><code>${(0,report_escape/* forHtml */.B2)(text, 300)}</code></td>`).join('');
        return `<tr><td class="${change.level}">${change.level}</td><td>${sentenceHtml(change.message)}</td><td><code>${(0,report_escape/* forHtml */.B2)(change.where, 300)}</code></td>${cells}</tr>`;
    });
    const head = ['Level', 'What happens to callers', 'Where', from, to].map((text) => `<th scope="col">${text}</th>`).join('');
    return `${verdict}<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
const SENTENCES = {
    breaking: 'Breaks callers.',
    compatible: 'Compatible: the contract grew.',
    weights: 'The same contract.',
    learned: 'The same contract, and more of it is known.',
    unchanged: 'The same contract.',
};
const BOX = { width: 260, height: 34, gap: 10, top: 8 };
/** Boxes on one side of the picture. */
const MAX_BOXES = 12;
/** Inputs → model → outputs of one signature. The table beside it tells the same in words. */
function contractPicture(contract, model) {
    const signature = mainSignature(contract);
    if (signature === undefined)
        return '';
    const inputs = boxesOf(signature.inputs);
    const outputs = boxesOf(signature.outputs);
    const rows = Math.max(inputs.length, outputs.length, 1);
    const height = rows * (BOX.height + BOX.gap) + 2 * BOX.top;
    const middle = height / 2;
    const columnOf = (boxes, x) => {
        const start = middle - (boxes.length * (BOX.height + BOX.gap) - BOX.gap) / 2;
        return boxes.map((text, index) => box(x, start + index * (BOX.height + BOX.gap), text)).join('');
    };
    const lines = (boxes, from, to) => {
        const start = middle - (boxes.length * (BOX.height + BOX.gap) - BOX.gap) / 2 + BOX.height / 2;
        return boxes.map((_, index) => `<path d="M${from} ${start + index * (BOX.height + BOX.gap)} L${to} ${middle}"/>`).join('');
    };
    const label = `${signature.name} of ${model}: ${(0,wording/* plural */.LS)(signature.inputs.length, 'input')}, ${(0,wording/* plural */.LS)(signature.outputs.length, 'output')}`;
    return `<div class="scroll" tabindex="0" role="region" aria-label="Picture of the contract"><svg class="picture" viewBox="0 0 900 ${height}" role="img" aria-label="${(0,report_escape/* forHtml */.B2)(label, 300)}"><g class="lines">${lines(inputs, BOX.width + 10, 350)}${lines(outputs, 640, 550)}</g>${columnOf(inputs, 10)}<g class="model"><rect x="350" y="${middle - 24}" width="200" height="48" rx="24"/><text x="450" y="${middle + 5}" text-anchor="middle">${(0,report_escape/* forHtml */.B2)(model, 22)}</text></g>${columnOf(outputs, 630)}</svg></div>`;
}
function boxesOf(fields) {
    const shown = fields.length > MAX_BOXES ? fields.slice(0, MAX_BOXES - 1) : fields;
    const texts = shown.map((field) => `${(0,report_escape/* forHtml */.B2)(field.name, 16)} <tspan class="type">${(0,report_escape/* forHtml */.B2)(shortValue(field), 18)}</tspan>`);
    return fields.length > MAX_BOXES ? [...texts, `and ${fields.length - shown.length} more`] : texts;
}
function shortValue(field) {
    return 'type' in field && field.shape !== null ? `${field.type ?? '?'}[${field.shape.map(render/* printDim */.WF).join(',')}]` : (0,render/* printValue */.jt)(field);
}
function box(x, y, text) {
    return `<g class="field"><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text x="${x + 12}" y="${y + 22}">${text}</text></g>`;
}

// EXTERNAL MODULE: ./.build/log.js
var log = __webpack_require__(7820);
;// CONCATENATED MODULE: ./.build/catalogue/history-view.js



function levelOfVersion({ change }) {
    if (change.startsWith('first'))
        return 'first';
    if (change.startsWith('breaking'))
        return 'breaking';
    if (change.startsWith('compatible'))
        return 'compatible';
    return /^(weights|learned|unchanged)/.test(change) ? 'weights' : 'unknown';
}
/** Levels are told by form as well as by colour. */
const FORMS = {
    first: (x) => `<circle cx="${x}" cy="30" r="8" class="first"/>`,
    breaking: (x) => `<path d="M${x} 18 L${x + 11} 38 L${x - 11} 38 Z" class="breaking"/>`,
    compatible: (x) => `<rect x="${x - 7}" y="23" width="14" height="14" class="compatible"/>`,
    weights: (x) => `<circle cx="${x}" cy="30" r="4" class="weights"/>`,
    unknown: (x) => `<circle cx="${x}" cy="30" r="4" class="unknown"/>`,
};
const LEGEND = '● first · ▲ breaking · ■ compatible · • new weights';
/** A label beside each of few versions, a mark beside each of many. */
const STEP = { few: 56, many: 28 };
const FEW = 12;
const MARGIN = 28;
/** Versions from left to right, oldest first; the newest is on the right, where a narrow window shows it first. */
function historyPicture({ name, versions }) {
    const step = versions.length <= FEW ? STEP.few : STEP.many;
    const width = 2 * MARGIN + Math.max(1, versions.length - 1) * step;
    const marks = versions.map((version, index) => {
        const x = MARGIN + index * step;
        const title = `${version.version}${version.date === '' ? '' : `, ${version.date.slice(0, 10)}`}${version.change === '' ? '' : `: ${version.change}`}`;
        return `<g><title>${(0,report_escape/* forHtml */.B2)(title, 300)}</title>${FORMS[levelOfVersion(version)](x)}${labelled(versions, index) ? `<text x="${x}" y="58" text-anchor="middle">${(0,report_escape/* forHtml */.B2)(version.version, 12)}</text>` : ''}</g>`;
    });
    const label = `${versions.length} versions of ${name}, from ${versions[0]?.version ?? ''} to ${versions.at(-1)?.version ?? ''}. The table below lists them.`;
    return `<div class="scroll" tabindex="0" role="region" aria-label="History"><svg class="history" width="${width}" height="66" role="img" aria-label="${(0,report_escape/* forHtml */.B2)(label, 300)}"><path class="line" d="M${MARGIN} 30 H${width - MARGIN}"/>${marks.join('')}</svg></div><p class="note" aria-hidden="true">${LEGEND}</p>`;
}
/** Numbers that fit: the ends, and what callers notice. */
function labelled(versions, index) {
    if (versions.length <= FEW || index === versions.length - 1)
        return true;
    const level = levelOfVersion(versions[index] ?? NOTHING);
    const near = versions.length - 1 - index;
    return (level === 'first' || level === 'breaking') && near > 2 && index % 2 === 0;
}
const NOTHING = {
    version: '',
    tag: '',
    digest: '',
    date: '',
    change: '',
    source: '',
    revision: '',
    size: 0,
    contract: -1,
    problems: [],
};
/** The table of versions, newest first. */
function versionsTable({ image, versions }) {
    const rows = versions.toReversed().map((version) => {
        const problems = version.problems.map((problem) => `<div class="breaking">⚠ ${(0,report_escape/* forHtml */.B2)(problem, 300)}</div>`).join('');
        const cells = [
            `<th scope="row" id="${anchorOf(version)}">${(0,report_escape/* forHtml */.B2)(version.version)}</th>`,
            `<td class="short">${version.date === '' ? '' : `<time datetime="${(0,report_escape/* forHtml */.B2)(version.date)}">${(0,report_escape/* forHtml */.B2)(version.date.slice(0, 10))}</time>`}</td>`,
            `<td><span class="${levelOfVersion(version)}">${sentenceHtml(version.change || 'published by another tool')}</span>${problems}</td>`,
            `<td class="short">${commitOf(version)}</td>`,
            `<td class="short">${version.size === 0 ? '' : (0,log/* printBytes */.p)(version.size)}</td>`,
            `<td class="short"><code title="${(0,report_escape/* forHtml */.B2)(version.digest)}">${(0,report_escape/* forHtml */.B2)(version.digest.slice(7, 19))}</code></td>`,
        ];
        return `<tr>${cells.join('')}</tr>`;
    });
    const head = ['Version', 'Date', 'Change', 'Published from', 'Size', 'Digest'].map((text) => `<th scope="col">${text}</th>`).join('');
    return `<div class="scroll" tabindex="0" role="region" aria-label="Versions"><table><caption>Versions of <code>${(0,report_escape/* forHtml */.B2)(image, 300)}</code></caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
const anchorOf = ({ version }) => `v${version.replace(/[^0-9A-Za-z.-]/g, '_')}`;
/** A link only where it is one: addresses come from annotations that anybody may have written. */
function commitOf({ source, revision }) {
    const short = (0,report_escape/* forHtml */.B2)(revision.slice(0, 12));
    if (!/^https?:\/\/[\w.-]+(:\d+)?(\/[\w.~%-]+)*$/.test(source))
        return `<code>${short}</code>`;
    const link = /^[0-9a-f]{7,64}$/.test(revision) ? `${source}/commit/${revision}` : source;
    return `<a href="${(0,report_escape/* forHtml */.B2)(link, 600)}">${revision === '' ? (0,report_escape/* forHtml */.B2)(source, 60) : `<code>${short}</code>`}</a>`;
}

;// CONCATENATED MODULE: ./.build/catalogue/script.js
// Generated from src/catalogue/page.ts by `npm run docs`: change it there.
const SCRIPT = `(() => {
'use strict'
const modules = {}
modules["src/contract/canonical.ts"] = (() => {
const { createHash } = {}
function canonicalJson(contract          )         {
  return JSON.stringify(canonicalContract(contract, canonicalFramework(contract.framework)))
}
function contractDigest(contract          )         {
  const { version: _, ...framework } = canonicalFramework(contract.framework)
  const json = JSON.stringify(canonicalContract(contract, framework))
  return \`sha256:\${createHash('sha256').update(json, 'utf8').digest('hex')}\`
}
function valueJson(value       )         {
  return JSON.stringify(canonicalValue(value))
}
function byCodeUnits(a        , b        )         {
  return a < b ? -1 : a > b ? 1 : 0
}
function canonicalContract(contract          , framework             )          {
  const signatures = [...contract.signatures].sort((a, b) => byCodeUnits(a.name, b.name))
  return { contract: contract.contract, framework, signatures: signatures.map(canonicalSignature) }
}
function canonicalFramework({ name, version, format }             )              {
  return { name, ...(version !== undefined && { version }), ...(format !== undefined && { format }) }
}
function canonicalSignature({ name, inputs, outputs, positional }           )          {
  return { name, inputs: inputs.map(canonicalField), outputs: outputs.map(canonicalField), ...(positional && { positional }) }
}
function canonicalField(field       )         {
  return { name: field.name, ...canonicalValue(field) }
}
function canonicalValue(value       )         {
  const { profile, optional, sparse, ragged, aliases, assumed } = value
  return {
    ...canonicalKind(value),
    ...(profile !== undefined && { profile }),
    ...(optional && { optional }),
    ...(sparse && { sparse }),
    ...(ragged && { ragged }),
    ...(aliases !== undefined && aliases.length > 0 && { aliases }),
    ...(assumed !== undefined && assumed.length > 0 && { assumed }),
  }
}
function canonicalKind(value       )         {
  if ('sequence' in value) return { sequence: canonicalValue(value.sequence) }
  if ('map' in value) return { map: { key: value.map.key, value: canonicalValue(value.map.value) } }
  if ('struct' in value) return { struct: value.struct.map(canonicalField) }
  if ('image' in value) {
    const { width, height, channels } = value.image
    return { image: { width, height, channels } }
  }
  return { type: value.type, shape: value.shape }
}
return { canonicalJson, contractDigest, valueJson, byCodeUnits }
})()
modules["src/contract/rules.ts"] = (() => {
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
    meaning: 'Nothing says any more that the promise holds: a warning, breaking only with \`strict\`.',
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
    meaning: 'Nothing says any more that the promise holds: a warning, breaking only with \`strict\`.',
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
    meaning: 'Nothing says any more that the promise holds: a warning, breaking only with \`strict\`.',
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
    meaning: 'Nothing says any more that the promise holds: a warning, breaking only with \`strict\`.',
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
]
function ruleId(name          , side      )         {
  return side === 'input' || side === 'output' ? \`\${side}-\${name}\` : name
}
const BY_NAME                            = new Map(RULES.map((rule) => [rule.name, rule]))
function levelOn(name          , side      )           {
  const level = BY_NAME.get(name)?.levels[side]
  if (level === undefined) throw new Error(\`no rule \${name} on the side \${side}\`)
  return level
}
const KEY_BY_ID                                          = new Map(
  RULES.flatMap((rule      ) =>
    (['model', 'signature', 'input', 'output']         ).map((side) => [ruleId(rule.name            , side), rule.key]         ),
  ),
)
function keyOf(id        )                     {
  return KEY_BY_ID.get(id)
}
return { RULES, ruleId, levelOn, keyOf }
})()
modules["src/contract/change-row.ts"] = (() => {
const { levelOn, ruleId } = modules["src/contract/rules.ts"]
function changeOf(
  rule          ,
  side      ,
  path                   ,
  printed                                               ,
  message        ,
)         {
  return { rule: ruleId(rule, side), level: levelOn(rule, side), where: path.join('.'), path, was: printed.was, is: printed.is, message }
}
return { changeOf }
})()
modules["src/contract/known.ts"] = (() => {
function promised(signature           )            {
  return { ...signature, inputs: signature.inputs.map(promisedField), outputs: signature.outputs.map(promisedField) }
}
function hasAssumedName(field       )          {
  return field.assumed?.includes('name') ?? false
}
function isUnknown(value       )          {
  return 'shape' in value && value.type === null && value.shape === null && !value.sparse && !value.ragged
}
function isFullyKnown(value       )          {
  if (value.assumed !== undefined && value.assumed.length > 0) return false
  if ('sequence' in value) return isFullyKnown(value.sequence)
  if ('map' in value) return value.map.key !== null && isFullyKnown(value.map.value)
  if ('struct' in value) return value.struct.every(isFullyKnown)
  return 'image' in value ? knownShape([value.image.width, value.image.height, value.image.channels]) : value.type !== null && knownShape(value.shape)
}
function knownShape(shape       )          {
  return shape?.every((dim) => dim !== null) ?? false
}
function promisedField(field       )        {
  return { name: field.name, ...promisedValue(field), ...(hasAssumedName(field) && { assumed: ['name']          }) }
}
function promisedValue(value       )        {
  const assumed = new Set             (value.assumed)
  const { profile, optional, sparse, ragged, aliases } = value
  return {
    ...promisedKind(value, assumed),
    ...(profile !== undefined && { profile }),
    ...(optional && { optional }),
    ...(sparse && { sparse }),
    ...(ragged && { ragged }),
    ...(aliases !== undefined && { aliases }),
  }
}
function promisedKind(value       , assumed                          )        {
  if ('shape' in value) return tensor(assumed.has('type') ? null : value.type, assumed.has('shape') ? null : value.shape)
  if (assumed.has('type')) return tensor(null, null)
  if ('sequence' in value) return { sequence: promisedValue(value.sequence) }
  if ('map' in value) return { map: { key: value.map.key, value: promisedValue(value.map.value) } }
  if ('struct' in value) return { struct: value.struct.map(promisedField) }
  const known = (dim     )      => (assumed.has('shape') ? null : dim)
  return { image: { width: known(value.image.width), height: known(value.image.height), channels: known(value.image.channels) } }
}
function tensor(type                     , shape       )              {
  return { type, shape }
}
return { promised, hasAssumedName, isUnknown, isFullyKnown }
})()
modules["src/contract/pairing.ts"] = (() => {
const { byCodeUnits, valueJson } = modules["src/contract/canonical.ts"]
const { hasAssumedName } = modules["src/contract/known.ts"]
function pairFields(promise                  , offer                  , by    )          {
  const moved = by === 'position' && haveMoved(promise, offer)
  const matches          = { promise, offer, found: new Map(), used: new Set() }
  if (by !== 'position' || moved) {
    matchByName(matches)
    matchByAlias(matches)
  }
  if (by === 'name') matchByContent(matches)
  else matchByOrder(matches)
  const pairs = promise.flatMap((field, index) => {
    const other = offer[matches.found.get(index) ?? -1]
    return other === undefined ? [] : [{ promise: field, offer: other }]
  })
  return {
    pairs,
    removed: promise.filter((_, index) => !matches.found.has(index)),
    added: offer.filter((_, index) => !matches.used.has(index)),
    moved,
  }
}
function contentOf(field       )         {
  const { aliases: _, assumed: __, ...bare } = field
  return valueJson(bare)
}
function match(matches         , promise        , offer        )       {
  matches.found.set(promise, offer)
  matches.used.add(offer)
}
function haveMoved(promise                  , offer                  )          {
  const places = new Map                ()
  for (const [index, field] of offer.entries()) if (!hasAssumedName(field)) places.set(field.name, index)
  return promise.some((field, index) => !hasAssumedName(field) && (places.get(field.name) ?? index) !== index)
}
function matchByName(matches         )       {
  const places = new Map                  ()
  for (const [index, field] of matches.offer.entries()) push(places, field.name, index)
  for (const [index, field] of matches.promise.entries()) {
    const place = places.get(field.name)?.shift()
    if (place !== undefined) match(matches, index, place)
  }
}
function push(places                       , name        , index        )       {
  const known = places.get(name)
  if (known) known.push(index)
  else places.set(name, [index])
}
function matchByAlias(matches         )       {
  const places = new Map                ()
  for (const [index, field] of byName(matches.offer)) {
    if (!matches.used.has(index)) for (const name of [field.name, ...(field.aliases ?? [])]) places.set(name, index)
  }
  for (const [index, field] of byName(matches.promise)) {
    if (matches.found.has(index)) continue
    const place = [field.name, ...(field.aliases ?? [])].map((name) => places.get(name)).find((one) => one !== undefined && !matches.used.has(one))
    if (place !== undefined) match(matches, index, place)
  }
}
function byName(fields                  )                                        {
  return [...fields.entries()].sort(([, a], [, b]) => byCodeUnits(a.name, b.name))
}
function matchByOrder(matches         )       {
  const places = [...matches.offer.keys()].filter((index) => !matches.used.has(index))
  for (const index of matches.promise.keys()) {
    if (matches.found.has(index)) continue
    const place = places.shift()
    if (place !== undefined) match(matches, index, place)
  }
}
function matchByContent(matches         )       {
  for (const groupOf of [(one          ) => one.content, () => 'the rest']) {
    const promise = leftover(matches.promise, (index) => matches.found.has(index))
    const offer = leftover(matches.offer, (index) => matches.used.has(index))
    const known = queues(
      offer.filter((one) => !one.assumed),
      groupOf,
    )
    const assumed = queues(
      offer.filter((one) => one.assumed),
      groupOf,
    )
    for (const one of promise) {
      const group = groupOf(one)
      const other = (one.assumed ? known.get(group)?.shift() : undefined) ?? assumed.get(group)?.shift()
      if (other !== undefined) match(matches, one.index, other.index)
    }
  }
}
function leftover(fields                  , isMatched                            )                      {
  return fields
    .flatMap((field, index) => (isMatched(index) ? [] : [{ index, content: contentOf(field), assumed: hasAssumedName(field) }]))
    .sort((a, b) => byCodeUnits(a.content, b.content) || a.index - b.index)
}
function queues(list                     , groupOf                           )                          {
  const groups = new Map                    ()
  for (const one of list) {
    const group = groups.get(groupOf(one))
    if (group) group.push(one)
    else groups.set(groupOf(one), [one])
  }
  return groups
}
return { pairFields, contentOf }
})()
modules["src/contract/render.ts"] = (() => {
const MAX_PRINTED_FIELDS = 8
function printDim(dim     )         {
  return dim === null ? '?' : String(dim)
}
function printShape(shape       )         {
  return shape === null ? '?' : \`[\${shape.map(printDim).join(', ')}]\`
}
function printType(value       )         {
  if ('sequence' in value) return \`seq(\${printValue(value.sequence)})\`
  if ('map' in value) return \`map(\${value.map.key ?? '?'} → \${printValue(value.map.value)})\`
  if ('struct' in value) return \`struct(\${printFields(value.struct)})\`
  if ('image' in value) return \`image(\${printDim(value.image.width)} × \${printDim(value.image.height)} × \${printDim(value.image.channels)})\`
  return value.type ?? '?'
}
function printValue(value       )         {
  const encoding = \`\${value.sparse ? 'sparse ' : ''}\${value.ragged ? 'ragged ' : ''}\`
  return \`\${encoding}\${printBare(value)}\${value.optional ? ' (optional)' : ''}\`
}
function printBare(value       )         {
  if (!('shape' in value)) return printType(value)
  return value.type === null && value.shape === null ? '?' : \`\${printType(value)} \${printShape(value.shape)}\`
}
function printFields(fields                                                )         {
  const printed = fields.slice(0, MAX_PRINTED_FIELDS).map((field) => \`\${field.name}: \${printValue(field)}\`)
  const more = fields.length - printed.length
  return [...printed, ...(more > 0 ? [\`\${more} more\`] : [])].join(', ')
}
return { printDim, printShape, printType, printValue }
})()
modules["src/contract/matching.ts"] = (() => {
const { changeOf } = modules["src/contract/change-row.ts"]
const { hasAssumedName, isFullyKnown } = modules["src/contract/known.ts"]
const { contentOf, pairFields } = modules["src/contract/pairing.ts"]
const { printValue } = modules["src/contract/render.ts"]
function matchLists(lists       )           {
  return matchFields(lists, '', true)
}
function matchFields(lists       , owner        , certain         )           {
  const pairing = pairFields(lists.promise, lists.offer, lists.by)
  const changes = [...orderChanges(lists, pairing), ...membershipChanges(lists, pairing, owner)]
  const matched            = []
  for (const pair of pairing.pairs) {
    const path = [...lists.path, pair.promise.name]
    const name = \`\${owner}\${pair.promise.name}\`
    const root          = {
      side: lists.side,
      path,
      subject: \`\\\`\${name}\\\`\`,
      promise: pair.promise,
      offer: pair.offer,
      certain: certain && !pair.promise.optional,
    }
    const inner = matchInside(root, name)
    for (const change of [...(lists.by === 'name' ? nameChanges(lists.side, path, name, pair) : []), ...inner.changes]) changes.push(change)
    matched.push(root)
    for (const one of inner.matched) matched.push(one)
  }
  return { changes, matched }
}
function matchInside(outer         , name        )           {
  const { side, path, promise, offer, certain, subject } = outer
  if ('sequence' in promise && 'sequence' in offer) {
    return matchElement(
      { side, path: [...path, 'sequence'], subject: \`elements of \${subject}\`, promise: promise.sequence, offer: offer.sequence, certain: false },
      name,
    )
  }
  if ('map' in promise && 'map' in offer) {
    return matchElement(
      { side, path: [...path, 'map', 'value'], subject: \`values of \${subject}\`, promise: promise.map.value, offer: offer.map.value, certain: false },
      name,
    )
  }
  if ('struct' in promise && 'struct' in offer) {
    return matchFields({ side, path: [...path, 'struct'], promise: promise.struct, offer: offer.struct, by: 'name' }, \`\${name}.\`, certain)
  }
  return { changes: [], matched: [] }
}
function matchElement(element         , name        )           {
  const inner = matchInside(element, name)
  return { changes: inner.changes, matched: [element, ...inner.matched] }
}
function orderChanges({ side, path, promise, offer }       , { moved }         )           {
  if (!moved) return []
  const list = (fields                  )         => fields.map((field) => field.name).join(', ')
  const verb = side === 'input' ? 'pass inputs' : 'unpack outputs'
  return [
    changeOf(
      'order-changed',
      side,
      path,
      { was: list(promise), is: list(offer) },
      \`callers that \${verb} by position mix them up: the order is another one now\`,
    ),
  ]
}
function membershipChanges({ side, path, by }       , pairing         , owner        )           {
  const renames = by === 'name' ? likelyRenames(pairing) : []
  const from = new Set(renames.map((pair) => pair.promise))
  const to = new Set(renames.map((pair) => pair.offer))
  const at = (field       )                    => [...path, field.name]
  const name = (field       )         => \`\\\`\${owner}\${field.name}\\\`\`
  const print = (field       )         => \`\${field.name}: \${printValue(field)}\`
  return [
    ...renames.map(({ promise, offer }) =>
      changeOf(
        'renamed',
        side,
        at(promise),
        { was: print(promise), is: print(offer) },
        \`callers that \${side === 'input' ? \`send \${name(promise)} will be rejected\` : \`read \${name(promise)} will not find it\`}: it looks renamed to \${name(offer)}, which has the same type and shape\`,
      ),
    ),
    ...pairing.removed
      .filter((field) => !from.has(field))
      .map((field) =>
        changeOf(
          'removed',
          side,
          at(field),
          { was: printValue(field), is: '' },
          side === 'input'
            ? \`callers that send \${name(field)} will be rejected: there is no such input any more\`
            : \`callers that read \${name(field)} will not find it: the output is gone\`,
        ),
      ),
    ...pairing.added.filter((field) => !to.has(field)).map((field) => addedChange(side, at(field), name(field), field)),
  ]
}
function addedChange(side                    , path                   , name        , field       )         {
  const printed = { was: '', is: printValue(field) }
  if (side === 'output') return changeOf('added', side, path, printed, \`callers may read \${name}, a new output\`)
  if (field.optional) return changeOf('optional-added', side, path, printed, \`callers may send \${name}, a new optional input\`)
  return changeOf('required-added', side, path, printed, \`callers that do not send \${name} will be rejected: it is a new required input\`)
}
function likelyRenames({ removed, added }         )                  {
  const candidates = uniqueByContent(added)
  return [...uniqueByContent(removed)].flatMap(([content, promise]) => {
    const offer = candidates.get(content)
    return offer === undefined ? [] : [{ promise, offer }]
  })
}
function uniqueByContent(fields                  )                     {
  const unique = new Map               ()
  const several = new Set        ()
  for (const field of fields) {
    const content = contentOf(field)
    if (unique.has(content)) several.add(content)
    if (isFullyKnown(field)) unique.set(content, field)
  }
  for (const content of several) unique.delete(content)
  return unique
}
function nameChanges(side                    , path                   , name        , { promise, offer }      )           {
  const printed = { was: promise.name, is: offer.name }
  const [wasAssumed, isAssumed] = [hasAssumedName(promise), hasAssumedName(offer)]
  if (wasAssumed)
    return isAssumed
      ? []
      : [changeOf('name-learned', side, path, printed, \`\\\`\${name}\\\` is known to be called \\\`\${offer.name}\\\` now; the name before was a convention\`)]
  if (isAssumed)
    return [changeOf('name-lost', side, path, printed, \`nothing says any more that \\\`\${name}\\\` is called so: \\\`\${offer.name}\\\` is a convention\`)]
  const accepted = new Set([offer.name, ...(offer.aliases ?? [])])
  return [promise.name, ...(promise.aliases ?? [])]
    .filter((one) => !accepted.has(one))
    .map((one) =>
      changeOf(
        'name-dropped',
        side,
        path,
        { was: one, is: offer.name },
        \`callers that call it \\\`\${one}\\\` \${side === 'input' ? 'will be rejected' : 'will not find it'}: it is \\\`\${offer.name}\\\` now\`,
      ),
    )
}
return { matchLists }
})()
modules["src/contract/types.ts"] = (() => {
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
]
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
]
const MAX_CLASSES = 100
const MAX_LABEL = 200
const classesFrom = (labels                                        , count = labels.length)          => ({
  labels: labels
    .slice(0, MAX_CLASSES)
    .map((label) => (typeof label === 'string' && label.length > MAX_LABEL ? \`\${label.slice(0, MAX_LABEL)}…\` : label)),
  count,
})
function kindOf(value       )       {
  if ('sequence' in value) return 'sequence'
  if ('map' in value) return 'map'
  if ('struct' in value) return 'struct'
  if ('image' in value) return 'image'
  return 'tensor'
}
function evidenceOf(value       , source        , where        )           {
  if (!('shape' in value)) return { name: source, type: source, rank: source, dims: [], where }
  return {
    name: source,
    type: value.type === null ? 'unknown' : source,
    rank: value.shape === null ? 'unknown' : source,
    dims: (value.shape ?? []).map((dim) => (dim === null ? 'unknown' : source)),
    where,
  }
}
return { DTYPES, PROFILES, classesFrom, kindOf, evidenceOf }
})()
modules["src/contract/value-changes.ts"] = (() => {
const { changeOf } = modules["src/contract/change-row.ts"]
const { isUnknown } = modules["src/contract/known.ts"]
const { printDim, printShape, printType, printValue } = modules["src/contract/render.ts"]
const { kindOf } = modules["src/contract/types.ts"]
function valueChanges(matched         , sizeOf        )           {
  const { promise, offer } = matched
  if (kindOf(promise) !== kindOf(offer)) return [kindChange(matched)]
  return [...kindFacts(matched, sizeOf), ...encodingChanges(matched), ...presenceChanges(matched), ...profileChanges(matched)]
}
function kindFacts(matched         , sizeOf        )           {
  const { promise, offer } = matched
  if ('shape' in promise && 'shape' in offer) {
    return [...typeChanges(matched, promise.type, offer.type, ''), ...shapeChanges(matched, promise.shape, offer.shape, sizeOf)]
  }
  if ('map' in promise && 'map' in offer) return typeChanges(matched, promise.map.key, offer.map.key, 'keys of ')
  if ('image' in promise && 'image' in offer) {
    const sizes = (value                )                 => [value.image.width, value.image.height, value.image.channels]
    return dimChanges(matched, sizes(promise), sizes(offer), sizeOf, printType)
  }
  return []
}
function kindChange(matched         )         {
  const { side, path, subject, promise, offer } = matched
  const printed = { was: printValue(promise), is: printValue(offer) }
  if (isUnknown(promise)) return changeOf('type-learned', side, path, printed, \`\${subject}: \${printed.is}, which was unknown before\`)
  if (isUnknown(offer)) return changeOf('type-lost', side, path, printed, \`nothing says any more that \${subject} is \${printed.was}\`)
  return changeOf('kind-changed', side, path, printed, becomes(matched, printed.was, printed.is))
}
function typeChanges(matched         , was              , is              , part        )           {
  if (was === is) return []
  const { side, path } = matched
  const printed = { was: was ?? '?', is: is ?? '?' }
  const subject = \`\${part}\${matched.subject}\`
  if (was === null) return [changeOf('type-learned', side, path, printed, \`\${subject}: the type is known to be \${printed.is} now\`)]
  if (is === null) return [changeOf('type-lost', side, path, printed, \`nothing says any more that \${subject} has the type \${printed.was}\`)]
  return [changeOf('type-changed', side, path, printed, becomes({ ...matched, subject }, printed.was, printed.is))]
}
function encodingChanges(matched         )           {
  const { side, path, promise, offer } = matched
  if (encodingOf(promise) === encodingOf(offer) || isBlank(promise) || isBlank(offer)) return []
  const printed = { was: printValue(promise), is: printValue(offer) }
  return [changeOf('encoding-changed', side, path, printed, becomes(matched, encodingOf(promise), encodingOf(offer)))]
}
function isBlank(value       )          {
  return 'shape' in value && value.type === null && value.shape === null
}
function encodingOf(value       )         {
  const words = [...(value.sparse ? ['sparse'] : []), ...(value.ragged ? ['ragged'] : [])]
  return words.length === 0 ? 'dense' : words.join(' and ')
}
function shapeChanges(matched         , was       , is       , sizeOf        )           {
  const { side, path, subject } = matched
  const printed = { was: printShape(was), is: printShape(is) }
  if (was === null)
    return is === null ? [] : [changeOf('rank-learned', side, path, printed, \`\${subject}: the shape is known to be \${printed.is} now\`)]
  if (is === null) return [changeOf('rank-lost', side, path, printed, \`nothing says any more that \${subject} has the shape \${printed.was}\`)]
  if (was.length !== is.length) {
    const message =
      side === 'input'
        ? \`callers that send \${subject} as \${printed.was} will be rejected: its shape is \${printed.is} now\`
        : \`callers that read \${subject} as \${printed.was} get \${printed.is} now\`
    return [changeOf('rank-changed', side, path, printed, message)]
  }
  return dimChanges(matched, was, is, sizeOf, (value) => ('shape' in value ? printShape(value.shape) : ''))
}
function dimChanges(matched         , was                , is                , sizeOf        , print                          )           {
  const { side, path, promise, offer } = matched
  const byRule = new Map                   ()
  for (const index of was.keys()) {
    const rule = dimRule(side, was[index] ?? null, is[index] ?? null, sizeOf)
    if (rule) byRule.set(rule, [...(byRule.get(rule) ?? []), index])
  }
  const printed = { was: print(promise), is: print(offer) }
  return [...byRule].map(([rule, indices]) => {
    const moves = indices.map((index) => \`\${placeName(matched, index)} \${printDim(was[index] ?? null)} → \${printDim(is[index] ?? null)}\`).join(', ')
    return changeOf(rule, side, path, printed, DIM_SENTENCES[rule](matched, moves, printed))
  })
}
function dimRule(side                    , was     , is     , sizeOf        )                      {
  if (was === null) return is === null ? undefined : 'dim-learned'
  if (is === null) return 'dim-lost'
  if (isFixed(was) && isFixed(is)) return was === is ? undefined : 'dim-changed'
  if (isFixed(was)) return side === 'output' && typeof is === 'string' && sizeOf(is) === was ? 'dim-follows-input' : 'dim-widened'
  return isFixed(is) ? 'dim-narrowed' : undefined
}
function isFixed(dim     )                {
  return typeof dim === 'number' && dim >= 0
}
const IMAGE_SIZES = ['width', 'height', 'channels']
function placeName({ promise }         , index        )         {
  return 'image' in promise ? (IMAGE_SIZES[index] ?? '') : \`dimension \${index}\`
}
const DIM_SENTENCES                                                                                           = {
  'dim-changed': (matched, moves, { was, is }) => \`\${becomes(matched, was, is)} (\${moves})\`,
  'dim-widened': ({ side, subject }, moves) =>
    side === 'input'
      ? \`callers may send \${subject} in other sizes too (\${moves})\`
      : \`callers that rely on the size of \${subject} get other sizes now (\${moves})\`,
  'dim-narrowed': ({ side, subject }, moves) =>
    side === 'input'
      ? \`callers that send \${subject} in another size will be rejected (\${moves})\`
      : \`\${subject} always has the same size now (\${moves})\`,
  'dim-follows-input': ({ subject }, moves) =>
    \`\${subject} has the size of the input now (\${moves}): callers that send what they sent get what they got\`,
  'dim-lost': ({ subject }, moves) => \`nothing says any more which size \${subject} has (\${moves})\`,
  'dim-learned': ({ subject }, moves) => \`the size of \${subject} is known now (\${moves})\`,
}
function presenceChanges({ side, path, subject, promise, offer }         )           {
  if (Boolean(promise.optional) === Boolean(offer.optional)) return []
  const printed = { was: printValue(promise), is: printValue(offer) }
  if (offer.optional) {
    const message = side === 'input' ? \`callers may leave \${subject} out\` : \`callers that rely on \${subject} may not get it: it is optional now\`
    return [changeOf('became-optional', side, path, printed, message)]
  }
  const message = side === 'input' ? \`callers that leave \${subject} out will be rejected: it is required now\` : \`callers always get \${subject} now\`
  return [changeOf('became-required', side, path, printed, message)]
}
function profileChanges({ side, path, subject, promise, offer }         )           {
  const [was, is]                     = [promise.profile ?? 'none', offer.profile ?? 'none']
  if (was === undefined || is === undefined || was === is) return []
  if (was === 'none') return [changeOf('profile-learned', side, path, { was, is }, \`\${subject} is said to be \${is}\`)]
  return [
    changeOf(
      'profile-changed',
      side,
      path,
      { was, is },
      \`\${subject} was said to be \${was}, now it is \${is}: nothing fails, but check that it still means the same\`,
    ),
  ]
}
function becomes({ side, subject }                                   , was        , is        )         {
  return side === 'input'
    ? \`callers that send \${subject} as \${was} will be rejected: it is \${is} now\`
    : \`callers that read \${subject} as \${was} get \${is} now\`
}
return { valueChanges, isFixed }
})()
modules["src/contract/ties.ts"] = (() => {
const { changeOf } = modules["src/contract/change-row.ts"]
const { printDim } = modules["src/contract/render.ts"]
const { isFixed } = modules["src/contract/value-changes.ts"]
const MAX_NAMED = 3
function boundSizes(inputs                    )         {
  const sizes = new Map             ()
  for (const place of placesOf(inputs)) {
    const { promise, offer, matched } = place
    if (typeof offer !== 'string' || promise === null || !matched.certain) continue
    if (!sizes.has(offer)) sizes.set(offer, promise)
  }
  return (symbol) => sizes.get(symbol)
}
function tieChanges(matched                    )           {
  const places = [...placesOf(matched)].filter((place) => place.promise !== null && place.offer !== null)
  const tied = groupBy(places, (place) => place.offer)
  const promisedTied = groupBy(places, (place) => place.promise)
  return [...tied.flatMap(newTies), ...promisedTied.flatMap(lostTies)]
}
function newTies(group                  )           {
  const { inputs, outputs } = bySide(group)
  const demanded = distinct(inputs.map(promiseClass))
  const all = distinct(group.map(promiseClass))
  return [
    ...(demanded > 1
      ? [tieRow('dims-tied', inputs, \`callers that send \${named(inputs)} in different sizes will be rejected: the sizes must be equal now\`)]
      : []),
    ...(outputs.length > 0 && all > Math.max(demanded, 1) ? [tieRow('dims-tied', outputs, \`\${named(group)} always have equal sizes now\`)] : []),
  ]
}
function lostTies(group                  )           {
  const { inputs, outputs } = bySide(group)
  const freed = distinct(inputs.map(offerClass)) > 1 && !inputs.some((place) => isFixed(place.offer))
  return [
    ...(freed ? [tieRow('dims-independent', inputs, \`callers may send \${named(inputs)} in different sizes\`)] : []),
    ...(outputsDiffer(inputs, outputs)
      ? [tieRow('dims-independent', outputs, \`callers that rely on equal sizes of \${named(group)} may get different ones now\`)]
      : []),
  ]
}
function outputsDiffer(inputs                  , outputs                  )          {
  if (inputs.length === 0) return distinct(outputs.map(offerClass)) > 1
  const equal = new Set(inputs.map(offerClass))
  return outputs.some((place) => !equal.has(offerClass(place)))
}
function* placesOf(all                    )                   {
  for (const matched of all) {
    const promise = sizesOf(matched.promise)
    const offer = sizesOf(matched.offer)
    if (promise.length !== offer.length) continue
    for (const index of promise.keys()) yield { matched, index, promise: promise[index] ?? null, offer: offer[index] ?? null }
  }
}
function sizesOf(value       )                 {
  if ('image' in value) return [value.image.width, value.image.height, value.image.channels]
  return 'shape' in value ? (value.shape ?? []) : []
}
function groupBy(places                  , dimOf                       )                                {
  const groups = new Map                 ()
  for (const place of places) {
    const dim = dimOf(place)
    if (typeof dim !== 'string') continue
    const group = groups.get(dim)
    if (group) group.push(place)
    else groups.set(dim, [place])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}
function promiseClass(place       )            {
  return place.promise === -1 ? place : place.promise
}
function offerClass(place       )            {
  return place.offer === -1 ? place : place.offer
}
function distinct(classes                      )         {
  return new Set(classes).size
}
function bySide(group                  )                                                                            {
  return { inputs: group.filter((place) => place.matched.side === 'input'), outputs: group.filter((place) => place.matched.side === 'output') }
}
function tieRow(rule                                  , places                  , message        )         {
  const [first] = places
  if (first === undefined) throw new Error('a tie without a place')
  const sizes = (dimOf                       )         => shortList(places.map((place) => printDim(dimOf(place))))
  return changeOf(rule, first.matched.side, first.matched.path, { was: sizes((place) => place.promise), is: sizes((place) => place.offer) }, message)
}
function named(places                  )         {
  return shortList(
    places.map(
      ({ matched, index }) =>
        \`\${'image' in matched.promise ? (['width', 'height', 'channels'][index] ?? '') : \`dimension \${index}\`} of \${matched.subject}\`,
    ),
  )
}
function shortList(texts                   )         {
  const more = texts.length - MAX_NAMED
  if (more > 0) return \`\${texts.slice(0, MAX_NAMED).join(', ')} and \${more} more\`
  return texts.length > 1 ? \`\${texts.slice(0, -1).join(', ')} and \${texts.at(-1)}\` : texts.join('')
}
return { boundSizes, tieChanges }
})()
modules["src/contract/diff.ts"] = (() => {
const { byCodeUnits } = modules["src/contract/canonical.ts"]
const { changeOf } = modules["src/contract/change-row.ts"]
const { promised } = modules["src/contract/known.ts"]
const { matchLists } = modules["src/contract/matching.ts"]
const { printValue } = modules["src/contract/render.ts"]
const { boundSizes, tieChanges } = modules["src/contract/ties.ts"]
const { valueChanges } = modules["src/contract/value-changes.ts"]
function diff(promise          , offer          )           {
  const offered = new Map(offer.signatures.map((signature) => [signature.name, signature]))
  const known = new Set(promise.signatures.map((signature) => signature.name))
  const removed = promise.signatures.filter((signature) => !offered.has(signature.name))
  const added = offer.signatures.filter((signature) => !known.has(signature.name)).sort((a, b) => byCodeUnits(a.name, b.name))
  const changed = [...promise.signatures]
    .sort((a, b) => byCodeUnits(a.name, b.name))
    .flatMap((before) => {
      const after = offered.get(before.name)
      return after === undefined ? [removedChange(before, removed.length === 1 ? added : [])] : signatureChanges(promised(before), promised(after))
    })
  return [
    ...frameworkChanges(promise.framework, offer.framework),
    ...changed,
    ...added.map((signature) => addedChange(signature, added.length === 1 ? removed : [])),
  ]
}
function signatureChanges(promise           , offer           )           {
  const by = callingConvention(promise, offer)
  const lists = (key                      , side                    )           =>
    matchLists({ side, path: [promise.name, key], promise: promise[key], offer: offer[key], by })
  const inputs = lists('inputs', 'input')
  const outputs = lists('outputs', 'output')
  const sizeOf = boundSizes(inputs.matched)
  return [
    ...conventionChanges(promise, offer),
    ...inputs.changes,
    ...inputs.matched.flatMap((matched) => valueChanges(matched, sizeOf)),
    ...tupleChanges(promise, offer),
    ...outputs.changes,
    ...outputs.matched.flatMap((matched) => valueChanges(matched, sizeOf)),
    ...tieChanges([...inputs.matched, ...outputs.matched]),
  ]
}
function callingConvention(promise           , offer           )     {
  if (Boolean(promise.positional) !== Boolean(offer.positional)) return 'either'
  return promise.positional ? 'position' : 'name'
}
function conventionChanges(promise           , offer           )           {
  if (callingConvention(promise, offer) !== 'either') return []
  const way = (signature           )         => (signature.positional ? 'by position' : 'by name')
  const printed = { was: way(promise), is: way(offer) }
  return [
    changeOf(
      'calling-convention-changed',
      'signature',
      [promise.name],
      printed,
      \`callers that pass arguments of \\\`\${promise.name}\\\` \${printed.was} must pass them \${printed.is} now\`,
    ),
  ]
}
function tupleChanges(promise           , offer           )           {
  if (!promise.positional || !offer.positional || promise.outputs.length !== 1 || offer.outputs.length < 2) return []
  const message = \`callers that use the result of \\\`\${promise.name}\\\` get a tuple of \${offer.outputs.length} values now\`
  return [changeOf('became-tuple', 'output', [promise.name, 'outputs'], { was: '1 value', is: \`\${offer.outputs.length} values\` }, message)]
}
function removedChange(signature           , added                      )         {
  const twin = onlyTwin(signature, added)
  const hint = twin === undefined ? '' : \`; \\\`\${twin.name}\\\` has the same inputs and outputs: it looks renamed\`
  const message = \`callers of \\\`\${signature.name}\\\` will fail: the signature is gone\${hint}\`
  return changeOf('signature-removed', 'signature', [signature.name], { was: printSignature(signature), is: '' }, message)
}
function addedChange(signature           , removed                      )         {
  const twin = onlyTwin(signature, removed)
  const hint = twin === undefined ? 'a new signature' : \`which looks like \\\`\${twin.name}\\\` renamed\`
  return changeOf(
    'signature-added',
    'signature',
    [signature.name],
    { was: '', is: printSignature(signature) },
    \`callers may call \\\`\${signature.name}\\\`, \${hint}\`,
  )
}
function onlyTwin(signature           , others                      )                        {
  const [other] = others
  if (other === undefined || others.length > 1 || signature.inputs.length + signature.outputs.length === 0) return undefined
  return signatureChanges(promised(signature), promised(other)).length === 0 ? other : undefined
}
const MAX_PRINTED = 4
function printSignature({ inputs, outputs }           )         {
  const print = (fields                  )         => {
    const shown = fields.slice(0, MAX_PRINTED).map((field) => \`\${field.name}: \${printValue(field)}\`)
    return [...shown, ...(fields.length > MAX_PRINTED ? [\`\${fields.length - MAX_PRINTED} more\`] : [])].join(', ')
  }
  return \`(\${print(inputs)}) → (\${print(outputs)})\`
}
function frameworkChanges(was             , is             )           {
  const sameFormat = was.format === is.format || was.format === undefined || is.format === undefined
  if (was.name === is.name && sameFormat) return []
  const print = (framework             )         => (framework.format === undefined ? framework.name : \`\${framework.name} (\${framework.format})\`)
  const printed = { was: print(was), is: print(is) }
  return [
    changeOf(
      'runtime-changed',
      'model',
      ['framework'],
      printed,
      \`the model needs a runtime for \${printed.is} instead of \${printed.was}; callers are not touched\`,
    ),
  ]
}
return { diff }
})()
modules["src/contract/level.ts"] = (() => {
function levelOf(changes                   , circumstances                                                                 )        {
  const { contentChanged, strict = false } = circumstances
  const has = (level                 )          => changes.some((change) => change.level === level)
  if (has('breaking') || (strict && has('lost'))) return 'breaking'
  if (has('compatible') || has('lost')) return 'compatible'
  if (contentChanged) return 'weights'
  return has('learned') ? 'learned' : 'unchanged'
}
return { levelOf }
})()
modules["src/report/escape.ts"] = (() => {
const NAME_LIMIT = 120
const SENTENCE_LIMIT = 600
const GRAPHEME_UNITS = 32
const UNITS_PER_GRAPHEME = 8
const INVISIBLE =
  /[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0]|\\u034f|[\\ufe00-\\ufe0f]|[\\u{e0100}-\\u{e01ef}]|(?! )\\p{Zs}/gu
const EMOJI_GLUE = new RegExp(
  [
    String.raw\`(?<=\\p{Extended_Pictographic}|\\p{Emoji_Modifier})\\ufe0f\`,
    String.raw\`(?<=[0-9#*])\\ufe0f(?=\\u20e3)\`,
    String.raw\`(?<=\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\ufe0f)\\u200d(?=\\p{Extended_Pictographic})\`,
  ].join('|'),
  'gu',
)
const SHORT_ESCAPES = new Map([
  ['\\n', '\\\\n'],
  ['\\r', '\\\\r'],
  ['\\t', '\\\\t'],
])
function visible(text        )         {
  const glue = new Set([...text.matchAll(EMOJI_GLUE)].map((found) => found.index))
  return text.replace(INVISIBLE, (character        , index        ) => {
    if (glue.has(index)) return character
    return SHORT_ESCAPES.get(character) ?? \`\\\\u{\${(character.codePointAt(0) ?? 0).toString(16)}}\`
  })
}
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
function cut(text        , limit        )         {
  if (text.length <= limit && text.length <= GRAPHEME_UNITS) return text
  if (/^[ -~]*$/.test(text.slice(0, limit + 1))) return text.length <= limit ? text : \`\${text.slice(0, limit - 1)}…\`
  const kept           = []
  let units = 0
  for (const { segment } of graphemes.segment(text)) {
    const whole = segment.length <= GRAPHEME_UNITS ? segment : \`\${wholeCharacters(segment, GRAPHEME_UNITS)}…\`
    units += whole.length
    if (kept.length === limit || units > limit * UNITS_PER_GRAPHEME) return \`\${kept.slice(0, limit - 1).join('')}…\`
    kept.push(whole)
  }
  return kept.join('')
}
function wholeCharacters(text        , units        )         {
  const end = (text.codePointAt(units - 1) ?? 0) > 0xffff ? units - 1 : units
  return text.slice(0, end)
}
function forLog(text        , limit = SENTENCE_LIMIT)         {
  return visible(cut(text, limit))
    .replaceAll('##[', '##\\\\[')
    .replace(/^(\\s*):/, '$1\\\\:')
}
const HTML_ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])
function forHtml(text        , limit = NAME_LIMIT)         {
  return visible(cut(text, limit)).replace(/[&<>"']/g, (character) => HTML_ENTITIES.get(character) ?? character)
}
const SPLIT = '&#8203;'
const entity = (character        )         => \`&#\${character.codePointAt(0)};\`
function forMarkdown(text        , limit = SENTENCE_LIMIT)         {
  return (
    visible(cut(text, limit))
      .trim()
      .replace(/[&<>|\`*~[\\]\\\\$#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+=]|(?<=^\\d{1,9})[.)](?=\\s|$)|:(?=\\/\\/)/g, (character) => {
        return character === ':' ? \`\${entity(character)}\${SPLIT}\` : (HTML_ENTITIES.get(character) ?? entity(character))
      })
      .replace(/(?<=&#35;|GH-)(?=\\d)/gi, SPLIT)
      .replace(/@(?=\\S)/g, \`@\${SPLIT}\`)
      .replace(/:(?=[a-z0-9_+-]|&#95;)/gi, \`:\${SPLIT}\`)
      .replace(/(?<![A-Za-z0-9])www(?=\\.)/gi, \`www\${SPLIT}\`)
      .replace(/(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{7,40}(?![0-9a-z])/gi, (sha) => \`\${sha.slice(0, 4)}\${SPLIT}\${sha.slice(4)}\`)
  )
}
function codeForMarkdown(text        , limit = NAME_LIMIT)         {
  const whole = visible(cut(text, limit))
  const shown = whole.trim() === '' ? \`"\${whole}"\` : whole
  if (shown.includes('|')) return \`<code>\${shown.replace(/[^A-Za-z0-9 \\u0080-\\u{10ffff}]/gu, splitEntity)}</code>\`
  const longest = Math.max(0, ...[...shown.matchAll(/\`+/g)].map(([run]) => run.length))
  const fence = '\`'.repeat(longest + 1)
  const pad = /^[ \`]|[ \`]$/.test(shown) ? ' ' : ''
  return \`\${fence}\${pad}\${shown}\${pad}\${fence}\`
}
function splitEntity(character        )         {
  return character === '@' ? \`&#64;\${SPLIT}\` : entity(character)
}
function sentenceForMarkdown(text        , names                    = [], limit = SENTENCE_LIMIT)         {
  const known = names.filter((name) => name.includes('\`') && name.length <= limit)
  const quotes = [...known.map(quoted), '[^\`]+'].join('|')
  return cut(text, limit)
    .split(new RegExp(\`\\\`(\${quotes})\\\`\`, 'u'))
    .map((part, index, parts) => {
      if (index % 2 === 1) return codeForMarkdown(part)
      return part === '' && index > 0 && index < parts.length - 1 ? SPLIT : withBlanks(part)
    })
    .join('')
}
const quoted = (name        )         => name.replace(/[.*+?^\${}()|[\\]\\\\/-]/g, '\\\\$&')
function withBlanks(part        )         {
  if (part === '') return ''
  const prose = forMarkdown(part, Number.MAX_SAFE_INTEGER)
  return \`\${/^\\s/.test(part) ? ' ' : ''}\${prose}\${prose !== '' && /\\s$/.test(part) ? ' ' : ''}\`
}
return { NAME_LIMIT, SENTENCE_LIMIT, visible, cut, forLog, forHtml, forMarkdown, codeForMarkdown, sentenceForMarkdown }
})()
modules["src/report/wording.ts"] = (() => {
function verdictLine(report        )         {
  const { model, sentence } = verdict(report)
  return \`\${model}: \${sentence}\`
}
function overviewLine(outcomes                   , leftAlone = 0)         {
  const counts = OUTCOMES.map((kind) => [outcomes.filter((outcome) => outcome === kind).length, kind]         )
  const told = [...counts, [leftAlone, 'left alone']         ].filter(([count]) => count > 0).map(([count, word]) => \`\${count} \${word}\`)
  return \`\${plural(outcomes.length + leftAlone, 'model')}\${told.length === 0 ? '' : \`: \${told.join(', ')}\`}\`
}
const OUTCOMES                                       = ['failed', 'published', 'validated', 'unchanged']
const byMood = (a      , b      )         => MOODS.indexOf(a) - MOODS.indexOf(b)
const MOODS                  = ['bad', 'attention', 'good']
const SIGNS                                 = { good: '✔', attention: '!', bad: '✘' }
function verdict(report        )          {
  const { outcome, model } = report
  switch (outcome.kind) {
    case 'failed':
      return { mood: 'bad', model, sentence: failedSentence(report, outcome.error.message, outcome.nextVersion) }
    case 'unchanged':
      return { mood: 'good', model, sentence: \`unchanged: version \${outcome.version} stands\` }
    case 'validated':
      return { mood: moodOf(report), model, sentence: \`\${finding(report)}\${arrow(outcome.nextVersion, report.baseline)}\` }
    case 'published': {
      const { release } = outcome
      if (!release.fresh)
        return { mood: 'good', model, sentence: \`version \${release.version} was already published by an earlier attempt of this run\` }
      const since = release.previous === null || release.baseline.state !== 'compared' ? '' : \` since \${release.previous.version}\`
      return { mood: moodOf(report), model, sentence: \`version \${release.version} published: \${finding(report)}\${since}\` }
    }
  }
}
function baselineOf(report        )                       {
  return report.outcome.kind === 'published' ? report.outcome.release.baseline : report.baseline
}
function otherSideOf(report        )                                 {
  return report.against ?? baselineOf(report)
}
function comparisonOf(report        )                         {
  const side = otherSideOf(report)
  if (side !== undefined && side.state !== 'compared') return undefined
  return report.outcome.kind === 'published' ? report.outcome.release.comparison : report.comparison
}
function toldByChanges(report        )          {
  const refused = report.outcome.kind === 'failed' && report.outcome.error.code === 'breaking-change'
  return refused && (comparisonOf(report)?.changes.length ?? 0) > 0
}
function countChanges(changes                   )         {
  const count = (level                 )         => changes.filter((change) => change.level === level).length
  return { breaking: count('breaking'), compatible: count('compatible'), lost: count('lost'), learned: count('learned') }
}
function plural(count        , one        , many = \`\${one}s\`)         {
  return \`\${count.toLocaleString('en-US')} \${count === 1 ? one : many}\`
}
function percent(ratio        )         {
  return \`\${Math.floor(ratio * 1000 + 1e-9) / 10} %\`
}
function failedSentence(report        , message        , nextVersion                    )         {
  const comparison = comparisonOf(report)
  if (comparison === undefined || !toldByChanges(report)) return \`failed: \${message}\`
  const against = report.against === undefined ? '' : \` against \${report.against.label}\`
  return \`\${levelSentence(comparison)}\${against}\${arrow(nextVersion ?? null, report.baseline)}\`
}
function arrow(nextVersion               , baseline                      )         {
  const published = baseline?.state === 'first' ? undefined : baseline?.published?.version
  const next = nextVersion === null ? '' : \` → next version \${nextVersion}\`
  return \`\${next}\${published === undefined ? '' : \` (published \${published})\`}\`
}
function finding(report        )         {
  if (report.against !== undefined) return findingAgainst(report, report.against)
  const baseline = baselineOf(report)
  const comparison = comparisonOf(report)
  if (baseline === undefined) return 'not compared with a published version'
  switch (baseline.state) {
    case 'first':
      return report.detected?.declaredIn === undefined ? 'first version' : \`first version, as declared in \${report.detected.declaredIn}\`
    case 'unavailable':
      return \`not compared with the published version: \${baseline.reason}\`
    case 'compared':
      return comparison === undefined ? 'not compared with the published version' : \`\${levelSentence(comparison)}\${acceptance(report, comparison)}\`
  }
}
function findingAgainst(report        , against         )         {
  const comparison = comparisonOf(report)
  switch (against.state) {
    case 'first':
      return \`not in \${against.label} yet\`
    case 'unavailable':
      return \`not compared with \${against.label}: \${against.reason}\`
    case 'compared':
      return comparison === undefined
        ? \`not compared with \${against.label}\`
        : \`\${levelSentence(comparison)} against \${against.label}\${acceptance(report, comparison)}\`
  }
}
function acceptance(report        , comparison            )         {
  return comparison.level === 'breaking' && report.breakingAccepted !== undefined ? \`, accepted by \${report.breakingAccepted}\` : ''
}
function levelSentence(comparison            )         {
  const counts = countChanges(comparison.changes)
  const lost = counts.lost === 0 ? '' : \`\${plural(counts.lost, 'fact')} no longer known\`
  switch (comparison.level) {
    case 'breaking':
      if (counts.breaking === 0) return \`\${lost}, which counts as breaking\`
      return joined(
        plural(counts.breaking, 'breaking change'),
        counts.compatible === 0 ? '' : \`\${counts.compatible.toLocaleString('en-US')} compatible\`,
        lost,
      )
    case 'compatible':
      return joined(counts.compatible === 0 ? 'compatible' : plural(counts.compatible, 'compatible change'), lost)
    case 'weights':
      return joined('same contract, new content', lost)
    case 'learned':
      return joined(\`same promises to callers, \${plural(counts.learned, 'fact')} more known\`, lost)
    case 'unchanged':
      return joined('unchanged', lost)
  }
}
const joined = (...parts                   )         => parts.filter((part) => part !== '').join(', ')
function moodOf(report        )       {
  const comparison = comparisonOf(report)
  if (comparison?.level === 'breaking') return 'attention'
  if (report.findings.some((one) => one.severity === 'critical' || one.severity === 'high')) return 'attention'
  return otherSideOf(report)?.state === 'unavailable' || countChanges(comparison?.changes ?? []).lost > 0 ? 'attention' : 'good'
}
return { verdictLine, overviewLine, byMood, SIGNS, verdict, baselineOf, otherSideOf, comparisonOf, toldByChanges, countChanges, plural, percent }
})()
modules["src/catalogue/contract-view.ts"] = (() => {
const { diff } = modules["src/contract/diff.ts"]
const { levelOf } = modules["src/contract/level.ts"]
const { printDim, printValue } = modules["src/contract/render.ts"]
const { forHtml } = modules["src/report/escape.ts"]
const { plural } = modules["src/report/wording.ts"]
const MAX_ROWS = 500
function sentenceHtml(text        )         {
  return forHtml(text, 600).replace(/\`([^\`]*)\`/g, '<code>$1</code>')
}
function mainSignature({ signatures }          )                        {
  return signatures.find(({ name }) => name === 'predict') ?? signatures[0]
}
function contractHtml(contract          )         {
  return contract.signatures.map(signatureHtml).join('')
}
function signatureHtml({ name, inputs, outputs, positional }           )         {
  const caption = \`<caption><code>\${forHtml(name)}</code>\${positional === true ? ' <span class="note">arguments by position</span>' : ''}</caption>\`
  const head = '<thead><tr><th scope="col">Direction</th><th scope="col">Name</th><th scope="col">Value</th><th scope="col">Notes</th></tr></thead>'
  const rows = [...inputs.map((field) => rowOf('input', field)), ...outputs.map((field) => rowOf('output', field))]
  const more = rows.length > MAX_ROWS ? \`<tr><td colspan="4">… and \${rows.length - MAX_ROWS} more fields, in the image's contract</td></tr>\` : ''
  return \`<table>\${caption}\${head}<tbody>\${rows.slice(0, MAX_ROWS).join('')}\${more}</tbody></table>\`
}
function rowOf(side                    , field       )         {
  return \`<tr><td>\${side}</td><th scope="row"><code>\${forHtml(field.name)}</code></th><td><code>\${forHtml(printValue(field), 300)}</code></td><td>\${notesOf(field).join(' · ')}</td></tr>\`
}
function notesOf(field       )                    {
  const notes           = []
  if (field.profile !== undefined && field.profile !== 'none') notes.push(field.profile)
  for (const alias of field.aliases ?? []) notes.push(\`also <code>\${forHtml(alias)}</code>\`)
  if (field.assumed !== undefined && field.assumed.length > 0) notes.push(\`\${field.assumed.join(', ')} assumed, no promise\`)
  return notes
}
function changesHtml(old          , next          , labels                           )         {
  const changes = diff(old, next)
  const level = levelOf(changes, { contentChanged: true })
  const [from, to] = labels.map((label) => forHtml(label))
  const verdict = \`<p class="verdict \${level}"><strong>\${SENTENCES[level]}</strong> \${from} → \${to}</p>\`
  if (changes.length === 0) return verdict
  const rows = changes.slice(0, MAX_ROWS).map((change) => {
    const cells = [change.was, change.is].map((text) => \`<td><code>\${forHtml(text, 300)}</code></td>\`).join('')
    return \`<tr><td class="\${change.level}">\${change.level}</td><td>\${sentenceHtml(change.message)}</td><td><code>\${forHtml(change.where, 300)}</code></td>\${cells}</tr>\`
  })
  const head = ['Level', 'What happens to callers', 'Where', from, to].map((text) => \`<th scope="col">\${text}</th>\`).join('')
  return \`\${verdict}<table><thead><tr>\${head}</tr></thead><tbody>\${rows.join('')}</tbody></table>\`
}
const SENTENCES                                                       = {
  breaking: 'Breaks callers.',
  compatible: 'Compatible: the contract grew.',
  weights: 'The same contract.',
  learned: 'The same contract, and more of it is known.',
  unchanged: 'The same contract.',
}
const BOX = { width: 260, height: 34, gap: 10, top: 8 }
const MAX_BOXES = 12
function contractPicture(contract          , model        )         {
  const signature = mainSignature(contract)
  if (signature === undefined) return ''
  const inputs = boxesOf(signature.inputs)
  const outputs = boxesOf(signature.outputs)
  const rows = Math.max(inputs.length, outputs.length, 1)
  const height = rows * (BOX.height + BOX.gap) + 2 * BOX.top
  const middle = height / 2
  const columnOf = (boxes                   , x        )         => {
    const start = middle - (boxes.length * (BOX.height + BOX.gap) - BOX.gap) / 2
    return boxes.map((text, index) => box(x, start + index * (BOX.height + BOX.gap), text)).join('')
  }
  const lines = (boxes                   , from        , to        )         => {
    const start = middle - (boxes.length * (BOX.height + BOX.gap) - BOX.gap) / 2 + BOX.height / 2
    return boxes.map((_, index) => \`<path d="M\${from} \${start + index * (BOX.height + BOX.gap)} L\${to} \${middle}"/>\`).join('')
  }
  const label = \`\${signature.name} of \${model}: \${plural(signature.inputs.length, 'input')}, \${plural(signature.outputs.length, 'output')}\`
  return \`<div class="scroll" tabindex="0" role="region" aria-label="Picture of the contract"><svg class="picture" viewBox="0 0 900 \${height}" role="img" aria-label="\${forHtml(label, 300)}"><g class="lines">\${lines(inputs, BOX.width + 10, 350)}\${lines(outputs, 640, 550)}</g>\${columnOf(inputs, 10)}<g class="model"><rect x="350" y="\${middle - 24}" width="200" height="48" rx="24"/><text x="450" y="\${middle + 5}" text-anchor="middle">\${forHtml(model, 22)}</text></g>\${columnOf(outputs, 630)}</svg></div>\`
}
function boxesOf(fields                  )                    {
  const shown = fields.length > MAX_BOXES ? fields.slice(0, MAX_BOXES - 1) : fields
  const texts = shown.map((field) => \`\${forHtml(field.name, 16)} <tspan class="type">\${forHtml(shortValue(field), 18)}</tspan>\`)
  return fields.length > MAX_BOXES ? [...texts, \`and \${fields.length - shown.length} more\`] : texts
}
function shortValue(field       )         {
  return 'type' in field && field.shape !== null ? \`\${field.type ?? '?'}[\${field.shape.map(printDim).join(',')}]\` : printValue(field)
}
function box(x        , y        , text        )         {
  return \`<g class="field"><rect x="\${x}" y="\${y}" width="\${BOX.width}" height="\${BOX.height}" rx="6"/><text x="\${x + 12}" y="\${y + 22}">\${text}</text></g>\`
}
return { sentenceHtml, mainSignature, contractHtml, changesHtml, contractPicture }
})()
modules["src/catalogue/page.ts"] = (() => {
const { changesHtml, contractHtml, contractPicture } = modules["src/catalogue/contract-view.ts"]
function start(page      )       {
  const search = page.getElementById('search')
  if (search) startSearch(page, search)
  const data = page.getElementById('data')
  if (data?.textContent) startVersions(page, JSON.parse(data.textContent))
}
function startSearch(page      , search         )       {
  const cards = [...page.querySelectorAll('[data-text]')]
  const count = page.getElementById('count')
  const show = ()       => {
    const words = search.value
      .toLowerCase()
      .split(/\\s+/)
      .filter((word) => word !== '')
    let shown = 0
    for (const card of cards) {
      card.hidden = !words.every((word) => card.dataset['text']?.includes(word))
      if (!card.hidden) shown++
    }
    if (count) count.textContent = \`\${shown} of \${cards.length} models\`
  }
  search.addEventListener('input', show)
  show()
}
function startVersions(page      , { model, contracts, versions }      )       {
  const [shown, from, to] = ['version', 'from', 'to'].map((id) => page.getElementById(id))
  const contractOf = (version        )                       => contracts[versions.find(([name]) => name === version)?.[1] ?? -1]
  const fill = (id        , html        )       => {
    const place = page.getElementById(id)
    if (place) place.innerHTML = html
  }
  shown?.addEventListener('change', () => {
    const contract = contractOf(shown.value)
    fill('contract', contract ? \`\${contractPicture(contract, model)}\${contractHtml(contract)}\` : NO_CONTRACT)
  })
  const compare = ()       => {
    const [old, next] = [contractOf(from?.value ?? ''), contractOf(to?.value ?? '')]
    fill('changes', old && next ? changesHtml(old, next, [from?.value ?? '', to?.value ?? '']) : NO_CONTRACT)
  }
  from?.addEventListener('change', compare)
  to?.addEventListener('change', compare)
}
const NO_CONTRACT = '<p>This image holds no contract: another tool published it.</p>'
return { start }
})()
modules["src/catalogue/page.ts"].start(document)
})()`;

;// CONCATENATED MODULE: ./.build/catalogue/style.js
/** The look of all pages. Two colour schemes; every level has a word or a form beside its colour; contrast is at least 4.5:1 (WCAG 1.4.3). */
const STYLE = `
:root{--ink:#1c2330;--soft:#5a6474;--paper:#fff;--panel:#f4f6f9;--line:#d5dbe3;--link:#0b57c2;--bad:#b3261e;--good:#1a6b3c;--mild:#7a4d00}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#a5afbd;--paper:#12161d;--panel:#1b212b;--line:#343d4b;--link:#8ab4f8;--bad:#ff8a80;--good:#7ad39b;--mild:#f2c26b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header,main{max-width:1080px;margin:0 auto;padding:16px 20px}
h1{font-size:2rem;line-height:1.2;margin:.2em 0;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:1.6em 0 .5em}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
code{font:.92em ui-monospace,monospace;overflow-wrap:anywhere}
.note,.latest{color:var(--soft)}
.latest strong{color:var(--ink)}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--paper);padding:8px;z-index:1}
.search input{display:block;width:100%;font:inherit;padding:10px 12px;border:1px solid var(--soft);border-radius:8px;background:var(--panel);color:inherit}
.cards{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,320px),1fr));gap:14px}
.cards li{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:4px 16px}
.cards li[hidden]{display:none}
.cards h2{margin:.4em 0 0}
.cards p{margin:.4em 0;overflow-wrap:anywhere}
select{font:inherit;padding:4px 8px;border:1px solid var(--soft);border-radius:6px;background:var(--panel);color:inherit;max-width:100%}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.8em 0}
td.short,td.short code{white-space:nowrap}
caption{text-align:left;font-weight:600;padding:.4em 0}
th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid var(--line);font-weight:400}
thead th{font-weight:600;color:var(--soft);white-space:nowrap}
.breaking{color:var(--bad);font-weight:600}
.compatible,.lost{color:var(--mild)}
.weights,.learned,.first,.unchanged{color:var(--good)}
.verdict{padding:8px 12px;border-left:4px solid currentcolor;background:var(--panel)}
svg{font:13px system-ui,sans-serif;fill:var(--ink)}
.picture{width:100%;min-width:640px;height:auto;max-height:560px}
.picture rect{fill:var(--panel);stroke:var(--line);stroke-width:1.5}
.picture .model rect{fill:var(--link)}
.picture .model text{fill:var(--paper);font-weight:600}
.picture .type{fill:var(--soft);font-family:ui-monospace,monospace;font-size:12px}
.picture .lines path,.history .line{stroke:var(--soft);stroke-width:1.5;fill:none}
.history .breaking{fill:var(--bad)}
.history .compatible{fill:var(--mild)}
.history .weights,.history .first{fill:var(--good)}
.history .unknown{fill:var(--soft)}
`;

;// CONCATENATED MODULE: ./.build/catalogue/pages.js








/** The whole site: a first page that lists the models, and a page for each. Nothing in it asks a server. */
function sitePages(catalogue) {
    return [{ path: 'index.html', html: indexPage(catalogue) }, ...catalogue.models.map((model) => ({ path: model.page, html: modelPage(model) }))];
}
const hashOf = (text) => `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text, 'utf8').digest('base64')}'`;
/** Only this script and this style run, nothing is fetched, and no page may frame these. */
const POLICY = `default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'`;
function documentOf(title, body) {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${(0,report_escape/* forHtml */.B2)(title, 200)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${body}
<script>${SCRIPT}</script>
</body>
</html>
`;
}
function indexPage({ models, unreadable }) {
    const versions = models.reduce((sum, model) => sum + model.versions.length, 0);
    const body = `<header><h1>Models</h1><p>${models.length} models, ${versions} versions, read from their registries.</p></header>
<main id="main">
<div class="search"><label for="search">Search names, types and frameworks</label><input id="search" type="search" autocomplete="off" spellcheck="false"><p id="count" role="status"></p></div>
<ul class="cards">${models.map(card).join('')}</ul>
${unreadable.length === 0 ? '' : `<h2>Not readable</h2><ul>${unreadable.map(missing).join('')}</ul>`}
</main>`;
    return documentOf('Models', body);
}
function missing({ image, reason }) {
    return `<li><code>${(0,report_escape/* forHtml */.B2)(image, 300)}</code>: ${(0,report_escape/* forHtml */.B2)(reason, 600)}</li>`;
}
/** Fields named on a card. */
const MAX_NAMED = 6;
/** Code units of a card's searchable text. */
const MAX_TEXT = 8000;
function card(model) {
    const latest = model.versions.at(-1);
    const contract = latestContract(model);
    const signature = contract && mainSignature(contract);
    const promise = signature === undefined ? 'no contract' : `${listed(signature.inputs)} → ${listed(signature.outputs)}`;
    return `<li data-text="${(0,report_escape/* forHtml */.B2)(searchable(model, contract), MAX_TEXT)}"><h2><a href="${(0,report_escape/* forHtml */.B2)(model.page)}">${(0,report_escape/* forHtml */.B2)(model.name)}</a></h2><p class="latest"><strong>${(0,report_escape/* forHtml */.B2)(latest?.version ?? '')}</strong> ${(0,report_escape/* forHtml */.B2)(latest?.date.slice(0, 10) ?? '')} · ${(0,wording/* plural */.LS)(model.versions.length, 'version')}${contract === undefined ? '' : ` · ${(0,report_escape/* forHtml */.B2)(contract.framework.name)}`}</p><p>${promise}</p><p class="note"><code>${(0,report_escape/* forHtml */.B2)(model.image, 200)}</code></p></li>`;
}
function listed(fields) {
    const names = fields.slice(0, MAX_NAMED).map((field) => `<code>${(0,report_escape/* forHtml */.B2)(field.name, 30)}</code>`);
    return `${names.join(', ')}${fields.length > MAX_NAMED ? ` and ${fields.length - MAX_NAMED} more` : ''}`;
}
function searchable({ name, image }, contract) {
    const fields = (contract?.signatures ?? []).flatMap(({ name: called, inputs, outputs }) => [
        called,
        ...[...inputs, ...outputs].flatMap((field) => [field.name, (0,render/* printType */.OC)(field)]),
    ]);
    return [name, image, contract?.framework.name ?? '', contract?.framework.format ?? '', ...new Set(fields)]
        .join(' ')
        .toLowerCase()
        .slice(0, MAX_TEXT);
}
function latestContract({ versions, contracts }) {
    return contracts[versions.at(-1)?.contract ?? -1];
}
function modelPage(model) {
    const newest = model.versions.toReversed();
    const [latest, before] = newest;
    const contract = latestContract(model);
    const previous = model.contracts[before?.contract ?? -1];
    const pickOld = before?.version ?? latest?.version ?? '';
    const changes = contract && previous ? changesHtml(previous, contract, [pickOld, latest?.version ?? '']) : '<p>There is nothing to compare yet.</p>';
    const data = { model: model.name, contracts: model.contracts, versions: newest.map(({ version, contract: index }) => [version, index]) };
    const body = `<header><p><a href="index.html">All models</a></p><h1>${(0,report_escape/* forHtml */.B2)(model.name)}</h1><p class="latest"><strong>${(0,report_escape/* forHtml */.B2)(latest?.version ?? '')}</strong> · <code>${(0,report_escape/* forHtml */.B2)(model.image, 300)}</code>${contract === undefined ? '' : ` · ${frameworkOf(contract)}`}</p></header>
<main id="main">
<section aria-labelledby="h-contract"><h2 id="h-contract">Contract</h2>${picker('version', 'Version', newest, latest?.version ?? '')}<div id="contract" aria-live="polite">${contract ? `${contractPicture(contract, model.name)}${contractHtml(contract)}` : '<p>This image holds no contract: another tool published it.</p>'}</div></section>
<section aria-labelledby="h-changes"><h2 id="h-changes">What changed</h2><p class="pickers">${picker('from', 'From', newest, pickOld)} ${picker('to', 'to', newest, latest?.version ?? '')}</p><div id="changes" class="scroll" tabindex="0" role="region" aria-label="Changes" aria-live="polite">${changes}</div></section>
<section aria-labelledby="h-history"><h2 id="h-history">History</h2>${historyPicture(model)}${versionsTable(model)}</section>
</main>
<script type="application/json" id="data">${jsonForHtml(data)}</script>`;
    return documentOf(`${model.name} ${latest?.version ?? ''}`, body);
}
function frameworkOf({ framework }) {
    return (0,report_escape/* forHtml */.B2)([framework.name, framework.version, framework.format === framework.name ? undefined : framework.format].filter(Boolean).join(' '));
}
function picker(id, label, versions, chosen) {
    const options = versions.map(({ version }) => `<option${version === chosen ? ' selected' : ''}>${(0,report_escape/* forHtml */.B2)(version)}</option>`).join('');
    return `<label for="${id}">${label}</label> <select id="${id}" autocomplete="off">${options}</select>`;
}
/** Inside of a script element nothing is decoded, and `</script` or `<!--` would end or change it (WHATWG HTML 13.2.5.17). */
function jsonForHtml(data) {
    return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

;// CONCATENATED MODULE: ./.build/catalogue/write.js






/**
 * Reads collections and writes a static site about them: files that a browser opens as they are, and that any web server can hold.
 * @throws UserError `input-invalid` for a name that is none, no image at all, or a directory that is a file; a collection that cannot be read is told in the site
 */
async function writeSite({ images, out, numbering }, { repository, log }) {
    if (images.length === 0)
        throw new errors/* UserError */.y('input-invalid', 'No image is named.', 'Name the repositories of the models: ghcr.io/owner/repository/churn');
    for (const image of images)
        (0,reference/* parseRepository */.SU)(image);
    if ((0,external_node_fs_.statSync)(out, { throwIfNoEntry: false })?.isFile())
        throw new errors/* UserError */.y('input-invalid', `${out} is a file.`, 'Name a directory for the pages.');
    const catalogue = await collect(images, repository, numbering, log.info);
    (0,external_node_fs_.mkdirSync)(out, { recursive: true });
    for (const { path, html } of sitePages(catalogue))
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(out, path), html);
    return catalogue;
}

// EXTERNAL MODULE: ./.build/verdict.js + 1 modules
var verdict = __webpack_require__(2705);
// EXTERNAL MODULE: ./.build/commands/ports.js + 13 modules
var ports = __webpack_require__(5226);
;// CONCATENATED MODULE: ./.build/commands/catalogue.js





/** `mlambda catalogue IMAGE… --out DIR`: a static site about collections. Exit code 1 where one of them could not be read. */
async function catalogue(call) {
    const inputs = call.inputs('.');
    const out = call.out || 'site';
    const written = await writeSite({ images: call.operands, out, numbering: (0,verdict/* numberingOf */.pQ)(inputs) }, await (0,ports/* terminalPorts */.P)(inputs));
    const { models, unreadable } = written;
    if (call.json)
        process.stdout.write(`${JSON.stringify({ out, models: models.map(({ name, image, page }) => ({ name, image, page })), unreadable })}\n`);
    else
        process.stdout.write(`${models.length} models: open ${(0,report_escape/* forLog */.Ig)((0,external_node_path_.join)(out, 'index.html'))}\n${unreadable.map(({ image, reason }) => `not readable: ${(0,report_escape/* forLog */.Ig)(`${image}: ${reason}`)}\n`).join('')}`);
    return unreadable.length > 0 ? 1 : 0;
}


/***/ }),

/***/ 2508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bw: () => (/* binding */ proposalTag),
/* harmony export */   I3: () => (/* binding */ claimValue),
/* harmony export */   Ku: () => (/* binding */ proposals),
/* harmony export */   Tq: () => (/* binding */ doorTag),
/* harmony export */   aD: () => (/* binding */ proposalsOfRun),
/* harmony export */   cB: () => (/* binding */ CACHED_LIST),
/* harmony export */   kj: () => (/* binding */ markTag),
/* harmony export */   ng: () => (/* binding */ runOf),
/* harmony export */   og: () => (/* binding */ splitterTag),
/* harmony export */   xI: () => (/* binding */ marked)
/* harmony export */ });
/* unused harmony export runMark */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3751);


/**
 * Names of claims. All live in the repository of the versions, are no versions, and point to the claimant's final manifest, which keeps it from
 * garbage collection. The number in them is the version without prefix, so that uploads with different prefixes still meet.
 *
 *   _claim.<version>.door                              somebody claims by consensus: the splitter is closed (and its own door, see `splitter`)
 *   _claim.<version>.r<round>.1.<value>[.<run>]        phase 1: this value is proposed; in round 1 with the run that proposes it
 *   _claim.<version>.r<round>.2<mark>.<value>          phase 2: `c` = nobody else was there, `a` = somebody was
 *   _claim.<version>.x<stage>, _claim.<version>.y<stage>   the splitter
 *
 * `value` is 16 hex digits of the manifest's digest, `run` 8 of the sha256 of the run id.
 */
/** Written once a repository's list turned out to hide what was just written; listed later, it spares the next uploads the wait. */
const CACHED_LIST = `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}cached-list`;
function claimValue(digest) {
    return digest.slice('sha256:'.length, 'sha256:'.length + 16);
}
/** The run in a nonce `run id.attempt.uuid`, and the attempt; `null` for a nonce of another form, which no later attempt can belong to. */
function runOf(nonce) {
    const parts = /^(.+)\.(\d{1,9})\.[^.]+$/.exec(nonce);
    return parts?.[1] === undefined ? null : { run: parts[1], attempt: Number(parts[2]) };
}
function runMark(run) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(run).digest('hex').slice(0, 8);
}
function doorTag(version) {
    return `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.door`;
}
function splitterTag(version, side, stage) {
    return `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.${side}${stage}`;
}
function proposalTag(version, round, value, run) {
    return `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.r${round}.1.${value}${round === 1 && run !== null ? `.${runMark(run)}` : ''}`;
}
function markTag(version, round, mark, value) {
    return `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.r${round}.2${mark}.${value}`;
}
/** Values proposed in phase 1 of a round, each with a tag that points to its manifest. */
function proposals(tags, version, round) {
    return collect(tags, `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.r${round}.1.`, /^([0-9a-f]{16})(?:\.[0-9a-f]{8})?$/);
}
/** Values marked in phase 2 of a round with that mark, each with a tag that points to its manifest. */
function marked(tags, version, round, mark) {
    return collect(tags, `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.r${round}.2${mark}.`, /^([0-9a-f]{16})$/);
}
/** What earlier attempts of a run proposed, in any version, as far as their claims are still there. */
function proposalsOfRun(tags, run) {
    const mark = runMark(run);
    return [...new Set(tags)].flatMap((tag) => {
        if (!tag.startsWith(_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd))
            return [];
        const [, version, value, by] = /^(\d+(?:\.\d+\.\d+)?)\.r1\.1\.([0-9a-f]{16})\.([0-9a-f]{8})$/.exec(tag.slice(_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd.length)) ?? [];
        return version !== undefined && value !== undefined && by === mark ? [{ version, value, run: by, tag }] : [];
    });
}
function collect(tags, prefix, rest) {
    const found = new Map();
    for (const tag of tags) {
        const value = tag.startsWith(prefix) ? rest.exec(tag.slice(prefix.length))?.[1] : undefined;
        if (value !== undefined)
            found.set(value, tag);
    }
    return found;
}


/***/ }),

/***/ 9482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H7: () => (/* binding */ readCollection),
/* harmony export */   gG: () => (/* binding */ inTurns),
/* harmony export */   q2: () => (/* binding */ readVersions)
/* harmony export */ });
/* harmony import */ var _image_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1057);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8242);
/* harmony import */ var _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8855);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3751);




/** Requests at a time: registries limit bursts, and each is a process. */
const AT_ONCE = 4;
/**
 * All versions of a repository, newest first, with the chain of parents checked: each upload names the version before it with its digest, so that a
 * version that was overwritten, deleted or slipped in by another tool shows afterwards. One list, and two requests per version. Throws the repository's UserErrors.
 */
async function readCollection(repository, numbering) {
    const rows = (await readVersions(repository, numbering)).map(({ row }) => row).reverse();
    return { rows, intact: rows.every(({ problems }) => problems.length === 0) };
}
/** The same with contracts, oldest first. Throws the repository's UserErrors. */
async function readVersions(repository, numbering) {
    const versions = (0,_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .versionsOf */ .x4)((await repository.list()) ?? [], numbering);
    const readings = await inTurns(versions, AT_ONCE, (version) => (0,_published_js__WEBPACK_IMPORTED_MODULE_1__/* .readVersion */ .$4)(repository, version));
    const isOurs = (index) => readings[index]?.published?.annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.upload] !== undefined;
    const firstOfOurs = versions.findIndex((_, index) => isOurs(index));
    const digests = new Map(versions.map(({ version }, index) => [version, readings[index]?.published?.digest ?? null]));
    const rowOf = ({ version, tag }, index) => {
        const published = readings[index]?.published ?? null;
        if (published === null)
            return {
                version,
                tag,
                digest: null,
                date: null,
                change: null,
                contractDigest: null,
                revision: null,
                problems: ['listed, but its manifest is missing'],
            };
        const { annotations, labels } = published;
        const before = versions[index - 1]?.version ?? null;
        return {
            version,
            tag,
            digest: published.digest,
            date: annotations['org.opencontainers.image.created'] ?? null,
            change: annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.change] ?? null,
            contractDigest: published.contractDigest,
            revision: annotations['org.opencontainers.image.revision'] ?? labels['org.opencontainers.image.revision'] ?? null,
            // what other tools published before the first of ours is history, not a broken chain
            problems: !isOurs(index) && (firstOfOurs < 0 || index < firstOfOurs) ? [] : problemsOf(version, annotations, before, digests),
        };
    };
    return versions.map((version, index) => ({ row: rowOf(version, index), published: readings[index]?.published ?? null }));
}
/** Checks what one version says about itself and its parent against what is there. */
function problemsOf(version, annotations, before, digests) {
    if (annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.upload] === undefined)
        return ['written by another tool: it has no upload annotation'];
    const stated = annotations['org.opencontainers.image.version'];
    const problems = stated === version ? [] : [`it says that it is ${stated ?? 'no version'}: the tag was moved`];
    const parent = (0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parentOf */ .gN)(annotations);
    if (parent === null)
        return before === null ? problems : [...problems, `it says that it is the first, but ${before} is there`];
    const found = digests.get(parent.version);
    if (found === undefined)
        return [...problems, `its parent ${parent.version} was deleted`];
    if (found !== parent.digest)
        return [...problems, `its parent ${parent.version} was overwritten: ${parent.digest} was published, ${found ?? 'nothing'} is there`];
    return parent.version === before ? problems : [...problems, `${before ?? 'nothing'} stands before it, but it was made after ${parent.version}`];
}
/** Like Promise.all over `map`, with at most `width` running. Results keep their order. */
async function inTurns(items, width, work) {
    const results = [];
    const queue = items.entries();
    const worker = async () => {
        for (const [index, item] of queue)
            results[index] = await work(item);
    };
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
    return results;
}


/***/ }),

/***/ 8855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xo: () => (/* binding */ releaseManifest),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   l7: () => (/* binding */ releaseOf),
/* harmony export */   yW: () => (/* binding */ isEarlierAttempt)
/* harmony export */ });
/* unused harmony export changeLine */
/* harmony import */ var _image_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1057);
/* harmony import */ var _claim_tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2508);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5835);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4157);




const VERSION = 'org.opencontainers.image.version';
/** Annotations are read as one line in a table. Characters. */
const MAX_CHANGE = 300;
/** The manifest of one version: the content's config and layers with annotations that no other upload has, so that its digest proves whose it is. */
function releaseManifest(upload, { version, tag, parent, baseline, comparison }) {
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .withAnnotations */ .nB)(upload.content, {
        ...upload.annotations,
        [VERSION]: version,
        [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.tag]: tag,
        [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.upload]: upload.nonce,
        [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.change]: changeLine(baseline, comparison, upload.accepted),
        ...(parent === null ? {} : { [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.parent]: `${parent.version}@${parent.digest}` }),
    });
}
/**
 * What the upload changes, on one line: level and the first change of that level (`breaking: …`), `first version`, or `not compared: …` with the
 * reason. A breaking change also says who accepted it, as far as that is known.
 */
function changeLine(baseline, comparison, accepted) {
    return sentence(baseline, comparison, accepted).replace(/\s+/g, ' ').slice(0, MAX_CHANGE);
}
function sentence(baseline, { level, changes }, accepted) {
    if (baseline.state === 'first')
        return 'first version';
    if (baseline.state === 'unavailable')
        return `not compared: ${baseline.reason}`;
    const first = changes.find((change) => change.level === level) ?? changes[0];
    const acceptance = level === 'breaking' && accepted !== undefined ? `, accepted by ${accepted}` : '';
    return first === undefined ? `${level}${acceptance}` : `${level}${acceptance}: ${first.message}`;
}
/** The parent that a manifest names: `2.4.1@sha256:…`. */
function parentOf(annotations) {
    const parts = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.parent] ?? '');
    return parts?.[1] === undefined || parts[2] === undefined ? null : { version: parts[1], digest: parts[2] };
}
/** The version a release manifest was made for, and its tag; `null` for other manifests. */
function releaseOf(manifest) {
    const content = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readManifest */ .WI)(manifest);
    if (content.kind !== 'image')
        return null;
    const { [VERSION]: version, [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.tag]: tag } = content.annotations;
    return version !== undefined && tag !== undefined && (0,_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .isTag */ .dz)(tag) && tag.endsWith(version) ? { version, tag } : null;
}
/** Written by an earlier attempt of this upload's run, for the same content: this upload's own, as far as anybody outside can tell. */
function isEarlierAttempt(upload, manifest) {
    const content = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readManifest */ .WI)(manifest);
    const mine = (0,_claim_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .runOf */ .ng)(upload.nonce);
    const theirs = content.kind === 'image' ? (0,_claim_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .runOf */ .ng)(content.annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.upload] ?? '') : null;
    return mine !== null && theirs !== null && theirs.run === mine.run && theirs.attempt < mine.attempt && (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .sameContent */ .Cm)(manifest, upload.content);
}


/***/ }),

/***/ 1709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $K: () => (/* binding */ otherSideOf),
/* harmony export */   B2: () => (/* binding */ SIGNS),
/* harmony export */   Bv: () => (/* binding */ baselineOf),
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   MT: () => (/* binding */ verdictLine),
/* harmony export */   WJ: () => (/* binding */ verdict),
/* harmony export */   dJ: () => (/* binding */ byMood),
/* harmony export */   jb: () => (/* binding */ comparisonOf),
/* harmony export */   ow: () => (/* binding */ toldByChanges),
/* harmony export */   sP: () => (/* binding */ overviewLine),
/* harmony export */   xS: () => (/* binding */ countChanges)
/* harmony export */ });
/** `churn: 2 breaking changes → next version 3.0.0 (published 2.4.1)`, one line of raw text. */
function verdictLine(report) {
    const { model, sentence } = verdict(report);
    return `${model}: ${sentence}`;
}
/** `8 models: 1 failed, 2 published, 5 left alone` */
function overviewLine(outcomes, leftAlone = 0) {
    const counts = OUTCOMES.map((kind) => [outcomes.filter((outcome) => outcome === kind).length, kind]);
    const told = [...counts, [leftAlone, 'left alone']].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
    return `${plural(outcomes.length + leftAlone, 'model')}${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
}
const OUTCOMES = ['failed', 'published', 'validated', 'unchanged'];
/** What needs somebody comes first. */
const byMood = (a, b) => MOODS.indexOf(a) - MOODS.indexOf(b);
const MOODS = ['bad', 'attention', 'good'];
/** Before a verdict in plain text. */
const SIGNS = { good: '✔', attention: '!', bad: '✘' };
/**
 * What happened, in one sentence, for every outcome and every state of the baseline. It says "compatible" only where both contracts were read:
 * without a baseline it says so and why.
 */
function verdict(report) {
    const { outcome, model } = report;
    switch (outcome.kind) {
        case 'failed':
            return { mood: 'bad', model, sentence: failedSentence(report, outcome.error.message, outcome.nextVersion) };
        case 'unchanged':
            return { mood: 'good', model, sentence: `unchanged: version ${outcome.version} stands` };
        case 'validated':
            return { mood: moodOf(report), model, sentence: `${finding(report)}${arrow(outcome.nextVersion, report.baseline)}` };
        case 'published': {
            const { release } = outcome;
            if (!release.fresh)
                return { mood: 'good', model, sentence: `version ${release.version} was already published by an earlier attempt of this run` };
            const since = release.previous === null || release.baseline.state !== 'compared' ? '' : ` since ${release.previous.version}`;
            return { mood: moodOf(report), model, sentence: `version ${release.version} published: ${finding(report)}${since}` };
        }
    }
}
/** The baseline of a report: what the release was compared with in the end, else what the story compared with before. */
function baselineOf(report) {
    return report.outcome.kind === 'published' ? report.outcome.release.baseline : report.baseline;
}
/** What the model was compared with: the published version, or what the input `baseline` names. */
function otherSideOf(report) {
    return report.against ?? baselineOf(report);
}
/** The comparison of a report, `undefined` where there was nothing to compare with. */
function comparisonOf(report) {
    const side = otherSideOf(report);
    if (side !== undefined && side.state !== 'compared')
        return undefined;
    return report.outcome.kind === 'published' ? report.outcome.release.comparison : report.comparison;
}
/** The run was refused for a breaking change, and the rows of the comparison say which. */
function toldByChanges(report) {
    const refused = report.outcome.kind === 'failed' && report.outcome.error.code === 'breaking-change';
    return refused && (comparisonOf(report)?.changes.length ?? 0) > 0;
}
function countChanges(changes) {
    const count = (level) => changes.filter((change) => change.level === level).length;
    return { breaking: count('breaking'), compatible: count('compatible'), lost: count('lost'), learned: count('learned') };
}
/** `1 change`, `2 changes`, `10,000 changes`. */
function plural(count, one, many = `${one}s`) {
    return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
/** Rounded down, so that 100 % is said only of a contract without a gap. */
function percent(ratio) {
    return `${Math.floor(ratio * 1000 + 1e-9) / 10} %`;
}
function failedSentence(report, message, nextVersion) {
    const comparison = comparisonOf(report);
    if (comparison === undefined || !toldByChanges(report))
        return `failed: ${message}`;
    const against = report.against === undefined ? '' : ` against ${report.against.label}`;
    return `${levelSentence(comparison)}${against}${arrow(nextVersion ?? null, report.baseline)}`;
}
function arrow(nextVersion, baseline) {
    const published = baseline?.state === 'first' ? undefined : baseline?.published?.version;
    const next = nextVersion === null ? '' : ` → next version ${nextVersion}`;
    return `${next}${published === undefined ? '' : ` (published ${published})`}`;
}
function finding(report) {
    if (report.against !== undefined)
        return findingAgainst(report, report.against);
    const baseline = baselineOf(report);
    const comparison = comparisonOf(report);
    if (baseline === undefined)
        return 'not compared with a published version';
    switch (baseline.state) {
        case 'first':
            return report.detected?.declaredIn === undefined ? 'first version' : `first version, as declared in ${report.detected.declaredIn}`;
        case 'unavailable':
            return `not compared with the published version: ${baseline.reason}`;
        case 'compared':
            return comparison === undefined ? 'not compared with the published version' : `${levelSentence(comparison)}${acceptance(report, comparison)}`;
    }
}
function findingAgainst(report, against) {
    const comparison = comparisonOf(report);
    switch (against.state) {
        case 'first':
            return `not in ${against.label} yet`;
        case 'unavailable':
            return `not compared with ${against.label}: ${against.reason}`;
        case 'compared':
            return comparison === undefined
                ? `not compared with ${against.label}`
                : `${levelSentence(comparison)} against ${against.label}${acceptance(report, comparison)}`;
    }
}
function acceptance(report, comparison) {
    return comparison.level === 'breaking' && report.breakingAccepted !== undefined ? `, accepted by ${report.breakingAccepted}` : '';
}
function levelSentence(comparison) {
    const counts = countChanges(comparison.changes);
    const lost = counts.lost === 0 ? '' : `${plural(counts.lost, 'fact')} no longer known`;
    switch (comparison.level) {
        case 'breaking':
            if (counts.breaking === 0)
                return `${lost}, which counts as breaking`;
            return joined(plural(counts.breaking, 'breaking change'), counts.compatible === 0 ? '' : `${counts.compatible.toLocaleString('en-US')} compatible`, lost);
        case 'compatible':
            return joined(counts.compatible === 0 ? 'compatible' : plural(counts.compatible, 'compatible change'), lost);
        case 'weights':
            return joined('same contract, new content', lost);
        case 'learned':
            return joined(`same promises to callers, ${plural(counts.learned, 'fact')} more known`, lost);
        case 'unchanged':
            return joined('unchanged', lost);
    }
}
const joined = (...parts) => parts.filter((part) => part !== '').join(', ');
function moodOf(report) {
    const comparison = comparisonOf(report);
    if (comparison?.level === 'breaking')
        return 'attention';
    if (report.findings.some((one) => one.severity === 'critical' || one.severity === 'high'))
        return 'attention';
    return otherSideOf(report)?.state === 'unavailable' || countChanges(comparison?.changes ?? []).lost > 0 ? 'attention' : 'good';
}


/***/ })

};
