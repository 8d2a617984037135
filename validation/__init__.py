"""The model held against figures that nobody in this project computed: `make validation` writes docs/validation.md.

facts -> pages (each case as a planner would write it) -> figures (read off the engine's record) -> cases (the table) ->
agreement (theirs beside ours) -> report and chart.
"""
