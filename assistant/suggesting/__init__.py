"""Questions that the documents answer, offered to who asks: made by rule, then tried.

A question is made from a sentence (`sentence_questions`) or from a name or heading (`topics`) by
rules that need neither a parser nor a language model, and so only fit plain sentences. Each is put
to the retrieval chain before it is offered (`suggester`): what isn't answered from the place that
it was made from is dropped.
"""
