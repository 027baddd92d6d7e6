"""Ready-made concrete page types; an app of its own, so that a site with its own base page
model can leave it out and use the mixins."""
