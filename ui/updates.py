"""Updates of components that several events share."""

from typing import Any

import gradio as gr

from ui.rendering import View

Update = Any  # gradio's updates are untyped dictionaries

NO_PLACES: Update = gr.update(choices=[], value=None, visible=False)


def skip(number: int) -> tuple[Update, ...]:
    """Leave so many components as they are."""
    return tuple(gr.skip() for _ in range(number))


def shown(view: View) -> tuple[Update, Update]:
    """What the document panel and its heading show."""
    return gr.update(value=view.stretches), view.heading
