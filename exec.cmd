@rem npm scripts say `exec node …` so that signals reach Node; Windows knows no exec.
@%*
