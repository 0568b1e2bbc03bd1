/**
 * scikit-learn's estimators and what their attributes say, 0.19 to 1.9. One row per class; modules moved, class names did not.
 * Sources: the class in `sklearn/<source>` of the tags 0.19.2, 0.24.2, 1.2.2, 1.5.2 and 1.7.2; attribute names are the documented ones.
 */
export interface Row {
  /** File below sklearn/. */
  readonly source: string
  readonly predict?: Predict
  readonly proba?: Proba
  readonly decision?: Decision
  readonly transform?: Transform
  /** First version with `predict_proba` and `decision_function`, where they came later than the class. */
  readonly scoresSince?: string
  /** Attribute whose dtype the result of arithmetic has: float64 ones give float64 for any input, float32 ones follow the input. */
  readonly floats?: string
  /** Where the number of input features is, if not in the places that all have (features.ts): attribute and axis. */
  readonly features?: readonly (readonly [attribute: string, axis: number])[]
  /** Sizes that make `[-1, n]` of a prediction. */
  readonly targets?: Targets
}

/** classes: an element of `classes_` · number: a float · floatLike an attribute · others: this type. */
export type Predict = 'classes' | 'number' | 'labels' | 'int32' | 'int64'
/** always: [-1, classes] · components: [-1, weights_] · others: only under a condition on the parameters. */
export type Proba = 'always' | 'components' | 'svc' | 'sgd' | 'soft voting' | 'network' | 'euclidean'
/** classes: [-1] for two classes, else [-1, k] · svc: pairs of classes for `ovo` · score: always [-1]. */
export type Decision = 'classes' | 'svc' | 'score'
/** coef: rows of `coef_`, if it has two axes · outputs: `n_outputs_` · network: as outputs · y: `_y` or `y_train_` · dual: `dual_coef_` · pls */
export type Targets = 'coef' | 'outputs' | 'y' | 'process' | 'dual' | 'pls' | 'pls2' | 'dummy' | 'one'

/** same: as many as features · [attribute, axis] · a word: a rule of widths.ts. The second word is the type. */
export type Transform =
  | readonly ['same', TransformType]
  | readonly ['axis', string, number, TransformType]
  | readonly ['count', string, TransformType]
  | readonly ['rule', WidthRule, TransformType]
/** kept: float32 stays, everything else becomes float64 · float64 · dtype: the parameter `dtype` · others: this type. */
export type TransformType = 'kept' | 'float64' | 'int64' | 'bool' | 'dtype' | 'values' | 'unknown'
export type WidthRule =
  | 'one-hot'
  | 'bins'
  | 'target-encoder'
  | 'imputer'
  | 'missing-indicator'
  | 'label-binarizer'
  | 'label-encoder'
  | 'multi-label'
  | 'support'
  | 'k-best'
  | 'percentile'
  | 'p-value'
  | 'fdr'
  | 'fwe'
  | 'univariate'
  | 'variance'
  | 'from-model'
  | 'vocabulary'
  | 'chi2-sampler'
  | 'sparse-coder'
  | 'dictionary'
  | 'trees-embedding'
  | 'function'
  | 'patches'
  | 'voting'
  | 'discriminant'
  | 'one-dimensional'

const LINEAR_CLASSIFIER = { predict: 'classes', decision: 'classes', floats: 'coef_' } as const
const LINEAR_REGRESSOR = { predict: 'number', targets: 'coef', floats: 'coef_' } as const
const BAYES = { predict: 'classes', proba: 'always' } as const
const TREE_CLASSIFIER = { predict: 'classes', proba: 'always' } as const
const TREE_REGRESSOR = { predict: 'number', targets: 'outputs' } as const
const kept = { transform: ['same', 'kept'] } as const
const components = { transform: ['axis', 'components_', 0, 'kept'], floats: 'components_', features: [['components_', 1]] } as const

/** Classes of one file with the same attributes. */
const alike = (source: string, row: Omit<Row, 'source'>, names: string): Readonly<Record<string, Row>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { source, ...row }]))

