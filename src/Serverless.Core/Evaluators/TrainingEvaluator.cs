using Serverless.Core.Devices;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Evaluators;

/// <summary>The evaluator of searches whose candidates are trained, and measured on devices.</summary>
public sealed class TrainingEvaluator : CandidateEvaluator
{
    readonly (string Name, string Metric, DeviceDefinition Device)[] _lookedUp;
    readonly IReadOnlyDictionary<string, DeviceDefinition> _lookups;

    /// <param name="request">The request of a search with a known space and dataset.</param>
    /// <param name="lookups">The lookup devices of the search, by id.</param>
    /// <exception cref="InvalidOperationException">The space or the dataset does not exist.</exception>
    /// <exception cref="ArgumentException">The algorithm searches by zero-cost metrics, and the first rung is not 0.</exception>
    public TrainingEvaluator(SearchRequest request, IReadOnlyDictionary<string, DeviceDefinition> lookups)
        : base(
            request,
            SearchSpaces.Of(request.Space) ?? throw new InvalidOperationException($"There is no search space '{request.Space.Name}'."),
            request.Dataset.Shape ?? throw new InvalidOperationException($"There is no dataset '{request.Dataset.Name}'."))
    {
        _lookups = lookups;
        var known = request.Constraints.Select(constraint => (constraint.Name, constraint.Metric, constraint.Device));
        if (request.Surrogate is not null)
        {
            known = known.Concat(request.Objectives.Select(objective => (objective.Name, objective.Metric, objective.Device)));
        }

        KnownConstraints =
        [
            .. request.Constraints.Where(constraint => constraint.Device is { } device
                ? lookups.ContainsKey(device)
                : Metric.Find(constraint.Metric)?.Source == MetricSource.Analytic),
        ];
        _lookedUp =
        [
            .. known.DistinctBy(metric => metric.Name)
                .Where(metric => metric.Device is not null && lookups.ContainsKey(metric.Device))
                .Select(metric => (metric.Name, metric.Metric, lookups[metric.Device!])),
        ];
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
    public override IReadOnlyList<Constraint> KnownConstraints { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// These are analytic metrics, and those metrics of lookup devices that are constrained; in a search with a surrogate, all of the latter, so that
    /// nothing is predicted that can be looked up.
    /// </remarks>
    public override IReadOnlyDictionary<string, double> KnownOf(Architecture architecture)
    {
        var known = Space.Cost(architecture, Request.Space, Shape).ToMetrics();
        foreach (var (name, metric, device) in _lookedUp)
        {
            known[name] = LookupEstimator.Estimate(device, metric, Space, architecture);
        }

        return known;
    }

    /// <inheritdoc/>
    /// <value>A function of the objectives that are analytic or looked up for a device.</value>
    public override Func<Architecture, IReadOnlyList<double>>? KnownObjectives => Targets.Count < Request.Objectives.Count ? ObjectivesOf : null;

    /// <inheritdoc/>
    public override bool Counts(Evaluation evaluation) => true;

    double[] ObjectivesOf(Architecture architecture)
    {
        var counted = Space.Cost(architecture, Request.Space, Shape).ToMetrics();
        return
        [
            .. Request.Objectives.Select(objective => Targets.Contains(objective) ? double.NaN : objective.Minimised(objective.Device is { } device
                ? LookupEstimator.Estimate(_lookups[device], objective.Metric, Space, architecture)
                : counted[objective.Metric])),
        ];
    }

    static IReadOnlyList<Objective> ScreeningOf(SearchRequest request) => RungLadder.Of(request) is var ladder && ladder.IsZeroCost(1)
        ? RungObjectives.At(request, ladder, rung: 1)
        : throw new ArgumentException(
            $"'{request.Algorithm.Name}' searches by zero-cost proxies, computed from untrained networks: start the rungs with 0.", nameof(request));
}
