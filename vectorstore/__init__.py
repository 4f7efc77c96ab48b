"""What is kept and how it is found: catalog, Chroma, embeddings, the hybrid retriever."""
