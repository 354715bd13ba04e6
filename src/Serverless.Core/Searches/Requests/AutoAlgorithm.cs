using Serverless.Algorithms;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Chooses the algorithm of a request that names none: the rules of docs/algorithms.md, with the measurements behind them.</summary>
public static class AutoAlgorithm
{
    /// <summary>What a request may write as its algorithm's name.</summary>
    public const string Name = "auto";

    /// <summary>Up to so many evaluations models are fitted to most of what is known; beyond, evolution is as far and proposes at once.</summary>
    public const int MostModelledEvaluations = 1_000;

    /// <summary>Whether a request leaves the choice to the platform.</summary>
    internal static bool IsMeantBy(JsonFields? fields) => fields is null || !fields.Has("name") || fields.Says("name", Name);

    /// <summary>Reads what can be told without knowing the algorithm.</summary>
    internal static AlgorithmSpecification Read(JsonFields? fields)
    {
        var batch = fields?.OptionalWhole("batchSize", 1, AlgorithmSpecification.LargestBatch);
        fields?.ReportUnknown();
        return new AlgorithmSpecification { Name = Name, BatchSize = batch };
    }

    /// <summary>Replaces <c>auto</c> by the algorithm for the rest of the request; leaves every other as it is.</summary>
    internal static SearchRequest Settle(SearchRequest request) => request.Algorithm.Name == Name
        ? request with { Algorithm = new AlgorithmSpecification { Name = Choose(request), BatchSize = request.Algorithm.BatchSize }.Completed() }
        : request;

    static string Choose(SearchRequest request)
    {
        if (request.Surrogate is not null)
        {
            // Evolution proposes hundreds in no time, for the surrogate to choose from.
            return "nsga2";
        }

        return (request.Budgets.Trainings ?? request.Budgets.Evaluations) > MostModelledEvaluations ? "neighbourhood-evolution" : "gp-ehvi";
    }
}
