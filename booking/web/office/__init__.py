"""The pages of the city's offices, over all halls."""
