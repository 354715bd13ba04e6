using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Spaces;

namespace Serverless.Cli.Output;

/// <summary>Compares the results of candidates that were trained again with their earlier results.</summary>
public static class RetrainTable
{
    static readonly string[] Known = ["testAccuracy", "parameters"];

    /// <param name="front">The front of the search that trained them again.</param>
    /// <param name="evaluations">The evaluations of that search.</param>
    /// <param name="originals">The front of the search that they come from.</param>
    public static Table Of(FrontDocument front, IReadOnlyList<Evaluation> evaluations, FrontDocument originals)
    {
        ArgumentNullException.ThrowIfNull(front);
        ArgumentNullException.ThrowIfNull(originals);
        var (before, now) = (originals.Members.ToDictionary(member => member.Candidate), front.Members.ToDictionary(member => member.Candidate));
        string[] names = [.. front.Objectives.Select(objective => objective.Name).Union(Known)];
        IReadOnlyList<string>[] columns =
        [
            .. names.SelectMany(IEnumerable<IReadOnlyList<string>> (name) =>
            [
                MetricText.Column(name, [.. evaluations.Select(evaluation => Find(before, evaluation.Candidate, name))]),
                MetricText.Column(name, [.. evaluations.Select(evaluation => Find(now, evaluation.Candidate, name) ?? Find(evaluation.Metrics, name))]),
            ]),
        ];
        return new Table(
            [
                .. names.SelectMany(IEnumerable<Column> (name) => [new($"{MetricText.Header(name)} before", IsNumber: true), new("now", IsNumber: true)]),
                new Column("status"),
                new Column("candidate", Fit: ColumnFit.Whole),
            ],
            [.. evaluations.Select((evaluation, row) => (IReadOnlyList<string>)[
                .. columns.Select(column => column[row]),
                $"{evaluation.Status}",
                PlainText.Of(evaluation.Candidate.Value),
            ])]);
    }

    static double? Find(Dictionary<CandidateId, FrontMember> members, CandidateId candidate, string name) =>
        members.TryGetValue(candidate, out var member) ? Find(member.Objectives, name) ?? Find(member.Metrics, name) : null;

    static double? Find(IReadOnlyDictionary<string, double> values, string name) => values.TryGetValue(name, out var value) ? value : null;
}
