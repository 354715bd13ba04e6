using System.Text.Json.Serialization;
using Serverless.Core.Fidelities;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>When an algorithm is told of evaluations and asked for more.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchMode>))]
public enum SearchMode
{
    /// <summary>When all of a generation have ended.</summary>
    [JsonStringEnumMemberName("synchronous")]
    Synchronous,

    /// <summary>As soon as one has ended.</summary>
    [JsonStringEnumMemberName("asynchronous")]
    Asynchronous,
}

/// <summary>Reads <c>/mode</c> and <c>/parallelism</c>, and checks that the rest of the request goes with them.</summary>
static class ModeSection
{
    /// <summary>The most evaluations that a search may have under way at once.</summary>
    public const int MostParallel = 1_000;

    const int DefaultParallelism = 8;

    static readonly string[] Names = ["synchronous", "asynchronous"];

    /// <param name="root">The request's fields.</param>
    /// <param name="request">What was read of it.</param>
    public static SearchRequest Read(JsonFields root, SearchRequest request)
    {
        var isAsynchronous = root.Has("mode") && root.RequiredName("mode", "mode", Names) == Names[1];
        var parallelism = root.OptionalWhole("parallelism", 1, MostParallel);
        CheckVariant(root, request, isAsynchronous);
        if (!isAsynchronous)
        {
            if (root.Has("parallelism") && !root.Has("mode"))
            {
                root.Fault("parallelism", "Only asynchronous searches have it: add \"mode\": \"asynchronous\", or give algorithm.batchSize instead.");
            }
            else if (root.Has("parallelism") && root.Says("mode", Names[0]))
            {
                root.Fault("parallelism", "A synchronous search evaluates a generation at once: give algorithm.batchSize instead.");
            }

            return request;
        }

        if (!request.IsTrained)
        {
            root.Fault("mode", "A table answers at once, so nothing of it can come later than the rest: leave this out.");
        }

        if (OwnFidelities.AreOf(request))
        {
            root.Fault("mode", $"'{request.Algorithm.Name}' says itself how far candidates are trained, generation by generation: leave this out, or take another algorithm, with rungs.");
        }

        if (request.Surrogate is not null)
        {
            root.Fault("mode", "A surrogate chooses among the candidates of a whole generation, which an asynchronous search does not have: leave out this or the surrogate.");
        }

        if (request.Budgets.Generations is not null)
        {
            root.Fault("budgets", "An asynchronous search has no generations to count: limit trainings, epochs, evaluations or wallClockSeconds instead of generations.");
        }

        if (request.Budgets.NoImprovementGenerations is not null)
        {
            root.Fault("budgets", "An asynchronous search has no generations to count: limit noImprovementEvaluations instead of noImprovementGenerations.");
        }

        return request with { Mode = SearchMode.Asynchronous, Parallelism = parallelism ?? request.Algorithm.BatchSize ?? DefaultParallelism };
    }

    static void CheckVariant(JsonFields root, SearchRequest request, bool isAsynchronous)
    {
        if (request.Promotion?.Variant != HalvingVariant.Promotion)
        {
            return;
        }

        if (!isAsynchronous)
        {
            root.Fault("promotion", "A synchronous search decides a rung for all of a generation at once, so nothing waits there: add \"mode\": \"asynchronous\", or leave out variant.");
        }
    }
}
