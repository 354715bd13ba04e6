using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Core.Evaluators;

/// <summary>The evaluator of searches whose candidates a program of the user evaluates.</summary>
public sealed class ExternalEvaluator : CandidateEvaluator
{
    static readonly Dictionary<string, double> Nothing = [];

    readonly bool _countsCosts;

    /// <param name="request">The request of a search in a known space.</param>
    /// <exception cref="InvalidOperationException">The space does not exist.</exception>
    public ExternalEvaluator(SearchRequest request)
        : base(
            request,
            SearchSpaces.Of(request.Space) ?? throw new InvalidOperationException($"There is no search space '{request.Space.Name}'."),
            request.Dataset.Shape ?? TableImages.Shape)
    {
        _countsCosts = ReportedMetrics.CostsAreCounted(request);
        var reported = ReportedMetrics.Of(request);
        Targets = [.. request.Objectives.Where(objective => reported.Contains(objective.Name))];
        KnownConstraints = [.. request.Constraints.Where(constraint => !reported.Contains(constraint.Name))];
    }

    /// <inheritdoc/>
    public override bool TakesJobs => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Targets { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Screening => [];

    /// <inheritdoc/>
    public override IReadOnlyList<Constraint> KnownConstraints { get; }

    /// <inheritdoc/>
    /// <remarks>These are the costs of networks, if the dataset defines their input.</remarks>
    public override IReadOnlyDictionary<string, double> KnownOf(Architecture architecture) =>
        _countsCosts ? Space.Cost(architecture, Request.Space, Shape).ToMetrics() : Nothing;

    /// <inheritdoc/>
    public override bool Counts(Evaluation evaluation) => true;
}
