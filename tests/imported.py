"""What takes long to import, and what a page is served by: see `forked`."""

import chromadb
import gradio
import sentence_transformers

import assistant.cli
import assistant.remote
import ui.page
import ui.server

__all__ = ["assistant", "chromadb", "gradio", "sentence_transformers", "ui"]
