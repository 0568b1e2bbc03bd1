export const id = 675;
export const ids = [675];
export const modules = {

/***/ 7675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   init: () => (/* binding */ init)
/* harmony export */ });
/* harmony import */ var _infer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8377);
/* harmony import */ var _model_init_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(276);


/** `mlambda init DIR`: a definition file on stdout, ready to be saved beside the model. */
async function init(call) {
    const model = await (0,_infer_js__WEBPACK_IMPORTED_MODULE_0__/* .inferAt */ .af)(call.inputs(call.operands[0] ?? '.'));
    process.stdout.write((0,_model_init_js__WEBPACK_IMPORTED_MODULE_1__/* .writeDefinition */ .d)(model.contract, { name: model.name }));
    return 0;
}


/***/ })

};
