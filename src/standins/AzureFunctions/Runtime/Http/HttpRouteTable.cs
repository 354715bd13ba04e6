using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The routes of the enabled HTTP functions.</summary>
/// <remarks>They are tried in the order of the functions' names and the first match wins: a literal has no precedence over a parameter.</remarks>
sealed class HttpRouteTable
{
    static readonly string[] Reserved = ["admin", "runtime"];

    readonly List<HttpRoute> _routes = [];

    /// <exception cref="InvalidOperationException">Routes at fault; the message names every fault.</exception>
    public HttpRouteTable(IFunctionCatalog catalog, HostSettings settings, IInlineConstraintResolver resolver)
    {
        var faults = new List<string>();
        foreach (var function in catalog.All.Where(function => function is { Kind: TriggerKind.Http, IsDisabled: false }))
        {
            try
            {
                var route = new HttpRoute(function, settings.RoutePrefix, resolver);
                if (Fault(route) is { } fault)
                {
                    faults.Add($"The '{function.Name}' function is in error: {fault}");
                }

                _routes.Add(route);
            }
            catch (RouteCreationException e)
            {
                faults.Add($"The '{function.Name}' function is in error: {e.Message}");
            }
        }

        HostFaults.ThrowIfAny(faults);
    }

    /// <summary>The route that a request is for, with the values of its parameters; null when there is none.</summary>
    public (HttpRoute Route, RouteValueDictionary Values)? Find(HttpContext context)
    {
        foreach (var route in _routes)
        {
            if (route.Match(context) is { } values)
            {
                return (route, values);
            }
        }

        return null;
    }

    string? Fault(HttpRoute route)
    {
        if (Array.Exists(Reserved, word => route.Path.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
        {
            return "The specified route conflicts with one or more built in routes.";
        }

        return _routes.Find(route.ConflictsWith) is { } other
            ? $"The route specified conflicts with the route defined by function '{other.Function.Name}'."
            : null;
    }
}
