using Serverless.Algorithms;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Chooses the algorithm of a request that names none, by the rules and measurements in docs/algorithms.md.</summary>
public static class AutoAlgorithm
{
    /// <summary>The algorithm name with which a request asks for an automatic choice.</summary>
    public const string Name = "auto";

    /// <summary>
    /// The largest budget for which a model-based algorithm is chosen: up to here its models are fitted to most of the evaluations; beyond, evolution
    /// gets as far and proposes without delay.
    /// </summary>
    public const int MostModelledEvaluations = 1_000;

    /// <summary>Returns whether a request leaves the choice to the platform.</summary>
    internal static bool IsMeantBy(JsonFields? fields) => fields is null || !fields.Has("name") || fields.Says("name", Name);

    /// <summary>Reads the options that do not depend on the algorithm.</summary>
    internal static AlgorithmSpecification Read(JsonFields? fields)
    {
        var batch = fields?.OptionalWhole("batchSize", 1, AlgorithmSpecification.LargestBatch);
        fields?.ReportUnknown();
        return new AlgorithmSpecification { Name = Name, BatchSize = batch };
    }

    /// <summary>Replaces <c>auto</c> by the algorithm that fits the rest of the request; leaves any other algorithm unchanged.</summary>
    internal static SearchRequest Settle(SearchRequest request) => request.Algorithm.Name == Name
        ? request with { Algorithm = new AlgorithmSpecification { Name = Choose(request), BatchSize = request.Algorithm.BatchSize }.Completed() }
        : request;

    static string Choose(SearchRequest request)
    {
        if (request.Surrogate is not null)
        {
            // Evolution proposes hundreds of candidates in almost no time, for the surrogate to choose from.
            return "nsga2";
        }

        return (request.Budgets.Trainings ?? request.Budgets.Evaluations) > MostModelledEvaluations ? "neighbourhood-evolution" : "gp-ehvi";
    }
}
