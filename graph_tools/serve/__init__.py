"""The server: pages, item IRIs with content negotiation, and a read-only SPARQL endpoint.

Takes a folder of pages and a store on disk; gives HTTP. Starlette and uvicorn carry it, Oxigraph
Server answers the queries as a child process. Needs the extra ``server``.
"""

from graph_tools.serve.settings import Settings

__all__ = ["Settings"]
