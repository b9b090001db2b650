"""Open311 GeoReport v2: how reports get to agencies that run such a service."""
