using Serverless.Cli.Output;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;

namespace Serverless.Cli.Reports.Charts;

/// <summary>One candidate in a scatter.</summary>
/// <param name="Candidate">Its id.</param>
/// <param name="X">In the objective's own unit and direction; NaN when it is not known.</param>
/// <param name="Y">In the objective's own unit and direction; NaN when it is not known.</param>
/// <param name="Text">What is said about it on the spot.</param>
public sealed record Mark(string Candidate, double X, double Y, string Text)
{
    /// <returns>Null when a value is missing or not a finite number.</returns>
    public static Mark? Of(FrontMember member, Objective x, Objective y) => Of(member.Candidate.Value, member.Architecture, member.Objectives, x, y);

    /// <inheritdoc cref="Of(FrontMember, Objective, Objective)"/>
    public static Mark? Of(Evaluation evaluation, Objective x, Objective y) =>
        Of(evaluation.Candidate.Value, evaluation.Architecture, evaluation.Metrics, x, y);

    /// <summary>A candidate of which not everything need be known, with what became of it.</summary>
    /// <returns>Null when neither value is known.</returns>
    public static Mark? Partial(Evaluation evaluation, Objective x, Objective y, string outcome)
    {
        double atX = Find(evaluation, x), atY = Find(evaluation, y);
        return double.IsNaN(atX) && double.IsNaN(atY)
            ? null
            : new Mark(evaluation.Candidate.Value, atX, atY, $"{outcome}\n{Value(y, atY)}, {Value(x, atX)}\n{evaluation.Architecture}\n{evaluation.Candidate.Value}");
    }

    static double Find(Evaluation evaluation, Objective objective) =>
        evaluation.Metrics.TryGetValue(objective.Name, out var value) && double.IsFinite(value) ? value : double.NaN;

    static string Value(Objective objective, double value) =>
        double.IsNaN(value) ? $"no {MetricText.Words(objective.Name)}" : $"{MetricText.Header(objective)} {MetricText.Value(objective.Name, value)}";

    static Mark? Of(string candidate, string architecture, IReadOnlyDictionary<string, double> values, Objective x, Objective y) =>
        values.TryGetValue(x.Name, out var atX) && values.TryGetValue(y.Name, out var atY) && double.IsFinite(atX) && double.IsFinite(atY)
            ? new Mark(candidate, atX, atY, $"{Value(y, atY)}, {Value(x, atX)}\n{architecture}\n{candidate}")
            : null;
}
