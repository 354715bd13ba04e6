using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;

namespace Serverless.Core.Searches;

/// <summary>The response of <c>GET /api/searches/{id}/columns</c>: evaluations in proposal order, one list per field, all equally long.</summary>
/// <remarks>For programs that plot or count many evaluations: a third of the size of the evaluations one by one.</remarks>
public sealed record EvaluationColumns
{
    public int SchemaVersion { get; init; } = 1;

    public required IReadOnlyList<string> Candidate { get; init; }

    public required IReadOnlyList<string> Architecture { get; init; }

    public required IReadOnlyList<int> Generation { get; init; }

    public required IReadOnlyList<int> Index { get; init; }

    public required IReadOnlyList<EvaluationStatus> Status { get; init; }

    public required IReadOnlyList<string> Fidelity { get; init; }

    /// <value>Values by metric name; null where a row has none.</value>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Metrics { get; init; }

    /// <value>Predicted values by metric name; null where nothing was predicted.</value>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Predicted { get; init; }

    /// <value>Worker time of training and measuring, in seconds.</value>
    public required IReadOnlyList<double> WorkerSeconds { get; init; }

    public required IReadOnlyList<string?> Worker { get; init; }

    /// <value>As in <see cref="Evaluation.EndedAt"/>; null on a page without any.</value>
    public IReadOnlyList<DateTimeOffset?>? EndedAt { get; init; }

    public required IReadOnlyList<bool> Cached { get; init; }

    /// <value>The reason why an evaluation did not complete; null where it did.</value>
    public required IReadOnlyList<string?> Reason { get; init; }

    /// <value>As in <see cref="Evaluation.Rungs"/>; null on a page without any.</value>
    public IReadOnlyList<IReadOnlyList<RungResult>?>? Rungs { get; init; }

    /// <value>The generation with which the next page begins, even if it does not exist yet: to send in a later request.</value>
    public required int NextGeneration { get; init; }

    /// <value>The link to the next rows; null on the last page.</value>
    public string? NextLink { get; init; }

    /// <summary>Converts evaluations to columns, in their order.</summary>
    /// <param name="evaluations">One per row.</param>
    /// <param name="nextGeneration">See <see cref="NextGeneration"/>.</param>
    /// <param name="nextLink">See <see cref="NextLink"/>.</param>
    public static EvaluationColumns Of(IReadOnlyList<Evaluation> evaluations, int nextGeneration, string? nextLink)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        return new EvaluationColumns
        {
            Candidate = [.. evaluations.Select(evaluation => evaluation.Candidate.Value)],
            Architecture = [.. evaluations.Select(evaluation => evaluation.Architecture)],
            Generation = [.. evaluations.Select(evaluation => evaluation.Generation)],
            Index = [.. evaluations.Select(evaluation => evaluation.Index)],
            Status = [.. evaluations.Select(evaluation => evaluation.Status)],
            Fidelity = [.. evaluations.Select(evaluation => evaluation.Fidelity)],
            Metrics = Columns(evaluations, evaluation => evaluation.Metrics),
            Predicted = Columns(evaluations, evaluation => evaluation.Predicted?.Values),
            WorkerSeconds = [.. evaluations.Select(evaluation => evaluation.Cost.TrainingSeconds + evaluation.Cost.MeasuringSeconds)],
            Worker = [.. evaluations.Select(evaluation => evaluation.Worker)],
            EndedAt = evaluations.Any(evaluation => evaluation.EndedAt is not null) ? [.. evaluations.Select(evaluation => evaluation.EndedAt)] : null,
            Cached = [.. evaluations.Select(evaluation => evaluation.Cached)],
            Reason = [.. evaluations.Select(evaluation => evaluation.Failure?.Reason ?? evaluation.Error)],
            Rungs = evaluations.Any(evaluation => evaluation.Rungs is not null) ? [.. evaluations.Select(evaluation => evaluation.Rungs)] : null,
            NextGeneration = nextGeneration,
            NextLink = nextLink,
        };
    }

    static Dictionary<string, IReadOnlyList<double?>> Columns(
        IReadOnlyList<Evaluation> evaluations, Func<Evaluation, IReadOnlyDictionary<string, double>?> valuesOf) =>
        evaluations.SelectMany(evaluation => valuesOf(evaluation)?.Keys ?? []).Distinct().Order(StringComparer.Ordinal).ToDictionary(
            name => name,
            IReadOnlyList<double?> (name) =>
            [
                .. evaluations.Select(double? (evaluation) => valuesOf(evaluation)?.TryGetValue(name, out var value) == true ? value : null),
            ]);
}
