using Serverless.Core.Devices;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Evaluators;

/// <summary>Candidates are trained, and measured on devices.</summary>
public sealed class TrainingEvaluator : CandidateEvaluator
{
    readonly IReadOnlyDictionary<string, DeviceDefinition> _lookups;

    /// <param name="request">The search's, of a space and a dataset that are known.</param>
    /// <param name="lookups">Those of its devices that look metrics up, by id.</param>
    /// <exception cref="InvalidOperationException">There is no such space or dataset.</exception>
    /// <exception cref="ArgumentException">The algorithm searches by zero-cost metrics, and the first rung is not 0.</exception>
    public TrainingEvaluator(SearchRequest request, IReadOnlyDictionary<string, DeviceDefinition> lookups)
        : base(
            request,
            SearchSpaces.Find(request.Space.Name) ?? throw new InvalidOperationException($"There is no search space '{request.Space.Name}'."),
            request.Dataset.Shape ?? throw new InvalidOperationException($"There is no dataset '{request.Dataset.Name}'."))
    {
        _lookups = lookups;
        Targets = PredictableObjectives.Of(request.Objectives, lookups.ContainsKey);
        Screening = request.Algorithm.ZeroCostMetrics.Count == 0 ? [] : ScreeningOf(request);
    }

    /// <inheritdoc/>
    public override bool TakesJobs => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Targets { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Screening { get; }

    /// <inheritdoc/>
    /// <remarks>What is counted; in a search with a surrogate also what devices look up, so that nothing is predicted that can be known.</remarks>
    public override IReadOnlyDictionary<string, double> KnownOf(Architecture architecture)
    {
        var known = Space.Cost(architecture, Request.Space, Shape).ToMetrics();
        foreach (var objective in Request.Surrogate is null ? [] : Request.Objectives)
        {
            if (objective.Device is { } device && _lookups.TryGetValue(device, out var table))
            {
                known[objective.Name] = LookupEstimator.Estimate(table, objective.Metric, Space, architecture);
            }
        }

        return known;
    }

    /// <inheritdoc/>
    public override double ViolationOf(IReadOnlyDictionary<string, double> known) =>
        Request.Constraints.Sum(constraint => constraint.Violation(known[constraint.Metric]));

    /// <inheritdoc/>
    public override bool Counts(Evaluation evaluation) => true;

    static IReadOnlyList<Objective> ScreeningOf(SearchRequest request) => RungLadder.Of(request) is var ladder && ladder.IsZeroCost(1)
        ? RungObjectives.At(request, ladder, rung: 1)
        : throw new ArgumentException(
            $"'{request.Algorithm.Name}' searches by zero-cost proxies, which untrained networks tell: begin the rungs with 0.", nameof(request));
}