export const ESTIMATORS: Readonly<Record<string, Row>> = {
  // linear models: classifiers
  ...alike('linear_model/_logistic.py', { ...LINEAR_CLASSIFIER, proba: 'always' }, 'LogisticRegression LogisticRegressionCV'),
  SGDClassifier: { source: 'linear_model/_stochastic_gradient.py', ...LINEAR_CLASSIFIER, proba: 'sgd' },
  Perceptron: { source: 'linear_model/_perceptron.py', ...LINEAR_CLASSIFIER },
  PassiveAggressiveClassifier: { source: 'linear_model/_passive_aggressive.py', ...LINEAR_CLASSIFIER },
  ...alike('linear_model/_ridge.py', LINEAR_CLASSIFIER, 'RidgeClassifier RidgeClassifierCV'),
  LinearSVC: { source: 'svm/_classes.py', ...LINEAR_CLASSIFIER },
  // linear models: regressors
  LinearRegression: { source: 'linear_model/_base.py', ...LINEAR_REGRESSOR },
  ...alike('linear_model/_ridge.py', LINEAR_REGRESSOR, 'Ridge RidgeCV'),
  ...alike(
    'linear_model/_coordinate_descent.py',
    LINEAR_REGRESSOR,
    'Lasso LassoCV ElasticNet ElasticNetCV MultiTaskLasso MultiTaskLassoCV MultiTaskElasticNet MultiTaskElasticNetCV',
  ),
  ...alike('linear_model/_least_angle.py', LINEAR_REGRESSOR, 'Lars LarsCV LassoLars LassoLarsCV LassoLarsIC'),
  ...alike('linear_model/_omp.py', LINEAR_REGRESSOR, 'OrthogonalMatchingPursuit OrthogonalMatchingPursuitCV'),
  ...alike('linear_model/_bayes.py', LINEAR_REGRESSOR, 'BayesianRidge ARDRegression'),
  SGDRegressor: { source: 'linear_model/_stochastic_gradient.py', ...LINEAR_REGRESSOR, targets: 'one' },
  PassiveAggressiveRegressor: { source: 'linear_model/_passive_aggressive.py', ...LINEAR_REGRESSOR, targets: 'one' },
  HuberRegressor: { source: 'linear_model/_huber.py', ...LINEAR_REGRESSOR },
  TheilSenRegressor: { source: 'linear_model/_theil_sen.py', ...LINEAR_REGRESSOR },
  QuantileRegressor: { source: 'linear_model/_quantile.py', ...LINEAR_REGRESSOR },
  ...alike('linear_model/_glm/glm.py', LINEAR_REGRESSOR, 'PoissonRegressor GammaRegressor TweedieRegressor'),
  LinearSVR: { source: 'svm/_classes.py', ...LINEAR_REGRESSOR, targets: 'one' },
  // support vectors
  ...alike('svm/_classes.py', { predict: 'classes', proba: 'svc', decision: 'svc' }, 'SVC NuSVC'),
  ...alike('svm/_classes.py', { predict: 'number', targets: 'one' }, 'SVR NuSVR'),
  OneClassSVM: { source: 'svm/_classes.py', predict: 'int64', decision: 'score' },
  SGDOneClassSVM: { source: 'linear_model/_stochastic_gradient.py', predict: 'int32', decision: 'score' },
  // naive Bayes
  GaussianNB: { source: 'naive_bayes.py', ...BAYES, floats: 'theta_', features: [['theta_', 1]] },
  ...alike('naive_bayes.py', { ...BAYES, features: [['feature_log_prob_', 1]] }, 'MultinomialNB ComplementNB BernoulliNB'),
  CategoricalNB: { source: 'naive_bayes.py', ...BAYES, features: [['feature_log_prob_', 0]] },
  // trees and ensembles
  ...alike('tree/_classes.py', TREE_CLASSIFIER, 'DecisionTreeClassifier ExtraTreeClassifier'),
  ...alike('ensemble/_forest.py', TREE_CLASSIFIER, 'RandomForestClassifier ExtraTreesClassifier'),
  BalancedRandomForestClassifier: { source: 'imblearn/ensemble/_forest.py', ...TREE_CLASSIFIER },
  ...alike('tree/_classes.py', TREE_REGRESSOR, 'DecisionTreeRegressor ExtraTreeRegressor'),
  ...alike('ensemble/_forest.py', TREE_REGRESSOR, 'RandomForestRegressor ExtraTreesRegressor'),
  AdaBoostClassifier: { source: 'ensemble/_weight_boosting.py', ...TREE_CLASSIFIER, decision: 'classes' },
  AdaBoostRegressor: { source: 'ensemble/_weight_boosting.py', predict: 'number', targets: 'one' },
  GradientBoostingClassifier: { source: 'ensemble/_gb.py', ...TREE_CLASSIFIER, decision: 'classes' },
  GradientBoostingRegressor: { source: 'ensemble/_gb.py', predict: 'number', targets: 'one' },
  HistGradientBoostingClassifier: { source: 'ensemble/_hist_gradient_boosting/gradient_boosting.py', ...TREE_CLASSIFIER, decision: 'classes' },
  HistGradientBoostingRegressor: { source: 'ensemble/_hist_gradient_boosting/gradient_boosting.py', predict: 'number', targets: 'one' },
  IsolationForest: { source: 'ensemble/_iforest.py', predict: 'int64', decision: 'score' },
  RandomTreesEmbedding: { source: 'ensemble/_forest.py', transform: ['rule', 'trees-embedding', 'float64'] },
  // neighbours
  KNeighborsClassifier: { source: 'neighbors/_classification.py', ...TREE_CLASSIFIER, features: [['_fit_X', 1]] },
  RadiusNeighborsClassifier: { source: 'neighbors/_classification.py', ...TREE_CLASSIFIER, scoresSince: '0.22', features: [['_fit_X', 1]] },
  ...alike(
    'neighbors/_regression.py',
    { predict: 'number', targets: 'y', floats: '_y', features: [['_fit_X', 1]] },
    'KNeighborsRegressor RadiusNeighborsRegressor',
  ),
  NearestCentroid: {
    source: 'neighbors/_nearest_centroid.py',
    predict: 'classes',
    proba: 'euclidean',
    decision: 'classes',
    scoresSince: '1.6',
    features: [['centroids_', 1]],
  },
  ...alike(
    'neighbors/_graph.py',
    { transform: ['count', 'n_samples_fit_', 'float64'], features: [['_fit_X', 1]] },
    'KNeighborsTransformer RadiusNeighborsTransformer',
  ),
  NeighborhoodComponentsAnalysis: { source: 'neighbors/_nca.py', transform: ['axis', 'components_', 0, 'float64'], features: [['components_', 1]] },
  LocalOutlierFactor: { source: 'neighbors/_lof.py', predict: 'int64', decision: 'score', floats: '_fit_X', features: [['_fit_X', 1]] },
  // discriminants, processes, networks
  LinearDiscriminantAnalysis: {
    source: 'discriminant_analysis.py',
    ...LINEAR_CLASSIFIER,
    proba: 'always',
    transform: ['rule', 'discriminant', 'kept'],
  },
  QuadraticDiscriminantAnalysis: {
    source: 'discriminant_analysis.py',
    predict: 'classes',
    proba: 'always',
    decision: 'classes',
    features: [['means_', 1]],
  },
  GaussianProcessClassifier: { source: 'gaussian_process/_gpc.py', predict: 'classes', proba: 'always' },
  GaussianProcessRegressor: { source: 'gaussian_process/_gpr.py', predict: 'number', targets: 'process', features: [['X_train_', 1]] },
  KernelRidge: { source: 'kernel_ridge.py', predict: 'number', targets: 'dual', features: [['X_fit_', 1]] },
  MLPClassifier: {
    source: 'neural_network/_multilayer_perceptron.py',
    predict: 'classes',
    proba: 'network',
    floats: 'coefs_',
    features: [['coefs_', 1]],
  },
  MLPRegressor: {
    source: 'neural_network/_multilayer_perceptron.py',
    predict: 'number',
    targets: 'outputs',
    floats: 'coefs_',
    features: [['coefs_', 1]],
  },
  BernoulliRBM: { source: 'neural_network/_rbm.py', ...components },
  IsotonicRegression: {
    source: 'isotonic.py',
    predict: 'number',
    targets: 'one',
    floats: 'X_thresholds_',
    transform: ['rule', 'one-dimensional', 'kept'],
  },
  ...alike(
    'semi_supervised/_label_propagation.py',
    { predict: 'classes', proba: 'always', features: [['X_', 1]] },
    'LabelPropagation LabelSpreading',
  ),
  DummyClassifier: { source: 'dummy.py', predict: 'classes', proba: 'always' },
  DummyRegressor: { source: 'dummy.py', predict: 'number', targets: 'dummy', floats: 'constant_' },
  ...alike(
    'cross_decomposition/_pls.py',
    {
      predict: 'number',
      targets: 'pls',
      transform: ['axis', 'x_rotations_', 1, 'float64'],
      features: [['x_weights_', 0]],
    },
    'PLSRegression PLSCanonical CCA',
  ),
  PLSSVD: { source: 'cross_decomposition/_pls.py', transform: ['axis', 'x_weights_', 1, 'float64'], features: [['x_weights_', 0]] },
  // clusters and mixtures
  ...alike(
    'cluster/_kmeans.py',
    {
      predict: 'int32',
      transform: ['axis', 'cluster_centers_', 0, 'kept'],
      floats: 'cluster_centers_',
      features: [['cluster_centers_', 1]],
    },
    'KMeans MiniBatchKMeans',
  ),
  BisectingKMeans: {
    source: 'cluster/_bisect_k_means.py',
    predict: 'int32',
    transform: ['axis', 'cluster_centers_', 0, 'kept'],
    floats: 'cluster_centers_',
    features: [['cluster_centers_', 1]],
  },
  Birch: {
    source: 'cluster/_birch.py',
    predict: 'labels',
    transform: ['axis', 'subcluster_centers_', 0, 'kept'],
    floats: 'subcluster_centers_',
    features: [['subcluster_centers_', 1]],
  },
  MeanShift: { source: 'cluster/_mean_shift.py', predict: 'int64', features: [['cluster_centers_', 1]] },
  AffinityPropagation: { source: 'cluster/_affinity_propagation.py', predict: 'int64', features: [['cluster_centers_', 1]] },
  FeatureAgglomeration: { source: 'cluster/_agglomerative.py', transform: ['count', 'n_clusters_', 'kept'], features: [['labels_', 0]] },
  GaussianMixture: { source: 'mixture/_gaussian_mixture.py', predict: 'int64', proba: 'components', floats: 'means_', features: [['means_', 1]] },
  BayesianGaussianMixture: {
    source: 'mixture/_bayesian_mixture.py',
    predict: 'int64',
    proba: 'components',
    floats: 'means_',
    features: [['means_', 1]],
  },
  EllipticEnvelope: { source: 'covariance/_elliptic_envelope.py', predict: 'int64', decision: 'score', features: [['location_', 0]] },
  // scaling and discretising
  StandardScaler: {
    source: 'preprocessing/_data.py',
    ...kept,
    features: [
      ['scale_', 0],
      ['mean_', 0],
    ],
  },
  ...alike('preprocessing/_data.py', { ...kept, features: [['scale_', 0]] }, 'MinMaxScaler MaxAbsScaler'),
  RobustScaler: {
    source: 'preprocessing/_data.py',
    ...kept,
    features: [
      ['scale_', 0],
      ['center_', 0],
    ],
  },
  ...alike('preprocessing/_data.py', kept, 'Normalizer Binarizer'),
  PowerTransformer: { source: 'preprocessing/_data.py', ...kept, features: [['lambdas_', 0]] },
  QuantileTransformer: { source: 'preprocessing/_data.py', ...kept, features: [['quantiles_', 1]] },
  KernelCenterer: { source: 'preprocessing/_data.py', transform: ['axis', 'K_fit_rows_', 0, 'kept'], features: [['K_fit_rows_', 0]] },
  PolynomialFeatures: { source: 'preprocessing/_polynomial.py', transform: ['count', 'n_output_features_', 'kept'], features: [] },
  SplineTransformer: { source: 'preprocessing/_polynomial.py', transform: ['count', 'n_features_out_', 'kept'] },
  KBinsDiscretizer: { source: 'preprocessing/_discretization.py', transform: ['rule', 'bins', 'kept'], features: [['n_bins_', 0]] },
  OneHotEncoder: { source: 'preprocessing/_encoders.py', transform: ['rule', 'one-hot', 'dtype'], features: [['categories_', 0]] },
  OrdinalEncoder: { source: 'preprocessing/_encoders.py', transform: ['same', 'dtype'], features: [['categories_', 0]] },
  TargetEncoder: { source: 'preprocessing/_target_encoder.py', transform: ['rule', 'target-encoder', 'float64'], features: [['categories_', 0]] },
  LabelEncoder: { source: 'preprocessing/_label.py', transform: ['rule', 'label-encoder', 'int64'] },
  LabelBinarizer: { source: 'preprocessing/_label.py', transform: ['rule', 'label-binarizer', 'int64'] },
  MultiLabelBinarizer: { source: 'preprocessing/_label.py', transform: ['rule', 'multi-label', 'int64'] },
  FunctionTransformer: { source: 'preprocessing/_function_transformer.py', transform: ['rule', 'function', 'unknown'] },
  // missing values
  SimpleImputer: { source: 'impute/_base.py', transform: ['rule', 'imputer', 'values'], features: [['statistics_', 0]] },
  KNNImputer: { source: 'impute/_knn.py', transform: ['rule', 'imputer', 'kept'], features: [['_fit_X', 1]] },
  IterativeImputer: { source: 'impute/_iterative.py', transform: ['rule', 'imputer', 'kept'] },
  MissingIndicator: { source: 'impute/_base.py', transform: ['rule', 'missing-indicator', 'bool'] },
  // decompositions and embeddings
  PCA: { source: 'decomposition/_pca.py', ...components },
  IncrementalPCA: { source: 'decomposition/_incremental_pca.py', ...components },
  TruncatedSVD: { source: 'decomposition/_truncated_svd.py', ...components },
  ...alike('decomposition/_nmf.py', components, 'NMF MiniBatchNMF'),
  ...alike('decomposition/_sparse_pca.py', components, 'SparsePCA MiniBatchSparsePCA'),
  FastICA: { source: 'decomposition/_fastica.py', ...components },
  FactorAnalysis: { source: 'decomposition/_factor_analysis.py', ...components },
  LatentDirichletAllocation: { source: 'decomposition/_lda.py', ...components },
  DictionaryLearning: {
    source: 'decomposition/_dict_learning.py',
    transform: ['rule', 'dictionary', 'kept'],
    floats: 'components_',
    features: [['components_', 1]],
  },
  MiniBatchDictionaryLearning: {
    source: 'decomposition/_dict_learning.py',
    transform: ['rule', 'dictionary', 'kept'],
    floats: 'components_',
    features: [['components_', 1]],
  },
  SparseCoder: {
    source: 'decomposition/_dict_learning.py',
    transform: ['rule', 'sparse-coder', 'kept'],
    features: [['dictionary', 1]],
  },
  KernelPCA: { source: 'decomposition/_kernel_pca.py', transform: ['axis', 'eigenvalues_', 0, 'kept'], features: [['X_fit_', 1]] },
  Isomap: { source: 'manifold/_isomap.py', transform: ['axis', 'embedding_', 1, 'kept'], features: [['training_data_', 1]] },
  LocallyLinearEmbedding: { source: 'manifold/_locally_linear.py', transform: ['axis', 'embedding_', 1, 'float64'] },
  ...alike('random_projection.py', components, 'GaussianRandomProjection SparseRandomProjection'),
  ...alike(
    'kernel_approximation.py',
    { transform: ['axis', 'random_offset_', 0, 'kept'], features: [['random_weights_', 0]] },
    'RBFSampler SkewedChi2Sampler',
  ),
  Nystroem: { source: 'kernel_approximation.py', transform: ['axis', 'components_', 0, 'kept'], features: [['components_', 1]] },
  AdditiveChi2Sampler: { source: 'kernel_approximation.py', transform: ['rule', 'chi2-sampler', 'kept'] },
  PolynomialCountSketch: { source: 'kernel_approximation.py', transform: ['count', 'n_components', 'float64'] },
  // selection
  SelectKBest: { source: 'feature_selection/_univariate_selection.py', transform: ['rule', 'k-best', 'kept'], features: [['scores_', 0]] },
  SelectPercentile: { source: 'feature_selection/_univariate_selection.py', transform: ['rule', 'percentile', 'kept'], features: [['scores_', 0]] },
  SelectFpr: { source: 'feature_selection/_univariate_selection.py', transform: ['rule', 'p-value', 'kept'], features: [['scores_', 0]] },
  SelectFdr: { source: 'feature_selection/_univariate_selection.py', transform: ['rule', 'fdr', 'kept'], features: [['scores_', 0]] },
  SelectFwe: { source: 'feature_selection/_univariate_selection.py', transform: ['rule', 'fwe', 'kept'], features: [['scores_', 0]] },
  GenericUnivariateSelect: {
    source: 'feature_selection/_univariate_selection.py',
    transform: ['rule', 'univariate', 'kept'],
    features: [['scores_', 0]],
  },
  VarianceThreshold: { source: 'feature_selection/_variance_threshold.py', transform: ['rule', 'variance', 'kept'], features: [['variances_', 0]] },
  SequentialFeatureSelector: { source: 'feature_selection/_sequential.py', transform: ['rule', 'support', 'kept'], features: [['support_', 0]] },
  SelectFromModel: { source: 'feature_selection/_from_model.py', transform: ['rule', 'from-model', 'kept'] },
  // text, mappings, images
  ...alike('feature_extraction/text.py', { transform: ['rule', 'vocabulary', 'dtype'] }, 'CountVectorizer TfidfVectorizer'),
  HashingVectorizer: { source: 'feature_extraction/text.py', transform: ['count', 'n_features', 'dtype'] },
  TfidfTransformer: {
    source: 'feature_extraction/text.py',
    transform: ['same', 'kept'],
    features: [
      ['idf_', 0],
      ['_idf_diag', 0],
    ],
  },
  DictVectorizer: { source: 'feature_extraction/_dict_vectorizer.py', transform: ['axis', 'feature_names_', 0, 'dtype'] },
  FeatureHasher: { source: 'feature_extraction/_hash.py', transform: ['count', 'n_features', 'dtype'] },
  PatchExtractor: { source: 'feature_extraction/image.py', transform: ['rule', 'patches', 'kept'] },
}
