"""The programmes from 2000 to the proposals for 2028-2034, drawn from what each replaced (``succeeds``).

``lineage`` reads the base, ``layout`` places boxes and arrows, ``drawing`` writes the SVG.
"""
