using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Validation;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// Refuses requests with query parameters that their function does not read: a misspelt parameter would otherwise be ignored, and the
/// response would answer another question.
/// </summary>
public sealed class QueryMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>The parameters that the Functions host reads: a key and its name.</summary>
    static readonly string[] OfHost = ["code", "clientId"];

    readonly ConcurrentDictionary<string, IReadOnlyList<string>> _known = new();

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http
            || FindFault(http.Request.Query, _known.GetOrAdd(context.FunctionDefinition.EntryPoint, ReadBy)) is not var (title, detail))
        {
            return next(context);
        }

        context.GetInvocationResult().Value = Problems.Of(
            http, StatusCodes.Status400BadRequest, ProblemCodes.InvalidParameter, title, detail);
        return Task.CompletedTask;
    }

    /// <summary>Finds the first parameter that is unknown or repeated; null when there is none.</summary>
    internal static (string Title, string Detail)? FindFault(IQueryCollection query, IReadOnlyList<string> known)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Concat(OfHost).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return (
                    $"There is no query parameter {VisibleText.Quote(name)} here.",
                    known.Count == 0 ? "This route has no query parameters; omit it." : $"The query parameters are {string.Join(", ", known)}; use one of those, or omit it.");
            }

            if (values.Count > 1)
            {
                return ($"The query parameter {VisibleText.Quote(name)} occurs {values.Count} times.", "Keep one of them.");
            }
        }

        return null;
    }

    static IReadOnlyList<string> ReadBy(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        var type = typeof(QueryMiddleware).Assembly.GetType(entryPoint[..dot], throwOnError: true)!;
        return type.GetMethod(entryPoint[(dot + 1)..])?.GetCustomAttribute<QueryParametersAttribute>()?.Names ?? [];
    }
}

/// <summary>Declares the query parameters that a function reads; a function without it reads none. Requests with others are refused.</summary>
/// <param name="names">The names of the parameters, in any letter case.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryParametersAttribute(params string[] names) : Attribute
{
    /// <value>The names of the parameters.</value>
    public IReadOnlyList<string> Names { get; } = names;

    /// <value>The name of the required parameter; null when none is required.</value>
    public string? Required { get; init; }
}
