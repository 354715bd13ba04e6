using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>Turns the maps that people read into the vectors that everything inside is minimised in.</summary>
public static class ObjectiveValues
{
    /// <summary>A completed evaluation's value of an objective, in the objective's own direction.</summary>
    /// <exception cref="InvalidOperationException">The evaluation does not have it; the message names both.</exception>
    public static double Of(Evaluation evaluation, Objective objective) =>
        evaluation.Metrics.TryGetValue(objective.Name, out var value)
            ? value
            : throw new InvalidOperationException(
                $"Candidate {evaluation.Candidate} is {evaluation.Status} at fidelity '{evaluation.Fidelity}' without '{objective.Name}'.");

    /// <summary>A completed evaluation's minimised vector, in the objectives' order.</summary>
    /// <exception cref="InvalidOperationException">The evaluation lacks an objective; the message names both.</exception>
    public static double[] Minimised(Evaluation evaluation, IReadOnlyList<Objective> objectives) =>
        [.. objectives.Select(objective => objective.Minimised(Of(evaluation, objective)))];

    /// <summary>The minimised vector of a map of objective names to values, in the objectives' order.</summary>
    /// <exception cref="KeyNotFoundException">The map lacks an objective.</exception>
    public static double[] Minimised(IReadOnlyDictionary<string, double> values, IReadOnlyList<Objective> objectives) =>
        [.. objectives.Select(objective => objective.Minimised(values[objective.Name]))];

    /// <summary>The minimised vector of a map that may lack objectives: infinite, worse than any value, where it does.</summary>
    public static double[] MinimisedOrMissing(IReadOnlyDictionary<string, double> values, IReadOnlyList<Objective> objectives) =>
    [
        .. objectives.Select(objective => values.TryGetValue(objective.Name, out var value) ? objective.Minimised(value) : double.PositiveInfinity),
    ];
}
