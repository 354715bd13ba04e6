using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/dashboard</c>: returns a page that shows searches, and the files that the page loads.</summary>
/// <remarks>
/// Anonymous, since a browser that opens a page sends no key. The files are the same for everybody and contain no data: the page asks the
/// user for a key and sends it with each request to the other routes, which refuse requests without one.
/// </remarks>
public sealed class DashboardTriggers(DashboardFiles files)
{
    [Function(FunctionNames.GetDashboard)]
    [Answers(200, MediaType = "text/html")]
    [Answers(302)]
    public IResult GetPage([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard")] HttpRequest request) =>

        // Links in the page are relative, so that it works behind any prefix; after a trailing slash they would resolve to other addresses.
        request.Path.Value!.EndsWith('/')
            ? Results.Redirect(Links.Page(request))
            : new DashboardResult(files.Find(DashboardFiles.Page)!);

    [Function(FunctionNames.GetDashboardFile)]
    [Answers(200, MediaType = "*/*")]
    [Refuses(404, ProblemCodes.RouteNotFound)]
    public IResult GetFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{file}")] HttpRequest request, string file) =>
        files.Find(file) is { } found
            ? new DashboardResult(found)
            : Problems.Of(
                request.HttpContext, StatusCodes.Status404NotFound, ProblemCodes.RouteNotFound, "The dashboard has no such file.", "The dashboard is at /api/dashboard.");
}
