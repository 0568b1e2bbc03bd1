/**
 * What `predict` returns per row. `values`: one for each output group (class, target or quantile). `label`: the one class with the highest score.
 * Every objective that XGBoost registers. Source: dmlc/xgboost, src/objective/*.cc and *.cu (XGBOOST_REGISTER_OBJECTIVE), 0.4 to 3.2.
 */
export const OBJECTIVES: Readonly<Record<string, 'values' | 'label'>> = {
  // regression_obj.cu
  'reg:squarederror': 'values',
  'reg:squaredlogerror': 'values',
  'reg:logistic': 'values',
  'reg:pseudohubererror': 'values',
  'reg:gamma': 'values',
  'reg:tweedie': 'values',
  'reg:absoluteerror': 'values',
  'reg:linear': 'values',
  'binary:logistic': 'values',
  'binary:logitraw': 'values',
  'count:poisson': 'values',
  'survival:cox': 'values',
  // aft_obj.cu, hinge.cu, quantile_obj.cu
  'survival:aft': 'values',
  'binary:hinge': 'values',
  'reg:quantileerror': 'values',
  'reg:expectileerror': 'values',
  // multiclass_obj.cu
  'multi:softprob': 'values',
  'multi:softmax': 'label',
  // lambdarank_obj.cc (before 2.0 rank_obj.cu)
  'rank:pairwise': 'values',
  'rank:ndcg': 'values',
  'rank:map': 'values',
  // before 1.0, with the GPU plugin
  'gpu:reg:linear': 'values',
  'gpu:reg:logistic': 'values',
  'gpu:binary:logistic': 'values',
  'gpu:binary:logitraw': 'values',
}
