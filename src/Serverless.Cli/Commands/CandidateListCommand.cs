using System.CommandLine;
using System.Globalization;
using Serverless.Cli.Output;
using Serverless.Core.Evaluations;

namespace Serverless.Cli.Commands;

/// <summary><c>candidate list ID</c>: lists the evaluations of a search, in the order in which they ended.</summary>
public static class CandidateListCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var status = CommandOptions.Choice<EvaluationStatus>("--status", "List only candidates with this status.");
        var command = ListCommand.Create<Evaluation>(
            console,
            connection,
            "List the architectures that a search has evaluated.",
            (client, parsed, cancellation) =>
            {
                var wanted = parsed.GetValue(status);
                return client.Searches.StreamEvaluationsAsync(parsed.GetRequiredValue(id), cancellation)
                    .Where(evaluation => wanted is null || evaluation.Status == wanted);
            },
            TableOf,
            [status]);
        command.Add(id);
        return command;
    }

    static Table TableOf(IReadOnlyList<Evaluation> evaluations)
    {
        string[] metrics = [.. evaluations.SelectMany(evaluation => evaluation.Metrics.Keys).Distinct().Order(StringComparer.Ordinal)];
        return Table.Of(
            [
                new Column("candidate", Fit: ColumnFit.Whole),
                new Column("generation", true),
                new Column("status"),
                .. metrics.Select(name => new Column(MetricText.Header(name), true, ColumnFit.Optional)),
                new Column("training s", true, ColumnFit.Optional),
                new Column("architecture"),
                new Column("error"),
            ],
            form => [.. evaluations.Select(evaluation => (IReadOnlyList<string>)[
                PlainText.Of(evaluation.Candidate.Value),
                evaluation.Generation.ToString(CultureInfo.InvariantCulture),
                evaluation.Status.ToString(),
                .. metrics.Select(name => MetricText.Value(name, evaluation.Metrics.TryGetValue(name, out var value) ? value : null, form)),
                evaluation.Cost.TrainingSeconds.ToString("0.0", CultureInfo.InvariantCulture),
                PlainText.Of(evaluation.Architecture),
                PlainText.Of(evaluation.Error),
            ])]);
    }
}
