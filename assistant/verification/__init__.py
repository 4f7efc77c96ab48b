"""Whether a written sentence is supported by the words it cites: figures, names, sense, meaning."""
