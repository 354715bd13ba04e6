using Serverless.Cli.Output;
using Serverless.Domain.Evaluations;
using Serverless.Domain.Fronts;
using Serverless.Domain.Objectives;

namespace Serverless.Cli.Reports.Charts;

/// <summary>One candidate in a scatter.</summary>
/// <param name="Candidate">Its id.</param>
/// <param name="X">In the objective's own unit and direction.</param>
/// <param name="Y">In the objective's own unit and direction.</param>
/// <param name="Text">What is said about it on the spot.</param>
public sealed record Mark(string Candidate, double X, double Y, string Text)
{
    /// <returns>Null when a value is missing or not a finite number.</returns>
    public static Mark? Of(FrontMember member, Objective x, Objective y) => Of(member.Candidate.Value, member.Architecture, member.Objectives, x, y);

    /// <inheritdoc cref="Of(FrontMember, Objective, Objective)"/>
    public static Mark? Of(Evaluation evaluation, Objective x, Objective y) =>
        Of(evaluation.Candidate.Value, evaluation.Architecture, evaluation.Metrics, x, y);

    static Mark? Of(string candidate, string architecture, IReadOnlyDictionary<string, double> values, Objective x, Objective y) =>
        values.TryGetValue(x.Name, out var atX) && values.TryGetValue(y.Name, out var atY) && double.IsFinite(atX) && double.IsFinite(atY)
            ? new Mark(candidate, atX, atY, $"{MetricText.Header(y.Name)} {MetricText.Value(y.Name, atY)}, {MetricText.Header(x.Name)} {MetricText.Value(x.Name, atX)}\n{architecture}\n{candidate}")
            : null;
}
