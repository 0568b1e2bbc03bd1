# Writes the models beside it. Run by hand with R 4.2.2 and Debian's r-cran-* packages: Rscript generate.R
# Every line printed is what predict() gives with default arguments; test/frameworks/r/r.test.ts holds the same.
suppressMessages({ library(rpart); library(randomForest); library(e1071); library(nnet); library(MASS); library(ranger); library(gbm); library(caret) })
suppressMessages({ library(glmnet); library(kernlab); library(partykit); library(mgcv); library(survival) })
set.seed(1)
d <- data.frame(num = round(rnorm(24), 2), pos = 1:24 + 0, int = rep(1:4, 6), fac = factor(rep(c("a", "b", "c"), 8)),
  ord = ordered(rep(c("low", "high", "mid", "mid"), 6)), chr = rep(c("x", "y"), 12), log = rep(c(TRUE, TRUE, FALSE), 8))
d$y <- d$num + d$pos / 10 + rnorm(24)
d$cls <- factor(ifelse(d$num + rnorm(24, sd = .1) > 0, "yes", "no"))
d$n1 <- as.integer(d$cls) - 1
m <- as.matrix(d[, c("num", "pos", "int")])
describe <- function(p) {
  if (inherits(p, "ranger.prediction")) describe(p$predictions)
  else if (is.list(p)) paste(names(p), sapply(p, describe), collapse = ", ")
  else paste(class(p)[1], typeof(p), paste(dim(p), collapse = "x"))
}
# functions of packages that fitted models carry along stay out: `without`
keep <- function(name, model, newdata = d[1:5, ], ..., save = list(), without = character()) {
  cat(name, "|", describe(predict(model, newdata, ...)), "\n")
  for (part in without) if (isS4(model)) attr(model, part) <- NULL else model[part] <- NULL
  do.call(saveRDS, c(list(model, paste0(name, ".rds")), save))
}
keep("lm", lm(y ~ num + log(pos) + factor(int) + fac + ord + chr + log + I(num > 0), d, model = FALSE))
keep("lm-basis", lm(y ~ poly(num, 2) + splines::ns(pos, df = 2) + offset(int), d), save = list(compress = "xz"))
keep("mlm", lm(cbind(y, num) ~ pos, d), save = list(compress = FALSE, version = 2))
keep("glm", glm(n1 ~ pos * fac, binomial, d), without = "family", save = list(ascii = TRUE))
keep("gam", gam(y ~ s(pos, k = 4) + fac, data = d), without = "family", save = list(compress = "bzip2"))
keep("nls", nls(y ~ a + b * pos, d, start = list(a = 0, b = 1)), without = "m")
keep("prcomp", prcomp(d[, 1:3], rank. = 2))
keep("polr", polr(ord ~ pos, d, Hess = FALSE))
keep("lda", lda(fac ~ num + pos, d))
keep("multinom", nnet::multinom(fac ~ num, d, trace = FALSE))
keep("nnet", nnet(cls ~ num + fac, d, size = 1, trace = FALSE))
keep("nnet-matrix", nnet(m, class.ind(d$fac), size = 1, trace = FALSE), m)
keep("rpart-class", rpart(cls ~ num + fac, d, model = FALSE, y = FALSE), without = "functions")
keep("rpart-anova", rpart(y ~ num + chr, d, model = FALSE, y = FALSE), without = "functions")
keep("forest", randomForest(d[, c("num", "fac", "log")], d$cls, ntree = 2))
keep("forest-formula", randomForest(y ~ num + fac, d, ntree = 2))
keep("svm", svm(cls ~ num + log, d))
keep("svm-one", svm(~ num + pos, d, type = "one-classification"))
keep("svm-matrix", svm(m, d$y), m)
keep("bayes", naiveBayes(cls ~ num + fac + log, d))
keep("ranger", ranger(cls ~ num + fac, d, num.trees = 2, probability = TRUE, respect.unordered.factors = "order"))
keep("gbm", gbm(n1 ~ num + fac, data = d, distribution = "bernoulli", n.trees = 2, n.minobsinnode = 2, bag.fraction = .9, keep.data = FALSE), n.trees = 2)
keep("caret", train(d[, c("num", "int", "fac", "log")], d$y, method = "rpart", trControl = trainControl(method = "none"),
  tuneGrid = data.frame(cp = .01)), without = c("modelInfo", "control", "call", "finalModel", "perfNames"))
keep("glmnet", cv.glmnet(m, d$y, nfolds = 3), m)
keep("ksvm", ksvm(cls ~ num + pos, d), without = "kernelf")
keep("ctree", ctree(cls ~ num + fac, d), without = c("update", "trafo"))
keep("coxph", coxph(Surv(pos, n1) ~ num + strata(chr), d))
model <- lm(y ~ num, d); other <- lm(y ~ pos, d); table <- d; note <- "hello"
save(model, table, note, file = "workspace.RData"); save(model, other, file = "two.RData"); save(note, file = "none.rda", ascii = TRUE)
saveRDS(lm(d$y ~ d$num), "dollar.rds"); saveRDS(d, "table.rds"); saveRDS(list(fitted = model, at = Sys.Date()), "list.rds")
# closures, byte code, environments that hold themselves, promises at home, sequences in short
own <- compiler::cmpfun(function(x, n = 3) { if (n > 1 && is.numeric(x)) for (i in seq_len(n)) x <- x + i * (x + 1) ; local(x * 2); switch("a", a = x, b = n) })
self <- new.env(); self$self <- self; self$lazy <- (function(argument) environment())(stop("never run"))
saveRDS(list(own, self, 1:100000, as.character(1:9), sort(c(3, 1, 2)), raw(3), 1i, quote(f(a$b, "c")), expression(x + y), model = model), "everything.rds")
con <- file("native.rds", "wb"); serialize(model, con, xdr = FALSE); close(con)
# wrappers whose packages are not in Debian, by their layout
ptype <- d[0, c("num", "int", "fac", "ord", "chr", "log")]; ptype$day <- Sys.Date()[0]; ptype$time <- Sys.time()[0]
saveRDS(structure(list(model = structure(list(object = model), class = c("bundled_lm", "bundle")), prototype = ptype), class = "vetiver_model"), "vetiver.rds")
fit <- structure(list(spec = structure(list(mode = "classification"), class = "model_spec"), fit = local({ tree <- rpart(cls ~ num, d); tree$functions <- NULL; tree })), class = c("_rpart", "model_fit"))
saveRDS(structure(list(pre = list(mold = list(blueprint = list(ptypes = list(predictors = ptype)))), fit = list(fit = fit)), class = "workflow"), "workflow.rds")
# a class that nobody knows, with terms; counts
saveRDS(structure(list(terms = terms(model.frame(y ~ num + chr, d))), class = "mine"), "mine.rds")
keep("rpart-counts", rpart(int ~ num, d, method = "poisson", model = FALSE, y = FALSE), without = "functions")
