"""Documents in: loaders, sentences, passages, and the pipeline that writes them."""
