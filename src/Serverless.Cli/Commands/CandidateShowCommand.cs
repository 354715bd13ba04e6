using System.CommandLine;
using System.Globalization;
using Serverless.Cli.Output;
using Serverless.Core.Evaluations;

namespace Serverless.Cli.Commands;

/// <summary><c>candidate show ID CANDIDATE</c>: shows all that a search knows about one architecture.</summary>
public static class CandidateShowCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var candidate = CommandOptions.Id("CANDIDATE", "The candidate's id, for example from `front show`.");
        var format = CommandOptions.Format();
        var command = new Command("show", "Show one architecture of a search.") { id, candidate, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var wanted = parsed.GetRequiredValue(candidate);
            var search = parsed.GetRequiredValue(id);
            var evaluations = await client.Searches.ListEvaluationsAsync(search, cancellation).ConfigureAwait(false);
            var found = evaluations.LastOrDefault(evaluation => evaluation.Candidate.Value == wanted)
                ?? throw new CliException(
                    ExitCodes.NotFound,
                    $"Search {search} has no evaluation of candidate {wanted} ({evaluations.Count} evaluations).",
                    $"List the candidates of its front: serverless front show {search}");
            Answer.Write(console, parsed.GetValue(format), found, () => Facts(found));
            return ExitCodes.Done;
        });
        return command;
    }

    static Table Facts(Evaluation evaluation) =>
        Table.Of([new Column("fact"), new Column("value")], form => Facts(evaluation, form));

    static IReadOnlyList<IReadOnlyList<string>> Facts(Evaluation evaluation, NumberForm form)
    {
        var facts = new List<(string Name, string Value)>
        {
            ("candidate", PlainText.Of(evaluation.Candidate.Value)),
            ("architecture", PlainText.Of(evaluation.Architecture)),
            ("status", evaluation.Status.ToString()),
            ("fidelity", PlainText.Of(evaluation.Fidelity)),
            ("generation", evaluation.Generation.ToString(CultureInfo.InvariantCulture)),
            ("parents", string.Join(' ', evaluation.Parents.Select(parent => PlainText.Of(parent.Value)))),
        };
        facts.AddRange(evaluation.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric =>
            (MetricText.Header(metric.Key), Measured(evaluation, metric.Key, metric.Value, form))));
        facts.AddRange(SurrogateFacts.Of(evaluation.Predicted, form));
        facts.AddRange(RungFacts.Of(evaluation));
        facts.AddRange(
        [
            ("training s", Seconds(evaluation.Cost.TrainingSeconds, form)),
            ("measuring s", Seconds(evaluation.Cost.MeasuringSeconds, form)),
            ("trained on", PlainText.Of(evaluation.Cost.TrainedOn)),
            ("seed", evaluation.Seed.ToString(CultureInfo.InvariantCulture)),
            ("attempt", evaluation.Attempt.ToString(CultureInfo.InvariantCulture)),
            ("worker", PlainText.Of(evaluation.Worker)),
            ("from cache", evaluation.Cached ? "yes" : "no"),
            ("model", PlainText.Of(evaluation.ModelBlob)),
            ("error", PlainText.Of(evaluation.Error)),
        ]);
        return [.. facts.Where(fact => fact.Value.Length > 0).Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value])];
    }

    // For programs the output has the number alone: its provenance is in the JSON.
    static string Measured(Evaluation evaluation, string metric, double value, NumberForm form) =>
        form == NumberForm.Exact ? MetricText.Value(metric, value, form) : $"{MetricText.Value(metric, value)}{Provenance(evaluation, metric)}";

    static string Seconds(double value, NumberForm form) =>
        form == NumberForm.Exact ? SignificantDigits.RoundTrip(value) : value.ToString("0.0", CultureInfo.InvariantCulture);

    static string Provenance(Evaluation evaluation, string metric) =>
        evaluation.Provenance.TryGetValue(metric, out var how) ? $" ({PlainText.Of(how)} on {MetricText.Device(metric) ?? "this platform"})" : "";
}
