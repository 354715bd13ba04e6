using System.Text.Json.Serialization;
using Serverless.Core.Fidelities;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Determines when an algorithm receives evaluations and proposes new candidates.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchMode>))]
public enum SearchMode
{
    /// <summary>When all evaluations of a generation have ended.</summary>
    [JsonStringEnumMemberName("synchronous")]
    Synchronous,

    /// <summary>As soon as one evaluation has ended.</summary>
    [JsonStringEnumMemberName("asynchronous")]
    Asynchronous,
}

/// <summary>Reads <c>/mode</c> and <c>/parallelism</c>, and checks that the rest of the request is compatible with them.</summary>
static class ModeSection
{
    /// <summary>The maximum number of evaluations that a search can have in progress at once.</summary>
    public const int MostParallel = 1_000;

    const int DefaultParallelism = 8;

    static readonly string[] Names = ["synchronous", "asynchronous"];

    /// <param name="root">The fields of the request.</param>
    /// <param name="request">The request as read so far.</param>
    public static SearchRequest Read(JsonFields root, SearchRequest request)
    {
        var isAsynchronous = root.Has("mode") && root.RequiredName("mode", "mode", Names) == Names[1];
        var parallelism = root.OptionalWhole("parallelism", 1, MostParallel);
        CheckVariant(root, request, isAsynchronous);
        if (!isAsynchronous)
        {
            if (root.Has("parallelism") && !root.Has("mode"))
            {
                root.Fault("parallelism", "Only asynchronous searches have this: add \"mode\": \"asynchronous\", or give algorithm.batchSize instead.");
            }
            else if (root.Has("parallelism") && root.Says("mode", Names[0]))
            {
                root.Fault("parallelism", "A synchronous search evaluates a generation at once: give algorithm.batchSize instead.");
            }

            return request;
        }

        if (!request.IsTrained)
        {
            root.Fault("mode", "A table answers immediately, so no evaluation is later than the others: remove this field.");
        }

        if (OwnFidelities.AreOf(request))
        {
            root.Fault("mode", $"'{request.Algorithm.Name}' determines how far candidates are trained, generation by generation: remove this field, or use another algorithm with rungs.");
        }

        var underWay = parallelism ?? request.Algorithm.BatchSize ?? DefaultParallelism;
        if (request.Surrogate is { } surrogate)
        {
            CheckSurrogate(root, surrogate, underWay);
        }

        if (request.Budgets.Generations is not null)
        {
            root.Fault("budgets", "An asynchronous search has no generations to count: limit trainings, epochs, evaluations or wallClockSeconds instead of generations.");
        }

        if (request.Budgets.NoImprovementGenerations is not null)
        {
            root.Fault("budgets", "An asynchronous search has no generations to count: limit noImprovementEvaluations instead of noImprovementGenerations.");
        }

        return request with { Mode = SearchMode.Asynchronous, Parallelism = underWay };
    }

    static void CheckSurrogate(JsonFields root, SurrogateSpecification surrogate, int underWay)
    {
        if (surrogate.OtherSearches)
        {
            root.FaultWithin("/surrogate/otherSearches", "An asynchronous search collects training data whenever an evaluation ends, and would read the results of all other searches each time: remove otherSearches, or mode.");
        }

        if (surrogate.PoolSize < underWay)
        {
            root.FaultWithin("/surrogate/poolSize", $"A pool of {surrogate.PoolSize} leaves no choice for the {underWay} candidates that are evaluated at once; use a larger poolSize, or a smaller parallelism.");
        }
    }

    static void CheckVariant(JsonFields root, SearchRequest request, bool isAsynchronous)
    {
        if (request.Promotion?.Variant != HalvingVariant.Promotion)
        {
            return;
        }

        if (!isAsynchronous)
        {
            root.Fault("promotion", "A synchronous search decides a rung for a whole generation at once, so no candidate waits there: add \"mode\": \"asynchronous\", or remove variant.");
        }
    }
}
