using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Validation;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// Refuses requests with query parameters that their function does not read: one that is misspelt would otherwise give an answer to
/// another question.
/// </summary>
public sealed class QueryMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>What the host reads: a key, and its name.</summary>
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

    /// <summary>The first parameter that is not known, or is there twice; null when there is none.</summary>
    internal static (string Title, string Detail)? FindFault(IQueryCollection query, IReadOnlyList<string> known)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Concat(OfHost).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return (
                    $"There is no query parameter {VisibleText.Quote(name)} here.",
                    known.Count == 0 ? "This route takes none; leave it out." : $"There are {string.Join(", ", known)}; take one of those, or leave it out.");
            }

            if (values.Count > 1)
            {
                return ($"The query parameter {VisibleText.Quote(name)} is there {values.Count} times.", "Keep one of them.");
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

/// <summary>Names the query parameters that a function reads; a function without it reads none. Requests with others are refused.</summary>
/// <param name="names">The parameters, in any letter case.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryParametersAttribute(params string[] names) : Attribute
{
    /// <value>The parameters.</value>
    public IReadOnlyList<string> Names { get; } = names;

    /// <value>The one that has to be there; null: none has.</value>
    public string? Required { get; init; }
}
