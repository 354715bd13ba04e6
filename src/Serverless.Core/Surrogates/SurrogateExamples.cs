using Serverless.Algorithms;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Surrogates;

/// <summary>What a surrogate can learn from evaluations. Pure.</summary>
public static class SurrogateExamples
{
    /// <summary>
    /// The examples at the highest fidelity that enough evaluations have reached, so that all are told by the same measure; when there
    /// is none, those of whole trainings, however few.
    /// </summary>
    /// <param name="request">The search's.</param>
    /// <param name="evaluations">Of it, in the order of generations and proposals.</param>
    /// <param name="targets">What is to be predicted.</param>
    /// <param name="enough">At least 1.</param>
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

    /// <summary>What an evaluation found at a fidelity: metric to value; null when it has not come so far, or did not end well.</summary>
    public static IReadOnlyDictionary<string, double>? MeasuredAt(Evaluation evaluation, string fidelity)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return fidelity == Fidelity.FullName
            ? evaluation.Status == EvaluationStatus.Completed ? evaluation.Metrics : null
            : evaluation.Rungs?.FirstOrDefault(result => Fidelity.NameOf(result.Epochs) == fidelity)?.Metrics;
    }

    /// <summary>The points of learning curves before a fidelity, and each example's: what the first trained target was at the rungs below.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="evaluations">Those that the examples are of, and others.</param>
    /// <param name="targets">What is to be predicted.</param>
    /// <param name="fidelity">Of the examples.</param>
    /// <param name="examples">To give curves to.</param>
    /// <returns>No points, and the examples as they are, where there is no rung below or nothing that takes a training.</returns>
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

    // An algorithm that says how far may come back to a candidate, whose later evaluation has what the earlier one found too.
    static List<SurrogateExample> At(string fidelity, IReadOnlyList<Evaluation> evaluations, IReadOnlyList<Objective> targets) =>
    [
        .. (from evaluation in evaluations
            let measured = MeasuredAt(evaluation, fidelity)
            where measured is not null && targets.All(target => measured.ContainsKey(target.Name))
            select new SurrogateExample(evaluation.Architecture, targets.ToDictionary(target => target.Name, target => measured[target.Name])))
        .DistinctBy(example => example.Architecture),
    ];
}

/// <summary>An architecture that a surrogate learns from.</summary>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Values">Objective name to value; those that are not known are left out.</param>
public sealed record SurrogateExample(string Architecture, IReadOnlyDictionary<string, double> Values)
{
    /// <value>What it reached at the points of the learning curve, as many as are known, the first first; null: none is.</value>
    public IReadOnlyList<double>? Curve { get; init; }
}

/// <summary>Which of a search's objectives a surrogate has to predict: those that take a training or a measurement.</summary>
public static class PredictableObjectives
{
    /// <summary>The objectives that are neither counted from an architecture nor looked up by a device.</summary>
    /// <param name="objectives">The search's.</param>
    /// <param name="isLookedUp">Whether the device of that id looks its metrics up.</param>
    /// <returns>In the order of the objectives.</returns>
    public static IReadOnlyList<Objective> Of(IReadOnlyList<Objective> objectives, Func<string, bool> isLookedUp) =>
        [
            .. objectives.Where(objective => Metric.Find(objective.Metric)?.Source != MetricSource.Analytic
                && (objective.Device is not { } device || !isLookedUp(device))),
        ];
}
