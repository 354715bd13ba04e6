using Serverless.Algorithms;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Surrogates;

/// <summary>Selects from evaluations what a surrogate can learn from. Pure.</summary>
public static class SurrogateExamples
{
    /// <summary>
    /// Returns the examples at the highest fidelity that enough evaluations have reached, so that all values are comparable; if there
    /// is none, those of whole trainings, however few.
    /// </summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="evaluations">Evaluations of the search, in the order of generations and proposals.</param>
    /// <param name="targets">The objectives to predict.</param>
    /// <param name="enough">The number of evaluations that is enough, at least 1.</param>
    public static (string Fidelity, IReadOnlyList<SurrogateExample> Examples) Of(
        SearchRequest request, IReadOnlyList<Evaluation> evaluations, IReadOnlyList<Objective> targets, int enough)
    {
        var ladder = RungLadder.Of(request);
        for (var rung = ladder.Count; rung > 0; rung--)
        {
            var examples = At(ladder.FidelityOf(rung), evaluations, targets);
            if (examples.Count >= enough)
            {
                return (ladder.FidelityOf(rung), examples);
            }
        }

        return (Fidelity.FullName, At(Fidelity.FullName, evaluations, targets));
    }

    /// <summary>
    /// Returns an evaluation's values at a fidelity, by metric; null when it has not reached the fidelity, or did not end successfully.
    /// </summary>
    public static IReadOnlyDictionary<string, double>? MeasuredAt(Evaluation evaluation, string fidelity)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return fidelity == Fidelity.FullName
            ? evaluation.Status == EvaluationStatus.Completed ? evaluation.Metrics : null
            : evaluation.Rungs?.FirstOrDefault(result => Fidelity.StopsAfter(fidelity, result.Epochs))?.Metrics;
    }

    /// <summary>
    /// Adds learning curves to examples: the points before a fidelity, and each example's values of the first trained target at the rungs below.
    /// </summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="evaluations">Evaluations that include those of the examples.</param>
    /// <param name="targets">The objectives to predict.</param>
    /// <param name="fidelity">The fidelity of the examples.</param>
    /// <param name="examples">The examples to which curves are added.</param>
    /// <returns>The points and examples; no points, and the examples unchanged, if there is no rung below or no objective needs training.</returns>
    public static (IReadOnlyList<string> Points, IReadOnlyList<SurrogateExample> Examples) WithCurves(
        SearchRequest request, IReadOnlyList<Evaluation> evaluations, IReadOnlyList<Objective> targets, string fidelity, IReadOnlyList<SurrogateExample> examples)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        var ladder = RungLadder.Of(request);
        string[] points = [.. Enumerable.Range(1, ladder.Count).Where(rung => !ladder.IsZeroCost(rung)).Select(ladder.FidelityOf).TakeWhile(below => below != fidelity)];
        if (points.Length == 0 || targets.FirstOrDefault(target => Metric.Find(target.Metric)?.Source == MetricSource.Training) is not { } trained)
        {
            return ([], examples);
        }

        var curves = evaluations.GroupBy(evaluation => evaluation.Architecture).ToDictionary(
            architecture => architecture.Key,
            architecture => architecture.Select(evaluation => CurveOf(evaluation, points, trained.Name)).MaxBy(curve => curve.Length)!);
        return (points, [.. examples.Select(example => curves.TryGetValue(example.Architecture, out var curve) && curve.Length > 0 ? example with { Curve = curve } : example)]);
    }

    static double[] CurveOf(Evaluation evaluation, string[] points, string target) =>
    [
        .. points.Select(point => MeasuredAt(evaluation, point) is { } measured && measured.TryGetValue(target, out var value) ? value : (double?)null)
            .TakeWhile(value => value is not null).Select(value => value!.Value),
    ];

    // An algorithm that decides how far candidates are trained can return to one; its later evaluation includes the results of the earlier.
    static List<SurrogateExample> At(string fidelity, IReadOnlyList<Evaluation> evaluations, IReadOnlyList<Objective> targets) =>
    [
        .. (from evaluation in evaluations
            let measured = MeasuredAt(evaluation, fidelity)
            where measured is not null && targets.All(target => measured.ContainsKey(target.Name))
            select new SurrogateExample(evaluation.Architecture, targets.ToDictionary(target => target.Name, target => measured[target.Name])))
        .DistinctBy(example => example.Architecture),
    ];
}

/// <summary>An architecture from which a surrogate learns.</summary>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Values">Values by objective name; those that are not known are left out.</param>
public sealed record SurrogateExample(string Architecture, IReadOnlyDictionary<string, double> Values)
{
    /// <value>Its values at the points of the learning curve, as many as are known, in order of epochs; null: none.</value>
    public IReadOnlyList<double>? Curve { get; init; }
}

/// <summary>Selects the objectives of a search that a surrogate has to predict: those that need a training or a measurement.</summary>
public static class PredictableObjectives
{
    /// <summary>Returns the objectives that are neither analytic nor looked up for a device.</summary>
    /// <param name="objectives">The objectives of the search.</param>
    /// <param name="isLookedUp">Returns whether the device of that id is a lookup device.</param>
    /// <returns>The objectives to predict, in their order.</returns>
    public static IReadOnlyList<Objective> Of(IReadOnlyList<Objective> objectives, Func<string, bool> isLookedUp) =>
        [
            .. objectives.Where(objective => Metric.Find(objective.Metric)?.Source != MetricSource.Analytic
                && (objective.Device is not { } device || !isLookedUp(device))),
        ];
}
