using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Indexing;

namespace Serverless.LocalHost.Http;

/// <summary>The requests that run a function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Template">The template of the path, including the prefix.</param>
/// <param name="Methods">The upper-case methods; empty for all.</param>
/// <param name="Access">Who may call the function.</param>
sealed record FunctionRoute(Function Function, string Template, IReadOnlyList<string> Methods, AccessLevel Access)
{
    // The paths of the host's own routes. As in Azure, they are reserved behind a prefix too.
    static readonly string[] Reserved = ["admin", "runtime"];

    /// <summary>Returns the routes of all functions that have one, in the order in which they are tried: by name.</summary>
    /// <exception cref="StartException">Two routes match the same requests, or one uses a path reserved for the host.</exception>
    public static IReadOnlyList<FunctionRoute> All(IEnumerable<Function> functions, string prefix)
    {
        List<FunctionRoute> routes = [.. functions.Where(function => function.IsHttp)
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Select(function => Of(function, prefix))];
        foreach (var same in routes.GroupBy(route => route.Template, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var (first, second) in same.SelectMany((first, index) => same.Skip(index + 1).Select(second => (first, second))))
            {
                if (first.Methods.Count == 0 || second.Methods.Count == 0 || first.Methods.Intersect(second.Methods).Any())
                {
                    throw new StartException(
                        ExitCodes.Configuration, $"Functions {first.Function.Name} and {second.Function.Name} have the same route, {same.Key}.");
                }
            }
        }

        return routes;
    }

    static FunctionRoute Of(Function function, string prefix)
    {
        var route = (function.Trigger.Text("route") is { Length: > 0 } own ? own : function.Name).Trim('/');
        if (Reserved.Any(word => route.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
        {
            throw new StartException(
                ExitCodes.Configuration,
                $"Function {function.Name}: the route {route} begins like a reserved route of the host, {string.Join(" or ", Reserved)}.");
        }

        var methods = (function.Trigger.Properties["methods"]?.AsArray() ?? []).Select(method => method!.ToString().ToUpperInvariant());
        var template = $"/{prefix.Trim('/')}/{route}".Replace("//", "/", StringComparison.Ordinal);
        return new FunctionRoute(function, template, [.. methods], Level(function));
    }

    static AccessLevel Level(Function function) => function.Trigger.Text("authLevel")?.ToUpperInvariant() switch
    {
        null or "" or "FUNCTION" => AccessLevel.Function,

        // In Azure users sign in before the request reaches the host; this host has no such service.
        "ANONYMOUS" or "USER" => AccessLevel.Anonymous,
        "ADMIN" or "SYSTEM" => AccessLevel.Admin,
        var other => throw new StartException(ExitCodes.Configuration, $"Function {function.Name}: {other} is not a valid authLevel."),
    };
}
