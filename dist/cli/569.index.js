export const id = 569;
export const ids = [569,374];
export const modules = {

/***/ 6569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   check: () => (/* binding */ check)
/* harmony export */ });
/* harmony import */ var _diff_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3374);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7582);


/** `mlambda check DIR`: the story of a pull request; with `--against` the other contract takes the place of the published one. */
async function check(call) {
    if (call.against === '')
        return await (0,_publish_js__WEBPACK_IMPORTED_MODULE_1__.tell)(call, { mode: 'validate', because: 'command check', onDemand: false });
    const changes = await (0,_diff_js__WEBPACK_IMPORTED_MODULE_0__.diffSides)(call, call.against, call.operands[0] ?? '.');
    return changes.level === 'breaking' ? 1 : 0;
}


/***/ }),

/***/ 3374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  diffCommand: () => (/* binding */ diffCommand),
  diffSides: () => (/* binding */ diffSides)
});

// EXTERNAL MODULE: ./.build/contract/diff.js + 4 modules
var diff = __webpack_require__(4947);
// EXTERNAL MODULE: ./.build/contract/level.js
var level = __webpack_require__(3215);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/contract/parse.js
var parse = __webpack_require__(1766);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: ./.build/infer.js + 76 modules
var infer = __webpack_require__(8253);
// EXTERNAL MODULE: ./.build/registry/published.js
var published = __webpack_require__(8242);
// EXTERNAL MODULE: ./.build/registry/reference.js
var registry_reference = __webpack_require__(4157);
// EXTERNAL MODULE: ./.build/registry/tags.js
var tags = __webpack_require__(3751);
// EXTERNAL MODULE: ./.build/verdict.js + 1 modules
var verdict = __webpack_require__(2705);
;// CONCATENATED MODULE: ./.build/contract-at.js









/** A canonical contract of 60,000 fields is about 4 MiB. */
const MAX_CONTRACT_FILE = 16 * 1024 * 1024;
/**
 * The contract of whatever `text` names: a model directory or file, a definition, a canonical contract (JSON), or an image (`REPOSITORY`, whose
 * highest version counts, `REPOSITORY:TAG` or `REPOSITORY@DIGEST`). What exists on disk is not looked for in a registry.
 * @throws UserError of the files, the declaration or the registry
 */
async function contractAt(text, inputs, ports) {
    if ((0,external_node_fs_.existsSync)(text))
        return { label: text, contract: onDisk(text, inputs) };
    return contract_at_published(text, inputs, await ports());
}
function onDisk(path, inputs) {
    if ((0,external_node_fs_.statSync)(path).isFile() && path.endsWith('.json')) {
        const contract = canonicalIn(path);
        if (contract)
            return contract;
    }
    if (/\.(ya?ml|prototxt|protobin)$/.test(path) && (0,external_node_fs_.statSync)(path).isFile()) {
        return (0,infer/* inferModel */.Gg)({ path: (0,external_node_path_.dirname)(path), name: '', contract: path }).contract;
    }
    return (0,infer/* inferModel */.Gg)({ path, name: inputs.name, contract: '' }).contract;
}
/** `null`: JSON, but of something else (a model may be a .json file). */
function canonicalIn(path) {
    if ((0,external_node_fs_.statSync)(path).size > MAX_CONTRACT_FILE)
        return null;
    let json;
    try {
        json = JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch {
        return null;
    }
    const isContract = typeof json === 'object' && json !== null && Object.hasOwn(json, 'contract') && Object.hasOwn(json, 'signatures');
    return isContract ? (0,parse/* parseContract */.UA)(withoutEvidence(json), (0,external_node_path_.basename)(path)) : null;
}
/** `infer --json` is the canonical form with `source` and `where` beside each field, and more facts at the top. Names are never keys in it. */
function withoutEvidence(json) {
    const { contract, framework, signatures } = json;
    const fields = JSON.stringify(signatures, (key, value) => (key === 'source' || key === 'where' ? undefined : value));
    return { contract, framework, signatures: fields === undefined ? undefined : JSON.parse(fields) };
}
async function contract_at_published(text, inputs, ports) {
    const { repository: parsed, reference } = (0,registry_reference/* parseReference */.F2)(text);
    const repository = await ports.repository(parsed.name);
    const wanted = reference ?? (0,tags/* highestOf */.gG)((0,tags/* versionsOf */.x4)((await repository.list()) ?? [], (0,verdict/* numberingOf */.pQ)(inputs)))?.tag;
    if (wanted === undefined) {
        throw new errors/* UserError */.y('repository-missing', `${parsed.name} has no version yet, and no file or directory is called ${JSON.stringify(text)}.`, 'Correct the name, or publish a first version.');
    }
    const label = `${parsed.name}${(0,registry_reference/* isDigest */.Bc)(wanted) ? '@' : ':'}${wanted}`;
    const reading = await (0,published/* readVersion */.$4)(repository, { version: wanted, tag: wanted });
    if (reading.published?.contract)
        return { label, contract: reading.published.contract };
    throw new errors/* UserError */.y('not-a-model', `${label} holds no contract: ${reading.reason ?? 'it has none'}.`, 'Compare with a version that this tool published.');
}

// EXTERNAL MODULE: ./.build/report/terminal.js
var terminal = __webpack_require__(6085);
// EXTERNAL MODULE: ./.build/commands/ports.js + 11 modules
var commands_ports = __webpack_require__(7561);
// EXTERNAL MODULE: ./.build/commands/publish.js + 35 modules
var publish = __webpack_require__(7582);
;// CONCATENATED MODULE: ./.build/commands/diff.js






/** `mlambda diff OLD NEW`: what happens to callers of OLD who meet NEW. Finding changes is no failure. */
async function diffCommand(call) {
    await diffSides(call, call.operands[0] ?? '', call.operands[1] ?? '');
    return 0;
}
/** Compares and prints. Contracts alone are compared: equal contracts are `unchanged`, whatever the weights are. */
async function diffSides(call, old, next) {
    const inputs = call.inputs('.');
    let opened;
    const ports = () => {
        opened ??= (0,commands_ports/* terminalPorts */.P)(inputs);
        return opened;
    };
    const [promise, offer] = [await contractAt(old, inputs, ports), await contractAt(next, inputs, ports)];
    const changes = (0,diff/* diff */.U)(promise.contract, offer.contract);
    const comparison = { level: (0,level/* levelOf */.I)(changes, { contentChanged: false, strict: inputs.breaking === 'strict' }), changes };
    process.stdout.write(call.json ? `${JSON.stringify(comparison)}\n` : (0,terminal/* renderChanges */.O1)(promise.label, offer.label, comparison, (0,publish.terminal)()));
    return comparison;
}


/***/ })

};
