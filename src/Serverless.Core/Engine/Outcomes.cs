using System.Globalization;
using Serverless.Algorithms;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>Creates and updates evaluations. Pure.</summary>
public static class Outcomes
{
    /// <summary>
    /// The reason given when trainings are not started, or are withdrawn, because a search has used up its GPU seconds or its cost limit.
    /// </summary>
    public const string NotAffordable = "The remaining GPU seconds or cost did not cover it.";

    /// <summary>The provenance of values from a device's table.</summary>
    public const string LookedUp = "looked up";

    const string NotCovered = "The training budget did not cover it.";

    /// <summary>Creates an evaluation with only the values that are analytic or looked up.</summary>
    public static Evaluation Start(
        int generation, int index, ProposedCandidate candidate, SearchRequest request, IReadOnlyDictionary<string, double> known) => new()
        {
            Candidate = candidate.Id,
            Architecture = candidate.Architecture,
            Generation = generation,
            Index = index,
            Parents = candidate.Parents,
            Inherits = candidate.Inherits,
            Fidelity = candidate.Fidelity,
            Status = EvaluationStatus.Running,
            Metrics = known,
            Provenance = ProvenanceOf(request, known),
            Seed = request.EvaluationSeed,
            Attempt = 0,
            Recipe = RecipeHash.Of(request),
        };

    public static Evaluation Infeasible(Evaluation started) => started with { Status = EvaluationStatus.Infeasible };

    public static Evaluation Declined(Evaluation started) => Abandon(started, NotCovered);

    /// <summary>Abandons an evaluation for the first reason given; later reasons follow from it and are ignored.</summary>
    public static Evaluation Abandon(Evaluation evaluation, string reason) =>
        evaluation.Status == EvaluationStatus.Abandoned
            ? evaluation
            : evaluation with { Status = EvaluationStatus.Abandoned, Error = reason };

    /// <summary>Abandons an evaluation because of an error that is counted; the first reason is kept.</summary>
    public static Evaluation Fail(Evaluation evaluation, string error, EvaluationFailure failure) =>
        evaluation.Status == EvaluationStatus.Abandoned ? evaluation : Abandon(evaluation, error) with { Failure = failure };

    /// <summary>Abandons an evaluation because of an error that is counted under its own text.</summary>
    public static Evaluation Fail(Evaluation evaluation, string error) => Fail(evaluation, error, EvaluationFailure.Of(error));

    /// <summary>Adds a value; a value beyond <see cref="MetricRange"/> ends the evaluation instead, with the reason.</summary>
    public static Evaluation AddMetric(Evaluation evaluation, string name, double value, string? provenance) => MetricRange.Holds(value)
        ? evaluation with
        {
            Metrics = With(evaluation.Metrics, name, value),
            Provenance = provenance is null ? evaluation.Provenance : With(evaluation.Provenance, name, provenance),
        }
        : Fail(evaluation, string.Create(
            CultureInfo.InvariantCulture, $"The value of {name}, {value}, is not a number of magnitude at most {MetricRange.Largest}."));

    /// <summary>Adds the results of an earlier evaluation with the same recipe; they cost nothing.</summary>
    public static Evaluation AddCached(Evaluation started, Evaluation cached)
    {
        var evaluation = started with { Cached = true, Attempt = cached.Attempt, Worker = cached.Worker, ModelBlob = cached.ModelBlob };
        foreach (var (name, value) in cached.Metrics)
        {
            evaluation = AddMetric(evaluation, name, value, cached.Provenance.GetValueOrDefault(name));
        }

        return evaluation;
    }

    /// <summary>Ends an evaluation as infeasible if its known values violate a constraint; an abandoned evaluation is unchanged.</summary>
    public static Evaluation Limit(Evaluation evaluation, SearchRequest request) =>
        evaluation.Status != EvaluationStatus.Abandoned && request.Constraints.ViolationBy(evaluation) > 0 ? Infeasible(evaluation) : evaluation;

    /// <summary>Completes an evaluation that has all objectives; abandons any other, with the missing ones as the reason.</summary>
    public static Evaluation Conclude(Evaluation evaluation, IReadOnlyList<Objective> objectives)
    {
        string[] missing = [.. objectives.Select(objective => objective.Name).Where(name => !evaluation.Metrics.ContainsKey(name))];
        return evaluation.Status is EvaluationStatus.Abandoned or EvaluationStatus.Infeasible ? evaluation
            : missing.Length > 0 ? Fail(evaluation, string.Join(' ', [$"The results lack {string.Join(", ", missing)}.", .. WithoutEnergy(objectives, missing)]))
            : evaluation with { Status = EvaluationStatus.Completed };
    }

    /// <summary>Returns why measured devices gave no energy.</summary>
    static IEnumerable<string> WithoutEnergy(IReadOnlyList<Objective> objectives, IReadOnlyList<string> missing) => objectives
        .Where(objective => objective.Metric == Metric.EnergyMj.Name && missing.Contains(objective.Name))
        .Select(objective =>
            $"{WithoutCounter(objective.Device!)} Remove this objective, or use a device with a table of it.");

    /// <summary>Returns why a measurement does not show whether a candidate satisfies a constraint, with a remedy.</summary>
    public static string Unknown(Constraint constraint)
    {
        ArgumentNullException.ThrowIfNull(constraint);
        var reason = constraint.Metric == Metric.EnergyMj.Name ? $" {WithoutCounter(constraint.Device ?? "")}" : "";
        return $"The results lack {constraint.Name}, which is bounded.{reason} Remove this constraint, or use a device with a table of it.";
    }

    static string WithoutCounter(string device) =>
        $"The machine of device '{device}' has no energy counter that its worker may read; run 'serverless device measure' there to see why.";

    /// <summary>Returns whether an evaluation ended for a reason other than its candidate: no budget covered it, or the search ended first.</summary>
    public static bool IsCutShort(Evaluation evaluation) => evaluation is { Status: EvaluationStatus.Abandoned, Failure: null };

    /// <summary>Returns whether a training was run for this search, successfully or not.</summary>
    public static bool IsPaid(Evaluation evaluation) => !evaluation.Cached && evaluation.Cost.TrainedOn is not null;

    /// <summary>Returns whether a training came from the evaluation cache, and none was run for this search.</summary>
    public static bool IsReused(Evaluation evaluation, SearchRequest request) =>
        !IsPaid(evaluation) && (RungOutcomes.CountsEpochs(request) ? evaluation.Cost.EpochsCached > 0 : evaluation.Cached);

    /// <summary>Returns whether an evaluation counts against a limit of trainings.</summary>
    public static bool IsTrained(Evaluation evaluation, SearchRequest request) => IsPaid(evaluation) || IsReused(evaluation, request);

    static Dictionary<string, string> ProvenanceOf(SearchRequest request, IReadOnlyDictionary<string, double> known) =>
        request.DeviceMetrics.Where(known.ContainsKey).ToDictionary(name => name, _ => LookedUp);

    static Dictionary<string, TValue> With<TValue>(IReadOnlyDictionary<string, TValue> map, string name, TValue value) =>
        new(map) { [name] = value };
}
