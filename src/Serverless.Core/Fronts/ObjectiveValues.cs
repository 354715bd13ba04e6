using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>Converts values by objective name, as in documents, into vectors in which every objective is minimised, as used internally.</summary>
public static class ObjectiveValues
{
    /// <summary>Returns a completed evaluation's value of an objective, in the objective's own direction.</summary>
    /// <exception cref="InvalidOperationException">The evaluation lacks the objective; the message names both.</exception>
    public static double Of(Evaluation evaluation, Objective objective) =>
        evaluation.Metrics.TryGetValue(objective.Name, out var value)
            ? value
            : throw new InvalidOperationException(
                $"Candidate {evaluation.Candidate} is {evaluation.Status} at fidelity '{evaluation.Fidelity}' without '{objective.Name}'.");

    /// <summary>Returns a completed evaluation's minimised vector, in the objectives' order.</summary>
    /// <exception cref="InvalidOperationException">The evaluation lacks an objective; the message names both.</exception>
    public static double[] Minimised(Evaluation evaluation, IReadOnlyList<Objective> objectives) =>
        [.. objectives.Select(objective => objective.Minimised(Of(evaluation, objective)))];

    /// <summary>Returns the minimised vector of values by objective name, in the objectives' order.</summary>
    /// <exception cref="KeyNotFoundException">An objective is missing.</exception>
    public static double[] Minimised(IReadOnlyDictionary<string, double> values, IReadOnlyList<Objective> objectives) =>
        [.. objectives.Select(objective => objective.Minimised(values[objective.Name]))];

    /// <summary>Returns the minimised vector of values by objective name; missing objectives are infinite, worse than any value.</summary>
    public static double[] MinimisedOrMissing(IReadOnlyDictionary<string, double> values, IReadOnlyList<Objective> objectives) =>
    [
        .. objectives.Select(objective => values.TryGetValue(objective.Name, out var value) ? objective.Minimised(value) : double.PositiveInfinity),
    ];
}
