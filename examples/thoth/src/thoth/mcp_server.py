"""thoth-mcp: the library for agents, over both transports of the Model Context Protocol."""

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.responses import JSONResponse

from thoth.citations import Citation
from thoth.database import connected
from thoth.library import Document, Library, Summary
from thoth.server import serve
from thoth.settings import Settings

SSE_PORT = 8081
HTTP_PORT = 8082


def create(library: Library) -> MCPServer:
    """Build the server and its tools."""
    server = MCPServer("thoth", instructions="Search and read a library of papers.")

    @server.tool()
    def search_documents(query: str) -> list[Summary]:
        """List the documents whose text contains the query."""
        return library.summaries(query)

    @server.tool()
    def get_document(name: str) -> Document:
        """Read a document."""
        if document := library.document(name):
            return document
        raise ToolError(f"no document is named {name!r}")

    @server.tool()
    def list_citations(name: str) -> list[Citation]:
        """List the arXiv papers and DOIs that a document cites."""
        return library.citations(name)

    @server.custom_route("/health", methods=["GET"])
    async def health(_: Request) -> JSONResponse:
        """Say that the server runs; trouble with the database is for the tools to tell."""
        return JSONResponse({"status": "ok"})

    return server


def security(hosts: tuple[str, ...]) -> TransportSecuritySettings:
    """Answer only to our own names, so that no web page can reach us by rebinding its own.

    The default is localhost alone, which would shut out the other containers.
    """
    return TransportSecuritySettings(
        allowed_hosts=[f"{host}:*" for host in hosts],
        allowed_origins=[f"http://{host}:*" for host in hosts],
    )


def run(settings: Settings) -> None:
    """Serve until SIGTERM."""
    names = security(settings.mcp_hosts)
    with connected(settings) as pool:
        server = create(Library(pool))
        serve(
            {
                SSE_PORT: server.sse_app(transport_security=names),
                HTTP_PORT: server.streamable_http_app(transport_security=names),
            }
        )
