"""The names under which RDF is written and asked."""

BASE = "urn:maillage:"
"""Where our names live. A URN and no web address: nobody else can own it, and no tool is tempted to fetch it."""

PREFIXES = {
    "mlg": f"{BASE}ontology#",
    "ent": f"{BASE}entity:",
    "rel": f"{BASE}relation:",
    "fig": f"{BASE}figure:",
    "doc": f"{BASE}document:",
    "ev": f"{BASE}evidence:",
    "concept": f"{BASE}concept:",
    "graph": f"{BASE}graph:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}
"""Known to every query: nobody needs to declare them."""
